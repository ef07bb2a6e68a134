//! Texts somebody, and asks what became of it.
//!
//! ```sh
//! cargo run --example send_sms                    # calls a server in this process
//! COMMUNICATION_CONNECTION_STRING='endpoint=…;accesskey=…' SMS_FROM=+18005550100 SMS_TO=+14255550123 \
//!     cargo run --example send_sms                # calls your resource, and costs what a text costs
//! ```

mod local;

use acs_sdk::SmsClient;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sms = SmsClient::from_connection_string(&local::connection_string()?)?;
    let from = local::setting("SMS_FROM", "+18005550100");
    let to = local::setting("SMS_TO", "+14255550123,12");
    let to: Vec<&str> = to.split(',').collect();

    let text = "Your appointment is at noon.";
    let results = sms.send(from, to, text).enable_delivery_report(true).tag("reminders").await?;
    for result in &results {
        match (result.message_id(), result.error_message()) {
            (Some(id), _) => println!("{}: accepted as {id}", result.to()),
            (None, reason) => {
                println!("{}: {:?}, {}", result.to(), result.http_status(), reason.unwrap_or("no reason"))
            }
        }
    }

    for id in results.iter().filter_map(|result| result.message_id()) {
        match sms.delivery_report(id).await {
            Ok(report) => println!("{id}: {}", report.delivery_status),
            // There is none until the outcome is known.
            Err(error) => println!("{id}: {error}"),
        }
    }
    Ok(())
}
