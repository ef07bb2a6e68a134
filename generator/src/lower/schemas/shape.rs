//! What a schema will be in Rust: the decision between struct, enum, union, list, map and scalar.

use super::{Category, Guard, Schemas, scalar_of};
use crate::ir::{EnumBase, Integer, Ty};
use crate::lower::view::{Additional, Kind, Scalar, Site, SiteSchema, View};

/// What a schema will be.
#[derive(Clone, Debug)]
pub(crate) enum Shape<'a> {
    /// The same as another schema; at most null and prose are added.
    Same(Site<'a>),
    /// Named fields.
    Struct,
    /// A list whose items have types by their position.
    Tuple,
    /// Values of which some are known.
    Enum(EnumBase),
    /// One of several.
    Union(Vec<Choice<'a>>),
    /// A list, of anything if there is no schema.
    List(Option<Site<'a>>),
    /// A map, of anything if there is no schema.
    Map(Option<Site<'a>>),
    /// A simple type.
    Scalar(Ty),
    /// Anything.
    Json,
    /// Something that no type says, for that reason; anything instead.
    Unsupported(&'static str),
}

/// A member of a union.
#[derive(Clone, Debug)]
pub(crate) enum Choice<'a> {
    /// What a schema says.
    Site(Site<'a>),
    /// Any value of a type.
    Kind(Kind),
}

impl<'a> Schemas<'a> {
    /// What a schema will be.
    pub(crate) fn shape(&self, view: &View<'a>, guard: &mut Guard) -> Shape<'a> {
        if view.is_only_null() {
            return Shape::Json;
        }
        let children = self.children(view.pointer.as_str());
        if !children.is_empty() {
            return Shape::Union(children.iter().filter_map(|child| self.component(child)).map(Choice::Site).collect());
        }
        if !view.parts.is_empty() {
            self.composed(view, guard)
        } else if !view.union.is_empty() {
            self.union(view, guard)
        } else {
            plain(view)
        }
    }

    /// A schema with `allOf`.
    fn composed(&self, view: &View<'a>, guard: &mut Guard) -> Shape<'a> {
        if view.is_tuple() {
            return Shape::Unsupported("a list of fixed items with an `allOf`");
        }
        let parts: Vec<(&Site<'a>, Category)> = view
            .parts
            .iter()
            .map(|part| (part, self.category(part, guard)))
            .filter(|(_, category)| *category != Category::Empty)
            .collect();
        let only_types = view.kind.is_some() && view.kind != Some(Kind::Object);
        let says_more = view.has_properties()
            || !view.required.is_empty()
            || !view.union.is_empty()
            || !view.values.is_empty()
            || view.items.is_some()
            || matches!(view.additional, Additional::Schema(_) | Additional::Any);
        match parts.as_slice() {
            [] if !view.union.is_empty() => return self.union(view, guard),
            [] => return plain(view),
            [(part, _)] if !says_more && !self.extends(view, part) => return Shape::Same((*part).clone()),
            [(part, _)] if !says_more && self.extends(view, part) => return Shape::Struct,
            _ => {}
        }
        let categories: Vec<Category> = parts.iter().map(|(_, category)| *category).collect();
        let is_object = |category: &Category| {
            matches!(category, Category::Object | Category::RequiredOnly | Category::Union | Category::Json)
        };
        let says_object = categories.iter().any(|category| matches!(category, Category::Object | Category::Union))
            || view.has_properties();
        if says_object && !only_types && categories.iter().all(is_object) {
            // A union of texts is no object, whatever else there is.
            return match self.flat_is_objects(view) {
                true => Shape::Struct,
                false => Shape::Unsupported("an `allOf` of objects and of something else"),
            };
        }
        let first = categories.first().copied().unwrap_or(Category::Json);
        if categories.iter().all(|category| *category == first) && !view.has_properties() {
            // The most telling part: one that lists values, or the last.
            let tells = |site: &&Site<'a>| self.view(site).is_some_and(|view| !view.values.is_empty());
            let sites: Vec<&Site<'a>> = parts.iter().map(|(site, _)| *site).collect();
            if let Some(site) = sites.iter().copied().find(tells).or(sites.last().copied()) {
                return Shape::Same(site.clone());
            }
        }
        if categories.iter().all(|category| matches!(category, Category::Json | Category::RequiredOnly)) {
            return Shape::Json;
        }
        Shape::Unsupported("an `allOf` whose parts are of different kinds")
    }

    /// Whether a component is one of those that a base is known to have.
    fn extends(&self, view: &View<'a>, part: &Site<'a>) -> bool {
        let base = self.view(part);
        base.is_some_and(|base| self.children(base.pointer.as_str()).iter().any(|child| child == view.pointer.as_str()))
    }

    /// A schema with `oneOf` or `anyOf`.
    fn union(&self, view: &View<'a>, guard: &mut Guard) -> Shape<'a> {
        let members: Vec<(&Site<'a>, Category)> = distinct(&view.union)
            .into_iter()
            .filter(|member| !self.is_null(member))
            .map(|member| (member, self.category(member, guard)))
            .collect();
        let objects = |category: &Category| {
            matches!(category, Category::Object | Category::RequiredOnly | Category::Empty | Category::Union)
        };
        if view.has_properties() {
            return match members.iter().all(|(_, category)| objects(category)) && self.flat_is_objects(view) {
                true => Shape::Struct,
                false => Shape::Unsupported("properties beside a union of something else than objects"),
            };
        }
        // Members that only demand properties or set bounds leave the type as it is.
        let bare = |(_, category): &(&Site<'a>, Category)| matches!(category, Category::Empty | Category::RequiredOnly);
        if view.kind.is_some() && members.iter().all(bare) {
            return plain(view);
        }
        match members.as_slice() {
            [] => return plain(view),
            [(only, _)] => return Shape::Same((*only).clone()),
            _ => {}
        }
        if members
            .iter()
            .any(|(_, category)| matches!(category, Category::Json | Category::Empty | Category::RequiredOnly))
        {
            return Shape::Json;
        }
        let all = |wanted: Category| members.iter().all(|(_, category)| *category == wanted);
        if all(Category::Text) {
            return self.texts(&members);
        }
        if all(Category::Number) || all(Category::Bool) {
            return self.numbers(&members);
        }
        Shape::Union(members.into_iter().map(|(member, _)| Choice::Site(member.clone())).collect())
    }

    /// A union of texts: an enum if any lists values, since ours are open; else their common type.
    fn texts(&self, members: &[(&Site<'a>, Category)]) -> Shape<'a> {
        if self.any_is_enum(members, EnumBase::Text) {
            return Shape::Enum(EnumBase::Text);
        }
        let types: Vec<Option<Ty>> = members.iter().map(|(member, _)| self.scalar(member)).collect();
        match types.first() {
            Some(Some(ty)) if types.iter().all(|other| other.as_ref() == Some(ty)) => Shape::Scalar(ty.clone()),
            _ => Shape::Scalar(Ty::String),
        }
    }

    /// A union of numbers, or of truth values: an enum if any lists values and all are integers; else the type that holds
    /// them all.
    fn numbers(&self, members: &[(&Site<'a>, Category)]) -> Shape<'a> {
        let types: Vec<Option<Ty>> = members.iter().map(|(member, _)| self.scalar(member)).collect();
        let integers = types.iter().all(|ty| matches!(ty, Some(Ty::Integer(_))));
        match types.first().cloned().flatten() {
            _ if integers && self.any_is_enum(members, EnumBase::Natural) => Shape::Enum(EnumBase::Natural),
            _ if integers && self.any_is_enum(members, EnumBase::Integer) => Shape::Enum(EnumBase::Integer),
            Some(ty) if types.iter().all(|other| other.as_ref() == Some(&ty)) => Shape::Scalar(ty),
            _ if integers => Shape::Scalar(Ty::Integer(Integer::I64)),
            _ if types.contains(&Some(Ty::Decimal)) => Shape::Scalar(Ty::Decimal),
            _ => Shape::Scalar(Ty::F64),
        }
    }

    fn any_is_enum(&self, members: &[(&Site<'a>, Category)], base: EnumBase) -> bool {
        members.iter().any(|(member, _)| matches!(self.core(member), Some((_, Shape::Enum(found))) if found == base))
    }

    /// The simple type of a schema, if it is one; that of its values for an enum.
    pub(super) fn scalar(&self, site: &Site<'a>) -> Option<Ty> {
        match self.core(site)?.1 {
            Shape::Scalar(ty) => Some(ty),
            Shape::Enum(EnumBase::Integer) => Some(Ty::Integer(Integer::I64)),
            Shape::Enum(EnumBase::Natural) => Some(Ty::Integer(Integer::U64)),
            _ => None,
        }
    }
}

/// The members without those that repeat another.
fn distinct<'s, 'a>(members: &'s [Site<'a>]) -> Vec<&'s Site<'a>> {
    let mut kept: Vec<&Site<'a>> = Vec::new();
    for member in members {
        let same = |other: &&Site<'a>| match (member.schema, other.schema) {
            (SiteSchema::Reference(one), SiteSchema::Reference(two)) => one == two,
            (SiteSchema::Item(one), SiteSchema::Item(two)) => one == two,
            _ => false,
        };
        // Comparing every inline member with every other is only worth it for few.
        if kept.len() > 200 || !kept.iter().any(same) {
            kept.push(member);
        }
    }
    kept
}

/// A schema without `allOf`, `oneOf` and `anyOf`.
fn plain<'a>(view: &View<'a>) -> Shape<'a> {
    if let Some(base) = enum_base(view) {
        return Shape::Enum(base);
    }
    if view.kinds.len() > 1 {
        return Shape::Union(view.kinds.iter().map(|kind| Choice::Kind(*kind)).collect());
    }
    let tuple = view.data.extensions.contains_key("x-oas31-prefixItems");
    match view.kind.or(view.kinds.first().copied()) {
        Some(Kind::Object) if view.is_tuple() => Shape::Tuple,
        Some(Kind::Object) => object(view),
        Some(Kind::Array) if tuple => Shape::List(None),
        Some(Kind::Array) => Shape::List(view.items.clone()),
        Some(kind) => Shape::Scalar(scalar_of(kind, view)),
        None if view.has_properties() || !matches!(view.additional, Additional::Absent) => object(view),
        None if view.items.is_some() => Shape::List(view.items.clone()),
        None if all_are(view, |value| matches!(value, Scalar::Bool(_))) => Shape::Scalar(Ty::Bool),
        None => Shape::Json,
    }
}

/// What the values of an enum are; none if the schema lists none, or such as are no names of anything: truth values
/// alone, fractions, lists and objects.
pub(crate) fn enum_base(view: &View<'_>) -> Option<EnumBase> {
    let text = |value: &Scalar<'_>| matches!(value, Scalar::String(_));
    let integer = |value: &Scalar<'_>| matches!(value, Scalar::Integer(_));
    match view.kind {
        Some(Kind::String) => view.values.iter().any(text).then_some(EnumBase::Text),
        Some(Kind::Integer) => view.values.iter().any(integer).then(|| integer_base(view)),
        Some(_) => None,
        None if view.has_properties() || view.items.is_some() => None,
        None if view.kinds.is_empty() && all_are(view, text) => Some(EnumBase::Text),
        None if view.kinds.is_empty() && all_are(view, integer) => Some(integer_base(view)),
        None if all_are(view, |value| matches!(value, Scalar::Bool(_))) => None,
        None => all_are(view, |value| !matches!(value, Scalar::Other(_))).then_some(EnumBase::Json),
    }
}

/// What holds the integers that a schema lists: with a sign, unless they or their format need the 64th bit.
fn integer_base(view: &View<'_>) -> EnumBase {
    let listed = |wanted: fn(i128) -> bool| {
        view.values.iter().any(|value| matches!(value, Scalar::Integer(value) if wanted(*value)))
    };
    let is_large =
        listed(|value| value > i64::MAX.into()) || scalar_of(Kind::Integer, view) == Ty::Integer(Integer::U64);
    if is_large && !listed(|value| value < 0) { EnumBase::Natural } else { EnumBase::Integer }
}

/// Whether a schema lists values, and only such.
fn all_are(view: &View<'_>, wanted: fn(&Scalar<'_>) -> bool) -> bool {
    !view.values.is_empty() && view.values.iter().all(wanted)
}

fn object<'a>(view: &View<'a>) -> Shape<'a> {
    match &view.additional {
        _ if view.has_properties() => Shape::Struct,
        Additional::None => Shape::Struct,
        Additional::Schema(schema) => Shape::Map(Some(schema.clone())),
        Additional::Any | Additional::Absent => Shape::Map(None),
    }
}
