//! A text has to say something.

use acs_sdk::models::{SendMessageRequest, SmsRecipient};

fn main() {
    let _ = SendMessageRequest::new("+18335550100", [SmsRecipient::new("+14255550123")]);
}
