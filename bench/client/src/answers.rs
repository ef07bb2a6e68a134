//! What the service answers: made once, with the members and in the order in which the real one writes them.

use std::net::SocketAddr;

/// The thread whose messages are listed.
pub(crate) const THREAD: &str = "19:uni01_zbczmmqs2bdwkhvmxqvmjyjmbw2pvj4tn2bjc7hvz6cojhi2mqrq@thread.v2";

/// How many messages a page holds.
pub(crate) const PAGE: usize = 50;

/// Whole responses, head and body.
pub(crate) struct Answers {
    sms: Vec<u8>,
    messages: Vec<u8>,
}

pub(crate) fn all(address: SocketAddr) -> Answers {
    Answers { sms: response("202 Accepted", SENT), messages: response("200 OK", &messages(address)) }
}

impl Answers {
    /// The answer to a request.
    pub(crate) fn to(&self, request: &[u8]) -> &[u8] {
        if request.starts_with(b"POST /sms?") { &self.sms } else { &self.messages }
    }
}

fn response(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nDate: Mon, 05 Jan 2026 08:00:00 GMT\r\nContent-Type: application/json; charset=utf-8\r\n\
         Content-Length: {}\r\nRequest-Context: appId=\r\nMS-CV: W5sWpRjVg0CzJd1eYZ0kVQ.0\r\n\
         api-supported-versions: 2021-03-07, 2024-03-07, 2025-03-15\r\nX-Processing-Time: 12ms\r\n\
         x-azure-ref: 20260105T080000Z-r1f585c6b65h2w5v\r\nStrict-Transport-Security: max-age=2592000\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// What is answered to a text for one recipient.
pub(crate) const SENT: &str = r#"{"value":[{"to":"+14255550123","messageId":"Outgoing_20260105080000a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d_noam","httpStatusCode":202,"repeatabilityResult":"accepted","successful":true}]}"#;

/// A page of messages: mostly text, and of everything else some.
pub(crate) fn messages(address: SocketAddr) -> String {
    let messages: Vec<String> = (0..PAGE).rev().map(message).collect();
    format!(
        r#"{{"value":[{}],"nextLink":"http://{address}/chat/threads/19%3Auni01%40thread.v2/messages?api-version=2025-03-15&maxPageSize={PAGE}&startTime=1970-01-01T00%3A00%3A00.0000000%2B00%3A00&syncState=aHR0cHM6Ly9leGFtcGxlLmNvbS9wYWdlLzI"}}"#,
        messages.join(",")
    )
}

fn message(number: usize) -> String {
    let id = 1_767_600_000_000 + 1_000 * number;
    let place = number + 3;
    let (kind, content, more) = match number % 10 {
        1 => (
            "text",
            text(number),
            format!(r#","editedOn":{},"metadata":{{"deliveryMode":"push","tag":"meeting"}}"#, time(number + 1)),
        ),
        4 => ("html", PICTURE.to_owned(), String::new()),
        7 => ("text", "{}".to_owned(), format!(r#","deletedOn":{}"#, time(number + 2))),
        9 => ("participantAdded", participants(), String::new()),
        _ => ("text", text(number), String::new()),
    };
    let name = if number.is_multiple_of(3) { "Ada Lovelace" } else { "Charles Babbage" };
    format!(
        r#"{{"id":"{id}","type":"{kind}","sequenceId":"{place}","version":"{id}","content":{content},"senderDisplayName":"{name}","createdOn":{},"senderCommunicationIdentifier":{}{more}}}"#,
        time(number),
        user(number % 3)
    )
}

fn text(number: usize) -> String {
    format!(r#"{{"message":"Shall we meet at the café at {}? I would bring the drawings along."}}"#, number % 12)
}

const PICTURE: &str = r#"{"message":"<p>As agreed: <img alt=\"plan\" src=\"https://media.example.com/0-wus-d10\"></p>","attachments":[{"id":"0-wus-d10-7b5eb5a1","attachmentType":"image","url":"https://media.example.com/v1/objects/0-wus-d10-7b5eb5a1/views/original","previewUrl":"https://media.example.com/v1/objects/0-wus-d10-7b5eb5a1/views/small"}]}"#;

fn participants() -> String {
    format!(
        r#"{{"participants":[{{"communicationIdentifier":{},"displayName":"Charles","shareHistoryTime":"2026-01-05T08:00:00.123Z"}},{{"communicationIdentifier":{{"rawId":"4:+14255550123","phoneNumber":{{"value":"+14255550123"}}}},"shareHistoryTime":{}}}],"initiatorCommunicationIdentifier":{}}}"#,
        user(1),
        time(0),
        user(0)
    )
}

fn time(number: usize) -> String {
    format!(r#""2026-01-05T08:{:02}:{:02}Z""#, number % 60, number * 7 % 60)
}

fn user(number: usize) -> String {
    let id = format!("8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_00000007-58d8-{number:04}-8e2e-3a3a0d00f9a1");
    format!(r#"{{"kind":"communicationUser","rawId":"{id}","communicationUser":{{"id":"{id}"}}}}"#)
}
