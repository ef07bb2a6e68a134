//! A service may answer with more tomorrow.

use acs_sdk::models::SendChatMessageResult;

fn main() {
    let _ = SendChatMessageResult { id: "1".to_owned() };
}
