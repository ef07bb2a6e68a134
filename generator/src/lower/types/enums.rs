//! Texts that list their values become open enums.

use serde_json::Value;

use crate::ir::{Enum, EnumVariant, Ty, TypeKind};
use crate::lower::schemas::{Schemas, Shape};
use crate::lower::view::{Scalar, View};
use crate::lower::{Lower, docs, names};

/// A value with the vendor's name and words for it.
struct Known<'a> {
    wire: &'a str,
    name: Option<&'a str>,
    description: Option<&'a str>,
}

impl<'a> Lower<'a, '_> {
    /// The enum of a schema; plain text if it turns out to list nothing.
    pub(super) fn enumeration(&mut self, view: &View<'a>) -> TypeKind {
        let mut known: Vec<Known<'a>> = Vec::new();
        collect(&self.schemas, view, &mut known, 0);
        if known.is_empty() {
            return TypeKind::Alias(Ty::String);
        }
        let pairs: Vec<(&str, &str)> =
            known.iter().map(|known| (known.wire, known.name.unwrap_or(known.wire))).collect();
        let variants = names::variant_names(&pairs)
            .into_iter()
            .zip(&known)
            .map(|(name, known)| EnumVariant {
                name,
                wire: known.wire.to_owned(),
                docs: docs::clean(known.description.unwrap_or_default()),
            })
            .collect();
        TypeKind::Enum(Enum { variants })
    }
}

/// All values of an enum, and of the enums that it is a union of.
fn collect<'a>(schemas: &Schemas<'a>, view: &View<'a>, known: &mut Vec<Known<'a>>, depth: usize) {
    let vendor = view.extension("x-ms-enum").and_then(|vendor| vendor.get("values")).and_then(Value::as_array);
    for (index, value) in view.values.iter().enumerate() {
        let Scalar::String(wire) = *value else { continue };
        if known.iter().any(|known| known.wire == wire) {
            continue;
        }
        let described =
            vendor.and_then(|list| list.iter().find(|entry| entry.get("value").and_then(Value::as_str) == Some(wire)));
        let of_vendor = |key: &str| described.and_then(|entry| entry.get(key)).and_then(Value::as_str);
        let listed = |keys: &[&str]| {
            keys.iter().filter_map(|key| view.extension(key)).find_map(|extension| match extension {
                Value::Array(list) if list.len() == view.values.len() => list.get(index).and_then(Value::as_str),
                Value::Object(map) => map.get(wire).and_then(Value::as_str),
                _ => None,
            })
        };
        let name = of_vendor("name").or_else(|| listed(&["x-enum-varnames", "x-enumNames", "x-enum-names"]));
        let description = of_vendor("description")
            .or_else(|| listed(&["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"]));
        known.push(Known { wire, name, description });
    }
    for member in view.union.iter().chain(&view.parts) {
        if depth < 16
            && let Some((inner, Shape::Enum)) = schemas.core(member)
        {
            collect(schemas, &inner, known, depth + 1);
        }
    }
}
