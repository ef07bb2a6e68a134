//! YAML's merge key `<<`: the members of other mappings, taken in where the mapping has none of its own.
//!
//! YAML 1.2 dropped the merge key, but people write it in API descriptions and every tool reads it. What is merged keeps
//! the places where it was written.

use std::collections::HashSet;

use super::{Entry, Node, Pointer, Span, Text, Value};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};

/// Takes the members of `merged` into `entries`: a member of the mapping's own wins over a merged one, an earlier merged
/// one over a later.
pub(super) fn merge(
    entries: &mut Vec<Entry>,
    merged: Vec<(Span, Node)>,
    pointer: &Pointer,
    problems: &mut Diagnostics,
) {
    if merged.is_empty() {
        return;
    }
    let mut known: HashSet<Text> = entries.iter().map(|entry| entry.key.clone()).collect();
    for (key, node) in merged {
        let sources = match node.value {
            Value::Array(items) => items,
            _ => [node].into(),
        };
        for source in sources {
            match source.value {
                Value::Object(members) => {
                    entries.extend(members.into_iter().filter(|member| known.insert(member.key.clone())));
                }
                _ => problems.push(
                    Diagnostic::error(codes::MERGE_KEY, format!("merge key `<<` has {} as its value", source.kind()))
                        .at(Place { span: key, pointer: pointer.as_str().to_owned() })
                        .also(Place { span: source.span, pointer: String::new() }, "this is no mapping")
                        .help("give it a mapping, an alias of a mapping, or a list of these; write \"<<\" in quotes if it is an ordinary key"),
                ),
            }
        }
    }
}
