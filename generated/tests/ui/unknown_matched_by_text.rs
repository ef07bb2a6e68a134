//! A value that the crate learns later must not change what this means.

use acs_sdk::models::ChatMessageType;

fn is_card(kind: &ChatMessageType) -> bool {
    matches!(kind, ChatMessageType::Unknown("adaptiveCard"))
}

fn main() {
    let _ = is_card(&ChatMessageType::Text);
}
