//! A thread to send to, and nothing to send.

use acs_sdk::operations::chat::SendChatMessage;

fn main() {
    let _ = SendChatMessage::new("19:a@thread.v2");
}
