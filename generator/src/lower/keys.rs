//! What decides between inline schemas that want the same name: where they stand, with the members of unions by what is in
//! them, so that a member that comes or goes renames no other.

use std::collections::HashMap;

use super::types::labels;
use crate::document::{Node, unescape};

/// Stands before the pointer that a key ends with.
const END: char = '\0';

/// The keys of schemas that stand at some pointers.
pub(super) struct Keys<'a> {
    document: &'a Node,
    /// The positions of members of unions among all of them, in the order of what is in them: many schemas may be in one
    /// member, whose text is long.
    ranks: HashMap<*const Node, usize>,
}

impl<'a> Keys<'a> {
    /// What is needed for the keys of the schemas at these pointers.
    pub(super) fn new<'p>(document: &'a Node, pointers: impl Iterator<Item = &'p str>) -> Self {
        let mut contents: HashMap<*const Node, String> = HashMap::new();
        for pointer in pointers {
            walk(document, pointer, |_, member| {
                if let Some(node) = member {
                    contents.entry(node).or_insert_with(|| labels::content(node));
                }
            });
        }
        let mut texts: Vec<&str> = contents.values().map(String::as_str).collect();
        texts.sort_unstable();
        let rank = |text: &str| texts.partition_point(|other| *other < text);
        let ranks = contents.iter().map(|(node, text)| (*node, rank(text))).collect();
        Self { document, ranks }
    }

    /// The key of the schema at one of them. Ends with the pointer itself.
    pub(super) fn of(&self, pointer: &str) -> String {
        let mut key = String::new();
        walk(self.document, pointer, |part, member| {
            key.push('/');
            match member.and_then(|node| self.ranks.get(&std::ptr::from_ref(node))) {
                // As wide as any, so that texts are in the order of the numbers.
                Some(rank) => key.push_str(&format!("{rank:020}")),
                None => key.push_str(part),
            }
        });
        key.push(END);
        key + pointer
    }
}

/// Calls back for each part of a pointer, with the node that it leads to if that is a member of a union.
fn walk<'n>(document: &'n Node, pointer: &str, mut visit: impl FnMut(&str, Option<&'n Node>)) {
    let (mut node, mut is_there) = (document, true);
    let mut list = "";
    for part in pointer.split('/').skip(1) {
        match node.step(&unescape(part)).filter(|_| is_there) {
            Some(next) => node = next,
            None => is_there = false,
        }
        visit(part, matches!(list, "oneOf" | "anyOf").then_some(node));
        list = part;
    }
}

/// The pointer of the schema that a key decides for.
pub(super) fn pointer_of(key: &str) -> &str {
    key.rsplit(END).next().unwrap_or(key)
}
