//! What in the document a question means.

use super::{Origins, paths};
use crate::diagnostics::Diagnostics;
use crate::dialect::{self, follow, local_pointer};
use crate::document::{self, FileId, Node, Pointer, Span, escape, unescape};

/// The sections of the components in which a name is looked for, in this order.
const SECTIONS: [&str; 6] = ["schemas", "parameters", "responses", "requestBodies", "headers", "securitySchemes"];

/// How many guesses are made at most.
const GUESSES: usize = 3;

/// A part of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// What stands at that pointer in the one dialect.
    Pointer(String),
    /// Bytes of a file, with where the value begins in them and a pointer as its writer knows it.
    Bytes { span: Span, value: u32, pointer: String },
    /// The line of a file, counted from 1.
    Line { file: FileId, line: usize },
}

impl Origins {
    /// What a question means that says itself that it is about the document: a pointer, `GET /pets`, `file.yaml:12`,
    /// `part.yaml#/Pet`.
    pub(super) fn explicit_target(&self, question: &str) -> Option<Target> {
        if let Some((method, path)) = question.split_once(' ') {
            return self.operation(method, path.trim());
        }
        if let Some((name, pointer)) = question.split_once('#')
            && !name.is_empty()
        {
            let file = self.file(name)?;
            let tree = document::read(&self.sources, file, &mut Diagnostics::default())?;
            return bytes(&tree, &local_pointer(&format!("#{pointer}"))?);
        }
        if let Some(target) = self.line(question) {
            return Some(target);
        }
        let pointer = match question.starts_with('/') {
            true => question.to_owned(),
            false => local_pointer(question).filter(|_| question.starts_with('#'))?,
        };
        let normalized = follow(&self.document, &pointer).map(|(_, at)| Target::Pointer(at.to_string()));
        let as_path = || {
            let at = format!("/paths/{}", escape(question));
            self.document.at(&at).map(|_| Target::Pointer(at))
        };
        normalized.or_else(|| bytes(&self.written, &pointer)).or_else(as_path)
    }

    /// What a question means that is a name: of a component, a property of a schema, an operation, a tag.
    pub(super) fn named_target(&self, question: &str) -> Option<Target> {
        self.component(question).or_else(|| self.property(question)).or_else(|| {
            let of_name = |node: &Node| node.get("operationId").and_then(Node::as_str) == Some(question);
            let found = self.operations().into_iter().find(|(_, _, _, node)| of_name(node));
            found.map(|(pointer, ..)| Target::Pointer(pointer))
        })
    }

    fn component(&self, name: &str) -> Option<Target> {
        let pointers = SECTIONS.iter().map(|section| format!("/components/{section}/{}", escape(name)));
        pointers.into_iter().find(|pointer| self.document.at(pointer).is_some()).map(Target::Pointer)
    }

    /// `Pet.owner`: a property by the names of the document.
    fn property(&self, question: &str) -> Option<Target> {
        let mut names = question.split('.');
        let mut pointer = format!("/components/schemas/{}", escape(names.next()?));
        for name in names {
            pointer.push_str(&format!("/properties/{}", escape(name)));
        }
        self.document.at(&pointer).map(|_| Target::Pointer(pointer))
    }

    /// `GET /pets/{id}`, whatever the parameters of the path are called.
    fn operation(&self, method: &str, path: &str) -> Option<Target> {
        let wanted = plain(path);
        let is_it = |own: &str, template: &str| own.eq_ignore_ascii_case(method) && plain(template) == wanted;
        let found = self.operations().into_iter().find(|(_, own, template, _)| is_it(own, template));
        found.map(|(pointer, ..)| Target::Pointer(pointer))
    }

    /// All operations: pointer, method, path and what is said of them.
    fn operations(&self) -> Vec<(String, &str, &str, &Node)> {
        let mut operations = Vec::new();
        for entry in self.document.get("paths").map(Node::entries).unwrap_or_default() {
            let pointer = Pointer::from("/paths").key(&entry.key);
            for operation in dialect::operations(&entry.node, &pointer) {
                operations.push((operation.pointer.to_string(), operation.method, entry.key.as_str(), operation.node));
            }
        }
        operations
    }

    /// `spec/api.yaml:12`, `api.yaml:12:3`.
    fn line(&self, question: &str) -> Option<Target> {
        let (rest, last) = question.rsplit_once(':')?;
        let last: usize = last.parse().ok()?;
        let with_column = rest.rsplit_once(':').and_then(|(name, line)| Some((self.file(name)?, line.parse().ok()?)));
        let (file, line) = with_column.or_else(|| Some((self.file(rest)?, last)))?;
        Some(Target::Line { file, line })
    }

    /// The source of that name, or the only one whose name ends so.
    fn file(&self, name: &str) -> Option<FileId> {
        let exact = self.sources.iter().find(|(_, source)| source.name == name);
        let end = format!("/{}", name.trim_start_matches("./"));
        let mut ending = self.sources.iter().filter(|(_, source)| source.name.ends_with(&end));
        let found = exact.or_else(|| ending.next().filter(|_| ending.next().is_none()));
        found.map(|(file, _)| file)
    }

    /// What may have been meant by a question that means nothing.
    pub(super) fn similar(&self, question: &str) -> Vec<String> {
        let mut similar = match question.split_once(' ') {
            Some(_) => self.similar_operations(question),
            None if question.starts_with(['/', '#']) => {
                let mut similar = similar_pointers(&self.document, question);
                similar.extend(similar_pointers(&self.written, question));
                similar
            }
            None => paths::similar(&self.items, question),
        };
        similar.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        similar.dedup_by(|a, b| a.1 == b.1);
        similar.into_iter().take(GUESSES).map(|(_, guess)| guess).collect()
    }

    fn similar_operations(&self, question: &str) -> Vec<(f64, String)> {
        let shown = |(_, method, path, _): (_, &str, &str, _)| format!("{} {path}", method.to_ascii_uppercase());
        let operations = self.operations().into_iter().map(shown);
        let like =
            |guess: &str| strsim::normalized_damerau_levenshtein(&guess.to_lowercase(), &question.to_lowercase());
        operations.map(|guess| (like(&guess), guess)).filter(|(likeness, _)| *likeness > 0.6).collect()
    }
}

/// The pointer with its first part that is not in the tree replaced by ones that are.
fn similar_pointers(tree: &Node, question: &str) -> Vec<(f64, String)> {
    let pointer = local_pointer(question).unwrap_or_else(|| question.to_owned());
    let mut node = tree;
    let mut path = String::new();
    let mut parts = pointer.split('/').skip(1);
    let missing = parts.find_map(|part| {
        let part = unescape(part);
        match node.get(&part) {
            Some(child) => {
                node = child;
                path.push_str(&format!("/{}", escape(&part)));
                None
            }
            None => Some(part),
        }
    });
    let Some(missing) = missing else { return Vec::new() };
    let rest: String = parts.map(|part| format!("/{part}")).collect();
    let like = |key: &str| strsim::jaro_winkler(&key.to_lowercase(), &missing.to_lowercase());
    let mut guesses = Vec::new();
    for entry in node.entries() {
        let likeness = like(&entry.key);
        if likeness > 0.8 {
            let guess = format!("{path}/{}", escape(&entry.key));
            let complete = format!("{guess}{rest}");
            guesses.push((likeness, if tree.at(&complete).is_some() { complete } else { guess }));
        }
    }
    guesses
}

/// The bytes of what stands at a pointer of a tree.
fn bytes(tree: &Node, pointer: &str) -> Option<Target> {
    let node = tree.at(pointer)?;
    let name = document::Places::new(tree).of(pointer);
    let start = if name.file == node.span.file { name.start.min(node.span.start) } else { node.span.start };
    let span = Span { start, ..node.span };
    Some(Target::Bytes { span, value: node.span.start, pointer: pointer.to_owned() })
}

/// A path without the names of its parameters.
fn plain(path: &str) -> String {
    let mut plain = String::new();
    let mut is_inside = false;
    for letter in path.trim_end_matches('/').chars() {
        is_inside = (is_inside || letter == '{') && letter != '}';
        if !is_inside {
            plain.push(letter);
        }
    }
    plain
}
