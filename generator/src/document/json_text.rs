//! Tree to text: JSON, for people and for other programs.
//!
//! Members stay in their order and numbers keep their digits. Knows nothing of what a key means.

use super::{Node, Value};

/// How deep a level is.
const INDENT: &str = "  ";

impl Node {
    /// It as JSON, a line for each member and item.
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        write(self, 0, &mut text);
        text.push('\n');
        text
    }
}

fn write(node: &Node, depth: usize, text: &mut String) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.0),
        Value::String(value) => quote(value, text),
        Value::Array(items) => list("[", items, "]", depth, text, |item, text| write(item, depth + 1, text)),
        Value::Object(members) => list("{", members, "}", depth, text, |entry, text| {
            quote(&entry.key, text);
            text.push_str(": ");
            write(&entry.node, depth + 1, text);
        }),
    }
}

fn list<T>(open: &str, things: &[T], close: &str, depth: usize, text: &mut String, one: impl Fn(&T, &mut String)) {
    let line = |depth: usize, text: &mut String| {
        text.push('\n');
        (0..depth).for_each(|_| text.push_str(INDENT));
    };
    text.push_str(open);
    for (index, thing) in things.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        line(depth + 1, text);
        one(thing, text);
    }
    if !things.is_empty() {
        line(depth, text);
    }
    text.push_str(close);
}

fn quote(value: &str, text: &mut String) {
    text.push_str(&serde_json::Value::from(value).to_string());
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Diagnostics;
    use crate::document::{Source, Sources, read};

    fn json(text: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add(Source { name: "a.yaml".to_owned(), text: text.to_owned() });
        read(&sources, file, &mut Diagnostics::default()).unwrap().to_json()
    }

    #[test]
    fn members_stay_in_order_and_numbers_keep_their_digits() {
        let text = "b: 10000000000000000000000.50\na: [true, ~, []]\nc: {}\n";
        assert_eq!(
            json(text),
            "{\n  \"b\": 10000000000000000000000.50,\n  \"a\": [\n    true,\n    null,\n    []\n  ],\n  \"c\": {}\n}\n"
        );
    }

    #[test]
    fn what_json_does_not_take_in_a_text_is_escaped() {
        assert_eq!(json("\"a\\tb\": \"say \\\"\\u0001\\\"\"\n"), "{\n  \"a\\tb\": \"say \\\"\\u0001\\\"\"\n}\n");
    }

    #[test]
    fn what_was_written_reads_as_the_same() {
        let text = json("x: {y: [1, 2.50, 'z: #'], n: -0}\n");
        assert_eq!(json(&text), text);
    }
}
