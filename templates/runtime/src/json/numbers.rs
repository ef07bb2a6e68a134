//! Numbers of which the text counts, and those that come as an object.

use serde::de::{Error as _, MapAccess, Visitor as _};

use super::super::model::Slot;
use super::{
    decode::{Place, found, mismatch},
    trace::{Quoted, Trace},
};

/// The name by which serde_json is asked for the text of a value. Other formats take no notice of it.
pub(super) const RAW: &str = "$serde_json::private::RawValue";

/// What serde_json makes of all numbers in a program in which any crate asks it for `arbitrary_precision`.
pub(super) const ANY_NUMBER: &str = "$serde_json::private::Number";

impl<'de> Place<'_, '_> {
    /// Reads a number by its digits: the text of a value, as serde_json gives it, or a number that comes as an object.
    pub(super) fn number<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        if members.next_key::<String>()?.is_none_or(|key| key != RAW && key != ANY_NUMBER) {
            return Err(self.trace.fail(mismatch(&self.slot, &"an object")));
        }
        let text = members.next_value::<String>()?;
        match text.bytes().next() {
            Some(b'n') => self.visit_unit(),
            Some(b't' | b'f') => self.visit_bool(text == "true"),
            Some(b'"') => {
                let text: String = serde_json::from_str(&text).map_err(A::Error::custom)?;
                self.visit_str(&text)
            }
            Some(b'{') => Err(self.trace.fail(mismatch(&self.slot, &"an object"))),
            Some(b'[') => Err(self.trace.fail(mismatch(&self.slot, &"an array"))),
            _ => match self.slot.present() {
                Slot::Number(slot) => {
                    slot.set(&text).map_err(|expected| self.trace.fail(found(expected, &Quoted(&text))))
                }
                slot => Err(self.trace.fail(mismatch(&slot, &Quoted(&text)))),
            },
        }
    }
}

/// Reads a number that comes as an object.
pub(super) fn read_number<'de, A: MapAccess<'de>>(
    slot: Slot<'_>,
    mut members: A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    if members.next_key::<String>()?.as_deref() != Some(ANY_NUMBER) {
        return Err(trace.fail(mismatch(&slot, &"an object")));
    }
    let text = members.next_value::<String>()?;
    let place = Place { slot, trace };
    match (text.parse::<i128>(), text.parse::<f64>()) {
        (Ok(value), _) => place.visit_i128(value),
        (_, Ok(value)) if value.is_finite() => place.visit_f64(value),
        _ => Err(trace.fail(mismatch(&place.slot, &Quoted(&text)))),
    }
}
