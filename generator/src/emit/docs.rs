//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

/// Doc comments of these lines.
pub(super) fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let lines = lines.into_iter().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// Doc comments of what the document says, or of a sentence of ours where it says nothing.
pub(super) fn or(docs: &Docs, otherwise: &str) -> TokenStream {
    match docs.is_empty() {
        true => lines([otherwise]),
        false => lines(docs.lines.iter().map(String::as_str)),
    }
}

/// Doc comments of what the document says, or of a sentence of ours, and where it says so.
pub(super) fn with_pointer(docs: &Docs, otherwise: &str, pointer: &str) -> TokenStream {
    let docs = or(docs, otherwise);
    let pointer = code(pointer);
    let place = lines(["", pointer.as_str()]);
    quote!(#docs #place)
}

/// A text as inline code.
pub(super) fn code(text: &str) -> String {
    let text: String =
        text.chars().map(|letter| if !is_shown(letter) || letter == '`' { '_' } else { letter }).collect();
    format!("`{text}`")
}

/// Whether a character shows, and leaves those around it where they are.
pub(super) fn is_shown(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `#[deprecated]`, or nothing.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    match deprecated {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}

/// The words of a name in snake or camel case: `created_on` is `created on`.
pub(super) fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.trim_matches('_').chars() {
        match letter {
            '_' => words.push(' '),
            letter if letter.is_ascii_uppercase() && !words.is_empty() && !words.ends_with(' ') => {
                words.push(' ');
                words.push(letter.to_ascii_lowercase());
            }
            letter => words.push(letter.to_ascii_lowercase()),
        }
    }
    words
}
