//! A small server on this machine that answers as the services do, for those who have no resource at hand.
//!
//! It accepts what is signed with its own access key and nothing else, so that the examples do all that they do with a
//! resource. Each service has a file of its own.

mod email;
mod http;
mod identity;
mod signature;
mod sms;

use std::{env, net::TcpListener};

use http::{Answer, Request};

/// The connection string of `COMMUNICATION_CONNECTION_STRING`, or of a server that is started here.
pub(crate) fn connection_string() -> Result<String, std::io::Error> {
    match env::var("COMMUNICATION_CONNECTION_STRING") {
        Ok(text) => Ok(text),
        Err(_) => {
            println!("COMMUNICATION_CONNECTION_STRING is not set: calling a server in this process instead");
            start()
        }
    }
}

/// The variable's value, or what does for the local server.
#[allow(dead_code, reason = "not every example has something to ask for")]
pub(crate) fn setting(name: &str, local: &str) -> String {
    env::var(name).unwrap_or_else(|_| local.to_owned())
}

/// Starts the server, and gives the connection string for it.
fn start() -> Result<String, std::io::Error> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let text = format!("endpoint={origin}/;accesskey={}", signature::KEY);
    let (identities, emails) = (identity::Identities::default(), email::Emails::new(origin));
    http::serve(listener, move |request| {
        Some(match signature::check(&request) {
            Ok(()) if request.path().starts_with("/sms") => sms::answer(&request),
            Ok(()) if request.path().starts_with("/deliveryReports/") => sms::answer(&request),
            Ok(()) if request.path().contains("/emails") => emails.answer(&request),
            Ok(()) => identities.answer(&request),
            Err(problem) => refused(401, "Denied", &problem),
        })
    });
    Ok(text)
}

/// What the services answer to what they do not like.
fn refused(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, serde_json::json!({ "error": { "code": code, "message": message } }))
}

/// What they answer to what they do not know.
fn unknown(request: &Request) -> Answer {
    refused(404, "NotFound", &format!("there is no {} {}", request.method, request.path()))
}
