//! A few models, with the traits as the generator emits them. The macro stands for its templates.
#![allow(dead_code, reason = "each test file uses some of them")]
#![allow(unused_imports, reason = "each test file uses some of them")]

macro_rules! shims {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                model::debug(self, formatter)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                json::serialize(self, serializer)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                json::deserialize(deserializer)
            }
        }
    };
}

macro_rules! record {
    ($name:ident { $($field:ident: $ty:ty = $column:expr,)+ } $(rest $rest:ident: $item:ty $(= secret $secret:literal)?,)? $(constants $constant:expr)?) => {
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: $ty,)+
            $(pub(crate) $rest: BTreeMap<String, $item>,)?
        }
        impl model::Record for $name {
            fn table(&self) -> &'static model::Table {
                const TABLE: &model::Table = &model::Table {
                    name: stringify!($name),
                    columns: &[$($column,)+ $($constant,)?],
                };
                TABLE
            }
            fn field(&self, index: usize) -> &dyn model::Field {
                let fields: &[&dyn model::Field] = &[$(&self.$field,)+];
                fields[index.min(fields.len() - 1)]
            }
            fn field_mut(&mut self, index: usize) -> &mut dyn model::Field {
                let mut left = index;
                $(
                    if left == 0 {
                        return &mut self.$field;
                    }
                    left -= 1;
                )+
                panic!("asked for a column without a field: {left} too many");
            }
            $(
                fn rest(&self) -> Option<&dyn model::Field> {
                    Some(&self.$rest)
                }
                fn rest_mut(&mut self) -> Option<&mut dyn model::MapSlot> {
                    Some(&mut self.$rest)
                }
                $(
                    fn rest_is_secret(&self) -> bool {
                        $secret
                    }
                )?
            )?
        }
        impl model::Field for $name {
            fn empty() -> Self {
                Self { $($field: model::Field::empty(),)+ $($rest: model::Field::empty(),)? }
            }
            fn slot(&mut self) -> model::Slot<'_> {
                model::Slot::Record(self)
            }
            fn value(&self) -> model::Value<'_> {
                model::Value::Record(self)
            }
        }
        shims!($name);
    };
}

macro_rules! union {
    ($name:ident, $tag:expr, { $($index:literal $variant:ident($ty:ty) = $member:expr,)+ }) => {
        #[derive(Clone, PartialEq)]
        pub(crate) enum $name {
            $($variant($ty),)+
            Unknown(serde_json::Value),
        }
        impl model::Union for $name {
            fn table(&self) -> &'static model::UnionTable {
                const TABLE: &model::UnionTable =
                    &model::UnionTable { name: stringify!($name), tag: $tag, members: &[$($member,)+] };
                TABLE
            }
            fn select(&mut self, index: usize) -> model::Slot<'_> {
                *self = match index {
                    $($index => Self::$variant(model::Field::empty()),)+
                    _ => model::Field::empty(),
                };
                match self {
                    $(Self::$variant(member) => model::Field::slot(member),)+
                    Self::Unknown(member) => model::Field::slot(member),
                }
            }
            fn keep(&mut self, value: serde_json::Value) {
                *self = Self::Unknown(value);
            }
            fn member(&self) -> model::Value<'_> {
                match self {
                    $(Self::$variant(member) => model::Field::value(member),)+
                    Self::Unknown(member) => model::Field::value(member),
                }
            }
        }
        impl model::Field for $name {
            fn empty() -> Self {
                Self::Unknown(serde_json::Value::Null)
            }
            fn slot(&mut self) -> model::Slot<'_> {
                model::Slot::Union(self)
            }
            fn value(&self) -> model::Value<'_> {
                model::Union::member(self)
            }
        }
        shims!($name);
    };
}

mod enums;
mod many;
mod records;
mod unions;

pub(crate) use enums::*;
pub(crate) use many::*;
pub(crate) use records::*;
pub(crate) use unions::*;
