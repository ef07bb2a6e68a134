//! What was found in other files gets a name and a place in the root, and references lead there.
//!
//! A thing keeps its own name. A component that is nothing but a reference to a thing of the same name gives way to it, in the
//! root and in other files: such are imports. Where the root has that name already, or two files do, the name gets the file's behind it:
//! so the names depend on what there is, and not on the order in which it was found.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexMap;

use super::discover::{Change, Destination, Found, Piece, Target};
use super::names;
use crate::dialect::{Kind, MAX_CHAIN};
use crate::document::{Node, Value, escape, unescape};

/// Puts the pieces into the sections of the root.
pub(super) fn place(document: &mut Node, found: Found) {
    let Found { pieces, changes, .. } = found;
    if pieces.is_empty() && changes.is_empty() {
        return;
    }
    let is_swagger = document.get("swagger").is_some();
    let imports = imports(document, &pieces, &changes, is_swagger);
    let mut places = places(document, &pieces, &imports, is_swagger);
    follow_imports(&pieces, &imports, &mut places);
    apply(document, &changes, &places);
    for (target, mut piece) in pieces {
        if imports.of_pieces.contains_key(&target) {
            continue;
        }
        apply(&mut piece.node, &piece.changes, &places);
        let Some(pointer) = places.get(&target) else { continue };
        insert(document, pointer, piece.node);
    }
}

/// Components that are nothing but a reference to a thing of the same name.
#[derive(Default)]
struct Imports {
    /// Pointers in the root at which things will stand in place of a reference.
    of_root: HashMap<Target, String>,
    /// Things that other things stand for.
    of_pieces: HashMap<Target, Target>,
}

fn imports(document: &Node, pieces: &IndexMap<Target, Piece>, changes: &[Change], is_swagger: bool) -> Imports {
    let mut imports = Imports::default();
    for (target, piece) in pieces {
        let only = piece.changes.first().filter(|change| is_reference(&piece.node) && change.pointer == "/$ref");
        if let Some(Change { to: Destination::Piece(next, rest), .. }) = only
            && rest.is_empty()
            && next != target
            && pieces.get(next).is_some_and(|other| own_name(next, other) == own_name(target, piece))
        {
            imports.of_pieces.insert(target.clone(), next.clone());
        }
    }
    // What only leads back to itself is none; resolution reports the circle.
    let circular: Vec<Target> =
        imports.of_pieces.keys().filter(|target| last(&imports.of_pieces, target).is_none()).cloned().collect();
    for target in circular {
        imports.of_pieces.remove(&target);
    }
    for Change { pointer, to } in changes {
        if let Destination::Piece(target, rest) = to
            && rest.is_empty()
            && let Some(component) = pointer.strip_suffix("/$ref")
            && document.at(component).is_some_and(is_reference)
            && let Some(target) = last(&imports.of_pieces, target)
            && let Some(piece) = pieces.get(target)
            && component == format!("{}/{}", section(target.kind, is_swagger), escape(&own_name(target, piece)))
        {
            imports.of_root.insert(target.clone(), component.to_owned());
        }
    }
    imports
}

/// Whether a node is a reference and nothing more.
fn is_reference(node: &Node) -> bool {
    node.entries().len() == 1 && node.get("$ref").is_some()
}

/// What a thing stands for in the end; none if it leads back to itself.
fn last<'a>(imports: &'a HashMap<Target, Target>, target: &'a Target) -> Option<&'a Target> {
    let mut target = target;
    for _ in 0..=MAX_CHAIN {
        match imports.get(target) {
            Some(next) => target = next,
            None => return Some(target),
        }
    }
    None
}

fn follow_imports(pieces: &IndexMap<Target, Piece>, imports: &Imports, places: &mut HashMap<Target, String>) {
    for target in pieces.keys() {
        if let Some(place) = last(&imports.of_pieces, target).and_then(|last| places.get(last)).cloned() {
            places.insert(target.clone(), place);
        }
    }
}

/// The pointer at which each thing will stand.
fn places(
    document: &Node,
    pieces: &IndexMap<Target, Piece>,
    imports: &Imports,
    is_swagger: bool,
) -> HashMap<Target, String> {
    let mut wishes: HashMap<(String, String), Vec<(&Target, &Piece)>> = HashMap::new();
    let mut places = imports.of_root.clone();
    for (target, piece) in pieces {
        if imports.of_pieces.contains_key(target) || places.contains_key(target) {
            continue;
        }
        let section = section(target.kind, is_swagger);
        wishes.entry((section, own_name(target, piece))).or_default().push((target, piece));
    }
    let mut wishes: Vec<_> = wishes.into_iter().collect();
    wishes.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let is_there = |pointer: &String| document.at(pointer).is_some();
    let mut clashes = Vec::new();
    for ((section, name), pieces) in wishes {
        let pointer = format!("{section}/{}", escape(&name));
        match pieces.as_slice() {
            [(target, _)] if !is_there(&pointer) => {
                taken.insert(pointer.clone());
                places.insert((*target).clone(), pointer);
            }
            _ => clashes.push((section, name, pieces)),
        }
    }
    for (section, name, mut pieces) in clashes {
        pieces.sort_by(|(a, x), (b, y)| (&x.file_name, &a.pointer).cmp(&(&y.file_name, &b.pointer)));
        for (target, piece) in pieces {
            let name = format!("{name}_{}", names::stem(&piece.file_name));
            let candidates = (1_usize..).map(|number| match number {
                1 => format!("{section}/{}", escape(&name)),
                number => format!("{section}/{}_{number}", escape(&name)),
            });
            let mut free = candidates.filter(|pointer| !is_there(pointer) && !taken.contains(pointer));
            if let Some(pointer) = free.next() {
                taken.insert(pointer.clone());
                places.insert(target.clone(), pointer);
            }
        }
    }
    places
}

fn own_name(target: &Target, piece: &Piece) -> String {
    match target.pointer.rsplit('/').next().filter(|last| !last.is_empty()) {
        Some(last) => unescape(last).into_owned(),
        None => names::stem(&piece.file_name).to_owned(),
    }
}

/// The pointer to the section of the root for things of that kind.
fn section(kind: Kind, is_swagger: bool) -> String {
    match kind {
        Kind::Schema if is_swagger => "/definitions".to_owned(),
        Kind::Parameter if is_swagger => "/parameters".to_owned(),
        Kind::Response if is_swagger => "/responses".to_owned(),
        kind => format!("/components/{}", kind.section().unwrap_or_default()),
    }
}

fn apply(node: &mut Node, changes: &[Change], places: &HashMap<Target, String>) {
    for Change { pointer, to } in changes {
        let local = |pointer: String| format!("#{}", pointer.replace('%', "%25"));
        let target = match to {
            Destination::Root(pointer) => local(pointer.clone()),
            Destination::Piece(target, rest) => match places.get(target) {
                Some(place) => local(format!("{place}{rest}")),
                None => continue,
            },
            Destination::Nowhere(reference) => reference.clone(),
        };
        if let Some(reference) = node.at_mut(pointer) {
            reference.value = Value::String(target.into());
        }
    }
}

fn insert(document: &mut Node, pointer: &str, piece: Node) {
    let mut node = document;
    let Some((section, name)) = pointer.rsplit_once('/') else { return };
    for part in section.split('/').skip(1) {
        if !node.get(part).is_some_and(Node::is_object) {
            let span = node.span;
            node.set(part, Node::object(span));
        }
        match node.get_mut(part) {
            Some(child) => node = child,
            None => return,
        }
    }
    node.set(&unescape(name), piece);
}
