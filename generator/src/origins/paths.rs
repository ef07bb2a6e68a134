//! Items by their Rust paths, which need not be written in full.

use crate::Item;

/// What names an item in front of its path and is no part of what somebody would look for.
const MODULES: &[&str] = &["crate", "generated"];

/// The items that a path leads to.
pub(super) enum Match<'a> {
    /// One, and others of less weight.
    One {
        /// The item.
        item: &'a Item,
        /// Those whose paths end in the same way.
        others: Vec<&'a Item>,
    },
    /// Several of the same weight, one for each path.
    Several(Vec<&'a Item>),
    /// None.
    None,
}

/// The path in a line of `API.txt`: `models::Pet.name`.
pub fn path_of(line: &str) -> &str {
    let (kind, rest) = line.split_once(' ').unwrap_or(("", line));
    let rest = match (kind, rest.rsplit_once(" for ")) {
        ("impl", Some((_, path))) => path,
        _ => rest,
    };
    let end = rest.find([' ', '(']).unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest).trim_end_matches(':')
}

/// How much an item weighs among those whose paths end in the same way: what has a file of its own comes first.
pub(super) fn weight(item: &Item) -> usize {
    match item.line.split(' ').next().unwrap_or_default() {
        "struct" | "enum" | "union" | "operation" | "webhook" | "trait" => 0,
        "type" if item.line.starts_with("type models::") => 0,
        "fn" => 1,
        "field" | "variant" | "const" | "type" => 2,
        _ => 3,
    }
}

/// Whether a line says something more of what has a line of its own.
fn is_of_another(item: &Item) -> bool {
    item.line.starts_with("default ") || item.line.starts_with("alike ")
}

/// Finds a path or the end of one.
pub(super) fn find<'a>(items: &'a [Item], question: &str) -> Match<'a> {
    let wanted = segments(question);
    if wanted.is_empty() || wanted.iter().any(|segment| segment.is_empty()) {
        return Match::None;
    }
    let mut found: Vec<(usize, &str, &'a Item)> = Vec::new();
    for item in items.iter().filter(|item| !is_of_another(item)) {
        let path = path_of(&item.line);
        let has = segments(path);
        if has.ends_with(&wanted) {
            // A path in full is meant, whatever else ends like it.
            let weight = if has.len() == wanted.len() { 0 } else { 1 + weight(item) };
            found.push((weight, path, item));
        }
    }
    found.sort_by_key(|(weight, path, item)| (*weight, *path, self::weight(item)));
    found.dedup_by_key(|(_, path, _)| *path);
    let Some(&(best, _, item)) = found.first() else { return Match::None };
    let others = |from: usize| found.iter().skip(from).map(|(_, _, item)| *item).collect();
    match found.iter().filter(|(weight, ..)| *weight == best).count() {
        1 if best == 0 => Match::One { item, others: Vec::new() },
        1 => Match::One { item, others: others(1) },
        _ => Match::Several(others(0)),
    }
}

/// The paths that are most like one that leads nowhere.
pub(super) fn similar(items: &[Item], question: &str) -> Vec<(f64, String)> {
    let wanted = segments(question);
    let Some(last) = wanted.last() else { return Vec::new() };
    let mut similar: Vec<(f64, String)> = Vec::new();
    for item in items.iter().filter(|item| !item.line.starts_with("feature ") && !is_of_another(item)) {
        let path = path_of(&item.line);
        let has = segments(path);
        let end = has.get(has.len().saturating_sub(wanted.len())..).unwrap_or_default();
        let all = strsim::jaro_winkler(&end.concat().to_lowercase(), &wanted.concat().to_lowercase());
        let one = has.last().map_or(0.0, |own| strsim::jaro_winkler(&own.to_lowercase(), &last.to_lowercase()));
        // A type is meant more often than one of its fields.
        let likeness = if wanted.len() > 1 { all } else { one } - 0.001 * (weight(item) as f64);
        if likeness > 0.87 && !similar.iter().any(|(_, other)| other == path) {
            similar.push((likeness, path.to_owned()));
        }
    }
    similar
}

/// The names in a path, however it is written: `models::Pet.name` and `Pet::name`.
fn segments(path: &str) -> Vec<&str> {
    let path = path.split('(').next().unwrap_or(path).trim();
    let names = path.split("::").flat_map(|part| part.split('.')).map(|name| name.trim_start_matches("r#"));
    names.filter(|name| !MODULES.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Match, find, path_of, similar};
    use crate::Item;

    fn items() -> Vec<Item> {
        let lines = [
            "alike models::Pet",
            "enum models::Kind: String",
            "field models::Cat.name: String",
            "field models::Pet.name: String",
            "field models::Pet.type: Option<String>",
            "fn api::PetsApi::list_pets -> Vec<models::Pet>",
            "impl Paged<models::Pet> for operations::pets::ListPets",
            "operation operations::pets::ListPets = GET /pets",
            "struct models::Pet #[non_exhaustive]",
            "type operations::pets::ListPets::Output = Vec<models::Pet>",
            "variant models::Any::Pet(models::Pet)",
            "variant models::Kind::Cat = cat",
        ];
        lines.map(|line| Item { line: line.to_owned(), ..Item::default() }).to_vec()
    }

    fn found(question: &str) -> String {
        let items = items();
        match find(&items, question) {
            Match::One { item, others } if others.is_empty() => item.line.clone(),
            Match::One { item, others } => format!("{} and {} more", item.line, others.len()),
            Match::Several(items) => items.iter().map(|item| path_of(&item.line)).collect::<Vec<_>>().join(", "),
            Match::None => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_path_is_found_however_much_of_it_is_written() {
        let field = "field models::Pet.name: String";
        for question in ["models::Pet.name", "Pet.name", "Pet::name", "crate::generated::models::Pet.name"] {
            assert_eq!(found(question), field, "{question}");
        }
        let method = "fn api::PetsApi::list_pets -> Vec<models::Pet>";
        for question in ["list_pets", "PetsApi::list_pets", "api::PetsApi::list_pets", "list_pets()"] {
            assert_eq!(found(question), method, "{question}");
        }
        assert_eq!(found("Pet.r#type"), "field models::Pet.type: Option<String>");
        assert_eq!(found("ListPets"), "operation operations::pets::ListPets = GET /pets");
    }

    #[test]
    fn a_type_weighs_more_than_a_variant_of_its_name() {
        assert_eq!(found("Pet"), "struct models::Pet #[non_exhaustive] and 1 more");
    }

    #[test]
    fn what_several_paths_end_with_is_not_decided() {
        assert_eq!(found("name"), "models::Cat.name, models::Pet.name");
        assert_eq!(found("ame"), "nothing");
        assert_eq!(found(""), "nothing");
        assert_eq!(found("Pet."), "nothing");
    }

    #[test]
    fn a_slip_is_understood() {
        let paths = |question: &str| similar(&items(), question).into_iter().map(|(_, path)| path).collect::<Vec<_>>();
        assert!(paths("ListPet").contains(&"operations::pets::ListPets".to_owned()));
        assert!(paths("Pet.nmae").contains(&"models::Pet.name".to_owned()));
        assert!(paths("entirely_else").is_empty());
    }
}
