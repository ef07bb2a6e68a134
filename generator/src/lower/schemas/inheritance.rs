//! Discriminators: which components extend a base, and which text means which component.
//!
//! Documents say this in two ways: a union lists its members, or a base has a discriminator and others extend it with
//! `allOf`. Both give each component the texts by which it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::Schemas;
use crate::document::unescape;
use crate::lower::view::{Site, SiteSchema, View};

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
        let members = if view.union.is_empty() {
            let found = descendants(pointer, &extended_by);
            if !found.is_empty() {
                children.insert(pointer.clone(), found.clone());
            }
            found
        } else {
            references(schemas, &view.union)
        };
        let mapped: Vec<(String, String)> = discriminator
            .mapping
            .iter()
            .filter_map(|(text, target)| Some((text.clone(), schemas.mapped(target)?.pointer.as_str().to_owned())))
            .collect();
        for member in members {
            let own: Vec<&str> =
                mapped.iter().filter(|(_, target)| *target == member).map(|(text, _)| text.as_str()).collect();
            let texts = match own.is_empty() {
                false => own.into_iter().map(str::to_owned).collect(),
                true => vec![implicit(views.get(&member), &member)],
            };
            let property = &discriminator.property_name;
            let entry = tags.entry(member).or_default();
            entry.extend(texts.into_iter().map(|text| (property.clone(), text)));
        }
    }
    (children, tags.into_iter().map(|(pointer, tags)| (pointer, tags.into_iter().collect())).collect())
}

/// The text that means a component when no mapping does: the vendor's own word for it, or its name.
pub(crate) fn implicit(view: Option<&View<'_>>, pointer: &str) -> String {
    let own = view.and_then(|view| view.extension("x-ms-discriminator-value")).and_then(serde_json::Value::as_str);
    own.map_or_else(|| unescape(pointer.rsplit('/').next().unwrap_or_default()), str::to_owned)
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
