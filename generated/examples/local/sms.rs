//! The SMS service: it accepts what looks like a phone number, and texts nobody.

use serde_json::{Value, json};

use super::{
    http::{Answer, Request},
    unknown,
};

pub(super) fn answer(request: &Request) -> Answer {
    let body = request.json();
    match (request.method.as_str(), request.path()) {
        ("POST", "/sms") => each(202, &body["smsRecipients"], |to| match is_number(to) {
            true => json!({
                "to": to, "httpStatusCode": 202, "successful": true, "repeatabilityResult": "accepted",
                "messageId": format!("Outgoing_{}", to.trim_start_matches('+')),
            }),
            false => json!({
                "to": to, "httpStatusCode": 400, "successful": false, "repeatabilityResult": "rejected",
                "errorMessage": "Invalid To phone number format.",
            }),
        }),
        ("POST", "/sms/optouts:add" | "/sms/optouts:remove") => {
            each(200, &body["recipients"], |to| json!({ "to": to, "httpStatusCode": 200 }))
        }
        ("POST", "/sms/optouts:check") => {
            each(200, &body["recipients"], |to| json!({ "to": to, "httpStatusCode": 200, "isOptedOut": false }))
        }
        ("GET", path) if path.starts_with("/deliveryReports/") => {
            let id = path.rsplit('/').next().unwrap_or_default();
            let number = id.trim_start_matches("Outgoing_");
            Answer::json(
                200,
                json!({
                    "deliveryStatus": "Delivered", "messageId": id, "from": "+18005550100", "to": format!("+{number}"),
                }),
            )
        }
        _ => unknown(request),
    }
}

fn each(status: u16, recipients: &Value, answer: impl Fn(&str) -> Value) -> Answer {
    let recipients = recipients.as_array().map(Vec::as_slice).unwrap_or_default();
    let items: Vec<_> = recipients.iter().map(|item| answer(item["to"].as_str().unwrap_or_default())).collect();
    Answer::json(status, json!({ "value": items }))
}

fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| digits.len() > 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
