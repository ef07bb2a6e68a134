//! Following a reference within the tree: from its text to a pointer, from a pointer to a node, and to the kind of object
//! that the table says stands there.
//!
//! Knows one document only; references to other files and URLs are not local, and it says so.

use super::{CARRIED, Kind, Shape, TUPLE, field};
use crate::document::{Node, Pointer, unescape};

/// The pointer that a reference into the same document means; none if it leads elsewhere or is no pointer.
pub(crate) fn local_pointer(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    let pointer = percent_decode(fragment);
    (pointer.is_empty() || pointer.starts_with('/')).then_some(pointer)
}

/// The node that a pointer leads to and the pointer by which it is found now: keywords that normalization has renamed
/// are found under their old names too.
pub(crate) fn follow<'a>(document: &'a Node, pointer: &str) -> Option<(&'a Node, Pointer)> {
    let mut node = document;
    let mut found = Pointer::root();
    let mut in_tuple = false;
    for part in pointer.split('/').skip(1) {
        let was_in_tuple = std::mem::replace(&mut in_tuple, node.get(TUPLE).is_some());
        let key = match unescape(part) {
            // The positions of a tuple are its properties now, in their order.
            key if in_tuple && key == "prefixItems" => "properties".into(),
            key if in_tuple && (key == "items" || key == "additionalItems") => "additionalProperties".into(),
            key => key,
        };
        if let Some(index) = part.parse::<usize>().ok().filter(|_| was_in_tuple) {
            let entry = node.entries().get(index)?;
            node = &entry.node;
            found.enter(&entry.key);
        } else if let Some(index) = part.parse::<usize>().ok().filter(|_| !node.is_object()) {
            node = node.items().get(index)?;
            found.enter_index(index);
        } else if let Some(child) = node.get(&key) {
            node = child;
            found.enter(&key);
        } else {
            let carried = format!("{CARRIED}{key}");
            node = node.get(&carried)?;
            found.enter(&carried);
        }
    }
    Some((node, found))
}

/// What the table expects at a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// An object of that kind.
    Object(Kind),
    /// Something, but no object of a kind: a list, a section, a text.
    Other,
    /// Nothing: the pointer leads below an unknown keyword, an extension or an example.
    Nothing,
}

/// What the table expects at a pointer.
pub(crate) fn expected_at(pointer: &str) -> Expected {
    let mut shape = Shape::One(Kind::Document);
    for part in pointer.split('/').skip(1) {
        shape = match shape {
            Shape::One(kind) | Shape::FlagOr(kind) => match field(kind, &unescape(part)) {
                Some(field) => field.shape,
                None => return Expected::Nothing,
            },
            Shape::List(kind) | Shape::Map(kind) => Shape::One(kind),
            _ => return Expected::Nothing,
        };
    }
    match shape {
        Shape::One(kind) | Shape::FlagOr(kind) => Expected::Object(kind),
        Shape::Any => Expected::Nothing,
        _ => Expected::Other,
    }
}

/// The text with `%41` and the like undone; what is not valid UTF-8 or not an escape stays as it is.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => hexadecimal(*high).zip(hexadecimal(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_found_behind_percent_signs() {
        assert_eq!(local_pointer("#/paths/~1a~1%7Bid%7D"), Some("/paths/~1a~1{id}".to_owned()));
        assert_eq!(local_pointer("#/a%zz%"), Some("/a%zz%".to_owned()));
        assert_eq!(local_pointer("other.yaml#/a"), None);
        assert_eq!(local_pointer("#anchor"), None);
    }

    #[test]
    fn the_table_knows_what_a_pointer_leads_to() {
        let at = expected_at;
        assert_eq!(at("/components/schemas/Pet/properties/name"), Expected::Object(Kind::Schema));
        assert_eq!(at("/paths/~1a/get/responses/200"), Expected::Object(Kind::Response));
        assert_eq!(at("/components/schemas/Pet/x-oas31-prefixItems/0"), Expected::Object(Kind::Schema));
        assert_eq!(at("/components/schemas"), Expected::Other);
        assert_eq!(at("/info/title"), Expected::Other);
        assert_eq!(at("/components/schemas/Pet/example/a"), Expected::Nothing);
        assert_eq!(at("/definitions/Pet"), Expected::Nothing);
    }
}
