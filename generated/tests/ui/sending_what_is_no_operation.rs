//! A body is not an operation.

use acs_sdk::{Client, models::SendChatMessageRequest};

fn send(client: &Client) {
    let _ = client.send(SendChatMessageRequest::new("hello"));
}

fn main() {
    let _ = send;
}
