//! Path templates: what stands between braces in a path.
//!
//! OpenAPI has only names there. Documents also have what RFC 6570 and some frameworks put beside the name, `{+name}`,
//! `{name+}`, `{name*}` and `{name=**}`, and queries, `{?name}`.

/// A piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text that is the same in every call.
    Literal(&'a str),
    /// What stands between braces.
    Parameter(&'a str),
}

/// The pieces of a path. A brace that is not closed is text.
pub(crate) fn pieces(path: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = path;
    while let Some((before, (inner, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Parameter(inner));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// A path without its query, and the query that it has itself. A fragment is no part of either, for it never travels:
/// documents use it to tell operations of one path apart.
pub(crate) fn split_query(path: &str) -> (&str, Option<&str>) {
    let position = |sign: char, text: &str| {
        let mut is_inside = false;
        text.find(|letter| {
            is_inside = letter == '{' || is_inside && letter != '}';
            letter == sign && !is_inside
        })
    };
    let path = position('#', path).and_then(|end| path.get(..end)).unwrap_or(path);
    match position('?', path).and_then(|start| path.split_at_checked(start)) {
        Some((path, query)) => (path, query.get(1..)),
        None => (path, None),
    }
}

/// Whether a parameter's name is the one between the braces, whatever stands beside it there.
pub(crate) fn is_named(between_braces: &str, name: &str) -> bool {
    between_braces == name
        || between_braces.trim_start_matches('+').split(['*', '=', ':', '+']).next().is_some_and(|bare| bare == name)
}

/// Whether what stands between the braces says that the value may be several segments: `{+name}`, `{name+}`, `{name=**}`.
pub(crate) fn is_several_segments(between_braces: &str) -> bool {
    between_braces.starts_with('+') || between_braces.ends_with('+') || between_braces.ends_with("=**")
}

/// The names of parameters that belong into the query, if it is these that stand between the braces: `{?a,b}`, `{&a*}`.
pub(crate) fn query_names(between_braces: &str) -> Option<impl Iterator<Item = &str>> {
    let names = between_braces.strip_prefix(['?', '&'])?;
    Some(names.split(',').map(|name| name.trim_end_matches('*')).filter(|name| !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_decorated() {
        let decorated = ["+name", "name+", "name=**", "name*"];
        assert!(decorated.iter().all(|text| is_named(text, "name")) && !is_named("names", "name"));
        assert!(decorated.iter().take(3).all(|text| is_several_segments(text)) && !is_several_segments("name*"));
        assert_eq!(query_names("?a,b*").map(|names| names.collect::<Vec<_>>()), Some(vec!["a", "b"]));
        assert!(query_names("a").is_none());
    }

    #[test]
    fn pieces_are_what_stands_between_braces_and_the_rest() {
        use Piece::{Literal, Parameter};
        let expected = [Literal("/a/"), Parameter("id"), Literal(":"), Parameter(""), Literal("/{x")];
        assert_eq!(pieces("/a/{id}:{}/{x"), expected);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn a_query_begins_outside_of_braces() {
        assert_eq!(split_query("/a{?b}?c={d?}&e#f"), ("/a{?b}", Some("c={d?}&e")));
        assert_eq!(split_query("/a#b?c"), ("/a", None));
        assert_eq!(split_query("/a{#b}?"), ("/a{#b}", Some("")));
    }
}
