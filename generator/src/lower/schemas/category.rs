//! What a schema is like, roughly: enough to say whether two schemas can be one.

use super::{Guard, Schemas, Shape};
use crate::ir::{EnumBase, Ty};
use crate::lower::view::{Additional, Site, SiteSchema, View};

/// What a schema is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    /// It adds prose or bounds, and says nothing of a type.
    Empty,
    /// It only says which properties must be there.
    RequiredOnly,
    /// A text.
    Text,
    /// A number.
    Number,
    /// A truth value.
    Bool,
    /// A list.
    Array,
    /// An object.
    Object,
    /// One of several.
    Union,
    /// Anything.
    Json,
}

impl<'a> Schemas<'a> {
    /// What the schema at a site is like.
    pub(crate) fn category(&self, site: &Site<'a>, guard: &mut Guard) -> Category {
        match site.schema {
            SiteSchema::Item(schema) => self.view_category(&View::new(schema, &site.pointer), guard),
            SiteSchema::Reference(reference) => {
                let Some(target) = self.lookup(reference) else { return Category::Json };
                let pointer = target.pointer.as_str().to_owned();
                if let Some(category) = self.categories.borrow().get(&pointer) {
                    return *category;
                }
                // Only unions and other names lead back to themselves; what is left of the circle is found later.
                if guard.contains(&pointer) {
                    return Category::Union;
                }
                if guard.len() > 64 {
                    return Category::Json;
                }
                guard.push(pointer.clone());
                let category = self.category(&target, guard);
                guard.pop();
                self.categories.borrow_mut().insert(pointer, category);
                category
            }
        }
    }

    fn view_category(&self, view: &View<'a>, guard: &mut Guard) -> Category {
        if is_empty(view) {
            return if view.required.is_empty() { Category::Empty } else { Category::RequiredOnly };
        }
        match self.shape(view, guard) {
            Shape::Same(inner) => self.category(&inner, guard),
            Shape::Struct | Shape::Map(_) => Category::Object,
            Shape::Enum(EnumBase::Text) => Category::Text,
            Shape::Enum(EnumBase::Integer | EnumBase::Natural) => Category::Number,
            Shape::List(_) | Shape::Tuple => Category::Array,
            Shape::Union(_) | Shape::Enum(EnumBase::Json) => Category::Union,
            Shape::Scalar(ty) => scalar(&ty),
            Shape::Json | Shape::Unsupported(_) => Category::Json,
        }
    }
}

fn scalar(ty: &Ty) -> Category {
    match ty {
        Ty::Bool => Category::Bool,
        Ty::Integer(_) | Ty::UnixTime | Ty::F64 | Ty::F32 | Ty::Decimal => Category::Number,
        Ty::String | Ty::Base64 | Ty::DateTime | Ty::Date | Ty::Duration | Ty::Time | Ty::HttpDate | Ty::Uuid => {
            Category::Text
        }
        Ty::List(_) => Category::Array,
        Ty::Map(_) => Category::Object,
        Ty::Json | Ty::Nullable(_) | Ty::Named(_) => Category::Json,
    }
}

/// Whether a schema says nothing of a type.
pub(crate) fn is_empty(view: &View<'_>) -> bool {
    view.kind.is_none()
        && view.kinds.is_empty()
        && !view.has_properties()
        && view.items.is_none()
        && view.values.is_empty()
        && view.union.is_empty()
        && view.parts.is_empty()
        && matches!(view.additional, Additional::Absent)
        && !view.is_only_null()
        && view.data.discriminator.is_none()
        && !view.data.extensions.contains_key("x-oas31-prefixItems")
}
