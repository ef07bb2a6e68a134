//! A few models, with the traits as the generator emits them. The macro stands for its templates.
#![allow(dead_code, reason = "each test file uses some of them")]

use std::collections::BTreeMap;

use crategen_runtime::{DateTime, Nullable, json, model};

macro_rules! shims {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                model::debug(model::Field::value(self), formatter)
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

use model::{Base64, Column, Constant, Kinds, Member};

record! { Item {
    id: String = Column::required("id").read_only(),
    created_on: DateTime = Column::required("createdOn"),
    topic: Option<String> = Column::optional("topic"),
} }

record! { Stamped { created_on: DateTime = Column::required("createdOn"), } }

record! { Page {
    value: Vec<Item> = Column::required("value"),
    next_link: Option<String> = Column::optional("nextLink"),
} }

record! { Everything {
    flag: Option<bool> = Column::optional("flag"),
    small: Option<i32> = Column::optional("small"),
    wide: Option<i64> = Column::optional("wide"),
    natural: Option<u64> = Column::optional("natural"),
    float: Option<f64> = Column::optional("float"),
    single: Option<f32> = Column::optional("single"),
    nullable: Nullable<String> = Column::optional("nullable"),
    note: Option<String> = Column::required("note").nullable(),
    color: Option<Color> = Column::optional("color"),
    bytes: Option<Base64> = Column::optional("bytes"),
    list: Option<Vec<String>> = Column::optional("list"),
    map: Option<BTreeMap<String, Option<i32>>> = Column::optional("map"),
    any: Option<serde_json::Value> = Column::optional("any"),
    child: Option<Box<Everything>> = Column::optional("child"),
} }

record! { Point {
    x: i32 = Column::required("x"),
    y: Option<i32> = Column::optional("y"),
} }

record! { Rgb {
    r: i32 = Column::required("R"),
    g: i32 = Column::required("G"),
    b: i32 = Column::required("B"),
} }

record! { Keys {
    semi: String = Column::required("semi"),
    dot: String = Column::required("dot"),
    comma: String = Column::required("comma"),
} }

record! { Line {
    start: Point = Column::required("start"),
    end: Nullable<Point> = Column::optional("end"),
} }

record! { Open {
    known: Option<i32> = Column::optional("known"),
} rest more: serde_json::Value, constants Column::constant("kind", Constant::String("open")) }

record! { Ring {
    name: Option<String> = Column::optional("name"),
} rest keys: Vec<String> = secret true, }

record! { Token {
    token: String = Column::required("token").secret(),
    expires_on: DateTime = Column::required("expiresOn"),
    parts: Option<BTreeMap<String, Point>> = Column::optional("parts").secret(),
} }

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Color {
    Red,
    Green,
    /// What an emitted enum keeps in a type that only its own crate can make.
    Unknown(String),
}

impl Color {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
            Self::Unknown(text) => text,
        }
    }
}

impl From<&str> for Color {
    fn from(text: &str) -> Self {
        match text {
            "red" => Self::Red,
            "green" => Self::Green,
            text => Self::Unknown(text.to_owned()),
        }
    }
}

impl model::Field for Color {
    fn empty() -> Self {
        Self::from("")
    }
    fn slot(&mut self) -> model::Slot<'_> {
        model::Slot::Text(self)
    }
    fn value(&self) -> model::Value<'_> {
        model::Value::String(self.as_str())
    }
}

impl model::TextSlot for Color {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        *self = Self::from(text);
        Ok(())
    }
}

/// Numbers of which some are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Low,
    Unknown(i64),
}

impl model::Field for Level {
    fn empty() -> Self {
        Self::Unknown(0)
    }
    fn slot(&mut self) -> model::Slot<'_> {
        model::Slot::Integer(self)
    }
    fn value(&self) -> model::Value<'_> {
        model::Value::Integer(match self {
            Self::Low => 1,
            Self::Unknown(number) => (*number).into(),
        })
    }
}

impl model::IntegerSlot for Level {
    fn set(&mut self, value: i128) -> Result<(), &'static str> {
        let mut number = 0_i64;
        model::IntegerSlot::set(&mut number, value)?;
        *self = if number == 1 { Self::Low } else { Self::Unknown(number) };
        Ok(())
    }
    fn expected(&self) -> &'static str {
        model::IntegerSlot::expected(&0_i64)
    }
}

/// Texts, numbers and truth values of which some are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Auto,
    On,
    Unknown(serde_json::Value),
}

impl model::Field for Mode {
    fn empty() -> Self {
        Self::Unknown(serde_json::Value::Null)
    }
    fn slot(&mut self) -> model::Slot<'_> {
        model::Slot::Any(self)
    }
    fn value(&self) -> model::Value<'_> {
        match self {
            Self::Auto => model::Value::String("auto"),
            Self::On => model::Value::Bool(true),
            Self::Unknown(value) => model::Value::Json(value),
        }
    }
}

impl model::AnySlot for Mode {
    fn set(&mut self, value: serde_json::Value) {
        *self = match value {
            value if value == "auto" => Self::Auto,
            value if value == true => Self::On,
            value => Self::Unknown(value),
        };
    }
}

record! { Switch {
    level: Option<Level> = Column::optional("level"),
    mode: Option<Mode> = Column::optional("mode"),
} }

record! { Circle { radius: f64 = Column::required("radius"), }
constants Column::constant("kind", Constant::String("circle")) }
record! { Square { side: i32 = Column::required("side"), }
constants Column::constant("kind", Constant::String("square")) }

const fn tagged(tags: &'static [&'static str]) -> Member {
    Member { tags, kinds: Kinds::OBJECT, required: &[], constants: &[] }
}

const fn plain(kinds: Kinds) -> Member {
    Member { tags: &[], kinds, required: &[], constants: &[] }
}

const fn needs(required: &'static [&'static str], constants: &'static [(&'static str, Constant)]) -> Member {
    Member { tags: &[], kinds: Kinds::OBJECT, required, constants }
}

union! { Shape, Some("kind"), {
    0 Circle(Circle) = tagged(&["circle"]),
    1 Square(Box<Square>) = tagged(&["square", "box"]),
} }

record! { Narrow { x: i32 = Column::required("x"), } }
record! { Wide { x: i32 = Column::required("x"), y: Option<i32> = Column::optional("y"), } }
record! { InNarrow { at: Narrow = Column::required("at"), } }
record! { InWide { at: Wide = Column::required("at"), } }
record! { By { by: Wide2 = Column::required("by"), } }
record! { Wide2 { x: i32 = Column::required("x"), y: Option<Vec<i32>> = Column::optional("y"), } }
record! { Shallow {
    at: serde_json::Value = Column::required("at"),
} }
record! { Deep {
    at: Option<Narrow> = Column::optional("at"),
    to: Option<By> = Column::optional("to"),
} }
union! { Either, None, {
    0 Shallow(Shallow) = needs(&["at"], &[]),
    1 Deep(Deep) = needs(&[], &[]),
} }
union! { Placed, None, {
    0 Narrow(InNarrow) = needs(&["at"], &[]),
    1 Wide(InWide) = needs(&["at"], &[]),
} }
record! { ToCircle { to: Circle = Column::required("to"), } }
record! { ToSquare { to: Square = Column::required("to"), } }
union! { Sent, None, {
    0 Round(ToCircle) = needs(&["to"], &[]),
    1 Flat(ToSquare) = needs(&["to"], &[]),
} }

record! { FromUser { text: String = Column::required("text"), }
constants Column::constant("role", Constant::String("user")) }
record! { FromSystem { text: String = Column::required("text"), }
constants Column::constant("role", Constant::String("system")) }
const MESSAGE: Member = tagged(&["message"]);
union! { Said, Some("type"), {
    0 System(FromSystem) = Member { constants: &[("role", Constant::String("system"))], ..MESSAGE },
    1 User(FromUser) = Member { constants: &[("role", Constant::String("user"))], ..MESSAGE },
} }

record! { Plain { x: i32 = Column::required("x"), }
constants Column::constant("mask", Constant::Integer(1)) }
record! { Masked { x: i32 = Column::required("x"), }
constants Column::constant("mask", Constant::Integer(u64::MAX as i128)) }
union! { Flags, None, {
    0 Masked(Masked) = needs(&["x"], &[("mask", Constant::Integer(u64::MAX as i128))]),
    1 Plain(Plain) = needs(&["x"], &[("mask", Constant::Integer(1))]),
} }

union! { Scalar, None, {
    0 Integer(i64) = plain(Kinds::INTEGER),
    1 Number(f64) = plain(Kinds::NUMBER),
    2 Date(DateTime) = plain(Kinds::STRING),
    3 Text(String) = plain(Kinds::STRING),
    4 Flag(bool) = plain(Kinds::BOOL),
    5 List(Vec<Point>) = plain(Kinds::ARRAY),
} }

record! { Cat {
    name: Option<String> = Column::optional("name"),
    lives: Option<i32> = Column::optional("lives"),
} }
record! { Dog {
    name: Option<String> = Column::optional("name"),
    tricks: Option<Vec<String>> = Column::optional("tricks"),
} }
record! { Fish {
    name: String = Column::required("name"),
    fins: i32 = Column::required("fins"),
} constants Column::constant("wet", Constant::Bool(true)) }

union! { Pet, None, {
    0 Cat(Cat) = needs(&[], &[]),
    1 Dog(Dog) = needs(&[], &[]),
    2 Fish(Fish) = needs(&["name", "fins"], &[("wet", Constant::Bool(true))]),
} }

record! { Left {
    child: Option<Box<Tree>> = Column::optional("child"),
    n: Option<i64> = Column::optional("n"),
} }
record! { Right {
    child: Option<Box<Tree>> = Column::optional("child"),
    n: Option<String> = Column::optional("n"),
} }
union! { Tree, None, {
    0 Left(Left) = needs(&[], &[]),
    1 Right(Right) = needs(&[], &[]),
} }

/// A struct of many fields, of which the last one is required.
#[derive(Clone, PartialEq)]
pub(crate) struct Many {
    pub(crate) fields: [Option<i32>; 70],
}

const NAMES: [&str; 70] = [
    "c00", "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08", "c09", "c10", "c11", "c12", "c13", "c14", "c15",
    "c16", "c17", "c18", "c19", "c20", "c21", "c22", "c23", "c24", "c25", "c26", "c27", "c28", "c29", "c30", "c31",
    "c32", "c33", "c34", "c35", "c36", "c37", "c38", "c39", "c40", "c41", "c42", "c43", "c44", "c45", "c46", "c47",
    "c48", "c49", "c50", "c51", "c52", "c53", "c54", "c55", "c56", "c57", "c58", "c59", "c60", "c61", "c62", "c63",
    "c64", "c65", "c66", "c67", "c68", "c69",
];

static COLUMNS: [Column; 70] = {
    let mut columns = [const { Column::optional("") }; 70];
    let mut index = 0;
    while index < 70 {
        columns[index] =
            if index == 69 { Column::required(NAMES[index]).nullable() } else { Column::optional(NAMES[index]) };
        index += 1;
    }
    columns
};

impl model::Record for Many {
    fn table(&self) -> &'static model::Table {
        static TABLE: model::Table = model::Table { name: "Many", columns: &COLUMNS };
        &TABLE
    }
    fn field(&self, index: usize) -> &dyn model::Field {
        &self.fields[index]
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn model::Field {
        &mut self.fields[index]
    }
}

impl model::Field for Many {
    fn empty() -> Self {
        Self { fields: [None; 70] }
    }
    fn slot(&mut self) -> model::Slot<'_> {
        model::Slot::Record(self)
    }
    fn value(&self) -> model::Value<'_> {
        model::Value::Record(self)
    }
}
shims!(Many);
