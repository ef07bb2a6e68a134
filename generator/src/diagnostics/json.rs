//! Reports as JSON, an object a line, for editors and scripts.
//!
//! All that is known is written, nothing is counted. A line can be printed as it is: what a terminal would obey, and what it
//! would hide, is escaped.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::clean::visible;
use super::keys;
use super::lines::Lines;
use super::{Diagnostic, Diagnostics, Place, Severity, pasted};
use crate::document::{FileId, Sources};

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut files = BTreeMap::new();
    let mut text = String::new();
    for diagnostic in &diagnostics.list {
        push_escaped(&mut text, &object(diagnostic, sources, &mut files).to_string());
        text.push('\n');
    }
    text
}

type Files<'a> = BTreeMap<FileId, Lines<'a>>;

fn object<'a>(diagnostic: &Diagnostic, sources: &'a Sources, files: &mut Files<'a>) -> Value {
    let mut object = Map::new();
    object.insert("code".to_owned(), diagnostic.code.into());
    let severity = match diagnostic.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    object.insert("severity".to_owned(), severity.into());
    object.insert("message".to_owned(), diagnostic.message.as_str().into());
    match &diagnostic.place {
        Some(place) => object.extend(members(place, sources, files)),
        None => object.extend(NO_PLACE.map(|key| (key.to_owned(), Value::Null))),
    }
    object.insert("help".to_owned(), diagnostic.help.as_deref().into());
    let related = diagnostic.related.iter().map(|(place, why)| {
        let mut related = members(place, sources, files);
        related.insert("message".to_owned(), why.as_str().into());
        Value::Object(related)
    });
    object.insert("related".to_owned(), related.collect());
    let others = diagnostic.others.iter().map(|place| Value::Object(members(place, sources, files)));
    object.insert("others".to_owned(), others.collect());
    object.insert("allow".to_owned(), pasted::allow(diagnostic).into());
    Value::Object(object)
}

/// The members that say where something is.
const NO_PLACE: [&str; 5] = ["file", "line", "column", "end", "pointer"];

fn members<'a>(place: &Place, sources: &'a Sources, files: &mut Files<'a>) -> Map<String, Value> {
    let [file, line, column, end, pointer] = NO_PLACE.map(str::to_owned);
    let mut members = Map::new();
    let source = sources.get(place.span.file);
    members.insert(file, source.map(|source| source.name.as_str()).into());
    let positions = source.map(|source| {
        let lines = files.entry(place.span.file).or_insert_with(|| Lines::new(&source.text));
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        (keys::position(lines, start, end), lines.position(end.max(start)))
    });
    members.insert(line, positions.map(|(start, _)| start.0).into());
    members.insert(column, positions.map(|(start, _)| start.1).into());
    let after = positions.map(|(_, (line, column))| json!({"line": line, "column": column}));
    members.insert(end, after.unwrap_or_default());
    members.insert(pointer, place.written_pointer().into());
    members
}

/// Appends JSON in which only what everybody sees stands as it is, and nothing that GitHub takes for a command in a log.
fn push_escaped(text: &mut String, json: &str) {
    for character in json.chars() {
        let is_command = character == '[' && text.ends_with("##");
        if visible(character) == character && !is_command {
            text.push(character);
            continue;
        }
        // No such character stands outside of a string.
        for unit in character.encode_utf16(&mut [0; 2]) {
            text.push_str(&format!("\\u{unit:04x}"));
        }
    }
}
