//! Pointers as JSONPath, for actions that somebody is to write.

use crate::document::{Node, Value, unescape};

/// A pointer as JSONPath (RFC 9535): what is a name after a dot, and anything else between brackets.
pub(crate) fn path_to(document: &Node, pointer: &str) -> String {
    let mut path = "$".to_owned();
    for (part, parent, _) in steps(document, pointer) {
        let key = unescape(part);
        let starts = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        if parent.is_some_and(|node| matches!(node.value, Value::Array(_))) {
            path.push_str(&format!("[{part}]"));
        } else if starts && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            path.push_str(&format!(".{key}"));
        } else {
            path.push_str(&format!("['{}']", escaped(&key)));
        }
    }
    path
}

/// The same, if what it leads to stands there in the text of the document, too, where an overlay finds it: nothing on the
/// way was moved, written out in place or taken from another file.
pub(crate) fn path_as_written(document: &Node, pointer: &str) -> Option<String> {
    let is_written = |(_, parent, node): (&str, Option<&Node>, Option<&Node>)| {
        let Some((outer, inner)) = parent.map(|node| node.span).zip(node.map(|node| node.span)) else { return false };
        outer.file == inner.file && outer != inner && outer.start <= inner.start && inner.end <= outer.end
    };
    steps(document, pointer).all(is_written).then(|| path_to(document, pointer))
}

/// The parts of a pointer, each with the node that it is looked up in and the one that is found.
fn steps<'a>(
    document: &'a Node,
    pointer: &'a str,
) -> impl Iterator<Item = (&'a str, Option<&'a Node>, Option<&'a Node>)> {
    let mut node = Some(document);
    pointer.split('/').skip(1).map(move |part| {
        let parent = node;
        node = parent.and_then(|parent| match parent.value {
            Value::Array(_) => parent.items().get(part.parse::<usize>().ok()?),
            _ => parent.get(&unescape(part)),
        });
        (part, parent, node)
    })
}

fn escaped(key: &str) -> String {
    let mut text = String::new();
    for letter in key.chars() {
        match letter {
            '\\' | '\'' => text.extend(['\\', letter]),
            letter if letter < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => text.push(letter),
        }
    }
    text
}
