//! Types: every schema that needs a name gets one, and every use of a schema becomes a `Ty`.
//!
//! A use only declares the type that it needs; what the type is made of is lowered from a list, so that no document,
//! however deeply it nests, makes a deep stack. Names come last, when all that want one are known.

mod defaults;
mod enums;
mod keywords;
pub(super) mod labels;
mod members;
mod rules;
mod structs;
mod unions;
mod xml;

use std::collections::HashMap;

use super::Lower;
use super::docs;
use super::schemas::{Shape, scalar_of};
use super::view::{Site, SiteSchema, View};
use crate::diagnostics::codes_lower;
use crate::document::Text;
use crate::ir::{Arena, Docs, Ty, Type, TypeId, TypeKind, Usage};

/// A schema by its use.
#[derive(Clone, Debug)]
pub(super) struct Use {
    /// Its type.
    pub(super) ty: Ty,
    /// Whether the value may be null.
    pub(super) nullable: bool,
    /// Whether the value must not be shown.
    pub(super) secret: bool,
}

impl Use {
    /// The type of a value that stands where nothing else says that it may be null.
    pub(super) fn alone(self) -> Ty {
        if self.nullable && self.ty != Ty::Json { Ty::Nullable(Box::new(self.ty)) } else { self.ty }
    }
}

/// The types so far: a type for each schema that needs a name.
#[derive(Default)]
pub(super) struct Types<'a> {
    /// The types; those that were not lowered yet are empty, and all are without their names.
    pub(super) arena: Arena<Type>,
    /// The schemas that became types, by their pointers.
    declared: HashMap<Text, (TypeId, SiteSchema<'a>)>,
    /// Inline enums that the vendor gave a name, which stand for the same wherever they are written.
    by_vendor_name: HashMap<(String, Vec<String>), TypeId>,
    waiting: Vec<TypeId>,
    active: Vec<String>,
}

impl<'a> Types<'a> {
    /// The schema of the type at a pointer.
    pub(super) fn site(&self, pointer: &str) -> Option<Site<'a>> {
        let (_, schema) = self.declared.get(pointer)?;
        Some(Site { schema: *schema, pointer: pointer.into() })
    }
}

impl<'a> Lower<'a, '_> {
    /// Declares a type for each component.
    pub(super) fn declare_components(&mut self) {
        let sites: Vec<Site<'a>> = self
            .resolved
            .component_schemas()
            .map(|(_, target)| Site::new(target.schema, target.pointer.into()))
            .collect();
        for site in sites {
            self.declare(site);
        }
    }

    /// Lowers all types that are declared and not lowered yet, with those that they declare.
    pub(super) fn lower_waiting(&mut self) {
        while let Some(id) = self.types.waiting.pop() {
            let Some(site) = self.types.site(&self.types.arena[id].pointer) else { continue };
            let kind = self.kind_of_type(&site);
            if let SiteSchema::Item(schema) = site.schema {
                let (view, data) = (View::new(schema, &site.pointer), &schema.schema_data);
                if is_component(site.pointer.as_str()) {
                    self.report_keywords(&view);
                }
                let docs = match kind {
                    // Nothing else says the bounds of what has no type of its own.
                    TypeKind::Alias(_) => self.use_docs(&view),
                    _ => docs::clean(data.description.as_deref().or(data.title.as_deref()).unwrap_or_default()),
                };
                let ty = &mut self.types.arena[id];
                (ty.docs, ty.deprecated) = (docs, data.deprecated);
            }
            self.types.arena[id].kind = kind;
        }
    }

    /// The use of the schema at a site.
    pub(super) fn use_of(&mut self, site: &Site<'a>) -> Use {
        self.use_of_seen(site, None)
    }

    /// The same for one of which that is known already, through references.
    fn use_of_seen(&mut self, site: &Site<'a>, seen: Option<&View<'a>>) -> Use {
        let anything = Use { ty: Ty::Json, nullable: false, secret: false };
        let pointer = site.pointer.as_str().to_owned();
        if self.types.active.contains(&pointer) || self.types.active.len() > 200 {
            self.warn(
                codes_lower::SCHEMA_CIRCLE,
                "a schema contains itself without a property between, and is typed as JSON",
                &pointer,
                "let a property or a component stand between",
            );
            self.given_up.note(&pointer);
            return anything;
        }
        self.types.active.push(pointer);
        let found = match site.schema {
            SiteSchema::Reference(reference) => match self.schemas.lookup(reference) {
                Some(target) if is_component(target.pointer.as_str()) => Some(Use {
                    ty: Ty::Named(self.declare(target.clone())),
                    nullable: self.schemas.is_nullable(site),
                    secret: self.schemas.is_secret(site),
                }),
                Some(target) => Some(self.use_of(&target)),
                None => None,
            },
            SiteSchema::Item(schema) => Some(match seen {
                Some(view) => self.use_of_view(site, view),
                None => self.use_of_view(site, &View::new(schema, &site.pointer)),
            }),
        };
        self.types.active.pop();
        if found.is_none() {
            self.given_up.note(site.pointer.as_str());
        }
        found.unwrap_or(anything)
    }

    fn use_of_view(&mut self, site: &Site<'a>, view: &View<'a>) -> Use {
        self.report_keywords(view);
        let (nullable, secret) = (self.schemas.allows_null(view), self.schemas.holds_secret(view));
        let ty = match self.schemas.shape(view, &mut Vec::new()) {
            Shape::Same(inner) => {
                let inner = self.use_of(&inner);
                return Use { nullable: nullable || inner.nullable, secret: secret || inner.secret, ..inner };
            }
            Shape::Struct | Shape::Tuple | Shape::Enum(_) | Shape::Union(_) => Ty::Named(self.declare(site.clone())),
            shape => self.unnamed(shape, view),
        };
        Use { ty, nullable, secret }
    }

    /// The type of a shape that needs no name.
    fn unnamed(&mut self, shape: Shape<'a>, view: &View<'a>) -> Ty {
        let ty = match shape {
            Shape::List(items) => Ty::List(Box::new(self.use_inside(items))),
            Shape::Map(values) => Ty::Map(Box::new(self.use_inside(values))),
            Shape::Scalar(ty) => ty,
            Shape::Unsupported(what) => {
                let message = format!("{what} is typed as JSON");
                let help = "describe it with one object, or one union of objects, if it shall have a type";
                self.warn(codes_lower::TYPED_AS_JSON, &message, view.pointer.as_str(), help);
                Ty::Json
            }
            Shape::Json | Shape::Same(_) | Shape::Struct | Shape::Tuple | Shape::Enum(_) | Shape::Union(_) => Ty::Json,
        };
        self.given_up.note_type(view, &ty);
        ty
    }

    fn use_inside(&mut self, site: Option<Site<'a>>) -> Ty {
        site.map_or(Ty::Json, |site| self.use_of(&site).alone())
    }

    /// The type for the schema at a site; it is lowered later.
    fn declare(&mut self, site: Site<'a>) -> TypeId {
        if let Some((id, _)) = self.types.declared.get(site.pointer.as_str()) {
            return *id;
        }
        let pointer = Text::from(site.pointer.as_str());
        let shared = self.vendor_enum(&site);
        if let Some(id) = shared.as_ref().and_then(|key| self.types.by_vendor_name.get(key)).copied() {
            // The name is made from the first pointer, whichever is met first.
            if pointer < self.types.arena[id].pointer {
                self.types.arena[id].pointer = pointer.clone();
                // So are its words.
                self.types.waiting.push(id);
            }
            self.types.declared.insert(pointer, (id, site.schema));
            return id;
        }
        let id = self.types.arena.add(Type {
            name: super::names::type_name("Unnamed"),
            module: super::names::module_name("unnamed"),
            docs: Docs::default(),
            pointer: pointer.clone(),
            deprecated: false,
            usage: Usage::default(),
            tags: Vec::new(),
            kind: TypeKind::Alias(Ty::Json),
            same_as: None,
        });
        self.types.declared.insert(pointer, (id, site.schema));
        if let Some(key) = shared {
            self.types.by_vendor_name.insert(key, id);
        }
        self.types.waiting.push(id);
        id
    }

    /// The name that the vendor gave an inline enum, with its values.
    fn vendor_enum(&self, site: &Site<'a>) -> Option<(String, Vec<String>)> {
        let SiteSchema::Item(schema) = site.schema else { return None };
        if is_component(site.pointer.as_str()) {
            return None;
        }
        let name = schema.schema_data.extensions.get("x-ms-enum")?.get("name")?.as_str()?.to_owned();
        let view = View::new(schema, &site.pointer);
        Some((name, view.values.iter().map(|value| format!("{value:?}")).collect()))
    }

    /// What a declared type is made of.
    fn kind_of_type(&mut self, site: &Site<'a>) -> TypeKind {
        // A wrapper around an inline schema is that schema; around a reference it is another name.
        match self.schemas.inline(site) {
            None => TypeKind::Alias(self.use_of_target(site)),
            Some((view, Shape::Struct | Shape::Tuple)) => {
                TypeKind::Struct(self.structure(&view, site.pointer.as_str()))
            }
            Some((view, Shape::Enum(base))) => self.enumeration(&view, base, site.pointer.as_str()),
            Some((view, Shape::Union(choices))) => self.union(&view, choices, site.pointer.as_str()),
            Some((view, shape)) => TypeKind::Alias(self.unnamed(shape, &view)),
        }
    }

    /// The type that a wrapper around a reference stands for.
    fn use_of_target(&mut self, site: &Site<'a>) -> Ty {
        match site.schema {
            SiteSchema::Reference(_) => self.use_of(site).ty,
            SiteSchema::Item(schema) => {
                let view = View::new(schema, &site.pointer);
                match self.schemas.shape(&view, &mut Vec::new()) {
                    Shape::Same(inner) => self.use_of_target(&inner),
                    _ => self.use_of(site).ty,
                }
            }
        }
    }

    /// A value of any schema of that kind.
    fn use_of_kind(&mut self, kind: super::view::Kind, view: &View<'a>) -> Ty {
        use super::view::Kind;
        match kind {
            Kind::Array => Ty::List(Box::new(self.use_inside(view.items.clone()))),
            kind => scalar_of(kind, view),
        }
    }
}

/// Whether a pointer leads to a component schema itself.
pub(super) fn is_component(pointer: &str) -> bool {
    pointer.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/'))
}
