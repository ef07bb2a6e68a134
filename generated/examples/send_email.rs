//! Sends an email, and watches it on its way.
//!
//! ```sh
//! cargo run --example send_email                  # calls a server in this process
//! COMMUNICATION_CONNECTION_STRING='endpoint=…;accesskey=…' EMAIL_FROM=news@contoso.com EMAIL_TO=ann@example.com \
//!     cargo run --example send_email              # calls your resource
//! ```

mod local;

use acs_sdk::{EmailClient, email::Message};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let email = EmailClient::from_connection_string(&local::connection_string()?)?;
    let from = local::setting("EMAIL_FROM", "news@contoso.example");
    let to = local::setting("EMAIL_TO", "ann@contoso.example");

    let message = Message::new(from, [to], "Hello from Rust")
        .plain_text("Hello, with a file.")
        .html("<p>Hello, with a <b>file</b>.</p>")
        .attachment("hello.txt", "text/plain; charset=utf-8", "Grüße".as_bytes());
    let sent = email.send(message).await?;
    println!("accepted as {}", sent.id());

    let id = sent.id().to_owned();
    let mut statuses = sent.statuses();
    while let Some(status) = statuses.next().await {
        println!("{}", status?.value.status);
    }

    // The same at one go, from another place and at another time if need be.
    let result = email.operation(id)?.until_done().await?;
    println!("{} is {}", result.id, result.status);
    Ok(())
}
