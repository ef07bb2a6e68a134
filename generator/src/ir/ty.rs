//! Types: what values look like in Rust and on the wire.

use smol_str::SmolStr;

use crate::document::Text;

use super::{Docs, FieldName, Literal, ModuleName, PartPointer, Rule, TagId, TypeId, TypeName};

/// A type with a name.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name, unique among all types.
    pub name: TypeName,
    /// Its module and file, which it may share with others of the same [whole](Self::whole) and under the same condition. What is
    /// another name has none.
    pub module: ModuleName,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: Text,
    /// Whether the document says not to use it.
    pub deprecated: bool,
    /// Which way it travels.
    pub usage: Usage,
    /// The tags whose operations reach it, sorted; empty if none does, or if it is not worth a condition.
    pub tags: Vec<TagId>,
    /// What it is made of.
    pub kind: TypeKind,
    /// The type that is like it, of which this is another name; none if it is defined itself. That one is.
    pub same_as: Option<TypeId>,
}

impl Type {
    /// The pointer of the component, or of the operation, that it is in: the first three steps of its own.
    pub fn whole(&self) -> &str {
        let end = self.pointer.match_indices('/').nth(3).map_or(self.pointer.len(), |(end, _)| end);
        self.pointer.get(..end).unwrap_or(&self.pointer)
    }

    /// Whether it is a component itself, and not in one.
    pub fn is_whole(&self) -> bool {
        self.whole() == self.pointer.as_str()
    }
}

/// Which way values of a type travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// It is sent, so users build it.
    pub request: bool,
    /// It is received.
    pub response: bool,
}

/// What a type is made of.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Named fields.
    Struct(Struct),
    /// Values of which some are known.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Ty),
}

/// A type by its use in a field, an argument or a result.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer(Integer),
    /// A floating point number.
    F64,
    /// A floating point number of single precision.
    F32,
    /// Text.
    String,
    /// Bytes written as base64.
    Base64,
    /// A date and time of RFC 3339.
    DateTime,
    /// A day of RFC 3339.
    Date,
    /// A point in time, as seconds since 1970.
    UnixTime,
    /// A span of time of ISO 8601.
    Duration,
    /// A time of day of RFC 3339.
    Time,
    /// A date and time of HTTP or of mail.
    HttpDate,
    /// A number with all of its digits.
    Decimal,
    /// An identifier of RFC 9562.
    Uuid,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Ty>),
    /// A map by text.
    Map(Box<Ty>),
    /// A value that may be `null` where it stands: a list's item, a map's value, a result.
    Nullable(Box<Ty>),
    /// A type with a name.
    Named(TypeId),
}

impl Ty {
    /// The type that it names, however deep within lists and maps.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            _ => None,
        }
    }

    /// The type that it holds in place, without a list or a map between.
    pub fn held(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::Nullable(inner) => inner.held(),
            _ => None,
        }
    }
}

/// The integers of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integer {
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
}

/// Named fields.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// The fields, in the order of the document.
    pub fields: Vec<Field>,
    /// Members that always have the same value and therefore no field.
    pub constants: Vec<Constant>,
    /// Where members without a field go, if the document types them.
    pub rest: Option<Box<Rest>>,
    /// Whether it is a list on the wire, of the fields in their order and then of the rest.
    pub positional: bool,
    /// The bounds of what is in it.
    pub rules: Vec<Rule>,
}

/// A member of a struct on the wire that has only one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: SmolStr,
    /// Its value.
    pub value: Literal,
}

/// Members of an object that no property names.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// The field that holds them.
    pub name: FieldName,
    /// Their type.
    pub ty: Ty,
    /// Whether they are hidden from `Debug` and errors.
    pub secret: bool,
    /// Where it stands in the document.
    pub pointer: PartPointer,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in Rust, unique in the struct.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: SmolStr,
    /// The type of its value, when it has one.
    pub ty: Ty,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether the value is boxed, since the type would hold itself otherwise.
    pub boxed: bool,
    /// Only the service sets it; never sent.
    pub read_only: bool,
    /// Only the user sets it; never received.
    pub write_only: bool,
    /// Whether a constructor asks for it, though it is not always there: what the user must set and never receives.
    pub demanded: bool,
    /// Whether it is hidden from `Debug` and errors.
    pub secret: bool,
    /// Whether the document says not to use it.
    pub deprecated: bool,
    /// How it stands in XML, where that is not as an element of its own name.
    pub xml: Option<Box<super::Xml>>,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: PartPointer,
}

/// Values of which some are known.
#[derive(Clone, Debug)]
pub struct Enum {
    /// What all values are, the unknown ones too.
    pub base: EnumBase,
    /// The known values, in the order of the document.
    pub variants: Vec<EnumVariant>,
}

/// What the values of an enum are on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumBase {
    /// Texts.
    Text,
    /// Integers of 64 bits.
    Integer,
    /// Natural numbers of 64 bits.
    Natural,
    /// Any JSON: texts, integers and truth values side by side.
    Json,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// Its name in Rust, unique in the enum.
    pub name: TypeName,
    /// Its value on the wire.
    pub wire: Literal,
    /// What it means.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: PartPointer,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The property whose text names the member.
    pub tag: Option<String>,
    /// The members, in the order of the document.
    pub members: Vec<Member>,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct Member {
    /// The variant's name, unique in the union.
    pub name: TypeName,
    /// What it holds.
    pub ty: Ty,
    /// Whether it is boxed, since the type would hold itself otherwise.
    pub boxed: bool,
    /// The texts of the tag that mean it.
    pub tags: Vec<String>,
    /// The kinds of JSON value that it can be; empty for any.
    pub kinds: Vec<JsonKind>,
    /// Properties without which it cannot be this member.
    pub required: Vec<String>,
    /// Properties that have only one value in this member.
    pub constants: Vec<Constant>,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: PartPointer,
}

/// The kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}
