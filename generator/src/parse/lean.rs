//! What most schemas do not say.

use std::ops::Deref;

use openapiv3::{BooleanType, IntegerType, NumberType, StringType, VariantOrUnknownOrEmpty};

/// A value that is mostly the one that says nothing, and takes no room then.
#[derive(Debug)]
pub struct Lean<T>(Option<Box<T>>);

/// A type with a value that says nothing.
pub trait Silent: PartialEq + 'static {
    /// That value.
    const SILENT: &'static Self;
}

impl<T: Silent> From<T> for Lean<T> {
    fn from(value: T) -> Self {
        Self((value != *T::SILENT).then(|| Box::new(value)))
    }
}

impl<T: Silent> Deref for Lean<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::SILENT)
    }
}

impl<T: Silent> PartialEq for Lean<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Silent for StringType {
    const SILENT: &'static Self = &Self {
        format: VariantOrUnknownOrEmpty::Empty,
        pattern: None,
        enumeration: Vec::new(),
        min_length: None,
        max_length: None,
    };
}

impl Silent for NumberType {
    const SILENT: &'static Self = &Self {
        format: VariantOrUnknownOrEmpty::Empty,
        multiple_of: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        minimum: None,
        maximum: None,
        enumeration: Vec::new(),
    };
}

impl Silent for IntegerType {
    const SILENT: &'static Self = &Self {
        format: VariantOrUnknownOrEmpty::Empty,
        multiple_of: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        minimum: None,
        maximum: None,
        enumeration: Vec::new(),
    };
}

impl Silent for BooleanType {
    const SILENT: &'static Self = &Self { enumeration: Vec::new() };
}
