//! Text messages: to phones, from the numbers of a resource.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{Client, SmsClient, credential::AccessKeyCredential, runtime::InMemory};
//!
//! // In a program: `SmsClient::from_connection_string(&std::env::var("COMMUNICATION_CONNECTION_STRING")?)?`
//! let service = InMemory::new().json(
//!     202,
//!     r#"{"value":[{"to":"+14255550123","messageId":"m1","httpStatusCode":202,"successful":true},
//!                  {"to":"+1","httpStatusCode":400,"successful":false,"errorMessage":"Invalid To phone number format."}]}"#,
//! );
//! let settings = Client::builder("https://contoso.communication.azure.com").transport(service.clone());
//! let sms = SmsClient::with_client_builder(settings, AccessKeyCredential::new("bm90IGEga2V5")?)?;
//!
//! let results = sms
//!     .send("+18005550100", ["+14255550123", "+1"], "Your appointment is at noon.")
//!     .enable_delivery_report(true)
//!     .tag("reminders")
//!     .await?;
//! // A bad number fails on its own: the call succeeds, so look at each result. They are in the order of the recipients.
//! assert_eq!(results[0].message_id(), Some("m1"));
//! assert_eq!(results[1].error_message(), Some("Invalid To phone number format."));
//! assert_eq!(results.iter().filter(|result| !result.is_successful()).count(), 1);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! # Operations and methods
//!
//! | operation | method |
//! |---|---|
//! | [`SendSms`](crate::operations::sms::SendSms) | [`send`](SmsClient::send) |
//! | [`AddOptOuts`](crate::operations::sms::AddOptOuts) | [`add_opt_outs`](SmsClient::add_opt_outs) |
//! | [`RemoveOptOuts`](crate::operations::sms::RemoveOptOuts) | [`remove_opt_outs`](SmsClient::remove_opt_outs) |
//! | [`CheckOptOuts`](crate::operations::sms::CheckOptOuts) | [`check_opt_outs`](SmsClient::check_opt_outs) |
//! | [`GetDeliveryReport`](crate::operations::sms::GetDeliveryReport) | [`delivery_report`](SmsClient::delivery_report) |
//!
//! # Sent once
//!
//! [`send`](SmsClient::send) gives each recipient an id and the time, which stay the same in all attempts of the call: the
//! service texts once, however often it is asked. So the call is repeated after failures that leave open whether the
//! service has acted. A clone of the request is the same message; call `send` again for another one.
//!
//! # Errors and limits
//!
//! A call has up to 100 recipients and a text of up to 2048 characters; longer texts than one segment are billed by
//! segment. In a minute, a toll-free number sends 200 messages, a short code 6000, and the resource's alphanumeric
//! senders 600 together. What is more is answered with 429, which is waited for and tried again;
//! [`ClientBuilder::rate_limit`](crate::ClientBuilder::rate_limit) keeps below it.
//!
//! A refusal of the whole call is [`Error::Service`](crate::Error::Service): 400 when the request is wrong as a whole
//! (`details` names the members), 401 when the credential is.
//!
//! # Without the service
//!
//! Code that is generic over [`SmsApi`](crate::api::SmsApi) takes a double:
//!
//! ```
//! use acs_sdk::{Error, api::SmsApi, models, operations::sms::GetDeliveryReport, runtime::BoxFuture};
//!
//! async fn has_arrived(sms: &dyn SmsApi, message_id: &str) -> Result<bool, Error> {
//!     let report = sms.get_delivery_report(GetDeliveryReport::new(message_id)).await?;
//!     Ok(report.delivery_status == models::DeliveryStatus::Delivered)
//! }
//!
//! struct Fake;
//!
//! impl SmsApi for Fake {
//!     fn get_delivery_report(
//!         &self,
//!         operation: GetDeliveryReport,
//!     ) -> BoxFuture<'_, Result<models::DeliveryReport, Error>> {
//!         assert_eq!(operation.outgoing_message_id, "m1");
//!         let report = r#"{"deliveryStatus":"Delivered","messageId":"m1","from":"+18005550100","to":"+14255550123"}"#;
//!         Box::pin(async move { Ok(serde_json::from_str(report).unwrap()) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! assert!(has_arrived(&Fake, "m1").await?);
//! # Ok(())
//! # }
//! ```
//!
//! [`SmsClient::client`] implements it too.

mod client;
mod newer;
mod opt_outs;
mod order;
mod recipients;
mod results;
mod send;

pub use client::SmsClient;
pub use opt_outs::OptOuts;
pub use recipients::Recipients;
pub use results::{OptOutResult, SmsSendResult};
pub use send::SendMessage;
