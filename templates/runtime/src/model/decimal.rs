//! Numbers of which every digit counts: amounts of money, measurements.
//!
//! A floating point number has no `0.1`, no difference between `1.5` and `1.50`, and no more than some 16 digits. This
//! keeps what is written, and leaves it to the user's own library of decimals to calculate.

use std::{fmt, str::FromStr};

use super::{Field, InvalidText, NumberSlot, Slot, Value};

const EXPECTED: &str = "a number";

/// A number with all of its digits, as JSON writes it.
///
/// It is made from an integer, by [`TryFrom`] from a floating point number, or by [`str::parse`]. Two are equal when
/// they are written alike: `1.5` and `1.50` are not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The digits as they are on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The floating point number that is nearest.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(0.0)
    }
}

/// Whether a text is a number as JSON writes it (RFC 8259, section 6).
fn is_number(text: &str) -> bool {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    all_digits(whole) && (whole.len() == 1 || !whole.starts_with('0')) && all_digits(fraction) && all_digits(exponent)
}

impl FromStr for Decimal {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        if is_number(text) { Ok(Self(text.into())) } else { Err(InvalidText { expected: EXPECTED }) }
    }
}

/// The shortest digits that mean the same; NaN and infinity have none.
impl TryFrom<f64> for Decimal {
    type Error = InvalidText;

    fn try_from(value: f64) -> Result<Self, InvalidText> {
        value.to_string().parse()
    }
}

macro_rules! from_integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Decimal {
            fn from(value: $ty) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}

from_integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 }

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Field for Decimal {
    fn empty() -> Self {
        Self("0".into())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Number(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Number(&self.0)
    }

    fn keeps_digits() -> bool {
        true
    }
}

impl NumberSlot for Decimal {
    fn set(&mut self, digits: &str) -> Result<(), &'static str> {
        *self = digits.parse().map_err(|_| EXPECTED)?;
        Ok(())
    }
}
