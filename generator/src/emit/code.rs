//! Emitted Rust in the making.
//!
//! A `Code` is a text that grows, with signs in it that say where lines begin and where they may; `layout` makes the text
//! of a file from it, once. It is made by the macro `code!` from templates of ours, and from values that are safe to
//! stand in Rust: checked names, numbers, texts as escaped literals, and doc comments. There is no other way in.

mod layout;
mod signs;
#[cfg(test)]
mod tests;

pub(super) use crategen_code::code;
pub(super) use layout::layout;

use std::{fmt, slice};

use smol_str::SmolStr;

use super::docs;
use crate::ir::{FieldName, ModuleName, TypeName};

/// Rust code, or a part of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    text: String,
}

impl Code {
    /// Nothing.
    pub(super) const fn new() -> Self {
        Self { text: String::new() }
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends what `code!` has of a template: never a text that was not known when this was compiled.
    pub(super) fn text(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// Appends other code.
    pub(super) fn push(&mut self, code: &Code) {
        self.text.push_str(&code.text);
    }

    /// Appends an item, with a blank line between it and what is before it.
    pub(super) fn push_item(&mut self, item: &Code) {
        if !self.is_empty() {
            self.text.push(char::from(signs::BLANK));
        }
        self.push(item);
    }

    /// Appends a line of documentation.
    pub(super) fn push_docs(&mut self, line: &str) {
        self.text.push_str("///");
        let line = line.trim_end_matches(' ');
        if !line.is_empty() {
            self.text.push(' ');
            match docs::is_plain(line) {
                true => self.text.push_str(line),
                false => self.text.extend(line.chars().filter(|letter| docs::is_shown(*letter))),
            }
        }
        self.text.push(char::from(signs::LINE));
    }

    /// The name of a type that the file imports where the code has it.
    pub(super) fn imported(name: &Ident) -> Self {
        let mut text = String::with_capacity(name.text.len() + 1);
        text.push(char::from(signs::PATH));
        text.push_str(&name.text);
        Self { text }
    }

    /// The code on one line, for texts that have a type in them.
    pub(super) fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.text.len());
        for letter in self.text.chars() {
            match u8::try_from(letter) {
                Ok(signs::GAP | signs::SPLIT | signs::WRAP | signs::LINE) => plain.push(' '),
                Ok(sign) if sign < b' ' => {}
                _ => plain.push(letter),
            }
        }
        plain
    }

    /// Whether it is just that name.
    pub(super) fn is(&self, name: &Ident) -> bool {
        self.text == name.text
    }
}

/// An identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ident {
    text: String,
}

impl Ident {
    /// A name that is ours.
    pub(super) fn new(name: &'static str) -> Self {
        Self { text: name.to_owned() }
    }

    /// A name that was checked.
    pub(super) fn checked(name: &(impl Checked + ?Sized)) -> Self {
        Self { text: name.checked().to_owned() }
    }

    /// Its text.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// Names that can be made only through checks.
pub(super) trait Checked {
    /// The name as Rust has it.
    fn checked(&self) -> &str;
}

macro_rules! checked {
    ($($name:ty)*) => {
        $(
            impl Checked for $name {
                fn checked(&self) -> &str {
                    self.as_str()
                }
            }
        )*
    };
}

checked! { TypeName FieldName ModuleName }

/// What has a form in Rust.
pub(super) trait ToCode {
    /// Appends that form.
    fn to_code(&self, code: &mut Code);
}

impl<T: ToCode + ?Sized> ToCode for &T {
    fn to_code(&self, code: &mut Code) {
        (**self).to_code(code);
    }
}

impl<T: ToCode> ToCode for Option<T> {
    fn to_code(&self, code: &mut Code) {
        if let Some(value) = self {
            value.to_code(code);
        }
    }
}

impl ToCode for Code {
    fn to_code(&self, code: &mut Code) {
        code.push(self);
    }
}

impl ToCode for Ident {
    fn to_code(&self, code: &mut Code) {
        code.text.push_str(&self.text);
    }
}

/// As a literal.
impl ToCode for str {
    fn to_code(&self, code: &mut Code) {
        let text = &mut code.text;
        text.push('"');
        match docs::is_plain(self) && !self.contains(['"', '\\']) {
            true => text.push_str(self),
            false => {
                let mut letters = self.chars().peekable();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\'' => text.push(letter),
                        '\0' if letters.peek().is_some_and(char::is_ascii_digit) => text.push_str("\\x00"),
                        _ => text.extend(letter.escape_debug()),
                    }
                }
            }
        }
        text.push('"');
    }
}

impl ToCode for String {
    fn to_code(&self, code: &mut Code) {
        self.as_str().to_code(code);
    }
}

impl ToCode for SmolStr {
    fn to_code(&self, code: &mut Code) {
        self.as_str().to_code(code);
    }
}

impl ToCode for bool {
    fn to_code(&self, code: &mut Code) {
        code.text(if *self { "true" } else { "false" });
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(
            /// As a literal without a suffix.
            impl ToCode for $number {
                fn to_code(&self, code: &mut Code) {
                    code.text.push_str(&self.to_string());
                }
            }
        )*
    };
}

numbers! { u8 u16 usize i128 }

/// A number that says its type.
pub(super) enum Suffixed {
    I64(i64),
    U64(u64),
}

/// As a literal with a suffix.
impl ToCode for Suffixed {
    fn to_code(&self, code: &mut Code) {
        let number = match self {
            Self::I64(number) => format!("{number}i64"),
            Self::U64(number) => format!("{number}u64"),
        };
        code.text.push_str(&number);
    }
}

/// As a literal without a suffix. A number that is not finite has none, and was left out before.
impl ToCode for f64 {
    fn to_code(&self, code: &mut Code) {
        let number = if self.is_finite() { self.to_string() } else { "0".to_owned() };
        code.text.push_str(&number);
        if !number.contains('.') {
            code.text.push_str(".0");
        }
    }
}

/// What a repetition of `code!` walks: an iterator.
pub(super) trait Each: Iterator + Sized {
    /// The iterator.
    fn each(self) -> Self {
        self
    }
}

impl<T: Iterator> Each for T {}

/// What a repetition of `code!` walks: what is in a list.
pub(super) trait EachOf<T> {
    /// Its items.
    fn each(&self) -> slice::Iter<'_, T>;
}

impl<T> EachOf<T> for [T] {
    fn each(&self) -> slice::Iter<'_, T> {
        self.iter()
    }
}

/// A repetition: values that are walked in step, what stands between, and what is repeated. For `code!`.
macro_rules! each {
    ([$($name:ident)+] {$($between:tt)*} {$($body:tt)*}) => {{
        #[allow(unused_imports)]
        use $crate::emit::code::{Each as _, EachOf as _};
        $(let mut $name = $name.each();)+
        let mut is_first = true;
        while let ($(Some($name),)+) = ($($name.next(),)+) {
            if !std::mem::take(&mut is_first) { $($between)* }
            $($body)*
        }
    }};
}
pub(super) use each;
