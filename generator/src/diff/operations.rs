//! The operations of two documents, and which is which.
//!
//! An operation is itself by its method and its path, whatever the parameters of the path are called; one that is elsewhere
//! but has kept its `operationId` has moved. Must not know what is compared about them.

use std::collections::{BTreeMap, HashMap};

use super::site::{Site, Tree};
use crate::dialect::{Piece, is_named, operations, pieces};

/// An operation.
#[derive(Clone, Debug)]
pub(super) struct Operation<'a> {
    /// The path that it is at.
    pub(super) path: &'a str,
    /// The path item that it belongs to.
    pub(super) item: Site<'a>,
    /// The operation.
    pub(super) site: Site<'a>,
}

/// An operation with its counterpart.
pub(super) enum Pair<'a> {
    /// It was not there.
    Added(Operation<'a>),
    /// It is gone.
    Removed(Operation<'a>),
    /// It is there, perhaps elsewhere.
    Both {
        /// What it was.
        old: Operation<'a>,
        /// What it is.
        new: Operation<'a>,
        /// Whether it is elsewhere.
        moved: bool,
    },
}

/// What an operation is found by: its method, its path without names, and which of those that are alike it is.
type Key = (String, String, usize);

/// The operations under the paths of two documents, in pairs.
pub(super) fn pairs<'a>(old: &Tree<'a>, new: &Tree<'a>) -> Vec<Pair<'a>> {
    paired(by_key(old.root.members_of("paths")), by_key(new.root.members_of("paths")))
}

/// The operations of path items that are known by other names than paths, webhooks say, in pairs.
pub(super) fn named_pairs<'a>(old: Vec<(&'a str, Site<'a>)>, new: Vec<(&'a str, Site<'a>)>) -> Vec<Pair<'a>> {
    paired(by_key(old), by_key(new))
}

fn paired<'a>(old: BTreeMap<Key, Operation<'a>>, mut new: BTreeMap<Key, Operation<'a>>) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut gone = Vec::new();
    for (key, old) in old {
        match new.remove(&key) {
            Some(new) => pairs.push(Pair::Both { old, new, moved: false }),
            None => gone.push(old),
        }
    }
    let mut come: Vec<Option<Operation<'a>>> = new.into_values().map(Some).collect();
    for old in gone {
        let id = old.site.text("operationId");
        let same = |new: &&mut Option<Operation<'_>>| {
            id.is_some() && new.as_ref().is_some_and(|new| new.site.text("operationId") == id)
        };
        match come.iter_mut().find(same).and_then(Option::take) {
            Some(new) => pairs.push(Pair::Both { old, new, moved: true }),
            None => pairs.push(Pair::Removed(old)),
        }
    }
    pairs.extend(come.into_iter().flatten().map(Pair::Added));
    pairs
}

fn by_key<'a>(paths: Vec<(&'a str, Site<'a>)>) -> BTreeMap<Key, Operation<'a>> {
    let mut found = BTreeMap::new();
    let mut alike: HashMap<(String, String), usize> = HashMap::new();
    let mut paths: Vec<_> = paths.into_iter().filter(|(path, _)| !path.starts_with("x-")).collect();
    // Whoever is first among those that are alike must not depend on the order of the document.
    paths.sort_by_key(|(path, _)| *path);
    for (path, item) in paths {
        for operation in operations(item.node, &item.pointer) {
            let named = (operation.method.to_owned(), without_names(path));
            let count = alike.entry(named.clone()).or_default();
            let site = site_of(&item, operation.node, operation.pointer);
            found.insert((named.0, named.1, *count), Operation { path, item: item.clone(), site });
            *count += 1;
        }
    }
    found
}

/// The operation as a member of its path item, where it has a name to point to.
fn site_of<'a>(item: &Site<'a>, node: &'a crate::document::Node, pointer: crate::document::Pointer) -> Site<'a> {
    let mut members = item.members().map(|(_, member)| member);
    members.find(|member| member.pointer == pointer).unwrap_or_else(|| Site::new(node, pointer))
}

fn without_names(path: &str) -> String {
    let blank = |piece: Piece<'_>| match piece {
        Piece::Literal(text) => text.to_owned(),
        Piece::Parameter(_) => "{}".to_owned(),
    };
    pieces(path).into_iter().map(blank).collect()
}

/// What a parameter is found by: its place, and its name there; in paths that are the same, the number of its braces.
pub(super) type ParameterKey = (String, String);

/// A parameter as the operation lists it, and what that refers to.
#[derive(Clone, Debug)]
pub(super) struct Parameter<'a> {
    /// Where the operation, or its path, lists it.
    pub(super) listed: Site<'a>,
    /// What it is.
    pub(super) site: Site<'a>,
}

impl<'a> Operation<'a> {
    /// The parameters that calls have: those of the path, unless the operation has its own of that name. Those of a path
    /// are found by their names if the operation has moved.
    pub(super) fn parameters(&self, tree: &Tree<'a>, moved: bool) -> BTreeMap<ParameterKey, Parameter<'a>> {
        let all = self.item.items_of("parameters").into_iter().chain(self.site.items_of("parameters"));
        let mut found = BTreeMap::new();
        for listed in all {
            let site = tree.resolved(&listed);
            let (place, name) = (site.text("in").unwrap_or_default(), site.text("name").unwrap_or_default());
            let name = match place {
                "path" if !moved => {
                    self.position(name).map_or_else(|| name.to_owned(), |position| position.to_string())
                }
                "header" => name.to_ascii_lowercase(),
                _ => name.to_owned(),
            };
            found.insert((place.to_owned(), name), Parameter { listed, site });
        }
        found
    }

    fn position(&self, name: &str) -> Option<usize> {
        let parameters = pieces(self.path).into_iter().filter_map(|piece| match piece {
            Piece::Parameter(inside) => Some(inside),
            Piece::Literal(_) => None,
        });
        parameters.into_iter().position(|inside| is_named(inside, name))
    }

    /// Its method and path, as a person says them.
    pub(super) fn name(&self, tree: &Tree<'a>) -> String {
        super::names::thing(tree.root.node, self.site.pointer.as_str()).name
    }
}
