//! The same calls with reqwest and serde, as an engineer would write them who needs these two and cares for speed: the same
//! requests, the same fields and types, a time limit, a signature, an error for a status that is none of success.

mod models;
mod signature;

use std::{sync::Arc, time::Duration};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{
    StatusCode,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use rustls_platform_verifier::BuilderVerifierExt as _;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use models::{ChatMessagesCollection, SmsSendResponse};
use models::{SendMessageRequest, SmsOptions, SmsRecipient};
pub(crate) use signature::Key;
use signature::{CONTENT_HASH, DATE, imf_fixdate};

use crate::{
    Result,
    answers::{PAGE, THREAD},
    given::{FROM, KEY, TEXT, TO, TOKEN},
    measure,
};

/// What a segment of a path holds in another form.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");

pub(crate) struct Client {
    http: reqwest::Client,
    endpoint: String,
    host: String,
    key: Key,
}

/// Why a call failed.
#[derive(Debug)]
pub(crate) enum Error {
    Http(reqwest::Error),
    Json(serde_json::Error),
    #[expect(dead_code, reason = "it is for whoever reads the error")]
    Status {
        status: StatusCode,
        headers: Box<HeaderMap>,
        body: Vec<u8>,
    },
}

pub(crate) fn client(address: &str) -> Result<Client> {
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    let http = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(100))
        .user_agent("bench-client/0.0.0")
        .build()?;
    Ok(Client { http, endpoint: format!("http://{address}"), host: address.to_owned(), key: Key::new(KEY)? })
}

impl Client {
    async fn send(&self, to: &str, message: &str) -> Result<SmsSendResponse, Error> {
        let now = imf_fixdate(OffsetDateTime::now_utc());
        let recipient = SmsRecipient {
            to,
            repeatability_request_id: Uuid::new_v4().to_string(),
            repeatability_first_sent: now.clone(),
        };
        let body = SendMessageRequest {
            from: FROM,
            sms_recipients: vec![recipient],
            message,
            sms_send_options: SmsOptions { enable_delivery_report: false },
        };
        let body = serde_json::to_vec(&body).map_err(Error::Json)?;
        let target = "/sms?api-version=2021-03-07";
        let (content_hash, authorization) = self.key.sign("POST", target, &now, &self.host, &body);
        let request = self
            .http
            .post(format!("{}{target}", self.endpoint))
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(DATE, now)
            .header(CONTENT_HASH, content_hash)
            .header(AUTHORIZATION, authorization)
            .body(body);
        json(request).await
    }

    pub(crate) async fn messages(&self, thread: &str) -> Result<ChatMessagesCollection, Error> {
        let url = format!(
            "{}/chat/threads/{}/messages?api-version=2025-03-15&maxPageSize={PAGE}",
            self.endpoint,
            utf8_percent_encode(thread, SEGMENT)
        );
        let request =
            self.http.get(url).header(ACCEPT, HeaderValue::from_static("application/json")).bearer_auth(TOKEN);
        json(request).await
    }
}

/// Sends a request with an id, and reads what is answered.
async fn json<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T, Error> {
    let request = request.header(REQUEST_ID, Uuid::new_v4().to_string());
    let response = request.send().await.map_err(Error::Http)?;
    let status = response.status();
    if !status.is_success() {
        let headers = Box::new(response.headers().clone());
        let body = response.bytes().await.map_err(Error::Http)?.into();
        return Err(Error::Status { status, headers, body });
    }
    serde_json::from_slice(&response.bytes().await.map_err(Error::Http)?).map_err(Error::Json)
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Http(error) => error.fmt(formatter),
            Self::Json(error) => error.fmt(formatter),
            Self::Status { status, .. } => write!(formatter, "the service answered {status}"),
        }
    }
}

impl std::error::Error for Error {}

impl measure::Client for Client {
    async fn send_sms(&self) -> Result<usize> {
        let sent = self.send(TO, TEXT).await?;
        Ok(sent.value.iter().filter(|item| item.successful).count())
    }

    async fn list_messages(&self) -> Result<usize> {
        Ok(self.messages(THREAD).await?.value.len())
    }
}
