//! What must hold between a crate and the crate after an edit.

use std::collections::{BTreeMap, BTreeSet};

use crategen::Output;
use fastrand::Rng;
use serde_json::Value;

use super::concern::{Concern, concern};
use super::edit::shuffle_members;
use super::places::{members, owner};
use super::run::{Run, generate};

/// What does not hold.
pub(crate) fn problems(before: &Run, after: &Run) -> Vec<String> {
    let mut problems = Vec::new();
    let renamed = names(before, after, &mut problems);
    let concern = concern(before, after, &renamed);
    items(before, after, &concern, &mut problems);
    files(before, after, &concern, &mut problems);
    problems
}

/// What the order of members changes: it may only say in which order properties are fields.
pub(crate) fn shuffled(run: &Run, random: &mut Rng) -> Vec<String> {
    let mut document = run.plain.clone();
    shuffle_all(&mut document, random);
    let output = generate(&document);
    let paths = run.output.files.iter().chain(output.files.iter()).map(|(path, _)| path).collect::<BTreeSet<&str>>();
    let differs = |path: &&str| run.output.files.get(path) != output.files.get(path);
    paths.into_iter().filter(differs).map(|path| format!("{path} depends on the order of members")).collect()
}

fn shuffle_all(value: &mut Value, random: &mut Rng) {
    match value {
        Value::Object(members) => {
            for (_, value) in members.iter_mut().filter(|(name, _)| *name != "properties") {
                shuffle_all(value, random);
            }
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                properties.values_mut().for_each(|property| shuffle_all(property, random));
            }
            shuffle_members(members, random);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle_all(item, random)),
        _ => {}
    }
}

/// What has a name: types and operations, by pointer.
fn named(output: &Output) -> BTreeMap<&str, &str> {
    let types = output.models.iter().map(|model| (model.pointer.as_str(), model.name.as_str()));
    types.chain(output.calls.iter().map(|call| (call.pointer.as_str(), call.name.as_str()))).collect()
}

/// Checks that what an edit does not touch keeps its name, unless it is one of several that want the same and one of
/// these was touched. Returns what is called otherwise.
fn names(before: &Run, after: &Run, problems: &mut Vec<String>) -> BTreeSet<String> {
    let (old_names, new_names) = (named(&before.output), named(&after.output));
    let (old_places, new_places) = (before.by_number(), after.by_number());
    let mut untouched: BTreeSet<&str> = BTreeSet::new();
    let mut renamed: Vec<(&str, &str, &str, &str)> = Vec::new();
    let own_part = |names: &BTreeMap<&str, &str>, pointer: &str| {
        let mut name = names.get(pointer).map_or("", |name| last(name)).to_owned();
        let owner = names.get(owner(pointer).as_str()).map_or("", |name| last(name)).to_owned();
        let inner = owner.len() < name.len() && name.starts_with(&owner);
        if inner { name.split_off(owner.len()) } else { name }
    };
    for (number, old) in &old_places {
        let Some(new) = new_places.get(number) else { continue };
        let is_same = before.plain.pointer(old) == after.plain.pointer(new);
        let is_same = is_same && same_members(before, after, old, new);
        if !is_same || before.steady(old) != after.steady(new) || !same_unit(before, after, old, new) {
            continue;
        }
        let (Some(old_name), Some(new_name)) = (old_names.get(old.as_str()), new_names.get(new.as_str())) else {
            continue;
        };
        untouched.extend([old.as_str(), new.as_str()]);
        if old_name != new_name {
            renamed.push((old, old_name, new, new_name));
        }
    }
    let touched = |names: &BTreeMap<&str, &str>| {
        let names = names.iter().filter(|(pointer, _)| !untouched.contains(*pointer));
        names.map(|(_, name)| stem(name)).collect::<BTreeSet<String>>()
    };
    let touched: BTreeSet<String> = touched(&old_names).union(&touched(&new_names)).cloned().collect();
    for (old, old_name, new, new_name) in &renamed {
        let is_of_owner = own_part(&old_names, old) == own_part(&new_names, new) && owner(old) != *old;
        if !is_of_owner && (stem(old_name) != stem(new_name) || !touched.contains(&stem(old_name))) {
            problems.push(format!("{old} was `{old_name}` and is `{new_name}`"));
        }
    }
    renamed.iter().flat_map(|(old, _, new, _)| [owner(old), owner(new)]).collect()
}

/// Whether the members of unions that a place is in say the same, since what is in one names it.
fn same_members(before: &Run, after: &Run, old: &str, new: &str) -> bool {
    let members = |run: &Run, pointer: &str| -> Vec<Value> {
        let parts: Vec<&str> = pointer.split('/').collect();
        let ends = (2..=parts.len()).filter(|end| matches!(parts.get(end - 2), Some(&"oneOf" | &"anyOf")));
        ends.filter_map(|end| run.plain.pointer(&parts[..end].join("/")).cloned()).collect()
    };
    members(before, old) == members(after, new)
}

/// Whether the name of what a place belongs to is made from the same texts: an operation's id, and, for what it answers,
/// the statuses of its successes, since the body of the lowest one is its response.
fn same_unit(before: &Run, after: &Run, old: &str, new: &str) -> bool {
    let source = |run: &Run, pointer: &str| {
        let unit = run.plain.pointer(&owner(pointer)).cloned().unwrap_or_default();
        let with_body = members(&unit["responses"]).filter(|(_, response)| response.get("content").is_some());
        let successes = with_body.map(|(status, _)| status.clone()).filter(|status| status.starts_with('2'));
        let successes = successes.filter(|_| pointer.contains("/responses/")).collect::<BTreeSet<String>>();
        (unit["operationId"].clone(), successes)
    };
    source(before, old) == source(after, new)
}

/// A name without its module.
fn last(name: &str) -> &str {
    name.rsplit("::").next().unwrap_or(name)
}

/// A name without the number that it got where several wanted it.
fn stem(name: &str) -> String {
    let name = last(name).trim_end_matches(|last: char| last.is_ascii_digit());
    name.strip_suffix('X').unwrap_or(name).to_ascii_lowercase()
}

/// Checks that the public items of what an edit does not concern are the same.
fn items(before: &Run, after: &Run, concern: &Concern, problems: &mut Vec<String>) {
    let of = |run: &Run| {
        let named = named(&run.output);
        let by_name: BTreeMap<&str, &str> = named.iter().map(|(pointer, name)| (*name, *pointer)).collect();
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for item in &run.output.items {
            let Some(pointer) = holder(&item.line).and_then(|name| by_name.get(name)) else { continue };
            // Whether a type is built by users is a matter of who sends it.
            if concern.above.contains(&owner(pointer)) || item.line.contains("::new(") {
                continue;
            }
            let line = item.line.trim_end_matches(" #[non_exhaustive]").to_owned();
            found.entry(run.steady(pointer)).or_default().insert(line);
        }
        found
    };
    let (old, new) = (of(before), of(after));
    for (pointer, lines) in &old {
        let others = new.get(pointer).cloned().unwrap_or_default();
        for line in lines.symmetric_difference(&others) {
            problems.push(format!("{pointer}: `{line}` came or went"));
        }
    }
}

/// The name of the type or operation that an item is, or that it is a part of.
fn holder(line: &str) -> Option<&str> {
    let (_, path) = line.split_once(' ')?;
    let (module, rest) = path.split_once("::")?;
    let end = |text: &str| text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    match module {
        "models" => rest.get(..end(rest)),
        "operations" => {
            let (tag, name) = rest.split_once("::")?;
            rest.get(..tag.len() + 2 + end(name))
        }
        _ => None,
    }
}

/// Checks that only the files of what an edit concerns are other ones, and lists.
fn files(before: &Run, after: &Run, concern: &Concern, problems: &mut Vec<String>) {
    let modules = modules(before).chain(modules(after)).collect::<Vec<_>>();
    let of_tag = |path: &str| {
        let module = path.trim_start_matches("src/generated/api/").trim_end_matches(".rs");
        modules.iter().any(|(tag, pointer)| *tag == module && concern.all.contains(*pointer))
    };
    let (old, new) = (&before.output.files, &after.output.files);
    let paths: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(path, _)| path).collect();
    // A part of the runtime that comes or goes is declared by the module that it is in.
    let is_part = |path: &&str| path.starts_with("src/generated/runtime/");
    let parts_differ =
        paths.iter().filter(|path| is_part(path)).any(|path| old.get(path).is_some() != new.get(path).is_some());
    for path in paths {
        let (one, two) = (old.get(path), new.get(path));
        if one == two {
            continue;
        }
        let is_list = matches!(path, "API.txt" | "Cargo.toml") || path.ends_with("/mod.rs");
        let is_fine = match path.strip_prefix("src/generated/").and_then(|rest| rest.split_once('/')) {
            _ if is_list => true,
            Some(("runtime", _)) => parts_differ,
            Some(("api", _)) => of_tag(path),
            Some(("models" | "operations", _)) => [(before, one), (after, two)]
                .into_iter()
                .filter_map(|(run, text)| pointer_of(run, text?))
                .all(|pointer| concern.all.contains(&owner(&pointer))),
            _ => false,
        };
        if !is_fine {
            problems.push(format!("{path} is another file; edited: {:?}", concern.edited));
        }
    }
}

/// The modules of tags, with the operations in each.
fn modules(run: &Run) -> impl Iterator<Item = (&str, &str)> {
    run.output.calls.iter().filter_map(|call| Some((call.name.split_once("::")?.0, call.pointer.as_str())))
}

/// The pointer of what a file is made of.
fn pointer_of(run: &Run, text: &str) -> Option<String> {
    let title = text.lines().nth(1)?.trim_start_matches("//! ");
    if let Some(name) = title.strip_prefix("[`").and_then(|title| title.strip_suffix("`]."))
        && let Some(model) = run.output.models.iter().find(|model| model.name == name)
    {
        return Some(model.pointer.clone());
    }
    let (method, path) = title.trim_matches('`').split_once(' ')?;
    let call = run.output.calls.iter().find(|call| call.method == method && call.path == path)?;
    Some(call.pointer.clone())
}
