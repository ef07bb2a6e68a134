//! Tuples: structs that are lists on the wire. What reads and writes lists finds the fields by their position.

use super::{
    code::{Ident, code},
    rust_file::RustFile,
    structs,
};

/// The traits that a tuple has beside those of every struct.
pub(super) fn shims(name: &Ident, file: &mut RustFile) {
    file.item(code! {
        impl model::ListSlot for #name {
            #[inline]
            fn clear(&mut self) {
                model::tuple::clear(self);
            }
            #[inline]
            fn push(&mut self) -> model::Slot<'_> {
                model::tuple::place(self, usize::MAX)
            }
            #[inline]
            fn place(&mut self, index: usize) -> model::Slot<'_> {
                model::tuple::place(self, index)
            }
            #[inline]
            fn least(&self) -> usize {
                model::tuple::least(self)
            }
        }
    });
    file.item(code! {
        impl model::List for #name {
            #[inline]
            fn len(&self) -> usize {
                model::tuple::len(self)
            }
            #[inline]
            fn item(&self, index: usize) -> model::Value<'_> {
                model::tuple::item(self, index)
            }
            #[inline]
            fn record(&self) -> Option<&dyn model::Record> {
                Some(self)
            }
        }
    });
    // As a struct, so that the fields have their names, and the secret ones stay unseen.
    file.item(code! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&model::Value::Record(self), formatter)
            }
        }
    });
    structs::serde(name, file);
}
