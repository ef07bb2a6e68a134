//! The constant half of a model: what its fields are called and how they behave.

use super::Xml;

/// The columns of a struct.
#[derive(Debug)]
pub struct Table {
    /// The struct's name, for `Debug`.
    pub name: &'static str,
    /// One for each field, in the order of the fields; constants come last.
    pub columns: &'static [Column],
}

impl Table {
    /// The position of a column. `hint` is where it probably is: services write members in a steady order, so the
    /// column after the last one found is nearly always right, and the next ones are when optional members are left
    /// out. Comparing begins with lengths and first letters, so that even a full round through a large struct is cheap.
    pub(crate) fn find(&self, name: &str, hint: usize) -> Option<usize> {
        let (length, first) = (name.len(), name.as_bytes().first());
        let is_it = |column: &Column| {
            column.name().len() == length && column.name().as_bytes().first() == first && column.name() == name
        };
        let (before, after) = self.columns.split_at(hint.min(self.columns.len()));
        match after.iter().position(is_it) {
            Some(index) => Some(before.len() + index),
            None => before.iter().position(is_it),
        }
    }
}

/// One field, as it is on the wire: its name there, and how it behaves.
///
/// ```text
/// Column("id", REQUIRED.read_only())
/// ```
///
/// That is a literal around constants, and no call for each column: every table of a crate is checked and evaluated
/// whenever the crate is compiled.
#[derive(Debug)]
pub struct Column(pub &'static str, pub Marks);

impl Column {
    /// Its name on the wire.
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.0
    }

    /// How it behaves.
    #[inline]
    pub const fn is(&self) -> &Marks {
        &self.1
    }
}

/// How a field behaves.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// Whether a value without it is malformed.
    pub required: bool,
    /// Whether it is written as `null` when there is nothing to write.
    pub null: bool,
    /// Whether only the service writes it: it is never sent.
    pub read_only: bool,
    /// Whether `Debug` and errors hide its value.
    pub secret: bool,
    /// The only value that it ever has; such a column has no field.
    pub constant: Option<Constant>,
    /// How it stands in XML, where that is not as an element of its own name.
    pub xml: Option<&'static Xml>,
}

/// A field that may be left out.
pub const OPTIONAL: Marks =
    Marks { required: false, null: false, read_only: false, secret: false, constant: None, xml: None };

/// A field that is always there.
pub const REQUIRED: Marks = Marks { required: true, ..OPTIONAL };

/// A value that a schema fixes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant {
    /// A text.
    String(&'static str),
    /// An integer of 64 bits, with or without a sign.
    Integer(i128),
    /// A truth value.
    Bool(bool),
}

impl Marks {
    /// The same, always with that value, and therefore no field.
    #[must_use]
    pub const fn constant(self, value: Constant) -> Self {
        Self { constant: Some(value), ..self }
    }

    /// The same, written as `null` when there is nothing to write.
    #[must_use]
    pub const fn nullable(self) -> Self {
        Self { null: true, ..self }
    }

    /// The same, which stands in XML in another way than as an element of its own name.
    #[must_use]
    pub const fn xml(self, xml: &'static Xml) -> Self {
        Self { xml: Some(xml), ..self }
    }

    /// The same, never sent.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// The same, never shown.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }
}

/// How to tell the members of a union apart.
#[derive(Debug)]
pub struct UnionTable {
    /// The union's name, for errors.
    pub name: &'static str,
    /// The property whose text names the member, if the document has a discriminator.
    pub tag: Option<&'static str>,
    /// The members, in the order of the document.
    pub members: &'static [Member],
}

/// What is known of one member of a union.
#[derive(Debug)]
pub struct Member {
    /// The texts of the union's tag that mean this member.
    pub tags: &'static [&'static str],
    /// The kinds of JSON value that it can be.
    pub kinds: Kinds,
    /// The properties without which it cannot be this member.
    pub required: &'static [&'static str],
    /// Properties that have only one value in this member.
    pub constants: &'static [(&'static str, Constant)],
}

/// A set of kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// `null`
    pub const NULL: Self = Self(1);
    /// `true` and `false`
    pub const BOOL: Self = Self(2);
    /// Numbers without a fraction.
    pub const INTEGER: Self = Self(4);
    /// All numbers.
    pub const NUMBER: Self = Self(8 | 4);
    /// Texts.
    pub const STRING: Self = Self(16);
    /// Lists.
    pub const ARRAY: Self = Self(32);
    /// Objects.
    pub const OBJECT: Self = Self(64);
    /// Every kind.
    pub const ANY: Self = Self(127);

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether something of that kind is of one of these kinds.
    pub(crate) const fn contains(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }

    /// The kind of a value.
    pub(crate) fn of(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::NULL,
            serde_json::Value::Bool(_) => Self::BOOL,
            // JSON has one kind of number: 5.0 is the integer 5.
            serde_json::Value::Number(number) if number.as_f64().is_some_and(|value| value.fract() != 0.0) => Self(8),
            serde_json::Value::Number(_) => Self::INTEGER,
            serde_json::Value::String(_) => Self::STRING,
            serde_json::Value::Array(_) => Self::ARRAY,
            serde_json::Value::Object(_) => Self::OBJECT,
        }
    }
}
