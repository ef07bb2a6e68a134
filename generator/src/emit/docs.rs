//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::written;
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
    let place = place(pointer);
    quote!(#docs #place)
}

/// The same for a part of what was made from `whole`: where it stands is only said if that is not inside of it.
pub(super) fn of_part(docs: &Docs, otherwise: &str, pointer: &str, whole: &str) -> TokenStream {
    let docs = or(docs, otherwise);
    let place = place_of_part(pointer, whole);
    quote!(#docs #place)
}

/// The end of a doc comment: where in the document that stands; nothing for what stands nowhere.
pub(super) fn place(pointer: &str) -> TokenStream {
    match pointer.is_empty() {
        true => TokenStream::new(),
        false => lines(["", code(&written(pointer)).as_str()]),
    }
}

/// The same for a part of what was made from `whole`, if it is not inside of that.
pub(super) fn place_of_part(pointer: &str, whole: &str) -> TokenStream {
    let is_inside = pointer.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_inside { TokenStream::new() } else { place(pointer) }
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
