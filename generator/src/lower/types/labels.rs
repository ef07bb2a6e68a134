//! What the members of a union are called that have no name of their own: by what is in them.
//!
//! Never by their position: members are put between others and taken away, and what stood behind them would be called
//! otherwise, or by the name of another.

use std::fmt::Write as _;

use crate::document::{Node, Value};
use crate::ir::Literal;
use crate::lower::schemas::Shape;
use crate::lower::view::Site;
use crate::lower::{Lower, names};

/// The longest label.
const LONGEST: usize = 40;

impl<'a> Lower<'a, '_> {
    /// What an inline member is called: by its title, by a text that it fixes, or by the properties that it always has.
    pub(in crate::lower) fn label(&self, site: &Site<'a>) -> Option<String> {
        let (view, shape) = self.schemas.inline(site)?;
        let fits = |name: &String| !name.is_empty() && name.len() <= LONGEST;
        let title = view.data.title.as_deref().map(names::camel).filter(fits);
        title
            .or_else(|| {
                self.marks(site).constants.iter().find_map(|constant| match &constant.value {
                    Literal::String(text) => Some(names::camel(text)).filter(fits),
                    _ => None,
                })
            })
            .or_else(|| match shape {
                Shape::Struct => {
                    let flat = self.schemas.flatten(&view);
                    let required: Vec<&str> = flat.required.iter().copied().collect();
                    let mut all: Vec<&str> = flat.properties.keys().copied().collect();
                    all.sort_unstable();
                    with_properties(required.get(..2).unwrap_or(&required)).or_else(|| with_properties(all.get(..1)?))
                }
                _ => None,
            })
    }
}

/// `WithIdAndName`, of as many properties as fit.
fn with_properties(properties: &[&str]) -> Option<String> {
    (1..=properties.len()).rev().find_map(|count| {
        let words: Vec<String> = properties.iter().take(count).map(|name| names::camel(name)).collect();
        let name = format!("With{}", words.join("And"));
        (words.iter().all(|word| !word.is_empty()) && name.len() <= LONGEST).then_some(name)
    })
}

/// What kind of value a member is, for one that nothing else can be said of.
pub(in crate::lower) fn kind_word(member: &Node) -> &'static str {
    let has = |key: &str| member.get(key).is_some();
    match member.get("type").and_then(Node::as_str) {
        _ if has("enum") => "Enum",
        _ if has("oneOf") || has("anyOf") => "Union",
        Some("array") => "List",
        Some("object") if has("additionalProperties") && !has("properties") => "Map",
        _ => "Object",
    }
}

/// The text of a schema whatever the order of its members, without what only describes it: what decides between members
/// with the same label.
pub(in crate::lower) fn content(schema: &Node) -> String {
    let mut text = String::new();
    write_content(schema, &mut text);
    text
}

fn write_content(schema: &Node, text: &mut String) {
    match &schema.value {
        Value::Object(entries) => {
            let is_said = |key: &str| !matches!(key, "description" | "title" | "example" | "examples" | "default");
            // No key begins as another one in quotes does, so that their order is that of the members.
            let mut members: Vec<(String, &Node)> = entries
                .iter()
                .filter(|entry| is_said(&entry.key))
                .map(|entry| (format!("{:?}:", entry.key), &entry.node))
                .collect();
            members.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
            text.push('{');
            separated(text, &members, |text, (key, node)| {
                text.push_str(key);
                write_content(node, text);
            });
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            separated(text, items, |text, item| write_content(item, text));
            text.push(']');
        }
        // Writing to a string cannot fail.
        Value::String(string) => drop(write!(text, "{string:?}")),
        Value::Number(number) => text.push_str(&number.0),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Null => text.push_str("null"),
    }
}

fn separated<T>(text: &mut String, parts: &[T], write: impl Fn(&mut String, &T)) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write(text, part);
    }
}
