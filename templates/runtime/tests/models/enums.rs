//! Enums of which some values are known.

use crategen_runtime::model;

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
