//! Documentation as doc comments.

use super::code::{Code, code};
use crate::diagnostics::written;
use crate::ir::{Docs, PartPointer};

/// Doc comments of these lines.
pub(super) fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Code {
    let mut code = Code::new();
    lines.into_iter().for_each(|line| code.push_docs(line));
    code
}

/// Doc comments of what the document says, or of a sentence of ours where it says nothing.
pub(super) fn or(docs: &Docs, otherwise: &str) -> Code {
    match docs.is_empty() {
        true => lines([otherwise]),
        false => lines(docs.lines()),
    }
}

/// Doc comments of what the document says, or of a sentence of ours, and where it says so.
pub(super) fn with_pointer(docs: &Docs, otherwise: &str, pointer: &str) -> Code {
    let docs = or(docs, otherwise);
    let place = place(pointer);
    code!(#docs #place)
}

/// The same for a part of a whole: where it stands is only said if that is not inside of where the whole does.
pub(super) fn of_part(docs: &Docs, otherwise: &str, pointer: &PartPointer) -> Code {
    let docs = or(docs, otherwise);
    let place = place_of_part(pointer);
    code!(#docs #place)
}

/// The end of a doc comment: where in the document that stands; nothing for what stands nowhere.
pub(super) fn place(pointer: &str) -> Code {
    match pointer.is_empty() {
        true => Code::new(),
        false => lines(["", code(&written(pointer)).as_str()]),
    }
}

/// The same for a part of a whole, if it is not inside of that.
pub(super) fn place_of_part(pointer: &PartPointer) -> Code {
    match pointer {
        PartPointer::Inside(_) => Code::new(),
        PartPointer::Elsewhere(pointer) => place(pointer),
    }
}

/// A text as inline code.
pub(super) fn code(text: &str) -> String {
    if is_plain(text) && !text.contains('`') {
        return format!("`{text}`");
    }
    let text: String =
        text.chars().map(|letter| if !is_shown(letter) || letter == '`' { '_' } else { letter }).collect();
    format!("`{text}`")
}

/// Whether all of a text is plain ASCII that shows, which is what most texts are.
pub(super) fn is_plain(text: &str) -> bool {
    // Without a way out of the loop, which makes it one that looks at many bytes at once.
    text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~'))
}

/// Whether a character shows, and leaves those around it where they are.
pub(super) fn is_shown(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `#[deprecated]`, or nothing.
pub(super) fn deprecated(deprecated: bool) -> Code {
    match deprecated {
        true => code!(#[deprecated]),
        false => Code::new(),
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
