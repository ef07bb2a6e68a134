//! `const` is an `enum` of one value, marked so that a literal is told from an enumeration that has one member so far.

use crate::document::Node;

/// Turns `const: v` into `enum: [v]` and `x-oas31-const: true`.
pub(super) fn become_enums(schema: &mut Node) {
    if let Some(value) = schema.remove("const") {
        let span = value.span;
        schema.set("enum", Node::array(vec![value], span));
        schema.set("x-oas31-const", Node::bool(true, span));
    }
}
