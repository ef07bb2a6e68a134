//! Values seen through tables: how a typed struct shows its fields to code that does not know the struct.
//!
//! A model is a plain struct. Its emitted half is a table of column names and two matches that lend a field, to read
//! into ([`Slot`]) or to write from ([`Value`]). Everything that walks a value (JSON, queries, headers, `Debug`) is
//! written once against these and compiled once, which is why a crate of a thousand models compiles in seconds.

mod clock_time;
mod containers;
mod date_time;
mod debug;
mod decimal;
mod duration;
mod formatted;
mod http_date;
mod kept;
mod kind;
mod members;
mod nullable;
mod scalars;
mod table;
pub mod tuple;
mod unknown;
mod uuid;
#[cfg(feature = "validate")]
mod validate;
mod xml;

pub use clock_time::{ClockTime, Time};
pub use date_time::{Date, DateTime, UnixTime};
pub use debug::debug;
pub use decimal::Decimal;
pub use duration::{Duration, Span};
pub use formatted::{Format, Formatted, InvalidText};
pub use http_date::{HttpDate, HttpDateTime};
pub use kept::{Kept, Reading};
pub use kind::{AsContent, AsObject, AsText, AsTuple, AsUnion, Kind, Model, OneOf, Struct, TextEnum};
pub(crate) use members::strangers;
pub use nullable::Nullable;
pub use scalars::Base64;
pub use table::{Column, Constant, Kinds, Marks, Member, OPTIONAL, REQUIRED, Table, UnionTable};
pub use unknown::Unknown;
pub use uuid::Uuid;
#[cfg(feature = "validate")]
pub use validate::{Bound, Rule, Subject, Validate, Violation, Violations};
pub use xml::{Xml, XmlName, XmlNode};

use std::fmt;

/// Something that can stand in a field: it can be read into and written from.
pub trait Field {
    /// A value to read into; what it holds does not matter, it is replaced.
    fn empty() -> Self
    where
        Self: Sized;

    /// The place to read a value into.
    fn slot(&mut self) -> Slot<'_>;

    /// The value to write.
    fn value(&self) -> Value<'_>;

    /// Whether it is a number all digits of which count: who reads has to look at the text and not at what it means.
    fn keeps_digits() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// A struct that shows its fields by their position in its table.
pub trait Record {
    /// The columns, in the order of the fields.
    fn table(&self) -> &'static Table;

    /// The field of that column. Asked only for columns of the table that are not constants.
    fn field(&self, index: usize) -> &dyn Field {
        let _ = index;
        &()
    }

    /// The field of that column, to read into.
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        let _ = index;
        // Nothing has no size: this allocates nothing and loses nothing.
        Box::leak(Box::new(()))
    }

    /// The map that holds the members which no column names, if the schema allows such.
    fn rest(&self) -> Option<&dyn Field> {
        None
    }

    /// The bounds that the document sets to what is in it.
    #[cfg(feature = "validate")]
    fn rules(&self) -> &'static [Rule] {
        &[]
    }

    /// Whether the members in that map must not be shown.
    fn rest_is_secret(&self) -> bool {
        false
    }

    /// The same map, to read into.
    fn rest_mut(&mut self) -> Option<&mut dyn MapSlot> {
        None
    }
}

/// An enum of several models, found by what arrives.
pub trait Union {
    /// How to tell the members apart.
    fn table(&self) -> &'static UnionTable;

    /// Becomes the member of that position, empty, and lends it to be read into.
    fn select(&mut self, index: usize) -> Slot<'_>;

    /// Becomes the member that no one knows, as it arrived.
    fn keep(&mut self, value: serde_json::Value);

    /// The value of the member that it is.
    fn member(&self) -> Value<'_>;
}

/// Where a value is read into.
pub enum Slot<'a> {
    /// A truth value.
    Bool(&'a mut bool),
    /// An integer of some width.
    Integer(&'a mut dyn IntegerSlot),
    /// A floating point number.
    Float(&'a mut f64),
    /// A floating point number of single precision.
    Single(&'a mut f32),
    /// A number by its digits.
    Number(&'a mut dyn NumberSlot),
    /// The same, where it may be `null`.
    OptionalNumber(&'a mut dyn OptionSlot),
    /// A text.
    String(&'a mut String),
    /// Something that is written as a text: a date, an enum, bytes.
    Text(&'a mut dyn TextSlot),
    /// Anything.
    Json(&'a mut serde_json::Value),
    /// Something that takes anything: an enum of texts, numbers and truth values.
    Any(&'a mut dyn AnySlot),
    /// Something that may be `null`.
    Option(&'a mut dyn OptionSlot),
    /// A list.
    List(&'a mut dyn ListSlot),
    /// A map by text.
    Map(&'a mut dyn MapSlot),
    /// A struct.
    Record(&'a mut dyn Record),
    /// One of several.
    Union(&'a mut dyn Union),
}

/// An integer of any width.
pub trait IntegerSlot {
    /// Takes the value, or says what it can take.
    ///
    /// # Errors
    /// What was expected, when the value does not fit.
    fn set(&mut self, value: i128) -> Result<(), &'static str>;

    /// What it takes, in words.
    fn expected(&self) -> &'static str;
}

/// A number that is kept with all of its digits.
pub trait NumberSlot {
    /// Takes the digits of a number of JSON, or says what it can take.
    ///
    /// # Errors
    /// What was expected, when they are none.
    fn set(&mut self, digits: &str) -> Result<(), &'static str>;
}

/// A value that is written as a text.
pub trait TextSlot {
    /// Takes the text, or says what it can take.
    ///
    /// # Errors
    /// What was expected, when the text is not it.
    fn set(&mut self, text: &str) -> Result<(), &'static str>;

    /// Keeps a text that [`set`](Self::set) did not take, as it arrived. `false` if it cannot.
    fn keep(&mut self, text: &str) -> bool {
        let _ = text;
        false
    }

    /// What it takes, in words.
    fn expected(&self) -> &'static str {
        "a string"
    }
}

/// A value that takes any JSON.
pub trait AnySlot {
    /// Takes the value.
    fn set(&mut self, value: serde_json::Value);
}

/// A value that may be `null`.
pub trait OptionSlot {
    /// Takes a `null`.
    fn null(&mut self);

    /// Becomes what it is when nothing was read.
    fn clear(&mut self) {
        self.null();
    }

    /// Becomes some empty value, and lends it.
    fn insert(&mut self) -> Slot<'_>;
}

/// A list that is read into.
pub trait ListSlot {
    /// Forgets all items.
    fn clear(&mut self);

    /// Adds an empty item, and lends it.
    fn push(&mut self) -> Slot<'_>;

    /// The item at that position, empty: the next one, as items are read in their order.
    fn place(&mut self, index: usize) -> Slot<'_> {
        let _ = index;
        self.push()
    }

    /// How many items it must have.
    fn least(&self) -> usize {
        0
    }
}

/// A map that is read into.
pub trait MapSlot {
    /// Forgets all members.
    fn clear(&mut self);

    /// Adds an empty member, and lends it.
    fn insert(&mut self, key: String) -> Slot<'_>;
}

/// What is written.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Nothing: the field is left out.
    Absent,
    /// `null`
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Integer(i128),
    /// A floating point number.
    Float(f64),
    /// A floating point number of single precision.
    Single(f32),
    /// A number by its digits.
    Number(&'a str),
    /// A text.
    String(&'a str),
    /// Something that is written as a text.
    Text(&'a dyn fmt::Display),
    /// Anything.
    Json(&'a serde_json::Value),
    /// A list.
    List(&'a dyn List),
    /// A map by text.
    Map(&'a dyn Map),
    /// A struct.
    Record(&'a dyn Record),
}

/// A list that is written.
pub trait List {
    /// How many items it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at that position; absent past the end.
    fn item(&self, index: usize) -> Value<'_>;

    /// The tuple that it is, if the items have types by their position.
    fn record(&self) -> Option<&dyn Record> {
        None
    }
}

/// A map that is written.
pub trait Map {
    /// How many members it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls back for each member, in the map's order.
    fn each(&self, visit: &mut dyn FnMut(&str, Value<'_>));
}
