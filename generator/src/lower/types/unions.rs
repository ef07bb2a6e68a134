//! One of several schemas becomes a union.

use super::labels;
use super::members::Marks;
use crate::document::{Pointer, unescape};
use crate::ir::{Literal, Member, PartPointer, Ty, TypeKind, Union};
use crate::lower::schemas::{Choice, kind_of};
use crate::lower::view::{Kind, Site, SiteSchema, View};
use crate::lower::{Lower, docs, names};

/// A member before it has its name.
struct Draft {
    member: Member,
    /// What the document calls it, and the name that it shall have.
    wire: String,
    wanted: String,
}

impl<'a> Lower<'a, '_> {
    /// The union of a schema, for the type that stands at `whole`; another name for its member if it turns out to have only
    /// one.
    pub(super) fn union(&mut self, view: &View<'a>, choices: Vec<Choice<'a>>, whole: &str) -> TypeKind {
        let choices = self.with_mapped(view, choices);
        let mut drafts: Vec<Draft> = Vec::new();
        for choice in choices {
            let draft = match choice {
                Choice::Site(site) => self.site_member(view, &site, whole),
                Choice::Kind(kind) => self.kind_member(view, kind, whole),
            };
            // Two schemas with the same type are one member.
            match drafts.iter_mut().find(|other| other.member.ty == draft.member.ty) {
                Some(other) => merge(&mut other.member, draft.member),
                None => drafts.push(draft),
            }
        }
        // A base of which one extension is known is not that: it may be the base itself, or one that is not known yet.
        let is_base = view.union.is_empty() && view.kinds.is_empty();
        if let ([only], false) = (drafts.as_slice(), is_base) {
            return TypeKind::Alias(only.member.ty.clone());
        }
        let pairs: Vec<(&str, &str)> =
            drafts.iter().map(|draft| (draft.wire.as_str(), draft.wanted.as_str())).collect();
        let member_names = names::variant_names(&pairs);
        let members =
            drafts.into_iter().zip(member_names).map(|(draft, name)| Member { name, ..draft.member }).collect();
        let tag = view.data.discriminator.as_ref().map(|discriminator| discriminator.property_name.clone());
        TypeKind::Union(Union { tag, members })
    }

    /// The members with those that only the discriminator's mapping names.
    fn with_mapped(&self, view: &View<'a>, mut choices: Vec<Choice<'a>>) -> Vec<Choice<'a>> {
        let mapping = view.data.discriminator.iter().flat_map(|discriminator| discriminator.mapping.values());
        for target in mapping {
            let Some(site) = self.schemas.mapped(target) else { continue };
            let known = choices.iter().any(|choice| match choice {
                Choice::Site(member) => {
                    member.pointer == site.pointer || self.target(member).is_some_and(|pointer| pointer == site.pointer)
                }
                Choice::Kind(_) => false,
            });
            if !known && site.pointer != view.pointer {
                choices.push(Choice::Site(site));
            }
        }
        choices
    }

    fn site_member(&mut self, view: &View<'a>, site: &Site<'a>, whole: &str) -> Draft {
        let target = self.target(site);
        let component = target.as_ref().unwrap_or(&site.pointer).as_str().to_owned();
        // A component that stands here itself was found by its base.
        let ty = match super::is_component(site.pointer.as_str()) {
            true => Ty::Named(self.declare(site.clone())),
            false => self.use_of(site).ty,
        };
        let Marks { kinds, required, constants } = self.marks(site);
        let tags = self.tags_of(view, &component, &constants);
        let inner = self.schemas.view(site);
        let wanted = match self.component_names.get(&component) {
            Some(name) => name.clone(),
            None => self.label(site).unwrap_or_else(|| kind_name(&ty).to_owned()),
        };
        let description =
            inner.filter(|inner| inner.pointer == site.pointer).and_then(|inner| inner.data.description.as_deref());
        let docs = docs::clean(description.unwrap_or_default());
        let pointer = PartPointer::new(site.pointer.as_str(), whole);
        let name = names::type_name("Unnamed");
        let member = Member { name, ty, boxed: false, tags, kinds, required, constants, docs, pointer };
        // What has no name of its own is told from others by what is in it, and not by its position.
        let wire = match super::is_component(&component) {
            true => component,
            false => self.schemas.document().at(&component).map(labels::content).unwrap_or(component),
        };
        Draft { member, wire, wanted }
    }

    fn kind_member(&mut self, view: &View<'a>, kind: Kind, whole: &str) -> Draft {
        let ty = self.use_of_kind(kind, view);
        let wanted = kind_name(&ty).to_owned();
        let member = Member {
            name: names::type_name("Unnamed"),
            ty,
            boxed: false,
            tags: Vec::new(),
            kinds: vec![kind_of(kind)],
            required: Vec::new(),
            constants: Vec::new(),
            docs: crate::ir::Docs::default(),
            pointer: PartPointer::new(view.pointer.as_str(), whole),
        };
        Draft { member, wire: wanted.clone(), wanted }
    }

    /// The texts of the union's tag that mean a component.
    fn tags_of(&self, view: &View<'a>, component: &str, constants: &[crate::ir::Constant]) -> Vec<String> {
        let Some(discriminator) = &view.data.discriminator else { return Vec::new() };
        let is_it = |target: &str| self.schemas.mapped(target).is_some_and(|site| site.pointer.as_str() == component);
        let mapped: Vec<String> =
            discriminator.mapping.iter().filter(|(_, target)| is_it(target)).map(|(text, _)| text.clone()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let fixed = constants.iter().find_map(|constant| match &constant.value {
            Literal::String(text) if constant.wire == discriminator.property_name => Some(text.to_string()),
            _ => None,
        });
        let own = self.schemas.tags(component).iter().find(|(property, _)| *property == discriminator.property_name);
        let named = component.strip_prefix("/components/schemas/").filter(|name| !name.contains('/'));
        let named = named.map(|name| unescape(name).into_owned());
        if let Some(text) = fixed.or_else(|| own.map(|(_, text)| text.clone())) {
            return vec![text];
        }
        let declared = self.schemas.mapped(&format!("#{component}")).and_then(|site| self.schemas.view(&site));
        let listed = declared.map(|declared| self.schemas.listed_texts(&declared, &discriminator.property_name));
        listed.filter(|listed| !listed.is_empty()).unwrap_or_else(|| named.into_iter().collect())
    }

    fn target(&self, site: &Site<'a>) -> Option<Pointer> {
        match site.schema {
            SiteSchema::Reference(reference) => self.schemas.lookup(reference).map(|target| target.pointer),
            SiteSchema::Item(_) => None,
        }
    }
}

/// Makes one member of two that have the same type.
fn merge(member: &mut Member, other: Member) {
    member.tags.extend(other.tags);
    member.required.retain(|name| other.required.contains(name));
    member.constants.retain(|constant| other.constants.contains(constant));
    member.kinds = match member.kinds.is_empty() || other.kinds.is_empty() {
        true => Vec::new(),
        false => {
            let missing: Vec<_> = other.kinds.into_iter().filter(|kind| !member.kinds.contains(kind)).collect();
            member.kinds.iter().copied().chain(missing).collect()
        }
    };
}

/// What a member without any name of its own is called.
fn kind_name(ty: &Ty) -> &'static str {
    match ty {
        Ty::Bool => "Bool",
        Ty::Integer(_) => "Integer",
        Ty::F64 | Ty::F32 | Ty::Decimal => "Number",
        Ty::String => "String",
        Ty::Base64 => "Bytes",
        Ty::DateTime => "DateTime",
        Ty::Date => "Date",
        Ty::UnixTime => "Time",
        Ty::Duration => "Duration",
        Ty::Time => "TimeOfDay",
        Ty::HttpDate => "HttpDate",
        Ty::Uuid => "Uuid",
        Ty::Json => "Json",
        Ty::List(_) => "List",
        Ty::Map(_) => "Map",
        Ty::Nullable(inner) => kind_name(inner),
        Ty::Named(_) => "Object",
    }
}
