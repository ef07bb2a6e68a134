//! Nothing that a server sends is deeper than the stack.

mod models;

use std::iter;

use crategen_runtime::json;
use models::{Everything, Shape, Tree};

/// Values in each other, as deep as they may be, in a text in which there are such again, and so on.
fn nested(levels: usize) -> String {
    let mut text = "{}".to_owned();
    for _ in 0..levels {
        let (begin, end) = ("{\"child\":".repeat(120), "}".repeat(120));
        let inner = serde_json::to_string(&format!("{begin}{text}{end}")).unwrap();
        text = format!("{{\"$serde_json::private::RawValue\":{inner}}}");
    }
    text
}

#[test]
fn texts_in_texts_are_not_values_in_values() {
    let text = nested(12);
    for name in ["child", "any", "more"] {
        let text = format!("{{\"note\":null,\"{name}\":{text}}}");
        let read = json::decode::<Tree>(text.as_bytes()).map(|tree| json::encode(&tree).len());
        assert!(read.is_ok_and(|length| length <= text.len()));
        let _ = json::decode::<Everything>(text.as_bytes());
        let _ = json::decode::<Shape>(text.as_bytes());
        // What is no UTF-8 is read by another reader.
        let broken: Vec<u8> = text.bytes().chain(iter::once(0xff)).collect();
        let _ = json::decode::<Tree>(&broken);
    }
}
