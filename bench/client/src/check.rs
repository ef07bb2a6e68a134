//! Whether the comparison is a fair one: both clients send the same bytes, but for what time and chance bring, and read
//! the same values.

use std::{collections::BTreeMap, net::SocketAddr, sync::mpsc, time::Duration};

use acs_sdk::models;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    Result, answers, given, hand,
    measure::{self, Call, Client},
    sdk, service,
};

/// Compares what both send and what both read.
pub(crate) fn check() -> Result<()> {
    for call in [Call::SendSms, Call::ListMessages] {
        let (sdk, hand) = (request(call, sdk::client)?, request(call, hand::client)?);
        if sdk != hand {
            return Err(format!("the requests differ; acs-sdk:\n{sdk}\n\nby hand:\n{hand}").into());
        }
    }
    same_values::<models::SmsSendResponse, hand::SmsSendResponse>(answers::SENT)?;
    let messages = answers::messages(SocketAddr::from(([127, 0, 0, 1], 80)));
    same_values::<models::ChatMessagesCollection, hand::ChatMessagesCollection>(&messages)
}

/// The request of a call, with its headers in order, and with forms for what has to differ.
fn request<C: Client>(call: Call, client: fn(&str) -> Result<C>) -> Result<String> {
    let (sender, requests) = mpsc::channel();
    let address = service::start(Some(sender))?.to_string();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure::one(&client(&address)?, call))?;
    let text = String::from_utf8(requests.recv_timeout(Duration::from_secs(30))?)?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or("the request has no end of its head")?;
    let (first, headers) = head.split_once("\r\n").ok_or("the request has no headers")?;
    let mut headers: BTreeMap<&str, String> = headers
        .split("\r\n")
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name, value.into()))
        .collect();
    if let Some(date) = headers.get("x-ms-date") {
        let target = first.split(' ').nth(1).unwrap_or_default();
        let (hash, signature) = hand::Key::new(given::KEY)?.sign("POST", target, date, &address, body.as_bytes());
        for (name, expected) in [("x-ms-content-sha256", hash), ("authorization", signature)] {
            match headers.insert(name, "<right>".into()) {
                Some(value) if value == expected => {}
                value => return Err(format!("{name}: expected {expected}, found {value:?}").into()),
            }
        }
    }
    for (name, value) in &mut headers {
        match *name {
            "host" => *value = value.replace(&address, "<address>"),
            "user-agent" => *value = "<name>".into(),
            "x-ms-client-request-id" | "x-ms-date" => *value = form(value),
            _ => {}
        }
    }
    Ok(format!("{first}\n{headers:#?}\n{}", without_chance(body)?))
}

/// The body of a text, with the forms of its id and its date.
fn without_chance(body: &str) -> Result<String> {
    let mut body = body.to_owned();
    for name in ["repeatabilityRequestId", "repeatabilityFirstSent"] {
        let member = format!("\"{name}\":\"");
        if let Some((before, after)) = body.split_once(&member) {
            let (value, rest) = after.split_once('"').ok_or("the body has no end of a text")?;
            body = format!("{before}{member}{}\"{rest}", form(value));
        }
    }
    Ok(body)
}

/// The same text with one letter for all letters and digits.
fn form(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_alphanumeric() { 'x' } else { letter }).collect()
}

/// Whether both types keep all of an answer.
fn same_values<S: DeserializeOwned + Serialize, H: DeserializeOwned + Serialize>(answer: &str) -> Result<()> {
    let expected: Value = serde_json::from_str(answer)?;
    let sdk = serde_json::to_value(serde_json::from_str::<S>(answer)?)?;
    let hand = serde_json::to_value(serde_json::from_str::<H>(answer)?)?;
    match (sdk == expected, without_nulls(hand) == expected) {
        (true, true) => Ok(()),
        (false, _) => Err("acs-sdk does not read all of the answer".into()),
        (_, false) => Err("what is written by hand does not read all of the answer".into()),
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_clients_send_the_same_bytes_and_read_the_same_values() {
        super::check().unwrap();
    }
}
