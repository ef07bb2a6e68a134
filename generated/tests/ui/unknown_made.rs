//! An unknown value with a known text would be neither.

use acs_sdk::{models::ChatMessageType, runtime::model::Unknown};

fn main() {
    let _ = ChatMessageType::Unknown(Unknown::new("text"));
}
