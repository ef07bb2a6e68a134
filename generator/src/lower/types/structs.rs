//! Objects become structs.

use super::Use;
use crate::diagnostics::{Diagnostic, codes_lower};
use crate::document::Pointer;
use crate::ir::{Constant, Field, Literal, PartPointer, Rest, Struct, Subject, Ty};
use crate::lower::schemas::{Conflict, Flat, Property, enum_base};
use crate::lower::view::{Additional, Scalar, View};
use crate::lower::{Lower, docs, hints, names, parts::Part};

impl<'a> Lower<'a, '_> {
    /// The struct of an object, for the type that stands at `whole`.
    pub(in crate::lower) fn structure(&mut self, view: &View<'a>, whole: &str) -> Struct {
        let flat = self.schemas.flatten(view);
        let positional = view.is_tuple();
        self.report_flat(view, &flat);
        let mut constants = Vec::new();
        let mut kept = Vec::new();
        let tags = self.only_tags(view);
        for (name, property) in &flat.properties {
            match self.constant(&tags, &flat, name, property) {
                Some(value) if !positional => constants.push(Constant { wire: (*name).into(), value }),
                _ => kept.push((*name, property)),
            }
        }
        // A member that is known by a tag carries it, even if it does not declare it.
        for (property, text) in tags {
            if !flat.properties.contains_key(property.as_str()) {
                constants.push(Constant { wire: property.into(), value: Literal::String(text.into()) });
            }
        }
        let mut fields = Vec::with_capacity(kept.len());
        // What is said of the values of those that are declared, which come first.
        let mut views = Vec::with_capacity(kept.len());
        for (name, property) in &kept {
            let inner = self.schemas.view(&property.site);
            fields.push(self.field(name, property, inner.as_ref(), flat.required.contains(name), whole));
            views.push(inner);
        }
        // What must be there and is declared nowhere may be anything, and services are known to leave it out.
        if matches!(flat.additional, Additional::Absent | Additional::None) {
            let is_known = |name: &str| {
                flat.properties.contains_key(name) || constants.iter().any(|constant| constant.wire == name)
            };
            let undeclared = |name: &&str| undeclared(name, view.pointer.as_str(), whole);
            fields.extend(flat.demanded.iter().filter(|name| !is_known(name)).map(undeclared));
        }
        let rest = match &flat.additional {
            Additional::Absent | Additional::None if positional => Some((Ty::Json, false)),
            Additional::Absent | Additional::None => None,
            Additional::Any => Some((Ty::Json, false)),
            Additional::Schema(schema) => {
                let used = self.use_of(schema);
                Some((used.clone().alone(), used.secret))
            }
        };
        let inner = views.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let wanted =
            fields.iter().zip(inner).map(|(field, inner)| (field.wire.as_str(), wanted_name(inner, &field.wire)));
        let mut pairs: Vec<(&str, &str)> = wanted.collect();
        // The rest is no property, so it gives way to one of the same name.
        if rest.is_some() {
            pairs.push(("\u{10ffff}", if positional { "more" } else { "additional_properties" }));
        }
        let (field_names, clashes) = names::field_names_and_clashes(&pairs);
        let parts: Vec<(&str, &Pointer)> =
            kept.iter().map(|(name, property)| (*name, &property.site.pointer)).collect();
        self.report_parts(Part::Field, &parts, &field_names, &clashes);
        let mut field_names = field_names.into_iter();
        for (field, name) in fields.iter_mut().zip(field_names.by_ref()) {
            field.name = name;
        }
        let rest = rest.zip(field_names.next()).map(|((ty, secret), name)| {
            let pointer = match &flat.additional {
                Additional::Schema(schema) => PartPointer::new(schema.pointer.as_str(), whole),
                _ => PartPointer::new(view.pointer.as_str(), whole),
            };
            Box::new(Rest { name, ty, secret, pointer })
        });
        if positional {
            // An item keeps its position, whoever writes it.
            fields.iter_mut().for_each(|field| (field.read_only, field.write_only) = (false, false));
        }
        let mut rules = Vec::new();
        for (index, ((_, property), inner)) in kept.iter().zip(&views).enumerate() {
            if let Some(inner) = inner.as_ref().filter(|_| !property.anything) {
                self.rules(inner, Subject::Field(index), &mut rules);
            }
        }
        if let Additional::Schema(schema) = &flat.additional {
            self.rules_of_rest(schema, positional, fields.len(), &mut rules);
        }
        if !positional {
            self.rules_of_whole(view, &mut rules);
        }
        Struct { fields, constants, rest, positional, rules }
    }

    fn report_flat(&mut self, view: &View<'a>, flat: &Flat<'a>) {
        for Conflict { name, first, last } in &flat.conflicts {
            let message = format!("the parts of an `allOf` disagree about `{name}`; the last counts");
            let warning = Diagnostic::warning(codes_lower::ALL_OF_CONFLICT, message)
                .at(self.place(view.pointer.as_str()))
                .also(self.place(first.as_str()), "one says this")
                .also(self.place(last.as_str()), "this counts")
                .help("describe the property once, or alike in every part");
            self.tally.note(warning);
        }
        if flat.from_union {
            let message = "a union stands beside properties; its members' properties are optional fields";
            let help = "write each alternative as an object of its own, with the shared properties in an `allOf`";
            self.warn(codes_lower::UNION_FLATTENED, message, view.pointer.as_str(), help);
        }
    }

    /// The only value that a property ever has: one that it lists alone, or the text by which a discriminator knows the
    /// object, which `tags` are.
    fn constant(
        &self,
        tags: &[(String, String)],
        flat: &Flat<'a>,
        name: &str,
        property: &Property<'a>,
    ) -> Option<Literal> {
        if let Some((_, text)) = tags.iter().find(|(tagged, _)| tagged == name) {
            let values = self.schemas.listed(&property.site);
            let fits = values.is_empty() || values.contains(&Scalar::String(text));
            return fits.then(|| Literal::String(text.into()));
        }
        // What only its field can say of how it stands in XML needs a field.
        if property.anything || !flat.required.contains(name) || self.xml_of(name, &property.site).is_some() {
            return None;
        }
        self.schemas.only_value(&property.site)?.literal()
    }

    /// The tags that mean a component and nothing else: for each property the text, if there is only one.
    pub(super) fn only_tags(&self, view: &View<'a>) -> Vec<(String, String)> {
        let tags = self.schemas.tags(view.pointer.as_str());
        let alone = |property: &str| tags.iter().filter(|(other, _)| other == property).count() == 1;
        tags.iter().filter(|(property, _)| alone(property)).cloned().collect()
    }

    /// The field of a property, without its name; `inner` is what its values are.
    fn field(
        &mut self,
        name: &str,
        property: &Property<'a>,
        inner: Option<&View<'a>>,
        required: bool,
        whole: &str,
    ) -> Field {
        let given_up = self.given_up.uses;
        let Use { ty, nullable, secret } = match property.anything {
            true => Use { ty: Ty::Json, nullable: false, secret: false },
            false => self.use_of_seen(&property.site, inner),
        };
        self.given_up.fields += usize::from(property.anything || self.given_up.uses > given_up);
        // Which way a value travels is said of the value, wherever its schema stands.
        let read_only = inner.is_some_and(|inner| inner.data.read_only);
        let write_only = inner.is_some_and(|inner| inner.data.write_only);
        let inline = inner.filter(|inner| inner.pointer == property.site.pointer);
        Field {
            name: names::field_name("unnamed"),
            wire: name.into(),
            nullable: nullable && ty != Ty::Json,
            ty,
            required,
            boxed: false,
            read_only,
            write_only,
            demanded: false,
            secret,
            xml: self.xml_of(name, &property.site),
            deprecated: inline.is_some_and(|inline| inline.data.deprecated),
            docs: inline.map(|inline| self.use_docs(inline)).unwrap_or_default(),
            pointer: PartPointer::new(property.site.pointer.as_str(), whole),
        }
    }

    /// What a field or parameter is and which values it takes.
    pub(in crate::lower) fn use_docs(&self, view: &View<'a>) -> crate::ir::Docs {
        let mut constraints = self.documented(view);
        if enum_base(view).is_none() {
            constraints.values = view.values.iter().map(ToString::to_string).collect();
        }
        docs::clean_with(view.data.description.as_deref().or(view.data.title.as_deref()), &constraints)
    }
}

/// The name that a field shall have: the vendor's for clients, or the one on the wire.
fn wanted_name<'n>(inner: Option<&View<'n>>, wire: &'n str) -> &'n str {
    let own = |key: &str| inner?.extension(key)?.as_str();
    hints::of_field(wire, own).unwrap_or(wire)
}

/// The field of a property that is required and declared nowhere in the schema at `pointer`.
fn undeclared(name: &str, pointer: &str, whole: &str) -> Field {
    Field {
        name: names::field_name("unnamed"),
        wire: name.into(),
        ty: Ty::Json,
        required: false,
        demanded: false,
        nullable: false,
        boxed: false,
        read_only: false,
        write_only: false,
        secret: false,
        xml: None,
        deprecated: false,
        docs: crate::ir::Docs::default(),
        pointer: PartPointer::new(pointer, whole),
    }
}
