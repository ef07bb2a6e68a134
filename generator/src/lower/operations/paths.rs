//! Paths: which piece of a path is which parameter.

use super::parameters::Plan;
use crate::diagnostics::codes_lower;
use crate::dialect::{Piece, is_named, is_several_segments, pieces, query_names, split_query};
use crate::ir::{Layout, Location, PathPart, Style};
use crate::lower::Lower;
use crate::resolve::ResolvedOperation;

impl<'a> Lower<'a, '_> {
    /// The path of an operation in parts. Makes its parameters fit: those of the path come first, one that nothing
    /// declares is added, and one that the path has no place for is left out.
    pub(super) fn path_parts(
        &mut self,
        operation: &ResolvedOperation<'_>,
        plans: &mut Vec<Plan<'a>>,
    ) -> Result<Vec<PathPart>, String> {
        let (path, query) = split_query(operation.path);
        let mut parts = Vec::new();
        for piece in pieces(path) {
            match piece {
                Piece::Literal(text) => parts.push(PathPart::Literal(literal(text))),
                Piece::Parameter("") => return Err("its path has a parameter without a name".to_owned()),
                // They are declared as what they are.
                Piece::Parameter(inner) if query_names(inner).is_some() => {}
                Piece::Parameter(inner) => parts.push(PathPart::Parameter(in_path(inner, plans, &operation.pointer))),
            }
        }
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let separator = if parts.iter().any(begins_query) { "&" } else { "?" };
            let written = fixed_pair(pair, plans, &operation.pointer);
            if !written.is_empty() {
                parts.push(PathPart::Literal(separator.to_owned()));
                parts.extend(written);
            }
        }
        self.leave_out_surplus(operation, plans, &mut parts);
        Ok(joined(parts))
    }

    /// Leaves out the path parameters that are not in the path, and puts those that are before all others.
    fn leave_out_surplus(
        &mut self,
        operation: &ResolvedOperation<'_>,
        plans: &mut Vec<Plan<'a>>,
        parts: &mut [PathPart],
    ) {
        let is_in = |index: usize| parts.contains(&PathPart::Parameter(index));
        let mut old: Vec<(usize, Plan<'a>)> = std::mem::take(plans).into_iter().enumerate().collect();
        old.retain(|(index, plan)| {
            let keep = plan.location != Location::Path || is_in(*index);
            if !keep {
                let name = plan.wire.escape_debug();
                let message = format!("parameter `{name}` is left out, since its path has no place for it");
                let help = "put it into the path, or remove it";
                self.warn(codes_lower::PARAMETER_DROPPED, &message, &operation.pointer, help);
            }
            keep
        });
        old.sort_by_key(|(_, plan)| plan.location != Location::Path);
        for part in parts {
            if let PathPart::Parameter(index) = part {
                *index = old.iter().position(|(before, _)| before == index).unwrap_or_default();
            }
        }
        plans.extend(old.into_iter().map(|(_, plan)| plan));
    }
}

/// The position of the parameter between the braces of a path; it is added if nothing declares it.
fn in_path(inner: &str, plans: &mut Vec<Plan<'_>>, operation: &str) -> usize {
    let found = plans
        .iter_mut()
        .enumerate()
        .find(|(_, plan)| matches!(plan.location, Location::Path) && is_named(inner, &plan.wire));
    match found {
        Some((index, plan)) => {
            plan.style.reserved |= is_several_segments(inner);
            index
        }
        None => {
            plans.push(Plan::undeclared(inner, operation));
            plans.len() - 1
        }
    }
}

/// A pair of the query that the path has itself; nothing if a parameter that is declared for the query writes it.
fn fixed_pair(pair: &str, plans: &mut Vec<Plan<'_>>, operation: &str) -> Vec<PathPart> {
    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
    if plans.iter().any(|plan| plan.location != Location::Path && plan.wire == key) {
        return Vec::new();
    }
    let only = match pieces(value).as_slice() {
        [Piece::Parameter(inner)] => Some((*inner).to_owned()),
        _ => None,
    };
    let in_query = |plan: &&mut Plan<'_>| {
        only.as_deref().is_some_and(|inner| plan.location == Location::Query && plan.wire == inner)
    };
    if let Some(plan) = plans.iter_mut().find(in_query) {
        key.clone_into(&mut plan.wire);
        return Vec::new();
    }
    let mut parts = Vec::new();
    for piece in pieces(pair) {
        parts.push(match piece {
            Piece::Literal(text) => PathPart::Literal(literal(text)),
            Piece::Parameter(inner) => {
                // One that is declared for the query, and is only a part of what stands there.
                for plan in plans.iter_mut().filter(|plan| plan.location == Location::Query && plan.wire == inner) {
                    (plan.location, plan.style, plan.required) = (Location::Path, Style::plain(Layout::Simple), true);
                }
                PathPart::Parameter(in_path(inner, plans, operation))
            }
        });
    }
    parts
}

fn begins_query(part: &PathPart) -> bool {
    matches!(part, PathPart::Literal(text) if text.starts_with('?'))
}

/// The parts with one literal in place of several.
fn joined(parts: Vec<PathPart>) -> Vec<PathPart> {
    let mut joined: Vec<PathPart> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            // The query begins a literal of its own.
            (Some(PathPart::Literal(text)), PathPart::Literal(more)) if !more.starts_with('?') => text.push_str(&more),
            (_, part) => joined.push(part),
        }
    }
    joined
}

/// A piece of a path as it can stand in a URI: what cannot is percent-encoded.
fn literal(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => output.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+'
            | b',' | b';' | b'=' | b'%' => output.push(char::from(byte)),
            _ => output.push_str(&format!("%{byte:02X}")),
        }
    }
    output
}
