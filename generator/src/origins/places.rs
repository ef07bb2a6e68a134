//! What was made from a part of the document.

use super::{Origins, Place, paths::weight, target::Target};
use crate::Item;
use crate::diagnostics::Diagnostic;
use crate::dialect::{follow, local_pointer};
use crate::document::{FileId, Node, Pointer, Span, Value};

/// How many places in other files are told.
const CHANGES: usize = 20;

impl Origins {
    /// What was made from a target.
    pub(super) fn place(&self, target: &Target) -> Place<'_> {
        match target {
            Target::Pointer(pointer) => self.at_pointer(pointer.clone(), self.span(pointer)),
            Target::Line { file, line } => match self.at_line(*file, *line) {
                Some(item) => self.at_pointer(item.pointer.clone(), item.span),
                None => {
                    let start = self.line_start(*file, *line);
                    self.in_bytes(Span { file: *file, start, end: start }, start, String::new())
                }
            },
            Target::Bytes { span, value, pointer } => self.in_bytes(*span, *value, pointer.clone()),
        }
    }

    fn at_pointer(&self, pointer: String, span: Span) -> Place<'_> {
        let items = self.items_at(&pointer);
        let inside = by_weight(self.items.iter().filter(|item| is_below(&item.pointer, &pointer)));
        let target = self.reference(&pointer).map(|target| (target.clone(), self.items_at(&target)));
        let is_alone = items.is_empty() && inside.is_empty() && target.is_none();
        let around = if is_alone { self.around(&pointer) } else { None };
        let concerns = |place: &str| place == pointer || is_below(place, &pointer);
        let warnings = self.reported(|diagnostic| {
            diagnostic.place.iter().chain(&diagnostic.others).any(|place| concerns(&place.pointer))
        });
        let pointer = self.as_written(&pointer, span);
        Place { pointer, span, items, inside, target, around, warnings }
    }

    /// Where what stands at a pointer refers to.
    fn reference(&self, pointer: &str) -> Option<String> {
        let reference = self.document.at(pointer)?.get("$ref")?.as_str()?;
        follow(&self.document, &local_pointer(reference)?).map(|(_, at)| at.to_string())
    }

    /// For what has no pointer in the one dialect: by the bytes that it was written with, of which its value is the end.
    fn in_bytes(&self, span: Span, value: u32, pointer: String) -> Place<'_> {
        let starts = [span.start, value];
        let is_in = |part: Span| part.file == span.file && span.start <= part.start && part.start < span.end.max(1);
        let within: Vec<&Item> =
            self.items.iter().filter(|item| !item.pointer.is_empty() && is_in(item.span)).collect();
        // What begins where it begins was made from it, or from the first of its parts: the outermost one counts.
        let begins = |item: &&Item| starts.contains(&item.span.start);
        let depth = |item: &&Item| item.pointer.matches('/').count();
        let top = within.iter().copied().filter(begins).map(|item| depth(&item)).min();
        let is_it = |item: &&Item| begins(item) && Some(depth(item)) == top;
        let (items, inside): (Vec<&Item>, Vec<&Item>) = by_weight(within.into_iter()).into_iter().partition(is_it);
        let warnings = self
            .reported(|diagnostic| diagnostic.place.iter().chain(&diagnostic.others).any(|place| is_in(place.span)));
        Place { pointer, span, items, inside, target: None, around: None, warnings }
    }

    fn items_at(&self, pointer: &str) -> Vec<&Item> {
        by_weight(self.items.iter().filter(|item| item.pointer == pointer))
    }

    /// The innermost thing around a pointer from which something was made.
    fn around(&self, pointer: &str) -> Option<(String, Vec<&Item>)> {
        let mut rest = pointer;
        while let Some((outer, _)) = rest.rsplit_once('/').filter(|(outer, _)| !outer.is_empty()) {
            let items = self.items_at(outer);
            if !items.is_empty() {
                return Some((outer.to_owned(), items));
            }
            rest = outer;
        }
        None
    }

    /// The innermost item that the text of a line belongs to.
    fn at_line(&self, file: FileId, line: usize) -> Option<&Item> {
        let (start, end) = (self.line_start(file, line), self.line_start(file, line + 1));
        let extent = |item: &Item| {
            let node = self.document.at(&item.pointer)?;
            let end = if node.span.file == file { node.span.end } else { item.span.end };
            (item.span.file == file && item.span.start < end).then_some((item.span.start, end))
        };
        let candidates = self.items.iter().filter(|item| !item.pointer.is_empty());
        let covering = candidates.filter_map(|item| Some((extent(item)?, item)));
        let covering = covering.filter(|((from, to), _)| *from < end && start < *to);
        let smallest = covering.min_by_key(|((from, to), item)| (to - from, item.pointer.matches('/').count()));
        smallest.map(|(_, item)| item)
    }

    fn line_start(&self, file: FileId, line: usize) -> u32 {
        let text = self.sources.get(file).map_or("", |source| source.text.as_str());
        let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    fn reported(&self, is_it: impl Fn(&Diagnostic) -> bool) -> Vec<&Diagnostic> {
        self.warnings.list.iter().filter(|diagnostic| is_it(diagnostic)).collect()
    }
}

/// The first place of each part of a tree that is written in another file than `home`.
pub(super) fn written_elsewhere(node: &Node, home: FileId, places: &mut Vec<Span>) {
    let mut visit = |child: &Node, name: Span| {
        if child.span.file == home {
            written_elsewhere(child, home, places);
        } else if places.len() < CHANGES {
            places.push(if name.file == child.span.file { name } else { child.span });
        }
    };
    match &node.value {
        Value::Object(entries) => entries.iter().for_each(|entry| visit(&entry.node, entry.key_span)),
        Value::Array(items) => items.iter().for_each(|item| visit(item, item.span)),
        _ => {}
    }
}

/// Moves a pointer to the outermost node whose name, or which itself, is written there.
pub(super) fn find(node: &Node, place: Span, path: &mut Pointer) -> bool {
    match &node.value {
        Value::Object(entries) => entries.iter().any(|entry| {
            let before = path.enter(&entry.key);
            let found = entry.key_span == place || entry.node.span == place || find(&entry.node, place, path);
            found || {
                path.leave(before);
                false
            }
        }),
        Value::Array(items) => items.iter().enumerate().any(|(index, item)| {
            let before = path.enter_index(index);
            let found = item.span == place || find(item, place, path);
            found || {
                path.leave(before);
                false
            }
        }),
        _ => false,
    }
}

/// Items with what has a file of its own first.
fn by_weight<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<&'a Item> {
    let mut items: Vec<&Item> = items.collect();
    items.sort_by_key(|item| weight(item));
    items
}

fn is_below(pointer: &str, whole: &str) -> bool {
    pointer.strip_prefix(whole).is_some_and(|rest| rest.starts_with('/'))
}
