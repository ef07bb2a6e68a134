//! What a schema says in all, with the parts of an `allOf` taken together.
//!
//! Where a property is declared does not matter on the wire, so one that moves to a part that is shared is the same one.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::{MAX_CHAIN, TUPLE};
use crate::diff::{
    document::is_documentation,
    site::{Site, Tree},
};
use crate::document::{Node, Value};

/// A set of the types of JSON, null aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Types(u8);

const INTEGER: u8 = 1;
const NUMBER: u8 = 2;

impl Types {
    /// All of them.
    pub(super) const ANY: Self = Self(0b11_1111);

    fn of(name: &str) -> Self {
        Self(match name {
            "integer" => INTEGER,
            // An integer is a number.
            "number" => INTEGER | NUMBER,
            "string" => 4,
            "boolean" => 8,
            "object" => 16,
            "array" => 32,
            _ => return Self::ANY,
        })
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of these are among the others.
    pub(super) fn are_among(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// Whether there are only numbers.
    pub(super) fn are_numbers(self) -> bool {
        self.are_among(Self(INTEGER | NUMBER))
    }

    /// Whether there are only integers.
    pub(super) fn are_integers(self) -> bool {
        self.are_among(Self(INTEGER))
    }
}

/// A schema in all.
#[derive(Debug)]
pub(super) struct View<'a> {
    /// The schema.
    pub(super) site: Site<'a>,
    /// What to show of it: the schema, or where it is used instead of another.
    pub(super) shown: Site<'a>,
    /// The types that are allowed.
    pub(super) types: Types,
    /// Whether null is allowed.
    pub(super) nullable: bool,
    /// The properties.
    pub(super) properties: BTreeMap<&'a str, Site<'a>>,
    /// The names of those that must be there.
    pub(super) required: BTreeSet<&'a str>,
    /// The members of a union.
    pub(super) union: Option<Vec<Site<'a>>>,
    /// The keyword that says these, `oneOf` or `anyOf`.
    pub(super) union_key: &'a str,
    /// All other keywords, each as the last part says it.
    pub(super) keywords: BTreeMap<&'a str, Site<'a>>,
}

impl<'a> View<'a> {
    /// The view of a schema.
    pub(super) fn of(tree: &Tree<'a>, site: &Site<'a>, shown: &Site<'a>) -> Self {
        let mut view = Self {
            site: site.clone(),
            shown: shown.clone(),
            types: Types::ANY,
            nullable: is_nullable(tree, site, &mut 0),
            properties: BTreeMap::new(),
            required: BTreeSet::new(),
            union: None,
            union_key: "oneOf",
            keywords: BTreeMap::new(),
        };
        view.gather(tree, site, &mut BTreeSet::new());
        view
    }

    fn gather(&mut self, tree: &Tree<'a>, site: &Site<'a>, visited: &mut BTreeSet<String>) {
        if visited.len() > MAX_CHAIN || !visited.insert(site.pointer.as_str().to_owned()) {
            return;
        }
        for part in parts(site) {
            self.gather(tree, &tree.resolved(&part), visited);
        }
        let is_tuple = site.node.get(TUPLE).is_some();
        for (key, member) in site.members() {
            match key {
                "type" if is_tuple => self.types = Types::of("array"),
                "type" => self.types = Types::of(member.node.as_str().unwrap_or_default()),
                "x-oas31-types" => {
                    let names = member.node.items().iter().filter_map(Node::as_str);
                    self.types = names.map(Types::of).reduce(Types::or).unwrap_or(Types::ANY);
                }
                "properties" => self.properties.extend(member.members()),
                "required" => self.required.extend(member.node.items().iter().filter_map(Node::as_str)),
                "oneOf" | "anyOf" if member.node.items().len() < 2 => {}
                "oneOf" | "anyOf" => {
                    if self.union.is_none() {
                        let members = member.items().flat_map(|member| flattened(member, 0)).collect();
                        (self.union, self.union_key) = (Some(members), key);
                    }
                }
                "allOf" | "nullable" => {}
                _ => {
                    self.keywords.insert(key, member);
                }
            }
        }
    }

    /// Where a keyword is said, or else the schema.
    pub(super) fn place(&self, key: &str) -> Site<'a> {
        let said = self.keywords.get(key).cloned().or_else(|| self.site.get(key));
        said.unwrap_or_else(|| self.shown.clone())
    }

    /// The text of a keyword.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.keywords.get(key).and_then(|site| site.node.as_str())
    }

    /// What is said of members that are no properties.
    pub(super) fn additional(&self) -> Additional<'a> {
        match self.keywords.get("additionalProperties") {
            None => Additional::Unsaid,
            Some(Site { node: Node { value: Value::Bool(false), .. }, .. }) => Additional::None,
            Some(values) if values.node.entries().is_empty() => Additional::Any,
            Some(values) => Additional::Of(values.clone()),
        }
    }
}

/// Members of an object that are no properties.
pub(super) enum Additional<'a> {
    /// Nothing is said, so there may be any.
    Unsaid,
    /// There may be any.
    Any,
    /// There are none.
    None,
    /// They are of that schema.
    Of(Site<'a>),
}

/// The members of a union that stands as a member of another, where it says no more than that.
fn flattened(member: Site<'_>, depth: usize) -> Vec<Site<'_>> {
    let is_plain = |key: &str| matches!(key, "oneOf" | "anyOf" | "discriminator") || is_documentation(key);
    let keys: Vec<&str> = member.node.entries().iter().map(|entry| entry.key.as_str()).collect();
    let unions: Vec<&str> = keys.iter().copied().filter(|key| matches!(*key, "oneOf" | "anyOf")).collect();
    match unions.as_slice() {
        [union] if depth < MAX_CHAIN && keys.iter().all(|key| is_plain(key)) => {
            member.items_of(union).into_iter().flat_map(|member| flattened(member, depth + 1)).collect()
        }
        _ => vec![member],
    }
}

/// The schemas that all hold: those of an `allOf`, and the member of a union that has no other.
fn parts<'a>(site: &Site<'a>) -> Vec<Site<'a>> {
    let mut parts = site.items_of("allOf");
    for key in ["oneOf", "anyOf"] {
        parts.extend(Some(site.items_of(key)).filter(|members| members.len() == 1).into_iter().flatten());
    }
    parts
}

/// Whether null is allowed: where it is said, or where all parts allow it.
fn is_nullable<'a>(tree: &Tree<'a>, site: &Site<'a>, asked: &mut usize) -> bool {
    *asked += 1;
    let parts = parts(site);
    site.is("nullable")
        || *asked < MAX_CHAIN
            && !parts.is_empty()
            && parts.iter().all(|part| is_nullable(tree, &tree.resolved(part), asked))
}
