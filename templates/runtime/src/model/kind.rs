//! The kinds of emitted types: structs, tuples, enums of texts and unions.
//!
//! Each body that is emitted for a type costs time and memory whenever the crate is compiled. So a type says of what kind
//! it is and brings what only it can know, in one of the traits [`Struct`], [`TextEnum`] and [`OneOf`]; all else that makes
//! it a [`Field`] is written here, once for its kind.

#[cfg(feature = "validate")]
use super::Rule;
use super::{Field, List, ListSlot, MapSlot, Record, Slot, Table, TextSlot, Union, UnionTable, Value};

/// A type of some kind, which thereby is a [`Field`].
pub trait Model: Sized {
    /// The kind.
    type Kind: Kind<Self>;
}

/// How the types of a kind stand in fields.
pub trait Kind<T> {
    /// See [`Field::empty`].
    fn empty() -> T;

    /// See [`Field::slot`].
    fn slot(model: &mut T) -> Slot<'_>;

    /// See [`Field::value`].
    fn value(model: &T) -> Value<'_>;

    /// See [`Field::keeps_digits`].
    fn keeps_digits() -> bool {
        false
    }
}

impl<T: Model> Field for T {
    #[inline]
    fn empty() -> Self {
        T::Kind::empty()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        T::Kind::slot(self)
    }

    #[inline]
    fn value(&self) -> Value<'_> {
        T::Kind::value(self)
    }

    #[inline]
    fn keeps_digits() -> bool {
        T::Kind::keeps_digits()
    }
}

/// The kind of [structs](Struct) that are objects on the wire.
#[derive(Debug)]
pub enum AsObject {}

/// The kind of [structs](Struct) that are lists on the wire.
#[derive(Debug)]
pub enum AsTuple {}

/// The kind of [enums of texts](TextEnum).
#[derive(Debug)]
pub enum AsText {}

/// The kind of [unions](OneOf).
#[derive(Debug)]
pub enum AsUnion {}

/// The kind of boxes, which are what is in them.
#[derive(Debug)]
pub enum AsContent {}

/// What only a struct knows of itself: it is a [`Record`] by that.
pub trait Struct {
    /// The columns, in the order of the fields.
    const TABLE: &'static Table;

    /// See [`Field::empty`].
    fn empty() -> Self;

    /// See [`Record::field`].
    fn field(&self, index: usize) -> &dyn Field {
        let _ = index;
        &()
    }

    /// See [`Record::field_mut`].
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        let _ = index;
        // Nothing has no size: this allocates nothing and loses nothing.
        Box::leak(Box::new(()))
    }

    /// See [`Record::rest`].
    fn rest(&self) -> Option<&dyn Field> {
        None
    }

    /// See [`Record::rules`].
    #[cfg(feature = "validate")]
    fn rules(&self) -> &'static [Rule] {
        &[]
    }

    /// See [`Record::rest_is_secret`].
    fn rest_is_secret(&self) -> bool {
        false
    }

    /// See [`Record::rest_mut`].
    fn rest_mut(&mut self) -> Option<&mut dyn MapSlot> {
        None
    }
}

impl<T: Struct> Record for T {
    #[inline]
    fn table(&self) -> &'static Table {
        T::TABLE
    }

    #[inline]
    fn field(&self, index: usize) -> &dyn Field {
        Struct::field(self, index)
    }

    #[inline]
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        Struct::field_mut(self, index)
    }

    #[inline]
    fn rest(&self) -> Option<&dyn Field> {
        Struct::rest(self)
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn rules(&self) -> &'static [Rule] {
        Struct::rules(self)
    }

    #[inline]
    fn rest_is_secret(&self) -> bool {
        Struct::rest_is_secret(self)
    }

    #[inline]
    fn rest_mut(&mut self) -> Option<&mut dyn MapSlot> {
        Struct::rest_mut(self)
    }
}

impl<T: Struct> Kind<T> for AsObject {
    #[inline]
    fn empty() -> T {
        Struct::empty()
    }

    #[inline]
    fn slot(model: &mut T) -> Slot<'_> {
        Slot::Record(model)
    }

    #[inline]
    fn value(model: &T) -> Value<'_> {
        Value::Record(model)
    }
}

impl<T: Struct + ListSlot + List> Kind<T> for AsTuple {
    #[inline]
    fn empty() -> T {
        Struct::empty()
    }

    #[inline]
    fn slot(model: &mut T) -> Slot<'_> {
        Slot::List(model)
    }

    #[inline]
    fn value(model: &T) -> Value<'_> {
        Value::List(model)
    }
}

/// What only an enum of texts knows of itself: it is a [`TextSlot`] by that.
pub trait TextEnum: for<'a> From<&'a str> {
    /// The text on the wire.
    fn text(&self) -> &str;
}

impl<T: TextEnum> TextSlot for T {
    #[inline]
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        *self = Self::from(text);
        Ok(())
    }
}

impl<T: TextEnum> Kind<T> for AsText {
    #[inline]
    fn empty() -> T {
        T::from("")
    }

    #[inline]
    fn slot(model: &mut T) -> Slot<'_> {
        Slot::Text(model)
    }

    #[inline]
    fn value(model: &T) -> Value<'_> {
        Value::String(model.text())
    }
}

/// What only a union knows of itself: it is a [`Union`] by that.
pub trait OneOf: Sized {
    /// How to tell the members apart.
    const TABLE: &'static UnionTable;

    /// The member of that position, empty; past the end, the one that no one knows.
    fn empty(index: usize) -> Self;

    /// The place to read the member into that it is.
    fn member_mut(&mut self) -> Slot<'_>;

    /// See [`Union::member`].
    fn member(&self) -> Value<'_>;
}

impl<T: OneOf> Union for T {
    #[inline]
    fn table(&self) -> &'static UnionTable {
        T::TABLE
    }

    #[inline]
    fn select(&mut self, index: usize) -> Slot<'_> {
        *self = T::empty(index);
        self.member_mut()
    }

    #[inline]
    fn keep(&mut self, value: serde_json::Value) {
        if let Slot::Json(place) = Union::select(self, usize::MAX) {
            *place = value;
        }
    }

    #[inline]
    fn member(&self) -> Value<'_> {
        OneOf::member(self)
    }
}

impl<T: OneOf> Kind<T> for AsUnion {
    #[inline]
    fn empty() -> T {
        T::empty(usize::MAX)
    }

    #[inline]
    fn slot(model: &mut T) -> Slot<'_> {
        Slot::Union(model)
    }

    #[inline]
    fn value(model: &T) -> Value<'_> {
        OneOf::member(model)
    }
}

// Not a field by itself: to the compiler, a box of another crate's model could be a model, too.
impl<T: Field> Model for Box<T> {
    type Kind = AsContent;
}

impl<T: Field> Kind<Box<T>> for AsContent {
    #[inline]
    fn empty() -> Box<T> {
        Box::new(T::empty())
    }

    #[inline]
    fn slot(model: &mut Box<T>) -> Slot<'_> {
        T::slot(model)
    }

    #[inline]
    fn value(model: &Box<T>) -> Value<'_> {
        T::value(model)
    }

    #[inline]
    fn keeps_digits() -> bool {
        T::keeps_digits()
    }
}
