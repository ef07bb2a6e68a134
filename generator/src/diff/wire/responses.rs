//! Responses: which statuses come, with which headers and bodies.

use super::{
    bodies,
    rules::*,
    schemas,
    walk::{Direction, Walk},
};
use crate::diff::{site::Site, words::from_to};

/// Compares the responses of two operations.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (statuses(old), statuses(new));
    for (status, new) in &is {
        match read_as(&was, status) {
            Some(old) => response(walk, old, new),
            None => walk.report(&RESPONSE_STATUS_ADDED, None, Some(new), String::new()),
        }
    }
    let known = |status: &str| is.iter().any(|(other, _)| other.eq_ignore_ascii_case(status));
    for (status, old) in was.iter().filter(|(status, _)| !known(status)) {
        // A range whose statuses are listed now.
        let is_listed = is_range(status) && is.iter().any(|(other, _)| family(other) == family(status));
        match read_as(&is, status) {
            Some(new) => response(walk, old, new),
            None if is_listed => {}
            None => {
                let is_success = family(status) == Some('2');
                let rule = if is_success { &RESPONSE_SUCCESS_REMOVED } else { &RESPONSE_FAILURE_REMOVED };
                walk.report(rule, Some(old), None, String::new());
            }
        }
    }
}

fn statuses<'a>(operation: &Site<'a>) -> Vec<(&'a str, Site<'a>)> {
    let mut all = operation.members_of("responses");
    all.retain(|(status, _)| !status.starts_with("x-"));
    all
}

/// What a client that knows these responses takes a status for.
fn read_as<'a, 'b>(known: &'b [(&'a str, Site<'a>)], status: &str) -> Option<&'b Site<'a>> {
    let of = |wanted: &str| known.iter().find(|(other, _)| other.eq_ignore_ascii_case(wanted)).map(|(_, site)| site);
    let range = family(status).and_then(|family| of(&format!("{family}XX")));
    // Where successes are listed, the default is for failures.
    let for_failures = known.iter().any(|(other, _)| family(other) == Some('2'));
    let default = of("default").filter(|_| !(for_failures && family(status) == Some('2')));
    of(status).or(range).or(default)
}

fn family(status: &str) -> Option<char> {
    status.chars().next().filter(char::is_ascii_digit)
}

fn is_range(status: &str) -> bool {
    status.ends_with(['X', 'x'])
}

fn response<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (old, new) = (walk.old.resolved(old), walk.new.resolved(new));
    bodies::content(walk, &old, &new);
    if walk.direction == Direction::Received {
        headers(walk, &old, &new);
    }
}

fn headers<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (old.members_of("headers"), new.members_of("headers"));
    let find = |list: &[(&'a str, Site<'a>)], name: &str| {
        list.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, site)| site.clone())
    };
    for (name, listed) in &was {
        let was = walk.old.resolved(listed);
        let Some(is) = find(&is, name) else {
            let rule = if was.is("required") { &RESPONSE_REQUIRED_HEADER_REMOVED } else { &RESPONSE_HEADER_REMOVED };
            walk.report(rule, Some(listed), None, String::new());
            continue;
        };
        let is = walk.new.resolved(&is);
        let rule = match (was.is("required"), is.is("required")) {
            (true, false) => Some((&RESPONSE_HEADER_BECAME_OPTIONAL, from_to("required", "optional"))),
            (false, true) => Some((&RESPONSE_HEADER_BECAME_REQUIRED, from_to("optional", "required"))),
            _ => None,
        };
        if let Some((rule, detail)) = rule {
            walk.keyword(rule, &was, &is, "required", detail);
        }
        if let (Some(was), Some(is)) = (was.get("schema"), is.get("schema")) {
            schemas::compare(walk, &was, &is);
        }
    }
    for (_, is) in is.iter().filter(|(name, _)| find(&was, name).is_none()) {
        walk.report(&RESPONSE_HEADER_ADDED, None, Some(is), String::new());
    }
}
