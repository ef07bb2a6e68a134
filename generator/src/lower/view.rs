//! A schema as lowering wants to see it: all keywords in one place, children with their pointers.
//!
//! The typed document has a type for each combination of keywords; here there is one. Nothing is decided here.

mod bounds;
mod scalar;
mod site;

use openapiv3::{IntegerFormat, NumberFormat, StringFormat, VariantOrUnknownOrEmpty};

pub(crate) use scalar::Scalar;
pub(crate) use site::{Site, SiteSchema};

use crate::document::{Pointer, Text};
use crate::parse::{AdditionalProperties, AnySchema, Named, Schema, SchemaData, SchemaKind, SchemaOrReference, Type};

/// The types of JSON Schema, without null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `boolean`
    Bool,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// What members an object may have beside its properties.
#[derive(Clone, Debug)]
pub(crate) enum Additional<'a> {
    /// The document does not say.
    Absent,
    /// None.
    None,
    /// Any.
    Any,
    /// Those that a schema allows.
    Schema(Site<'a>),
}

/// All of a schema.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    schema: &'a Schema,
    /// What every schema has.
    pub(crate) data: &'a SchemaData,
    /// Its type, if it says one.
    pub(crate) kind: Option<Kind>,
    /// Its types, if it says several.
    pub(crate) kinds: Vec<Kind>,
    /// Its format; empty if it says none.
    pub(crate) format: &'a str,
    /// The properties that must be there.
    pub(crate) required: &'a [Text],
    /// What other members there may be.
    pub(crate) additional: Additional<'a>,
    /// What an array holds.
    pub(crate) items: Option<Site<'a>>,
    /// The values that it lists.
    pub(crate) values: Vec<Scalar<'a>>,
    /// The members of `oneOf`, then those of `anyOf`.
    pub(crate) union: Vec<Site<'a>>,
    /// The parts of `allOf`.
    pub(crate) parts: Vec<Site<'a>>,
    /// Whether it says what it must not be.
    pub(crate) excludes: bool,
    source: Properties<'a>,
}

type Properties<'a> = Option<&'a Named<SchemaOrReference>>;

impl<'a> View<'a> {
    /// All of the schema that stands at a pointer.
    pub(crate) fn new(schema: &'a Schema, pointer: &Pointer) -> Self {
        let mut view = Self {
            pointer: pointer.clone(),
            schema,
            data: &schema.schema_data,
            kind: None,
            kinds: Vec::new(),
            format: "",
            required: &[],
            additional: Additional::Absent,
            items: None,
            values: Vec::new(),
            union: Vec::new(),
            parts: Vec::new(),
            excludes: false,
            source: None,
        };
        match &schema.schema_kind {
            SchemaKind::Type(ty) => view.take_type(ty),
            SchemaKind::OneOf { one_of } => view.union = site::all(pointer, "oneOf", one_of),
            SchemaKind::AnyOf { any_of } => view.union = site::all(pointer, "anyOf", any_of),
            SchemaKind::AllOf { all_of } => view.parts = site::all(pointer, "allOf", all_of),
            SchemaKind::Not { .. } => view.excludes = true,
            SchemaKind::Any(any) => view.take_any(any),
        }
        if let Some(types) = view.extension("x-oas31-types").and_then(serde_json::Value::as_array) {
            view.kinds = types.iter().filter_map(|name| kind(name.as_str()?)).collect();
            view.kinds.sort_unstable();
        }
        view
    }

    /// An extension's value.
    pub(crate) fn extension(&self, name: &str) -> Option<&'a serde_json::Value> {
        self.data.extensions.get(name)
    }

    /// Whether an extension is `true`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.extension(name).and_then(serde_json::Value::as_bool).unwrap_or(false)
    }

    /// Whether another schema is written in the same words.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.schema == other.schema
    }

    /// Whether it has properties.
    pub(crate) fn has_properties(&self) -> bool {
        self.source.is_some_and(|properties| !properties.is_empty())
    }

    /// The names of its properties.
    pub(crate) fn property_names(&self) -> impl Iterator<Item = &'a str> {
        self.source.into_iter().flat_map(Named::keys)
    }

    /// Its properties with their schemas.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&'a str, Site<'a>)> {
        let at = self.pointer.key("properties");
        let properties = self.source.into_iter().flatten();
        properties.map(move |(name, schema)| (name, Site::new(schema, at.key(name))))
    }

    /// The schema of a property, without its place.
    pub(crate) fn property_schema(&self, name: &str) -> Option<&'a SchemaOrReference> {
        self.source?.get(name)
    }

    /// A property's schema.
    pub(crate) fn property(&self, name: &str) -> Option<Site<'a>> {
        let schema = self.property_schema(name)?;
        Some(Site::new(schema, self.pointer.key("properties").key(name)))
    }

    /// Whether its properties are the items of a list.
    pub(crate) fn is_tuple(&self) -> bool {
        self.flag(crate::dialect::TUPLE)
    }

    /// Whether null is the only value.
    pub(crate) fn is_only_null(&self) -> bool {
        self.flag("x-oas31-null")
    }

    fn take_type(&mut self, ty: &'a Type) {
        match ty {
            Type::String(string) => {
                self.kind = Some(Kind::String);
                self.format = format(&string.format, string_format);
                self.values = string.enumeration.iter().flatten().map(|text| Scalar::String(text)).collect();
            }
            Type::Number(number) => {
                self.kind = Some(Kind::Number);
                self.format = format(&number.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                });
                self.values =
                    number.enumeration.iter().flatten().map(|value| Scalar::Other(value.to_string())).collect();
            }
            Type::Integer(integer) => {
                self.kind = Some(Kind::Integer);
                self.format = format(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                });
                self.values =
                    integer.enumeration.iter().flatten().map(|value| Scalar::Integer((*value).into())).collect();
            }
            Type::Boolean(boolean) => {
                self.kind = Some(Kind::Bool);
                self.values = boolean.enumeration.iter().flatten().map(|value| Scalar::Bool(*value)).collect();
            }
            Type::Array(array) => {
                self.kind = Some(Kind::Array);
                self.items = array.items.as_ref().map(|items| Site::new(items, self.pointer.key("items")));
            }
            Type::Object(object) => {
                self.kind = Some(Kind::Object);
                self.object(&object.properties, &object.required, object.additional_properties.as_ref());
            }
        }
    }

    fn take_any(&mut self, any: &'a AnySchema) {
        self.kind = any.typ.as_deref().and_then(kind);
        self.format = any.format.as_deref().unwrap_or_default();
        self.object(&any.properties, &any.required, any.additional_properties.as_ref());
        self.items = any.items.as_ref().map(|items| Site::new(items, self.pointer.key("items")));
        self.values = any.enumeration.iter().filter(|value| !value.is_null()).map(Scalar::new).collect();
        self.union = site::all(&self.pointer, "oneOf", &any.one_of);
        self.union.extend(site::all(&self.pointer, "anyOf", &any.any_of));
        self.parts = site::all(&self.pointer, "allOf", &any.all_of);
        self.excludes = any.not.is_some();
    }

    fn object(
        &mut self,
        properties: &'a Named<SchemaOrReference>,
        required: &'a [Text],
        additional: Option<&'a AdditionalProperties>,
    ) {
        self.source = Some(properties);
        self.required = required;
        self.additional = match additional {
            None => Additional::Absent,
            Some(AdditionalProperties::Any(false)) => Additional::None,
            Some(AdditionalProperties::Any(true)) => Additional::Any,
            Some(AdditionalProperties::Schema(schema)) => {
                Additional::Schema(Site::new(schema, self.pointer.key("additionalProperties")))
            }
        };
        // Members of several types, told apart by their names: only JSON holds them all.
        if self.extension("x-oas31-patternProperties").is_some() {
            self.additional = Additional::Any;
        }
    }
}

/// The type of that name.
fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "boolean" => Kind::Bool,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "string" => Kind::String,
        "array" => Kind::Array,
        "object" => Kind::Object,
        _ => return None,
    })
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, name: fn(&T) -> &'static str) -> &str {
    match format {
        VariantOrUnknownOrEmpty::Item(format) => name(format),
        VariantOrUnknownOrEmpty::Unknown(format) => format,
        VariantOrUnknownOrEmpty::Empty => "",
    }
}

fn string_format(format: &StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}
