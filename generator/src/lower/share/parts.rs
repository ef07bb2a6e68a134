//! What a user sees of a type but for its name, in pieces that can be compared.
//!
//! Each struct is taken apart with all of its fields named, so that what a later version adds to one cannot be forgotten
//! here. Where things stand in the document is seen only in what comes from elsewhere, whose documentation says so.

use std::mem::{Discriminant, discriminant};

use crate::ir::{
    Bound, Constant, Docs, Enum, EnumBase, EnumVariant, Field, Headers, Integer, JsonKind, Literal, Member,
    PartPointer, Rest, Rule, Struct, Subject, Ty, Type, TypeId, TypeKind, Union, Usage, Xml,
};

/// The pieces of a type.
pub(super) struct Parts<'a> {
    /// Those that are its own.
    pub(super) own: Vec<Part<'a>>,
    /// The types that it is made of, in order.
    pub(super) uses: Vec<TypeId>,
}

/// A piece.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part<'a> {
    Text(&'a str),
    /// A count, a truth value, or the bits of a floating point number.
    Number(u64),
    Literal(&'a Literal),
    Kind(Discriminant<TypeKind>),
    Ty(Discriminant<Ty>),
    Integer(Integer),
    Base(EnumBase),
    JsonKind(JsonKind),
    Subject(Subject),
    Bound(Discriminant<Bound>),
    Xml(Option<&'a Xml>),
}

impl<'a> Parts<'a> {
    /// Takes a type apart.
    pub(super) fn of(ty: &'a Type) -> Self {
        let Type { name: _, module: _, docs, pointer: _, deprecated, usage, tags: _, kind, same_as: _ } = ty;
        let Usage { request, response } = usage;
        let mut parts = Self { own: Vec::new(), uses: Vec::new() };
        parts.flags([*deprecated, *request, *response]);
        parts.docs(docs);
        parts.own.push(Part::Kind(discriminant(kind)));
        match kind {
            TypeKind::Struct(body) => parts.structure(body),
            TypeKind::Enum(body) => parts.enumeration(body),
            TypeKind::Union(body) => parts.union(body),
            TypeKind::Alias(target) => parts.ty(target),
        }
        parts
    }

    /// Takes the headers apart that come with a success.
    pub(super) fn of_headers(headers: &'a Headers) -> Self {
        let Headers { name: _, fields, same_as: _ } = headers;
        let mut parts = Self { own: Vec::new(), uses: Vec::new() };
        parts.each(fields, Self::field);
        parts
    }

    fn structure(&mut self, body: &'a Struct) {
        let Struct { fields, constants, rest, positional, rules } = body;
        self.flags([*positional, rest.is_some()]);
        self.each(fields, Self::field);
        self.each(constants, Self::constant);
        self.each(rest, |parts, rest| {
            let Rest { name, ty, secret, pointer } = &**rest;
            parts.text(name.as_str());
            parts.flags([*secret]);
            parts.place(pointer);
            parts.ty(ty);
        });
        self.each(rules, |parts, rule| {
            let Rule { subject, depth, bound } = rule;
            parts.own.push(Part::Subject(*subject));
            parts.count(*depth);
            parts.bound(bound);
        });
    }

    fn field(&mut self, field: &'a Field) {
        let Field {
            name,
            wire,
            ty,
            required,
            nullable,
            boxed,
            read_only,
            write_only,
            demanded,
            secret,
            deprecated,
            xml,
            docs,
            pointer,
        } = field;
        self.text(name.as_str());
        self.text(wire);
        self.flags([*required, *nullable, *boxed, *read_only, *write_only, *demanded, *secret, *deprecated]);
        self.own.push(Part::Xml(xml.as_deref()));
        self.docs(docs);
        self.place(pointer);
        self.ty(ty);
    }

    fn constant(&mut self, constant: &'a Constant) {
        let Constant { wire, value } = constant;
        self.text(wire);
        self.own.push(Part::Literal(value));
    }

    fn enumeration(&mut self, body: &'a Enum) {
        let Enum { base, variants } = body;
        self.own.push(Part::Base(*base));
        self.each(variants, |parts, variant| {
            let EnumVariant { name, wire, docs, pointer } = variant;
            parts.text(name.as_str());
            parts.own.push(Part::Literal(wire));
            parts.docs(docs);
            parts.place(pointer);
        });
    }

    fn union(&mut self, body: &'a Union) {
        let Union { tag, members } = body;
        self.each(tag, |parts, tag| parts.text(tag));
        self.each(members, |parts, member| {
            let Member { name, ty, boxed, tags, kinds, required, constants, docs, pointer } = member;
            parts.text(name.as_str());
            parts.flags([*boxed]);
            parts.each(tags, |parts, tag| parts.text(tag));
            parts.each(kinds, |parts, kind| parts.own.push(Part::JsonKind(*kind)));
            parts.each(required, |parts, name| parts.text(name));
            parts.each(constants, Self::constant);
            parts.docs(docs);
            parts.place(pointer);
            parts.ty(ty);
        });
    }

    fn bound(&mut self, bound: &'a Bound) {
        self.own.push(Part::Bound(discriminant(bound)));
        match bound {
            Bound::MinLength(count)
            | Bound::MaxLength(count)
            | Bound::MinItems(count)
            | Bound::MaxItems(count)
            | Bound::MinProperties(count)
            | Bound::MaxProperties(count) => self.count(*count),
            Bound::Minimum(number)
            | Bound::Above(number)
            | Bound::Maximum(number)
            | Bound::Below(number)
            | Bound::MultipleOf(number) => self.own.push(Part::Number(number.to_bits())),
            Bound::Pattern(pattern) => self.text(pattern),
            Bound::UniqueItems => {}
        }
    }

    fn ty(&mut self, ty: &'a Ty) {
        self.own.push(Part::Ty(discriminant(ty)));
        match ty {
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => self.ty(inner),
            Ty::Integer(integer) => self.own.push(Part::Integer(*integer)),
            Ty::Named(id) => self.uses.push(*id),
            Ty::Bool
            | Ty::F64
            | Ty::F32
            | Ty::String
            | Ty::Base64
            | Ty::DateTime
            | Ty::Date
            | Ty::UnixTime
            | Ty::Duration
            | Ty::Time
            | Ty::HttpDate
            | Ty::Decimal
            | Ty::Uuid
            | Ty::Json => {}
        }
    }

    fn docs(&mut self, docs: &'a Docs) {
        self.text(docs.text());
    }

    /// Where something stands: within the type, where that does not matter, or elsewhere.
    fn place(&mut self, pointer: &'a PartPointer) {
        match pointer {
            PartPointer::Inside(_) => self.text(""),
            PartPointer::Elsewhere(pointer) => self.text(pointer),
        }
    }

    fn text(&mut self, text: &'a str) {
        self.own.push(Part::Text(text));
    }

    fn flags<const COUNT: usize>(&mut self, flags: [bool; COUNT]) {
        self.own.extend(flags.map(u64::from).map(Part::Number));
    }

    fn count(&mut self, count: usize) {
        self.own.push(Part::Number(count as u64));
    }

    /// How many there are, and each, so that what follows cannot be taken for one of them.
    fn each<T: 'a>(
        &mut self,
        items: impl IntoIterator<Item = &'a T, IntoIter: ExactSizeIterator>,
        add: impl Fn(&mut Self, &'a T),
    ) {
        let items = items.into_iter();
        self.count(items.len());
        items.for_each(|item| add(self, item));
    }
}
