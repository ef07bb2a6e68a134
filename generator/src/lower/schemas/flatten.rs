//! All properties of an object, through `allOf`, references and the unions that stand beside properties.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use super::{Category, Guard, Schemas};
use crate::document::{Pointer, Text};
use crate::lower::view::{Additional, Site, SiteSchema, View};

/// An object with nothing left to look up.
#[derive(Clone, Debug)]
pub(crate) struct Flat<'a> {
    /// Its properties, those of the parts first.
    pub(crate) properties: IndexMap<&'a str, Property<'a>>,
    /// The properties that are always there.
    pub(crate) required: BTreeSet<&'a str>,
    /// Those, and what only some members of a union need.
    pub(crate) demanded: BTreeSet<&'a str>,
    /// What other members there may be.
    pub(crate) additional: Additional<'a>,
    /// Whether properties of a union's members are among these, as optional ones.
    pub(crate) from_union: bool,
    /// Properties whose schemas in several parts disagree.
    pub(crate) conflicts: Vec<Conflict<'a>>,
}

/// A property about which two parts disagree.
#[derive(Clone, Debug)]
pub(crate) struct Conflict<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Where the one part describes it.
    pub(crate) first: Pointer,
    /// Where the other does, which counts.
    pub(crate) last: Pointer,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub(crate) struct Property<'a> {
    /// Its schema.
    pub(crate) site: Site<'a>,
    /// Whether the members of a union disagree about it, so that only JSON holds them all.
    pub(crate) anything: bool,
}

impl<'a> Schemas<'a> {
    /// All properties of an object.
    pub(crate) fn flatten(&self, view: &View<'a>) -> Flat<'a> {
        let mut flat = Flat {
            properties: IndexMap::new(),
            required: BTreeSet::new(),
            demanded: BTreeSet::new(),
            additional: Additional::Absent,
            from_union: false,
            conflicts: Vec::new(),
        };
        let mut visited = HashSet::from([view.pointer.as_str().to_owned()]);
        self.merge(view, false, &mut flat, &mut visited, 0);
        flat
    }

    /// Whether an object's parts are all objects.
    pub(super) fn flat_is_objects(&self, view: &View<'a>) -> bool {
        let mut visited = HashSet::from([view.pointer.as_str().to_owned()]);
        self.objects(view, &mut visited, 0)
    }

    fn objects(&self, view: &View<'a>, visited: &mut HashSet<String>, depth: usize) -> bool {
        let kind_fits = matches!(view.kind, None | Some(crate::lower::view::Kind::Object));
        let listless = view.items.is_none() && view.values.is_empty() && view.kinds.is_empty();
        kind_fits
            && listless
            && depth < 64
            && view.parts.iter().chain(&view.union).all(|part| match self.view(part) {
                Some(part) if visited.insert(part.pointer.as_str().to_owned()) => {
                    self.objects(&part, visited, depth + 1)
                }
                _ => true,
            })
    }

    fn merge(&self, view: &View<'a>, optional: bool, flat: &mut Flat<'a>, visited: &mut HashSet<String>, depth: usize) {
        if depth > 64 {
            return;
        }
        for part in &view.parts {
            if let Some(part) = self.view(part)
                && visited.insert(part.pointer.as_str().to_owned())
            {
                self.merge(&part, optional, flat, visited, depth + 1);
            }
        }
        for (name, site) in view.properties() {
            self.add(name, site, optional, flat);
        }
        flat.demanded.extend(view.required.iter().map(Text::as_str));
        if !optional {
            flat.required.extend(view.required.iter().map(Text::as_str));
        }
        let rank = |additional: &Additional<'_>| match additional {
            Additional::Absent => 0,
            Additional::None => 1,
            Additional::Schema(_) => 2,
            Additional::Any => 3,
        };
        if rank(&view.additional) > rank(&flat.additional) {
            flat.additional = view.additional.clone();
        }
        for member in &view.union {
            if let Some(member) = self.view(member)
                && visited.insert(member.pointer.as_str().to_owned())
            {
                let before = flat.properties.len();
                self.merge(&member, true, flat, visited, depth + 1);
                flat.from_union |= flat.properties.len() > before;
            }
        }
    }

    fn add(&self, name: &'a str, site: Site<'a>, optional: bool, flat: &mut Flat<'a>) {
        let Some(property) = flat.properties.get_mut(name) else {
            flat.properties.insert(name, Property { site, anything: false });
            return;
        };
        if is_same(&property.site, &site) {
            return;
        }
        let old = self.category(&property.site, &mut Guard::new());
        let new = self.category(&site, &mut Guard::new());
        let vague = |category| matches!(category, Category::Empty | Category::RequiredOnly | Category::Json);
        if vague(new) {
            return;
        }
        if optional {
            // Two texts may list different values, and a number may be no integer: only the same simple type holds both.
            let ty = self.scalar(&property.site);
            property.anything |= ty.is_none() || ty != self.scalar(&site);
            return;
        }
        if !vague(old) && (old != new || self.lacks(&site, &property.site)) {
            let (first, last) = (property.site.pointer.clone(), site.pointer.clone());
            flat.conflicts.push(Conflict { name, first, last });
        }
        property.site = site;
    }

    /// Whether an object is without a property of another one; only what both say themselves counts.
    fn lacks(&self, site: &Site<'a>, other: &Site<'a>) -> bool {
        let Some((view, other)) = self.view(site).zip(self.view(other)) else { return false };
        let is_plain = view.parts.is_empty() && view.union.is_empty();
        is_plain && other.property_names().any(|name| view.property_schema(name).is_none())
    }
}

/// Whether two sites hold the same schema.
fn is_same(one: &Site<'_>, two: &Site<'_>) -> bool {
    match (one.schema, two.schema) {
        (SiteSchema::Reference(one), SiteSchema::Reference(two)) => one == two,
        (SiteSchema::Item(one), SiteSchema::Item(two)) => one == two,
        _ => false,
    }
}
