//! Looking through schemas: what a schema amounts to, whichever way it is written.
//!
//! Answers questions and decides nothing that is emitted. Every answer is found without regard to the order of the
//! document, and with a guard against schemas that lead back to themselves.

mod category;
mod flatten;
mod formats;
mod inheritance;
mod secrets;
mod shape;

pub(crate) use category::{Category, is_empty};
pub(crate) use flatten::{Conflict, Flat, Property};
pub(crate) use formats::scalar_of;
pub(crate) use shape::{Choice, Shape, enum_base};

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::view::{Kind, Scalar, Site, SiteSchema, View};
use crate::document::{Node, escape};
use crate::ir::{EnumBase, JsonKind};
use crate::resolve::Resolved;

/// The schemas of a document.
pub(crate) struct Schemas<'a> {
    /// The document.
    pub(crate) resolved: &'a Resolved<'a>,
    /// The components that extend a component with a discriminator, by its pointer.
    children: BTreeMap<String, Vec<String>>,
    /// The texts of a discriminator that mean a component, by its pointer: property and text.
    tags: BTreeMap<String, Vec<(String, String)>>,
    categories: RefCell<HashMap<String, Category>>,
    /// What was found of references, which are asked for again and again.
    nullable: RefCell<HashMap<&'a str, bool>>,
    secret: RefCell<HashMap<&'a str, bool>>,
}

/// Pointers of the references that are being followed.
pub(crate) type Guard = Vec<String>;

impl<'a> Schemas<'a> {
    /// The schemas of a document.
    pub(crate) fn new(resolved: &'a Resolved<'a>) -> Self {
        let mut schemas = Self {
            resolved,
            children: BTreeMap::new(),
            tags: BTreeMap::new(),
            categories: RefCell::default(),
            nullable: RefCell::default(),
            secret: RefCell::default(),
        };
        (schemas.children, schemas.tags) = inheritance::find(&schemas);
        // In the order of their names, so that circles are entered at the same place whatever the document's order.
        let mut components: Vec<_> = resolved.component_schemas().map(|(_, target)| target.pointer).collect();
        components.sort_unstable();
        for pointer in components {
            if let Some(site) = schemas.component(&pointer) {
                let category = schemas.category(&site, &mut vec![pointer.clone()]);
                schemas.categories.borrow_mut().insert(pointer, category);
            }
        }
        schemas
    }

    /// The document's tree.
    pub(crate) fn document(&self) -> &'a Node {
        self.resolved.document()
    }

    /// What a reference leads to, one step far.
    pub(crate) fn lookup(&self, reference: &str) -> Option<Site<'a>> {
        let target = self.resolved.lookup(reference)?;
        Some(Site::new(target.schema, target.pointer.into()))
    }

    /// The component schema at a pointer.
    pub(crate) fn component(&self, pointer: &str) -> Option<Site<'a>> {
        self.lookup(&format!("#{}", pointer.replace('%', "%25")))
    }

    /// The component that a discriminator's mapping names, by reference or by name.
    pub(crate) fn mapped(&self, target: &str) -> Option<Site<'a>> {
        match self.lookup(target) {
            Some(site) => Some(site),
            None => self.component(&format!("/components/schemas/{}", escape(target))),
        }
    }

    /// The schema at a site, through references; none if they lead nowhere or in a circle.
    pub(crate) fn view(&self, site: &Site<'a>) -> Option<View<'a>> {
        let mut site = Cow::Borrowed(site);
        let mut seen = Guard::new();
        loop {
            match site.schema {
                SiteSchema::Item(schema) => return Some(View::new(schema, &site.pointer)),
                SiteSchema::Reference(reference) => {
                    site = Cow::Owned(self.lookup(reference)?);
                    if seen.iter().any(|pointer| pointer == site.pointer.as_str()) {
                        return None;
                    }
                    seen.push(site.pointer.as_str().to_owned());
                }
            }
        }
    }

    /// The schema at a site, through references and through wrappers that add only prose: what it is made of.
    pub(crate) fn core(&self, site: &Site<'a>) -> Option<(View<'a>, Shape<'a>)> {
        let mut site = site.clone();
        for _ in 0..64 {
            let view = self.view(&site)?;
            match self.shape(&view, &mut Guard::new()) {
                Shape::Same(inner) => site = inner,
                shape => return Some((view, shape)),
            }
        }
        None
    }

    /// The schema of an inline site through wrappers that add only prose, up to a reference.
    pub(crate) fn inline(&self, site: &Site<'a>) -> Option<(View<'a>, Shape<'a>)> {
        let mut site = site.clone();
        for _ in 0..64 {
            let SiteSchema::Item(schema) = site.schema else { return None };
            let view = View::new(schema, &site.pointer);
            match self.shape(&view, &mut Guard::new()) {
                Shape::Same(inner) => site = inner,
                shape => return Some((view, shape)),
            }
        }
        None
    }

    /// Whether a value may be null.
    pub(crate) fn is_nullable(&self, site: &Site<'a>) -> bool {
        remembered(&self.nullable, site, || self.nullable(site, &mut Guard::new()))
    }

    /// The same for a schema itself.
    pub(crate) fn allows_null(&self, view: &View<'a>) -> bool {
        self.null_is_in(view, &mut Guard::new())
    }

    /// The values that a schema lists, also where null beside it makes a union of it.
    pub(crate) fn listed(&self, site: &Site<'a>) -> Vec<Scalar<'a>> {
        let mut site = site.clone();
        for _ in 0..8 {
            let Some(view) = self.view(&site) else { break };
            match view.union.as_slice() {
                [only] if view.values.is_empty() => site = only.clone(),
                _ => return view.values,
            }
        }
        Vec::new()
    }

    /// The texts that a property of a schema lists.
    pub(crate) fn listed_texts(&self, view: &View<'a>, property: &str) -> Vec<String> {
        let listed = view.property(property).map(|site| self.listed(&site)).unwrap_or_default();
        let text = |value: &Scalar<'_>| if let Scalar::String(text) = value { Some((*text).to_owned()) } else { None };
        listed.iter().filter_map(text).collect()
    }

    /// Whether a schema allows null and nothing else. Where it is a member of a union, it says so of the union: normalization
    /// has seen to those that are written there, so these are references.
    fn is_null(&self, site: &Site<'a>) -> bool {
        matches!(site.schema, SiteSchema::Reference(_)) && self.view(site).is_some_and(|view| view.is_only_null())
    }

    fn nullable(&self, site: &Site<'a>, guard: &mut Guard) -> bool {
        self.view(site).is_some_and(|view| self.null_is_in(&view, guard))
    }

    fn null_is_in(&self, view: &View<'a>, guard: &mut Guard) -> bool {
        if view.data.nullable || view.is_only_null() || view.union.iter().any(|member| self.is_null(member)) {
            return true;
        }
        let pointer = view.pointer.as_str().to_owned();
        if guard.contains(&pointer) || guard.len() > 32 {
            return false;
        }
        // Not taken off the guard again: what was found not nullable once need not be asked twice.
        guard.push(pointer);
        match self.shape(view, &mut Guard::new()) {
            Shape::Same(inner) => self.nullable(&inner, guard),
            Shape::Union(choices) => choices.iter().any(|choice| match choice {
                Choice::Site(member) => self.nullable(member, guard),
                Choice::Kind(_) => false,
            }),
            // A union of simple types that became one of them.
            Shape::Enum(_) | Shape::Scalar(_) => view.union.iter().any(|member| self.nullable(member, guard)),
            _ => false,
        }
    }

    /// The components that extend the component at a pointer, if it has a discriminator.
    pub(crate) fn children(&self, pointer: &str) -> &[String] {
        self.children.get(pointer).map(Vec::as_slice).unwrap_or_default()
    }

    /// The texts of discriminators that mean the component at a pointer: property and text.
    pub(crate) fn tags(&self, pointer: &str) -> &[(String, String)] {
        self.tags.get(pointer).map(Vec::as_slice).unwrap_or_default()
    }

    /// The kinds of JSON value that a schema allows; none for any.
    pub(crate) fn json_kinds(&self, site: &Site<'a>) -> Vec<JsonKind> {
        let mut kinds = Vec::new();
        if self.collect_kinds(site, &mut kinds, &mut Guard::new()).is_none() {
            return Vec::new();
        }
        kinds.sort_unstable_by_key(|kind| *kind as u8);
        kinds.dedup();
        kinds
    }

    fn collect_kinds(&self, site: &Site<'a>, kinds: &mut Vec<JsonKind>, guard: &mut Guard) -> Option<()> {
        let (view, shape) = self.core(site)?;
        let pointer = view.pointer.as_str().to_owned();
        if guard.contains(&pointer) || guard.len() > 32 {
            return Some(());
        }
        guard.push(pointer);
        kinds.push(match shape {
            Shape::Struct | Shape::Map(_) => JsonKind::Object,
            Shape::Enum(EnumBase::Text) => JsonKind::String,
            Shape::Enum(EnumBase::Integer | EnumBase::Natural) => JsonKind::Integer,
            Shape::Enum(EnumBase::Json) => {
                kinds.extend(view.kinds.iter().map(|kind| kind_of(*kind)));
                kinds.extend(view.values.iter().filter_map(Scalar::json_kind));
                return Some(());
            }
            Shape::List(_) | Shape::Tuple => JsonKind::Array,
            Shape::Scalar(ty) => json_kind(&ty)?,
            Shape::Union(choices) => {
                for choice in choices {
                    match choice {
                        Choice::Site(member) => self.collect_kinds(&member, kinds, guard)?,
                        Choice::Kind(kind) => kinds.push(kind_of(kind)),
                    }
                }
                return Some(());
            }
            Shape::Same(_) | Shape::Json | Shape::Unsupported(_) => return None,
        });
        Some(())
    }

    /// The only value that a schema allows, if it is a simple one.
    pub(crate) fn only_value(&self, site: &Site<'a>) -> Option<Scalar<'a>> {
        let (view, _) = self.inline(site)?;
        match view.values.as_slice() {
            [value] if !view.data.nullable && !self.is_nullable(site) => Some(value.clone()),
            _ => None,
        }
    }
}

/// What is found of a schema, found once if it is a reference.
fn remembered<'a>(known: &RefCell<HashMap<&'a str, bool>>, site: &Site<'a>, find: impl FnOnce() -> bool) -> bool {
    let SiteSchema::Reference(reference) = site.schema else { return find() };
    if let Some(found) = known.borrow().get(reference) {
        return *found;
    }
    let found = find();
    known.borrow_mut().insert(reference, found);
    found
}

/// The kind of JSON value for a type of JSON Schema.
pub(crate) fn kind_of(kind: Kind) -> JsonKind {
    match kind {
        Kind::Bool => JsonKind::Bool,
        Kind::Integer => JsonKind::Integer,
        Kind::Number => JsonKind::Number,
        Kind::String => JsonKind::String,
        Kind::Array => JsonKind::Array,
        Kind::Object => JsonKind::Object,
    }
}

fn json_kind(ty: &crate::ir::Ty) -> Option<JsonKind> {
    use crate::ir::Ty;
    Some(match ty {
        Ty::Bool => JsonKind::Bool,
        Ty::Integer(_) | Ty::UnixTime => JsonKind::Integer,
        Ty::F64 | Ty::F32 | Ty::Decimal => JsonKind::Number,
        Ty::String | Ty::Base64 | Ty::DateTime | Ty::Date | Ty::Duration | Ty::Time | Ty::HttpDate | Ty::Uuid => {
            JsonKind::String
        }
        Ty::List(_) => JsonKind::Array,
        Ty::Map(_) => JsonKind::Object,
        Ty::Json | Ty::Nullable(_) | Ty::Named(_) => return None,
    })
}
