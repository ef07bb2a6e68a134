//! The one place where nodes become a tree.
//!
//! Both readers hand their values over in the order of the text; here depth is bounded, places get their pointers and
//! duplicate keys are found, so that YAML and JSON agree on all of it. No recursion: the depth of a text never becomes
//! the depth of our stack. Knows neither syntax.

use std::collections::HashMap;

use super::{Entry, FileId, Node, Pointer, Span, Text, Value, merge::merge, node::exactly, texts::Texts};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};

/// How many objects and arrays may stand inside each other; the deepest of the 390 files that we read in tests of our own has 32. Later
/// stages walk trees by recursion and rely on it.
pub const MAX_DEPTH: usize = 256;

/// An error after which a file is not read further.
pub(super) type Stop = Box<Diagnostic>;

/// A tree under construction.
pub(super) struct Builder<'a> {
    file: FileId,
    frames: Vec<Frame>,
    /// The texts that were met so far.
    pub(super) texts: Texts,
    root: Option<Node>,
    problems: &'a mut Diagnostics,
}

/// A key that waits for its value.
pub(super) struct Key {
    /// Its text.
    pub(super) text: Text,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether the members of its value are to be taken in, rather than the value itself.
    pub(super) merge: bool,
}

/// Which kind of collection is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Array,
    Object,
}

struct Frame {
    start: u32,
    body: Body,
}

enum Body {
    Array(Vec<Node>),
    Object { entries: Vec<Entry>, key: Option<Key>, merged: Vec<(Span, Node)> },
}

impl<'a> Builder<'a> {
    /// A tree without nodes.
    pub(super) fn new(file: FileId, problems: &'a mut Diagnostics) -> Self {
        Self { file, frames: Vec::new(), texts: Texts::default(), root: None, problems }
    }

    /// A range of bytes in this file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let narrow = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { file: self.file, start: narrow(start), end: narrow(end.max(start)) }
    }

    /// A place in this file, with the pointer to where the tree grows now.
    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        Place { span: self.span(start, end), pointer: self.pointer().into() }
    }

    /// Reports something that does not stop the reading.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The innermost open collection.
    pub(super) fn innermost(&self) -> Option<Open> {
        self.frames.last().map(|frame| match frame.body {
            Body::Array(_) => Open::Array,
            Body::Object { .. } => Open::Object,
        })
    }

    /// Where the innermost open collection began.
    pub(super) fn opened_at(&self) -> Option<usize> {
        self.frames.last().map(|frame| frame.start as usize)
    }

    /// Whether an object is open and waits for a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { body: Body::Object { key: None, .. }, .. }))
    }

    /// Begins an array or an object.
    pub(super) fn open(&mut self, kind: Open, start: usize) -> Result<(), Stop> {
        self.check_depth(1, start)?;
        let body = match kind {
            Open::Array => Body::Array(Vec::new()),
            Open::Object => Body::Object { entries: Vec::new(), key: None, merged: Vec::new() },
        };
        self.frames.push(Frame { start: self.span(start, start).start, body });
        Ok(())
    }

    /// Says whether a value of this height still fits here.
    pub(super) fn check_depth(&self, height: usize, start: usize) -> Result<(), Stop> {
        if self.frames.len() + height <= MAX_DEPTH {
            return Ok(());
        }
        Err(too_deep(self.span(start, start + 1)))
    }

    /// Sets the key of the next value.
    pub(super) fn key(&mut self, next: Key) {
        if let Some(Frame { body: Body::Object { key, .. }, .. }) = self.frames.last_mut() {
            *key = Some(next);
        }
    }

    /// Ends the innermost collection and gives it back, without putting it anywhere.
    pub(super) fn close(&mut self, end: Option<usize>) -> Option<Node> {
        let Frame { start, body } = self.frames.pop()?;
        let (value, last) = match body {
            Body::Array(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::Array(exactly(items)), last)
            }
            Body::Object { mut entries, merged, .. } => {
                let last = entries.last().map(|entry| entry.node.span.end.max(entry.key_span.end));
                let last = last.max(merged.last().map(|(key, _)| key.end));
                self.drop_duplicates(&mut entries);
                if !merged.is_empty() {
                    merge(&mut entries, merged, &self.pointer(), self.problems);
                }
                (Value::Object(entries.into()), last)
            }
        };
        let end = end.unwrap_or_else(|| last.unwrap_or(start).max(start) as usize);
        Some(Node::new(value, self.span(start as usize, end)))
    }

    /// Puts a finished value where the tree grows now.
    pub(super) fn value(&mut self, node: Node) {
        match self.frames.last_mut() {
            None => self.root = Some(node),
            Some(Frame { body: Body::Array(items), .. }) => items.push(node),
            Some(Frame { body: Body::Object { entries, key, merged }, .. }) => match key.take() {
                Some(Key { span, merge: true, .. }) => merged.push((span, node)),
                Some(Key { text, span, .. }) => entries.push(Entry { key: text, key_span: span, node }),
                None => {}
            },
        }
    }

    /// The finished tree.
    pub(super) fn finish(self) -> Option<Node> {
        self.root
    }

    fn pointer(&self) -> Pointer {
        self.frames.iter().fold(Pointer::root(), |pointer, frame| match &frame.body {
            Body::Array(items) => pointer.index(items.len()),
            Body::Object { key: Some(key), .. } => pointer.key(&key.text),
            Body::Object { key: None, .. } => pointer,
        })
    }

    fn drop_duplicates(&mut self, entries: &mut Vec<Entry>) {
        let repeated = repeated(entries);
        if repeated.is_empty() {
            return;
        }
        let pointer = self.pointer();
        for &(index, first) in &repeated {
            let (Some(again), Some(first)) = (entries.get(index), entries.get(first)) else { continue };
            let place = |entry: &Entry| Place { span: entry.key_span, pointer: pointer.key(&entry.key).into() };
            let problem =
                Diagnostic::error(codes::DUPLICATE_KEY, format!("key `{}` stands twice in one object", again.key))
                    .at(place(again))
                    .also(place(first), "first set here")
                    .help("remove one of the two, or give it another name; until then the first one counts");
            self.problems.push(problem);
        }
        let mut index = 0;
        let mut dropped = repeated.iter().map(|&(index, _)| index).peekable();
        entries.retain(|_| {
            let keep = dropped.next_if_eq(&index).is_none();
            index += 1;
            keep
        });
    }
}

/// The error for a value that would stand deeper than `MAX_DEPTH`.
pub(super) fn too_deep(span: Span) -> Stop {
    let message = format!("objects and arrays are nested more than {MAX_DEPTH} deep");
    Box::new(
        Diagnostic::error(codes::TOO_DEEP, message)
            .at(Place { span, pointer: String::new() })
            .help("give the inner part a name of its own and refer to it with `$ref`"),
    )
}

/// The indices of the entries whose key came before, each with the index of the first; in order.
fn repeated(entries: &[Entry]) -> Vec<(usize, usize)> {
    // Most objects are small: for these, comparing all pairs costs less than hashing.
    if entries.len() <= 8 {
        let earlier = |index: usize, key: &str| entries.iter().take(index).position(|other| other.key == key);
        return entries
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, earlier(index, &entry.key)?)))
            .collect();
    }
    let mut seen = HashMap::with_capacity(entries.len());
    let mut repeated = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match seen.entry(entry.key.as_str()) {
            std::collections::hash_map::Entry::Vacant(vacant) => {
                vacant.insert(index);
            }
            std::collections::hash_map::Entry::Occupied(first) => repeated.push((index, *first.get())),
        }
    }
    repeated
}
