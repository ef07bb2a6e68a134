//! The document as its author wrote it, and the schema there that a model was made from.
//!
//! The generator rewrites a document before it looks at schemas. What it makes of them is held against what was written, so
//! none of that rewriting is used here: only the reader of YAML and JSON, and the joining of several files into one.

mod parts;

use std::collections::HashMap;

use crategen::bundle::bundle;
use crategen::diagnostics::Diagnostics;
use crategen::document::{self, Node, Pointer, Span, Value as Kind};
use crategen::{Input, Model};
use serde_json::{Map, Number, Value};

/// A document before anything was changed.
#[derive(Debug)]
pub(crate) struct Original {
    /// Its text as a tree.
    pub(crate) tree: Value,
    /// The pointers of all objects by the place where they are written.
    places: HashMap<Span, String>,
}

/// Reads a document.
pub(crate) fn read(input: &Input) -> Option<Original> {
    let mut root = document::read(&input.sources, input.document, &mut Diagnostics::default())?;
    bundle(&mut root, input, &mut Diagnostics::default());
    let mut places = HashMap::new();
    let tree = convert(&root, &mut Pointer::root(), &mut places);
    Some(Original { tree, places })
}

impl Original {
    /// The pointers here of the schema that a model was made from: several if parts of an `allOf` describe it; none if it
    /// was made from something else, as that of a form is from parameters.
    pub(crate) fn places(&self, model: &Model) -> Vec<String> {
        match self.place(model) {
            Some(pointer) => vec![pointer.to_owned()],
            None => parts::of(&self.tree, &model.pointer),
        }
    }

    fn place(&self, model: &Model) -> Option<&str> {
        // Where the same lines count in several places (an alias of YAML), any of these places says the same.
        let pointer = self.places.get(&model.span)?;
        let found = self.tree.pointer(pointer)?;
        let is_operation = found.get("responses").is_some_and(Value::is_object) && found.get("type").is_none();
        let parts = |pointer: &str| pointer.matches("/allOf/").count();
        (!is_operation && parts(pointer) <= parts(&model.pointer)).then_some(pointer)
    }
}

fn convert(node: &Node, pointer: &mut Pointer, places: &mut HashMap<Span, String>) -> Value {
    match &node.value {
        Kind::Null => Value::Null,
        Kind::Bool(value) => Value::Bool(*value),
        Kind::Number(number) => self::number(&number.0),
        Kind::String(text) => Value::String(text.to_string()),
        Kind::Array(items) => {
            let convert = |(index, item)| {
                let length = pointer.enter_index(index);
                let item = convert(item, pointer, places);
                pointer.leave(length);
                item
            };
            Value::Array(items.iter().enumerate().map(convert).collect())
        }
        Kind::Object(entries) => {
            places.entry(node.span).or_insert_with(|| pointer.as_str().to_owned());
            let mut members = Map::new();
            for entry in entries {
                let length = pointer.enter(&entry.key);
                members.insert(entry.key.to_string(), convert(&entry.node, pointer, places));
                pointer.leave(length);
            }
            Value::Object(members)
        }
    }
}

fn number(text: &str) -> Value {
    let integer = text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from));
    let number = integer.ok().or_else(|| text.parse().ok().and_then(Number::from_f64));
    number.map_or(Value::Null, Value::Number)
}
