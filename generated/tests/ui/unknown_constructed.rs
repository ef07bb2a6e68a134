//! What is unknown comes from the service, or from a text: `ChatMessageType::from("adaptiveCard")`.

use acs_sdk::models::ChatMessageType;

fn main() {
    let _ = ChatMessageType::Unknown("adaptiveCard".into());
}
