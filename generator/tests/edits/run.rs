//! A document with its crate, and what in it is the same thing before and after an edit.
//!
//! Places move when lists are edited, so every schema, operation and parameter has a number that the generator does not
//! see.

use std::collections::BTreeMap;

use crategen::document::{Source, Sources};
use crategen::{Input, Output};
use serde_json::Value;

use super::places::{Kind, places};

const ID: &str = "x-id";

/// A document and what is made of it.
pub(crate) struct Run {
    /// The document, with numbers.
    pub(crate) document: Value,
    /// The same without them.
    pub(crate) plain: Value,
    /// The crate.
    pub(crate) output: Output,
}

impl Run {
    /// Makes the crate of a document.
    pub(crate) fn new(document: Value) -> Self {
        let plain = without_numbers(&document);
        let output = generate(&plain);
        Self { document, plain, output }
    }

    /// Where each thing stands, by number.
    pub(crate) fn by_number(&self) -> BTreeMap<u64, String> {
        let number = |(_, at): (Kind, String)| Some((self.document.pointer(&at)?.get(ID)?.as_u64()?, at));
        places(&self.document).into_iter().filter_map(number).collect()
    }

    /// A pointer with numbers in place of positions.
    pub(crate) fn steady(&self, pointer: &str) -> String {
        let mut at = String::new();
        let mut steady = String::new();
        for part in pointer.split('/').skip(1) {
            at = format!("{at}/{part}");
            let number = self.document.pointer(&at).and_then(|value| value.get(ID));
            match number.filter(|_| part.bytes().all(|digit| digit.is_ascii_digit())) {
                Some(number) => steady.push_str(&format!("/#{number}")),
                None => steady.push_str(&format!("/{part}")),
            }
        }
        steady
    }
}

/// The crate of a document.
pub(crate) fn generate(document: &Value) -> Output {
    let mut sources = Sources::default();
    let file = sources.add(Source { name: "edited.json".to_owned(), text: document.to_string() });
    let input = Input { sources, document: file, ..Input::default() };
    crategen::generate(&input).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(&input.sources, false)))
}

/// Gives whatever has no number yet the next one.
pub(crate) fn number(document: &mut Value, next: &mut u64) {
    for (kind, at) in places(document) {
        if matches!(kind, Kind::Schema | Kind::Operation | Kind::Parameter)
            && let Some(Value::Object(members)) = document.pointer_mut(&at)
        {
            members.entry(ID).or_insert_with(|| {
                *next += 1;
                (*next).into()
            });
        }
    }
}

fn without_numbers(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| *name != ID || !value.is_u64())
            .map(|(name, value)| (name.clone(), without_numbers(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_numbers).collect(),
        other => other.clone(),
    }
}
