//! A schema of the typed document, in a tenth of the room.
//!
//! `openapiv3` has a place for every keyword in each schema: a kilobyte, also for `{type: string}`, and of the memory that a
//! run takes schemas are the largest part. It reads them, one by one and without their children; what is kept is this, in
//! which the rare is in boxes. Decides nothing: all that `openapiv3` has read is here, in its words.

use indexmap::IndexMap;
use openapiv3::{BooleanType, Discriminator, ExternalDocumentation, IntegerType, NumberType, ReferenceOr, StringType};
use serde_json::Value;

use super::{Lean, Named};
use crate::document::{List, Text};

/// A schema, or a reference to one.
#[derive(Debug, PartialEq)]
pub enum SchemaOrReference {
    /// A reference.
    Reference(Text),
    /// A schema.
    Item(Box<Schema>),
}

/// A schema.
#[derive(Debug, PartialEq)]
pub struct Schema {
    /// What every schema may have.
    pub schema_data: SchemaData,
    /// What depends on its kind.
    pub schema_kind: SchemaKind,
}

/// What every schema may have.
#[derive(Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "keywords of OpenAPI")]
pub struct SchemaData {
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: bool,
    pub notes: Option<Box<Notes>>,
    pub title: Option<Text>,
    pub description: Option<Text>,
    pub discriminator: Option<Box<Discriminator>>,
    pub default: Option<Box<Value>>,
    /// Members that begin with `x-`.
    pub extensions: Extensions,
}

/// What only readers of the document care about.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "keywords of OpenAPI")]
pub struct Notes {
    pub external_docs: Option<Box<ExternalDocumentation>>,
    pub example: Option<Value>,
}

/// The members of a schema that begin with `x-`, of which most have none.
#[derive(Debug, Default, PartialEq)]
pub struct Extensions(Option<Box<Named<Value>>>);

/// The kinds of schemas, by the keywords that they have.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "keywords of OpenAPI")]
pub enum SchemaKind {
    Type(Type),
    OneOf {
        one_of: List<SchemaOrReference>,
    },
    AllOf {
        all_of: List<SchemaOrReference>,
    },
    AnyOf {
        any_of: List<SchemaOrReference>,
    },
    Not {
        not: Box<SchemaOrReference>,
    },
    /// Any other combination of keywords.
    Any(Box<AnySchema>),
}

/// The schemas that say one type, and only what belongs to it.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "types of OpenAPI")]
pub enum Type {
    String(Lean<StringType>),
    Number(Lean<NumberType>),
    Integer(Lean<IntegerType>),
    Object(Box<ObjectType>),
    Array(Box<ArrayType>),
    Boolean(Lean<BooleanType>),
}

/// What other members an object may have.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "what OpenAPI allows there")]
pub enum AdditionalProperties {
    Any(bool),
    Schema(SchemaOrReference),
}

/// An object.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "keywords of OpenAPI")]
pub struct ObjectType {
    pub properties: Named<SchemaOrReference>,
    pub required: List<Text>,
    pub additional_properties: Option<AdditionalProperties>,
    pub min_properties: Option<usize>,
    pub max_properties: Option<usize>,
}

/// An array.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "keywords of OpenAPI")]
pub struct ArrayType {
    pub items: Option<SchemaOrReference>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub unique_items: bool,
}

/// Any combination of keywords.
#[derive(Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "keywords of OpenAPI")]
pub struct AnySchema {
    pub typ: Option<String>,
    pub pattern: Option<String>,
    pub multiple_of: Option<f64>,
    pub exclusive_minimum: Option<bool>,
    pub exclusive_maximum: Option<bool>,
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub properties: Named<SchemaOrReference>,
    pub required: List<Text>,
    pub additional_properties: Option<AdditionalProperties>,
    pub min_properties: Option<usize>,
    pub max_properties: Option<usize>,
    pub items: Option<SchemaOrReference>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub unique_items: Option<bool>,
    pub enumeration: Vec<Value>,
    pub format: Option<String>,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub one_of: List<SchemaOrReference>,
    pub all_of: List<SchemaOrReference>,
    pub any_of: List<SchemaOrReference>,
    pub not: Option<SchemaOrReference>,
}

impl Extensions {
    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_deref()?.get(name)
    }

    /// Whether there is one of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|members| members.keys())
    }
}

impl From<IndexMap<String, Value>> for Extensions {
    fn from(members: IndexMap<String, Value>) -> Self {
        Self((!members.is_empty()).then(|| Box::new(members.into_iter().collect())))
    }
}

impl SchemaKind {
    /// The schema that allows any JSON.
    pub(super) fn anything() -> Self {
        Self::Any(Box::default())
    }
}

impl From<openapiv3::Schema> for Schema {
    fn from(schema: openapiv3::Schema) -> Self {
        Self { schema_data: schema.schema_data.into(), schema_kind: schema.schema_kind.into() }
    }
}

impl From<openapiv3::SchemaData> for SchemaData {
    fn from(data: openapiv3::SchemaData) -> Self {
        let notes = Notes { external_docs: data.external_docs.map(Box::new), example: data.example };
        let says_any = notes.external_docs.is_some() || notes.example.is_some();
        let notes = says_any.then(|| Box::new(notes));
        Self {
            nullable: data.nullable,
            read_only: data.read_only,
            write_only: data.write_only,
            deprecated: data.deprecated,
            notes,
            title: data.title.map(Text::from),
            description: data.description.map(Text::from),
            discriminator: data.discriminator.map(Box::new),
            default: data.default.map(Box::new),
            extensions: data.extensions.into(),
        }
    }
}

impl From<openapiv3::SchemaKind> for SchemaKind {
    fn from(kind: openapiv3::SchemaKind) -> Self {
        use openapiv3::SchemaKind as Read;
        match kind {
            Read::Type(ty) => Self::Type(ty.into()),
            Read::OneOf { one_of } => Self::OneOf { one_of: all(one_of) },
            Read::AllOf { all_of } => Self::AllOf { all_of: all(all_of) },
            Read::AnyOf { any_of } => Self::AnyOf { any_of: all(any_of) },
            Read::Not { not } => Self::Not { not: Box::new(one(*not)) },
            Read::Any(any) => Self::Any(Box::new(any.into())),
        }
    }
}

impl From<openapiv3::Type> for Type {
    fn from(ty: openapiv3::Type) -> Self {
        use openapiv3::Type as Read;
        match ty {
            Read::String(string) => Self::String(string.into()),
            Read::Number(number) => Self::Number(number.into()),
            Read::Integer(integer) => Self::Integer(integer.into()),
            Read::Boolean(boolean) => Self::Boolean(boolean.into()),
            Read::Object(object) => Self::Object(Box::new(ObjectType {
                properties: properties(object.properties),
                required: names(object.required),
                additional_properties: object.additional_properties.map(Into::into),
                min_properties: object.min_properties,
                max_properties: object.max_properties,
            })),
            Read::Array(array) => Self::Array(Box::new(ArrayType {
                items: array.items.map(boxed),
                min_items: array.min_items,
                max_items: array.max_items,
                unique_items: array.unique_items,
            })),
        }
    }
}

impl From<openapiv3::AdditionalProperties> for AdditionalProperties {
    fn from(additional: openapiv3::AdditionalProperties) -> Self {
        match additional {
            openapiv3::AdditionalProperties::Any(any) => Self::Any(any),
            openapiv3::AdditionalProperties::Schema(schema) => Self::Schema(one(*schema)),
        }
    }
}

impl From<openapiv3::AnySchema> for AnySchema {
    fn from(any: openapiv3::AnySchema) -> Self {
        Self {
            typ: any.typ,
            pattern: any.pattern,
            multiple_of: any.multiple_of,
            exclusive_minimum: any.exclusive_minimum,
            exclusive_maximum: any.exclusive_maximum,
            minimum: any.minimum,
            maximum: any.maximum,
            properties: properties(any.properties),
            required: names(any.required),
            additional_properties: any.additional_properties.map(Into::into),
            min_properties: any.min_properties,
            max_properties: any.max_properties,
            items: any.items.map(boxed),
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items,
            enumeration: any.enumeration,
            format: any.format,
            min_length: any.min_length,
            max_length: any.max_length,
            one_of: all(any.one_of),
            all_of: all(any.all_of),
            any_of: all(any.any_of),
            not: any.not.map(|not| one(*not)),
        }
    }
}

impl SchemaOrReference {
    /// A schema.
    pub(super) fn item(schema: Schema) -> Self {
        Self::Item(Box::new(schema))
    }
}

/// What is kept of a schema, or of a reference to one.
pub fn one(schema: ReferenceOr<openapiv3::Schema>) -> SchemaOrReference {
    match schema {
        ReferenceOr::Reference { reference } => SchemaOrReference::Reference(reference.into()),
        ReferenceOr::Item(schema) => SchemaOrReference::item(schema.into()),
    }
}

fn boxed(schema: ReferenceOr<Box<openapiv3::Schema>>) -> SchemaOrReference {
    one(schema.unbox())
}

// None of these in the room of what it was, which is many times as large.

fn all(schemas: Vec<ReferenceOr<openapiv3::Schema>>) -> List<SchemaOrReference> {
    let mut all = List::with_capacity(schemas.len());
    all.extend(schemas.into_iter().map(one));
    all
}

fn names(names: Vec<String>) -> List<Text> {
    let mut all = List::with_capacity(names.len());
    all.extend(names.into_iter().map(Text::from));
    all
}

fn properties(properties: IndexMap<String, ReferenceOr<Box<openapiv3::Schema>>>) -> Named<SchemaOrReference> {
    let mut all = Vec::with_capacity(properties.len());
    all.extend(properties.into_iter().map(|(name, schema)| (name.into(), boxed(schema))));
    all.into()
}

#[cfg(test)]
mod tests {
    use super::{Schema, SchemaOrReference};

    #[test]
    fn a_schema_takes_little_room() {
        assert_eq!([size_of::<Schema>(), size_of::<SchemaOrReference>()], [72, 16]);
    }
}
