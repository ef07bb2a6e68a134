//! A node of a document with the way to it, and the tree in which references are followed.
//!
//! Both levels that look at documents walk with these. Must not know what is compared.

use std::collections::HashMap;

use crate::diagnostics::Place;
use crate::dialect::{MAX_CHAIN, follow, local_pointer};
use crate::document::{Entry, Node, Pointer, Span};

/// A node and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Site<'a> {
    /// The node.
    pub(super) node: &'a Node,
    /// The way to it from the root of the document.
    pub(super) pointer: Pointer,
    /// What to show of it: its name where it has one, since that is the line that a reader looks for.
    span: Span,
}

impl<'a> Site<'a> {
    /// A node at a pointer.
    pub(super) fn new(node: &'a Node, pointer: Pointer) -> Self {
        Self { node, pointer, span: node.span }
    }

    fn member_of(&self, entry: &'a Entry) -> Self {
        // What an overlay put under a name of the document stands in the overlay.
        let is_named_here = entry.key_span.file == entry.node.span.file;
        let span = if is_named_here { entry.key_span } else { entry.node.span };
        Self { node: &entry.node, pointer: self.pointer.key(&entry.key), span }
    }

    /// The member of that name.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        self.node.entry(key).map(|entry| self.member_of(entry))
    }

    /// The members of the object, with their names.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'a str, Self)> {
        self.node.entries().iter().map(|entry| (entry.key.as_str(), self.member_of(entry)))
    }

    /// The members of the object that is the member of that name.
    pub(super) fn members_of(&self, key: &str) -> Vec<(&'a str, Self)> {
        self.get(key).map(|member| member.members().collect()).unwrap_or_default()
    }

    /// The items of the list.
    pub(super) fn items(&self) -> impl Iterator<Item = Self> {
        self.node.items().iter().enumerate().map(|(index, item)| Self::new(item, self.pointer.index(index)))
    }

    /// The items of the list that is the member of that name.
    pub(super) fn items_of(&self, key: &str) -> Vec<Self> {
        self.get(key).map(|member| member.items().collect()).unwrap_or_default()
    }

    /// The text that is the member of that name.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key).and_then(Node::as_str)
    }

    /// Whether the member of that name is `true`.
    pub(super) fn is(&self, key: &str) -> bool {
        self.node.get(key).and_then(Node::as_bool).unwrap_or_default()
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        Place { span: self.span, pointer: self.pointer.as_str().to_owned() }
    }
}

/// Sites with the names that they have where they stand.
pub(super) type Named<'a> = (&'a str, Site<'a>);

/// A document whose references can be followed.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// Its root.
    pub(super) root: Site<'a>,
    /// What most references lead to, by pointer: a search by name through a thousand components for each would take long.
    components: HashMap<String, Site<'a>>,
}

impl<'a> Tree<'a> {
    /// The tree of a document.
    pub(super) fn new(document: &'a Node) -> Self {
        let root = Site::new(document, Pointer::root());
        let sections = root.members_of("components").into_iter();
        let all = sections.flat_map(|(_, section)| section.members().collect::<Vec<_>>());
        let components = all.map(|(_, site)| (site.pointer.as_str().to_owned(), site)).collect();
        Self { root, components }
    }

    /// The section of the components of that name.
    pub(super) fn components(&self, section: &str) -> Vec<(&'a str, Site<'a>)> {
        self.root.get("components").map(|components| components.members_of(section)).unwrap_or_default()
    }

    /// What the site refers to, itself if it is no reference; a reference that leads nowhere stays one.
    pub(super) fn resolved(&self, site: &Site<'a>) -> Site<'a> {
        let mut site = site.clone();
        for _ in 0..MAX_CHAIN {
            match site.text("$ref").and_then(|reference| self.target(reference)) {
                Some(next) => site = next,
                None => break,
            }
        }
        site
    }

    fn target(&self, reference: &str) -> Option<Site<'a>> {
        let pointer = local_pointer(reference)?;
        if let Some(site) = self.components.get(&pointer) {
            return Some(site.clone());
        }
        follow(self.root.node, &pointer).map(|(node, pointer)| Site::new(node, pointer))
    }
}
