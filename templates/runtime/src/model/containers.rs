//! Options, lists and maps of fields.

use std::collections::BTreeMap;

use super::{Field, List, ListSlot, Map, MapSlot, OptionSlot, Slot, Value};

impl<T: Field> Field for Option<T> {
    fn empty() -> Self {
        None
    }

    fn slot(&mut self) -> Slot<'_> {
        if T::keeps_digits() { Slot::OptionalNumber(self) } else { Slot::Option(self) }
    }

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Field::value)
    }
}

impl<T: Field> OptionSlot for Option<T> {
    /// Where any JSON may stand, `null` is such a value, and not the absence of one.
    fn null(&mut self) {
        let mut empty = T::empty();
        let is_value = matches!(empty.slot(), Slot::Json(_));
        *self = is_value.then_some(empty);
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn insert(&mut self) -> Slot<'_> {
        Option::insert(self, T::empty()).slot()
    }
}

impl<T: Field> Field for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }

    fn value(&self) -> Value<'_> {
        Value::List(self)
    }
}

impl<T: Field> ListSlot for Vec<T> {
    fn clear(&mut self) {
        Self::clear(self);
    }

    fn push(&mut self) -> Slot<'_> {
        let index = self.len();
        Self::push(self, T::empty());
        match self.get_mut(index) {
            Some(item) => item.slot(),
            // Just pushed.
            None => unreachable!(),
        }
    }
}

impl<T: Field> List for Vec<T> {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn item(&self, index: usize) -> Value<'_> {
        self.get(index).map_or(Value::Absent, Field::value)
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Map(self)
    }
}

impl<T: Field> MapSlot for BTreeMap<String, T> {
    fn clear(&mut self) {
        Self::clear(self);
    }

    fn insert(&mut self, key: String) -> Slot<'_> {
        let value = self.entry(key).or_insert_with(T::empty);
        *value = T::empty();
        value.slot()
    }
}

impl<T: Field> Map for BTreeMap<String, T> {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn each(&self, visit: &mut dyn FnMut(&str, Value<'_>)) {
        for (key, value) in self {
            visit(key, value.value());
        }
    }
}
