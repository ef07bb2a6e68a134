//! Discriminators: which components extend a base, and which text means which component.
//!
//! Documents say this in two ways: a union lists its members, or a base has a discriminator and others extend it with
//! `allOf`. Both give each component the texts by which it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::Schemas;
use crate::dialect::{Kind, walk};
use crate::document::{Node, Pointer, unescape};
use crate::lower::view::{Scalar, Site, SiteSchema, View};

type Children = BTreeMap<String, Vec<String>>;
type Tags = BTreeMap<String, Vec<(String, String)>>;

/// The components that extend a base with a discriminator, and the texts that mean a component.
pub(super) fn find(schemas: &Schemas<'_>) -> (Children, Tags) {
    let views: BTreeMap<String, View<'_>> = schemas
        .resolved
        .component_schemas()
        .filter_map(|(_, target)| match Site::new(target.schema, target.pointer.as_str().into()).schema {
            SiteSchema::Item(schema) => {
                Some((target.pointer.clone(), View::new(schema, &target.pointer.as_str().into())))
            }
            SiteSchema::Reference(_) => None,
        })
        .collect();
    let mut extended_by: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (pointer, view) in &views {
        for base in references(schemas, &view.parts) {
            extended_by.entry(base).or_default().push(pointer.clone());
        }
    }
    let mut children = Children::new();
    let mut tags: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (pointer, view) in &views {
        let Some(discriminator) = &view.data.discriminator else { continue };
        let mapping: Vec<(&str, &str)> =
            discriminator.mapping.iter().map(|(text, target)| (text.as_str(), target.as_str())).collect();
        let property = discriminator.property_name.as_str();
        let members = if view.union.is_empty() {
            let found = descendants(pointer, &extended_by);
            if !found.iter().any(|child| is_told(schemas, &views, view, property, &mapping, child)) {
                continue;
            }
            children.insert(pointer.clone(), found.clone());
            found
        } else {
            references(schemas, &view.union)
        };
        tag(schemas, &views, property, mapping, members, &mut tags);
    }
    // Unions that stand elsewhere than among the components.
    walk(schemas.document(), Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        let union = ["oneOf", "anyOf"].iter().filter_map(|key| node.get(key)).flat_map(Node::items);
        let targets: Vec<&str> = union.filter_map(|member| member.get("$ref").and_then(Node::as_str)).collect();
        if let Some(discriminator) = node.get("discriminator").filter(|_| kind == Kind::Schema && !targets.is_empty())
            && let Some(property) = discriminator.get("propertyName").and_then(Node::as_str)
            && !views.contains_key(pointer.as_str())
        {
            let mapping = discriminator.get("mapping").map(Node::entries).unwrap_or_default();
            let mapping = mapping.iter().filter_map(|entry| Some((entry.key.as_str(), entry.node.as_str()?)));
            let members = targets.iter().filter_map(|target| Some(schemas.lookup(target)?.pointer.as_str().to_owned()));
            tag(schemas, &views, property, mapping.collect(), members.collect(), &mut tags);
        }
    });
    (children, tags.into_iter().map(|(pointer, tags)| (pointer, tags.into_iter().collect())).collect())
}

/// Whether the base lets its discriminator say a text that means a component: some list texts that mean none.
fn is_told<'a>(
    schemas: &Schemas<'a>,
    views: &BTreeMap<String, View<'a>>,
    base: &View<'a>,
    property: &str,
    mapping: &[(&str, &str)],
    child: &str,
) -> bool {
    let listed = base.property(property).map(|site| schemas.listed(&site)).unwrap_or_default();
    let is_listed = |text: &str| listed.is_empty() || listed.contains(&Scalar::String(text));
    let is_it = |target: &str| schemas.mapped(target).is_some_and(|site| site.pointer.as_str() == child);
    let mut mapped = mapping.iter().filter(|(_, target)| is_it(target)).map(|(text, _)| *text).peekable();
    match mapped.peek() {
        Some(_) => mapped.any(is_listed),
        None => is_listed(&implicit(views.get(child), child)),
    }
}

/// Notes the texts of a discriminator that mean these components: those of its mapping, or their names.
fn tag<'a>(
    schemas: &Schemas<'a>,
    views: &BTreeMap<String, View<'a>>,
    property: &str,
    mapping: Vec<(&str, &str)>,
    members: Vec<String>,
    tags: &mut BTreeMap<String, BTreeSet<(String, String)>>,
) {
    let mapped: Vec<(&str, String)> = mapping
        .into_iter()
        .filter_map(|(text, target)| Some((text, schemas.mapped(target)?.pointer.as_str().to_owned())))
        .collect();
    for member in members {
        let own = mapped.iter().filter(|(_, target)| *target == member).map(|(text, _)| (*text).to_owned());
        let mut texts: Vec<String> = own.collect();
        if texts.is_empty() {
            texts = unmapped(schemas, views.get(&member), &member, property);
        }
        let entry = tags.entry(member).or_default();
        entry.extend(texts.into_iter().map(|text| (property.to_owned(), text)));
    }
}

/// The texts that mean a component when no mapping does: its own word, or those that its property lists if that is not one.
/// None if the property lists others and may be left out: then it is no more than one of its fields.
fn unmapped<'a>(schemas: &Schemas<'a>, view: Option<&View<'a>>, pointer: &str, property: &str) -> Vec<String> {
    let word = implicit(view, pointer);
    let listed = view.map(|view| schemas.listed_texts(view, property)).unwrap_or_default();
    match listed.is_empty() || listed.contains(&word) {
        true => vec![word],
        false if view.is_some_and(|view| view.required.iter().any(|name| name == property)) => listed,
        false => Vec::new(),
    }
}

/// The text that means a component when no mapping does: the vendor's own word for it, or its name.
pub(crate) fn implicit(view: Option<&View<'_>>, pointer: &str) -> String {
    let own = view.and_then(|view| view.extension("x-ms-discriminator-value")).and_then(serde_json::Value::as_str);
    own.map_or_else(|| unescape(pointer.rsplit('/').next().unwrap_or_default()).into_owned(), str::to_owned)
}

fn references(schemas: &Schemas<'_>, sites: &[Site<'_>]) -> Vec<String> {
    let target = |site: &Site<'_>| match site.schema {
        SiteSchema::Reference(reference) => schemas.lookup(reference).map(|site| site.pointer.as_str().to_owned()),
        SiteSchema::Item(_) => None,
    };
    sites.iter().filter_map(target).collect()
}

/// All that extend a base, directly or not, less those that are only a base themselves.
fn descendants(base: &str, extended_by: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![base.to_owned()];
    while let Some(pointer) = open.pop() {
        for child in extended_by.get(&pointer).into_iter().flatten() {
            if child != base && found.insert(child.clone()) {
                open.push(child.clone());
            }
        }
    }
    found.into_iter().collect()
}
