//! What the service does with a signature: it makes its own of what it received, and compares.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::http::Request;

/// The access key of the local resource, in base64.
pub(crate) const KEY: &str = "bG9jYWwgYWNjZXNzIGtleSwgZm9yIHRoaXMgbWFjaGluZSBvbmx5";

/// Whether the request was signed with the [`KEY`], over exactly these bytes; if not, why not.
pub(crate) fn check(request: &Request) -> Result<(), String> {
    let header = |name: &str| request.header(name).ok_or_else(|| format!("there is no `{name}`"));
    let (date, host, hash) = (header("x-ms-date")?, header("host")?, header("x-ms-content-sha256")?);
    if hash != STANDARD.encode(Sha256::digest(&request.body)) {
        return Err("Request 'x-ms-content-sha256' differs from generated content hash.".to_owned());
    }
    let text = format!("{}\n{}\n{date};{host};{hash}", request.method, request.target);
    let key = STANDARD.decode(KEY).map_err(|error| error.to_string())?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| error.to_string())?;
    mac.update(text.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    match header("authorization")?
        .strip_prefix("HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=")
    {
        Some(theirs) if theirs == signature => Ok(()),
        Some(_) => Err("the signature differs".to_owned()),
        None => Err("it is not signed with an access key".to_owned()),
    }
}
