//! What there is to see of a document: its tree as written, and what the stages say of it.

use std::collections::HashMap;

use crate::Input;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::document::{Node, Pointer, Span, Value};

/// A document and what is said of it.
pub(super) struct Look {
    /// The document with its overlays, before any stage has rewritten it.
    pub(super) document: Node,
    /// What the stages report.
    diagnostics: Diagnostics,
    /// The pointers of what is written where.
    by_span: HashMap<Span, Vec<String>>,
}

/// A report about a place of the document.
pub(super) struct Report<'a> {
    /// The pointer in the document as written.
    pub(super) pointer: String,
    /// What stands there.
    pub(super) node: &'a Node,
    /// What is said.
    pub(super) diagnostic: &'a Diagnostic,
}

impl Look {
    /// Looks at a document; what keeps it from being read, otherwise.
    pub(super) fn at(input: &Input) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let document = crate::read_document(input, &mut diagnostics);
        let Some(document) = document.filter(|_| !diagnostics.has_errors()) else { return Err(diagnostics) };
        let mut diagnostics = Diagnostics::default();
        if crate::compile(input, crate::Tree::Places, &mut diagnostics).is_none() {
            return Err(diagnostics);
        }
        let mut by_span = HashMap::new();
        collect(&document, &mut Pointer::root(), &mut by_span);
        Ok(Self { document, diagnostics, by_span })
    }

    /// What is reported by a code, wherever it stands in this document.
    pub(super) fn reports(&self, code: &str) -> Vec<Report<'_>> {
        let of_code = self.diagnostics.list.iter().filter(|diagnostic| diagnostic.code == code);
        let places = of_code.flat_map(|diagnostic| {
            diagnostic.place.iter().chain(&diagnostic.others).map(move |place| (diagnostic, place))
        });
        places.filter_map(|(diagnostic, place)| self.report(diagnostic, place)).collect()
    }

    fn report<'s>(&'s self, diagnostic: &'s Diagnostic, place: &Place) -> Option<Report<'s>> {
        let pointer = self.written(place)?;
        let node = self.document.at(&pointer)?;
        Some(Report { pointer, node, diagnostic })
    }

    /// The pointer as written of a place in a tree that stages have rewritten.
    fn written(&self, place: &Place) -> Option<String> {
        let pointer = place.written_pointer().into_owned();
        let here = self.by_span.get(&place.span);
        if here.is_some_and(|here| here.contains(&pointer)) {
            return Some(pointer);
        }
        match here.map(Vec::as_slice) {
            Some([only]) => Some(only.clone()),
            _ => None,
        }
    }
}

/// Notes where values and the names of members stand.
fn collect(node: &Node, pointer: &mut Pointer, by_span: &mut HashMap<Span, Vec<String>>) {
    by_span.entry(node.span).or_default().push(pointer.as_str().to_owned());
    match &node.value {
        Value::Object(entries) => {
            for entry in entries {
                let length = pointer.enter(&entry.key);
                by_span.entry(entry.key_span).or_default().push(pointer.as_str().to_owned());
                collect(&entry.node, pointer, by_span);
                pointer.leave(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let length = pointer.enter_index(index);
                collect(item, pointer, by_span);
                pointer.leave(length);
            }
        }
        _ => {}
    }
}

/// The text between two others.
pub(super) fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
