//! Where the things that pointers lead to are written, for many pointers into one tree.

use std::collections::HashMap;

use super::{Node, Span, Value, unescape};

/// The places of a tree. What was looked up once is not searched again: a tree has thousands of schemas side by side.
pub struct Places<'a> {
    root: &'a Node,
    known: HashMap<String, Found<'a>>,
}

/// How far along a pointer the tree goes.
#[derive(Clone, Copy)]
struct Found<'a> {
    /// The node that it leads to, if it is there.
    node: Option<&'a Node>,
    /// Where that is written, or else the last node on the way.
    span: Span,
}

impl<'a> Places<'a> {
    /// The places of a tree.
    pub fn new(root: &'a Node) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// Where the innermost node on the way along a pointer stands that exists: its name, if it has one that is written in
    /// the same file.
    pub fn of(&mut self, pointer: &str) -> Span {
        self.find(pointer).span
    }

    /// Pointers that are asked for are about as deep as documents, and that has a limit.
    fn find(&mut self, pointer: &str) -> Found<'a> {
        if let Some(found) = self.known.get(pointer) {
            return *found;
        }
        let Some((parent, part)) = pointer.rsplit_once('/') else {
            return Found { node: Some(self.root), span: self.root.span };
        };
        let before = self.find(parent);
        let found = match before.node.and_then(|node| step(node, part)) {
            Some((node, span)) => Found { node: Some(node), span },
            None => Found { node: None, ..before },
        };
        self.known.insert(pointer.to_owned(), found);
        found
    }
}

fn step<'a>(node: &'a Node, part: &str) -> Option<(&'a Node, Span)> {
    if let Value::Array(items) = &node.value {
        let item = items.get(part.parse::<usize>().ok()?)?;
        return Some((item, item.span));
    }
    let entry = node.entry(&unescape(part))?;
    let is_named = entry.key_span.file == entry.node.span.file && entry.key_span.start < entry.key_span.end;
    Some((&entry.node, if is_named { entry.key_span } else { entry.node.span }))
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::diagnostics::Diagnostics;
    use crate::document::{Source, Sources, read};

    #[test]
    fn a_member_is_where_its_name_is_and_what_is_missing_where_it_would_be() {
        let mut sources = Sources::default();
        let text = "paths:\n  /a~b:\n    - first\n    - {deep: 1}\n".to_owned();
        let file = sources.add(Source { name: "a.yaml".to_owned(), text });
        let node = read(&sources, file, &mut Diagnostics::default()).unwrap();
        let mut places = Places::new(&node);
        let mut at = |pointer: &str| sources.line_column(file, places.of(pointer).start);
        assert_eq!(at("/paths/~1a~0b"), (2, 3));
        assert_eq!(at("/paths/~1a~0b/0"), (3, 7));
        assert_eq!(at("/paths/~1a~0b/1/deep"), (4, 8));
        assert_eq!(at("/paths/~1a~0b/1/deep/deeper"), (4, 8));
        assert_eq!(at("/paths/nowhere/~1a~0b"), (1, 1));
        assert_eq!(at(""), (1, 1));
    }
}
