//! The signature of a request with an access key.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::header::HeaderName;
use sha2::{Digest as _, Sha256};
use time::{OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description};

use crate::Result;

pub(super) const DATE: HeaderName = HeaderName::from_static("x-ms-date");
pub(super) const CONTENT_HASH: HeaderName = HeaderName::from_static("x-ms-content-sha256");

pub(crate) struct Key(Hmac<Sha256>);

impl Key {
    pub(crate) fn new(key: &str) -> Result<Self> {
        Ok(Self(Hmac::new_from_slice(&STANDARD.decode(key)?)?))
    }

    /// The hash of the body and the signature.
    pub(crate) fn sign(&self, method: &str, target: &str, date: &str, host: &str, body: &[u8]) -> (String, String) {
        let content_hash = STANDARD.encode(Sha256::digest(body));
        let mut mac = self.0.clone();
        mac.update(format!("{method}\n{target}\n{date};{host};{content_hash}").as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let authorization =
            format!("HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
        (content_hash, authorization)
    }
}

/// The time as HTTP writes it.
pub(super) fn imf_fixdate(at: OffsetDateTime) -> String {
    const FORM: &[BorrowedFormatItem<'_>] =
        format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
    at.format(FORM).unwrap_or_default()
}
