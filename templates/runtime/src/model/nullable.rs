//! Absent, null and a value are three different things.

use super::{Field, OptionSlot, Slot, Value};

/// A field that may be left out, and may be `null` too.
///
/// In a merge patch (RFC 7396) the difference matters: an absent member is left as it is, a `null` member is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nullable<T> {
    /// The field is not there.
    #[default]
    Absent,
    /// The field is `null`.
    Null,
    /// The field has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if there is one.
    pub fn as_value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// What the value leads to, if there is one: a `&str` for a text.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_value().map(|value| &**value)
    }

    /// The value, or the type's default without one.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_value().unwrap_or_default()
    }

    /// Whether the field is there and `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the field is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` becomes `null`.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Field> Field for Nullable<T> {
    fn empty() -> Self {
        Self::Absent
    }

    fn slot(&mut self) -> Slot<'_> {
        if T::keeps_digits() { Slot::OptionalNumber(self) } else { Slot::Option(self) }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Absent => Value::Absent,
            Self::Null => Value::Null,
            Self::Value(value) => value.value(),
        }
    }
}

impl<T: Field> OptionSlot for Nullable<T> {
    fn null(&mut self) {
        *self = Self::Null;
    }

    fn clear(&mut self) {
        *self = Self::Absent;
    }

    fn insert(&mut self) -> Slot<'_> {
        *self = Self::Value(T::empty());
        match self {
            Self::Value(value) => value.slot(),
            // Just assigned above.
            Self::Absent | Self::Null => unreachable!(),
        }
    }
}
