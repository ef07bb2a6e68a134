//! Which things in other files a document needs, by following every reference once.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use super::children::{Use, uses};
use super::{names, references};
use crate::Input;
use crate::diagnostics::{Diagnostics, Place, Tally, codes_typed};
use crate::dialect::{Expected, Kind, expected_at, local_pointer};
use crate::document::{self, FileId, Node, Pointer, unescape};

/// A thing in another file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Target {
    pub(super) file: FileId,
    pub(super) pointer: String,
    pub(super) kind: Kind,
}

/// A thing that is taken in.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) node: Node,
    /// The name of its file.
    pub(super) file_name: String,
    /// The references in it that change, by their pointers in the piece.
    pub(super) changes: Vec<Change>,
}

/// A reference that must lead elsewhere.
#[derive(Debug)]
pub(super) struct Change {
    /// The pointer to its text.
    pub(super) pointer: String,
    pub(super) to: Destination,
}

/// Where it must lead.
#[derive(Debug)]
pub(super) enum Destination {
    /// To a pointer in the root.
    Root(String),
    /// To something below a thing that is taken in.
    Piece(Target, String),
    /// To what its own file does not have, so that nothing in the root is taken for it.
    Nowhere(String),
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) pieces: IndexMap<Target, Piece>,
    /// The references of the root that change.
    pub(super) changes: Vec<Change>,
    /// The files that are not among the sources.
    pub(super) wanted: Vec<String>,
}

/// Follows the references of a document into other files, and those in them.
pub(super) fn discover(document: &Node, input: &Input, tally: &mut Tally, diagnostics: &mut Diagnostics) -> Found {
    let mut discover = Discover {
        input,
        document_name: input.sources.get(input.document).map_or(String::new(), |source| source.name.clone()),
        by_name: input.sources.iter().map(|(file, source)| (names::join("", &source.name), file)).collect(),
        trees: HashMap::new(),
        identifiers: document.get("$self").and_then(Node::as_str).map(str::to_owned).into_iter().collect(),
        pieces: IndexMap::new(),
        wanted: IndexSet::new(),
        tally,
        diagnostics,
    };
    let changes = discover.root(document);
    let mut next = 0;
    while let Some((target, piece)) = discover.pieces.get_index(next) {
        let (target, node) = (target.clone(), piece.node.clone());
        let changes = discover.piece(&target, &node);
        if let Some((_, piece)) = discover.pieces.get_index_mut(next) {
            piece.changes = changes;
        }
        next += 1;
    }
    Found { changes, pieces: discover.pieces, wanted: discover.wanted.into_iter().collect() }
}

struct Discover<'a, 't> {
    input: &'a Input,
    document_name: String,
    by_name: HashMap<String, FileId>,
    trees: HashMap<FileId, Option<Node>>,
    /// The `$id`s of the root: references by them lead to no file.
    identifiers: Vec<String>,
    pieces: IndexMap<Target, Piece>,
    wanted: IndexSet<String>,
    tally: &'t mut Tally,
    diagnostics: &'t mut Diagnostics,
}

impl Discover<'_, '_> {
    fn root(&mut self, document: &Node) -> Vec<Change> {
        let root = self.input.document;
        let mut changes = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![(Pointer::root(), Kind::Document)];
        while let Some((pointer, kind)) = open.pop() {
            let Some(node) = document.at(pointer.as_str()) else { continue };
            let (uses, identifiers) = uses(node, kind, &pointer);
            self.identifiers.extend(identifiers);
            for usage in uses {
                // What stands where the table expects nothing is reached through references alone.
                if let Some(local) = local_pointer(&usage.text)
                    && expected_at(&local) == Expected::Nothing
                    && !is_in_section(&local)
                    && seen.insert((local.clone(), usage.kind))
                {
                    open.push((Pointer::from(local.as_str()), usage.kind));
                }
                if let Some(to) = self.destination(root, &usage, &Pointer::root()) {
                    changes.push(Change { pointer: usage.pointer.into(), to });
                }
            }
        }
        changes
    }

    fn piece(&mut self, target: &Target, node: &Node) -> Vec<Change> {
        let mut changes = Vec::new();
        for usage in uses(node, target.kind, &Pointer::root()).0 {
            if let Some(to) = self.destination(target.file, &usage, &Pointer::from(target.pointer.as_str())) {
                changes.push(Change { pointer: usage.pointer.into(), to });
            }
        }
        if target.kind == Kind::Schema {
            self.children(target, node);
        }
        changes
    }

    /// Takes in what has a schema as its base, and so on: a discriminator leads there without a reference.
    fn children(&mut self, target: &Target, base: &Node) {
        if base.get("discriminator").is_none() {
            return;
        }
        let mut family = IndexSet::from([target.pointer.clone()]);
        let mut next = 0;
        while let Some(base) = family.get_index(next).cloned() {
            let Some(tree) = self.tree(target.file) else { return };
            for section in ["/definitions", "/components/schemas"] {
                let entries = tree.at(section).map(Node::entries).unwrap_or_default();
                let children = entries.iter().filter(|entry| is_child(&entry.node, &base));
                family.extend(children.map(|entry| String::from(Pointer::from(section).key(&entry.key))));
            }
            next += 1;
        }
        for pointer in family {
            self.take_in(Target { file: target.file, pointer, kind: Kind::Schema });
        }
    }

    /// Where a reference in a file must lead; none if it stays as it is.
    fn destination(&mut self, from: FileId, usage: &Use, at: &Pointer) -> Option<Destination> {
        let is_root = from == self.input.document;
        let mut text = usage.text.clone();
        if usage.is_name && !text.starts_with('#') && !references::is_elsewhere(&text) {
            // The name of a schema, which the file has among its components.
            let named = Pointer::from("/components/schemas").key(&text);
            if is_root || self.tree(from).is_none_or(|tree| tree.at(named.as_str()).is_none()) {
                return None;
            }
            text = format!("#{named}");
        }
        let reference = references::read(&text)?;
        let (file, pointer) = match (&reference.file, reference.pointer) {
            (None, _) if is_root => return None,
            (None, pointer) => (from, pointer),
            (Some(file), pointer) => (self.file(from, file, usage, at)?, pointer),
        };
        let Some(pointer) = pointer else {
            let help = "write a pointer, which begins with `#/`";
            self.warn(codes_typed::EXTERNAL, "is by an anchor of another file, which is not followed", usage, at, help);
            return self.nowhere(file, &text);
        };
        if file == self.input.document {
            return Some(Destination::Root(pointer));
        }
        let tree = self.tree(file)?;
        if tree.at(&pointer).is_none() {
            let help = "correct the reference, or the file that it leads to";
            self.warn(codes_typed::DANGLING, "leads nowhere", usage, at, help);
            return self.nowhere(file, &text);
        }
        let (pointer, rest) = component(&pointer, usage.kind);
        let target = Target { file, pointer, kind: usage.kind };
        self.take_in(target.clone());
        Some(Destination::Piece(target, rest))
    }

    fn nowhere(&self, file: FileId, text: &str) -> Option<Destination> {
        let name = &self.input.sources.get(file)?.name;
        Some(Destination::Nowhere(format!("{name}#{}", text.split_once('#').map_or("", |(_, fragment)| fragment))))
    }

    fn take_in(&mut self, target: Target) {
        if self.pieces.contains_key(&target) {
            return;
        }
        let Some(node) = self.tree(target.file).and_then(|tree| tree.at(&target.pointer)).cloned() else { return };
        let file_name = self.input.sources.get(target.file).map_or(String::new(), |source| source.name.clone());
        self.pieces.insert(target, Piece { node, file_name, changes: Vec::new() });
    }

    /// The file that a reference names; none, after a report, if it is not there or may not be read.
    fn file(&mut self, from: FileId, file: &str, usage: &Use, at: &Pointer) -> Option<FileId> {
        let is_own = |id: &String| id == file || id.strip_suffix(file).is_some_and(|rest| rest.ends_with('/'));
        if self.identifiers.iter().any(is_own) {
            return None;
        }
        if usage.kind == Kind::Example {
            let help = "it has no effect on code; the operation is emitted all the same";
            self.warn(codes_typed::EXTERNAL, "is an example in another file, which is not read", usage, at, help);
            return None;
        }
        let base = self.input.sources.get(from).map_or("", |source| source.name.as_str());
        let name = names::join(base, file);
        let parts = &self.input.parts;
        let above = names::folders_above(&self.document_name, &name);
        if !parts.allow_outside && above.is_none_or(|above| above > parts.folders_above) {
            let (what, help) = match above {
                None if names::is_url(&name) => (
                    "is a URL, which is not read",
                    "save the file beside the document and refer to it there".to_owned(),
                ),
                None => (
                    "leads to a file that is not below the document's folder",
                    "allow that with `--allow-outside` if you trust the document".to_owned(),
                ),
                Some(above) => (
                    "leads out of the root folder, which is the document's own unless `--root` names one above it",
                    format!("allow the folder with `--root`: it is {} the document's own", folders(above)),
                ),
            };
            self.warn(codes_typed::EXTERNAL, what, usage, at, &help);
            return None;
        }
        if let Some(file) = self.by_name.get(&name) {
            return Some(*file);
        }
        if let Some(reason) = parts.unreadable.get(&name).cloned() {
            let what = format!("leads to `{name}`, which cannot be read: {reason}");
            self.warn(codes_typed::EXTERNAL, &what, usage, at, "correct the reference, or put the file there");
            return None;
        }
        self.wanted.insert(name);
        let help = "it was left out; give the generator the file that it leads to";
        self.warn(codes_typed::EXTERNAL, "leads to a file that was not given", usage, at, help);
        None
    }

    fn tree(&mut self, file: FileId) -> Option<&Node> {
        let (input, diagnostics) = (self.input, &mut *self.diagnostics);
        self.trees.entry(file).or_insert_with(|| document::read(&input.sources, file, diagnostics)).as_ref()
    }

    fn warn(&mut self, code: &'static str, what: &str, usage: &Use, at: &Pointer, help: &str) {
        let message = format!("reference `{}` {what}", usage.text);
        let place = Place { span: usage.span, pointer: format!("{at}{}", usage.pointer) };
        self.tally.warn(code, message, place, help);
    }
}

/// The pointer to the component that a pointer leads into, and the rest of it: the component stays whole, so that what
/// stands in it is the same thing for all who refer to it.
fn component(pointer: &str, kind: Kind) -> (String, String) {
    for section in ["/definitions/", "/components/schemas/"] {
        if let Some((name, rest)) = pointer.strip_prefix(section).and_then(|rest| rest.split_once('/'))
            && kind == Kind::Schema
        {
            return (format!("{section}{name}"), format!("/{rest}"));
        }
    }
    (pointer.to_owned(), String::new())
}

/// Whether a schema names the one at a pointer in the same file as its base.
fn is_child(schema: &Node, base: &str) -> bool {
    let mut members = schema.get("allOf").map(Node::items).unwrap_or_default().iter();
    members.any(|member| {
        let reference = member.get("$ref").and_then(Node::as_str).and_then(local_pointer);
        reference.is_some_and(|pointer| pointer == base)
    })
}

/// Whether a pointer leads into a section that Swagger 2.0 has at the root.
fn is_in_section(pointer: &str) -> bool {
    let first = pointer.split('/').nth(1).map(unescape).unwrap_or_default();
    matches!(first.as_ref(), "definitions" | "parameters" | "responses")
}

fn folders(above: usize) -> String {
    if above == 1 { "one folder above".to_owned() } else { format!("{above} folders above") }
}
