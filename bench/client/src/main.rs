//! What `cargo xtask bench client` runs: a service on loopback, and programs that call it, either through acs-sdk or with
//! reqwest and serde as one would by hand.
//!
//! They are processes of their own, so that what the service does is not counted with what a client does.

mod answers;
mod check;
mod given;
mod hand;
mod measure;
mod sdk;
mod service;

use std::error::Error;

/// What goes wrong in a benchmark ends it.
type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

const USAGE: &str = "usage: bench-client service
       bench-client check
       bench-client given
       bench-client <sdk|hand> <send-sms|list-messages> <address> <calls>";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["service"] => service::run(),
        ["check"] => check::check(),
        ["given"] => {
            println!("{}", given::json());
            Ok(())
        }
        ["sdk", call, address, calls] => measure::run(sdk::client(address)?, call.parse()?, calls.parse()?),
        ["hand", call, address, calls] => measure::run(hand::client(address)?, call.parse()?, calls.parse()?),
        _ => Err(USAGE.into()),
    }
}
