//! `x-ms-paths` are paths like all others; their `?query` tells operations of one path apart.

use crate::diagnostics::{Diagnostic, Place, Tally, codes_typed};
use crate::document::{Entry, Node, Value, escape};

/// Moves them into `paths`, whose own come first and win.
pub(super) fn merge(document: &mut Node, tally: &mut Tally) {
    if !document.get("x-ms-paths").is_some_and(Node::is_object) {
        return;
    }
    let Some(Node { value: Value::Object(further), span }) = document.remove("x-ms-paths") else { return };
    if document.get("paths").is_none() {
        document.set("paths", Node::object(span));
    }
    let Some(Node { value: Value::Object(paths), .. }) = document.get_mut("paths") else { return };
    for entry in further {
        match paths.iter().find(|path| path.key == entry.key) {
            Some(first) => twice(&entry, first, tally),
            None => paths.push(entry),
        }
    }
}

fn twice(entry: &Entry, first: &Entry, tally: &mut Tally) {
    let message = format!("path `{}` stands in `paths` and in `x-ms-paths`", entry.key);
    let place = Place { span: first.key_span, pointer: format!("/paths/{}", escape(&entry.key)) };
    let other = Place { span: entry.key_span, pointer: format!("/x-ms-paths/{}", escape(&entry.key)) };
    let warning = Diagnostic::warning(codes_typed::PATH, message).at(place).also(other, "this is not used");
    tally.note(warning.help("that of `paths` is used; remove one of them"));
}
