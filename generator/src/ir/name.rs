//! Names that are valid Rust, each kind a type of its own.
//!
//! They can be made only through checks, so that no text of a document reaches the emitted code unchecked.

use std::fmt;

use smol_str::SmolStr;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $accepts:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(SmolStr);

        impl $name {
            /// The name, if it is one.
            pub fn new(text: &str) -> Option<Self> {
                let accepts: fn(char) -> bool = $accepts;
                let starts = text.chars().next().is_some_and(|first| !first.is_ascii_digit());
                let raw = text.strip_prefix("r#").unwrap_or(text);
                (starts && raw != "_" && raw.chars().all(accepts)).then(|| Self(text.into()))
            }

            /// Its text; a keyword has `r#` in front.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Its text without `r#`, for file names and messages.
            pub fn plain(&self) -> &str {
                self.0.strip_prefix("r#").unwrap_or(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

name! {
    /// The name of a type or a variant, in upper camel case: `ChatMessage`.
    TypeName, |letter| letter.is_ascii_alphanumeric() || letter == '_'
}

name! {
    /// The name of a field, an argument or a method, in snake case: `created_on`, `r#type`.
    FieldName, |letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

name! {
    /// The name of a module and its file, in snake case: `chat_message`.
    ModuleName, |letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}
