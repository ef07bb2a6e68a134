//! What several descriptions of one thing say, and whether the last of them says all of it.
//!
//! Compares only what can be joined: objects, through their `allOf`, and lists of them. Of anything else the last counts.

use std::cell::Cell;
use std::collections::HashSet;

use super::{Declared, Part, gather, target};
use crate::dialect::TUPLE;
use crate::document::{Node, Pointer};

/// How many descriptions are looked at for one property, so that circles of them come to an end.
const STEPS: usize = 2_000;

/// What is joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Objects.
    Object,
    /// Lists.
    List,
}

/// A description and where it stands.
type At<'a> = (Pointer, &'a Node);

/// What a description says.
enum Said<'a> {
    /// Nothing of a type.
    Nothing,
    /// The properties of an object, and whether there may be others.
    Object(Declared<'a>, bool),
    /// What the items of a list are.
    List(Option<At<'a>>),
    /// Something that cannot be joined.
    Other,
}

/// What descriptions of one thing are joined as, if all of them are of that form and the last leaves out what another
/// says.
pub(super) fn leaves_out(document: &Node, parts: &[At<'_>]) -> Option<Form> {
    let compare = Compare { document, left: Cell::new(STEPS) };
    // What says nothing must not hide what is said before it.
    let telling: Vec<(&At<'_>, Form)> = parts
        .iter()
        .filter_map(|part| match compare.said(part) {
            Said::Nothing => None,
            Said::Object(..) => Some(Some((part, Form::Object))),
            Said::List(_) => Some(Some((part, Form::List))),
            Said::Other => Some(None),
        })
        .collect::<Option<_>>()?;
    let ((last, form), others) = telling.split_last()?;
    let is_joined =
        others.iter().all(|(_, other)| other == form) && others.iter().any(|(other, _)| !compare.says_all(last, other));
    is_joined.then_some(*form)
}

struct Compare<'a> {
    document: &'a Node,
    /// How many descriptions may still be looked at.
    left: Cell<usize>,
}

impl<'a> Compare<'a> {
    /// Whether a description says all that another does.
    fn says_all(&self, last: &At<'a>, other: &At<'a>) -> bool {
        let place = |at: &At<'a>| target(self.document, at.1, at.0.clone()).map(|(_, pointer)| pointer);
        if place(last) == place(other) {
            return true;
        }
        match (self.said(last), self.said(other)) {
            (_, Said::Nothing) => true,
            (Said::Nothing, _) => false,
            (Said::Object(last, last_open), Said::Object(other, other_open)) => {
                // Of what is joined already, one part is the other itself.
                let says = |(name, parts): (&&str, &Vec<Part<'a>>)| {
                    let said = last.get(*name).map(Vec::as_slice).unwrap_or_default();
                    let part = parts.last().map(Part::at);
                    part.is_none_or(|part| said.iter().any(|said| self.says_all(&said.at(), &part)))
                };
                (last_open || !other_open) && other.iter().all(says)
            }
            (Said::List(None), Said::List(Some(_))) => false,
            (Said::List(Some(last)), Said::List(Some(other))) => self.says_all(&last, &other),
            _ => true,
        }
    }

    fn said(&self, (pointer, node): &At<'a>) -> Said<'a> {
        let Some(left) = self.left.get().checked_sub(1) else { return Said::Other };
        self.left.set(left);
        let Some((node, pointer)) = target(self.document, node, pointer.clone()) else { return Said::Other };
        let has = |key: &str| node.get(key).is_some();
        if ["anyOf", "oneOf", "enum", "not", "x-oas31-types", TUPLE].iter().any(|key| has(key)) {
            return Said::Other;
        }
        match node.get("type").and_then(Node::as_str) {
            None if has("allOf") || has("properties") || !has("items") => {}
            None | Some("array") => return Said::List(node.get("items").map(|items| (pointer.key("items"), items))),
            Some("object") => {}
            Some(_) => return Said::Other,
        }
        let mut is_open = node.get("additionalProperties").is_some_and(|value| value.as_bool() != Some(false));
        let mut is_object = has("type") || has("properties") || is_open;
        let parts = pointer.key("allOf");
        for (index, part) in node.get("allOf").map(Node::items).unwrap_or_default().iter().enumerate() {
            match self.said(&(parts.index(index), part)) {
                Said::Nothing => {}
                Said::Object(_, open) => (is_open, is_object) = (is_open || open, true),
                Said::List(_) | Said::Other => return Said::Other,
            }
        }
        if !is_object {
            return Said::Nothing;
        }
        let mut declared = Declared::new();
        gather(self.document, node, pointer, &mut declared, &mut HashSet::new(), 0);
        Said::Object(declared, is_open)
    }
}
