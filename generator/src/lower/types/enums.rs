//! Schemas that list their values become open enums.

use serde_json::Value;

use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Enum, EnumBase, EnumVariant, Integer, Literal, PartPointer, Ty, TypeKind};
use crate::lower::schemas::{Schemas, Shape};
use crate::lower::view::View;
use crate::lower::{Lower, docs, names, parts::Part};

/// A value with the vendor's name and words for it.
struct Known<'a> {
    value: Literal,
    /// The value as a text.
    wire: String,
    /// Where it stands.
    place: Pointer,
    name: Option<&'a str>,
    description: Option<&'a str>,
}

impl<'a> Lower<'a, '_> {
    /// The enum of a schema, for the type that stands at `whole`; the plain type of its values if it turns out to list
    /// nothing.
    pub(super) fn enumeration(&mut self, view: &View<'a>, base: EnumBase, whole: &str) -> TypeKind {
        let mut known: Vec<Known<'a>> = Vec::new();
        let mut lost = Vec::new();
        collect(&self.schemas, view, base, &mut known, &mut lost, 0);
        for place in lost {
            let message = format!("`enum` lists a value that is not {}", of(base));
            let help = "it has no name of its own; list values of the schema's type only";
            self.warn(codes_lower::ENUM_VALUE_LEFT_OUT, &message, place.as_str(), help);
        }
        if known.is_empty() {
            return TypeKind::Alias(match base {
                EnumBase::Text => Ty::String,
                EnumBase::Integer => Ty::Integer(Integer::I64),
                EnumBase::Natural => Ty::Integer(Integer::U64),
                EnumBase::Json => Ty::Json,
            });
        }
        let wanted: Vec<String> = known.iter().map(wanted_name).collect();
        let pairs: Vec<(&str, &str)> =
            known.iter().zip(&wanted).map(|(known, wanted)| (known.wire.as_str(), wanted.as_str())).collect();
        let (variant_names, clashes) = names::variant_names_and_clashes(&pairs);
        let parts: Vec<(&str, &Pointer)> = known.iter().map(|known| (known.wire.as_str(), &known.place)).collect();
        self.report_parts(Part::Variant, &parts, &variant_names, &clashes);
        let variants = variant_names
            .into_iter()
            .zip(known)
            .map(|(name, known)| EnumVariant {
                name,
                wire: known.value,
                docs: docs::clean(known.description.unwrap_or_default()),
                pointer: PartPointer::new(known.place.as_str(), whole),
            })
            .collect();
        TypeKind::Enum(Enum { base, variants })
    }
}

/// The vendor's name for a value, or what the value says: a number has no word in it.
fn wanted_name(known: &Known<'_>) -> String {
    match (known.name, &known.value) {
        (Some(name), _) => name.to_owned(),
        (None, Literal::Integer(value)) if *value >= 0 => format!("Value{value}"),
        (None, _) => known.wire.clone(),
    }
}

/// What the values of an enum are, in words.
fn of(base: EnumBase) -> &'static str {
    match base {
        EnumBase::Text => "a text",
        EnumBase::Integer => "an integer of 64 bits",
        EnumBase::Natural => "a natural number of 64 bits",
        EnumBase::Json => "a text, an integer or a truth value",
    }
}

/// All values of an enum, and of the enums that it is a union of; and the places of those that it cannot have.
fn collect<'a>(
    schemas: &Schemas<'a>,
    view: &View<'a>,
    base: EnumBase,
    known: &mut Vec<Known<'a>>,
    lost: &mut Vec<Pointer>,
    depth: usize,
) {
    let vendor = view.extension("x-ms-enum").and_then(|vendor| vendor.get("values")).and_then(Value::as_array);
    for (index, scalar) in view.values.iter().enumerate() {
        let place = view.pointer.key("enum").index(index);
        let Some(value) = scalar.literal().filter(|value| belongs(value, base)) else {
            lost.push(place);
            continue;
        };
        if known.iter().any(|known| known.value == value) {
            continue;
        }
        let wire = scalar.to_string();
        let is_it = |entry: &&Value| entry.get("value").is_some_and(|value| is_same(value, &wire));
        let described = vendor.and_then(|list| list.iter().find(is_it));
        let of_vendor = |key: &str| described.and_then(|entry| entry.get(key)).and_then(Value::as_str);
        let listed = |keys: &[&str]| {
            keys.iter().filter_map(|key| view.extension(key)).find_map(|extension| match extension {
                Value::Array(list) if list.len() == view.values.len() => list.get(index).and_then(Value::as_str),
                Value::Object(map) => map.get(&wire).and_then(Value::as_str),
                _ => None,
            })
        };
        let name = of_vendor("name").or_else(|| listed(NAMES)).filter(|name| !name.trim().is_empty());
        let description = of_vendor("description").or_else(|| listed(DESCRIPTIONS));
        known.push(Known { value, wire, place, name, description });
    }
    for member in view.union.iter().chain(&view.parts) {
        if depth < 16
            && let Some((inner, Shape::Enum(found))) = schemas.core(member)
            && (found == base || is_integer(found) && is_integer(base))
        {
            collect(schemas, &inner, base, known, lost, depth + 1);
        }
    }
}

/// Where vendors name the values of an enum: a list in their order, or a map by value.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enum-keys", "x-speakeasy-enums"];

/// Where vendors describe them.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];

fn is_integer(base: EnumBase) -> bool {
    matches!(base, EnumBase::Integer | EnumBase::Natural)
}

fn belongs(value: &Literal, base: EnumBase) -> bool {
    match base {
        EnumBase::Text => matches!(value, Literal::String(_)),
        EnumBase::Integer => matches!(value, Literal::Integer(value) if i64::try_from(*value).is_ok()),
        EnumBase::Natural => matches!(value, Literal::Integer(value) if u64::try_from(*value).is_ok()),
        EnumBase::Json => true,
    }
}

/// Whether a vendor's entry is for that value, as it is written; numbers are put between quotes there, too.
fn is_same(entry: &Value, wire: &str) -> bool {
    entry.as_str().map_or_else(|| entry.to_string(), str::to_owned) == wire
}
