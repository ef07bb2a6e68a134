//! A call that nobody awaits is not sent.

#![deny(unused_must_use)]

use acs_sdk::{Client, operations::chat::DeleteChatThread};

fn delete(client: &Client) {
    client.send(DeleteChatThread::new("19:a@thread.v2"));
}

fn main() {
    let _ = delete;
}
