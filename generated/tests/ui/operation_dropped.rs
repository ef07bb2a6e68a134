//! An operation that nobody sends does nothing, and neither does a setter whose result is dropped.

#![deny(unused_must_use)]

use acs_sdk::operations::chat::ListChatThreads;

fn main() {
    let list = ListChatThreads::new();
    list.max_page_size(10);
}
