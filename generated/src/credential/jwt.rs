//! The one thing that a token says about itself which matters here: until when it lasts.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde_json::Value;
use zeroize::Zeroizing;

const PAYLOAD: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The `exp` of a JSON Web Token (RFC 7519, section 4.1.4).
///
/// The payload is base64url without padding by the standard (RFC 7515, section 2), but the other alphabet and padding
/// are read too: the official SDKs produce such tokens in their tests, and one of them reads no other. `None` when the
/// token is not a JWT, or has no `exp` that is a point in time: nothing is known about its end then.
///
/// The signature is not looked at. That is the service's business; this decides only when to ask for a new token.
pub(super) fn expires_on(token: &str) -> Option<SystemTime> {
    let mut parts = token.split('.');
    let (_header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    let payload = Zeroizing::new(payload.replace('+', "-").replace('/', "_"));
    let payload = Zeroizing::new(PAYLOAD.decode(payload.as_bytes()).ok()?);
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    let seconds = claims.get("exp")?.as_f64()?;
    UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(seconds).ok()?)
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

    use super::*;

    fn seconds(claims: &str) -> Option<f64> {
        let token = format!("eyJhbGciOiJub25lIn0.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
        expires_on(&token).map(|at| at.duration_since(UNIX_EPOCH).unwrap().as_secs_f64())
    }

    #[test]
    fn an_integer_or_a_float_says_when_a_token_expires() {
        assert_eq!(seconds(r#"{"exp":1709294400}"#), Some(1_709_294_400.0));
        assert_eq!(seconds(r#"{"exp":1709294400.5,"sub":"x"}"#), Some(1_709_294_400.5));
        assert_eq!(seconds(r#"{"exp":1.7092944e9}"#), Some(1_709_294_400.0));
        assert_eq!(seconds(r#"{"exp":0}"#), Some(0.0));
    }

    #[test]
    fn nothing_is_known_about_a_token_whose_end_cannot_be_read() {
        for claims in [
            r#"{}"#,
            r#"{"exp":null}"#,
            r#"{"exp":"1709294400"}"#,
            r#"{"exp":-1}"#,
            r#"{"exp":1e300}"#,
            r#"[1709294400]"#,
            r#"{"exp":1709294400"#,
            "",
        ] {
            assert_eq!(seconds(claims), None, "{claims}");
        }
        for token in ["", "opaque", "a.b", "a.b.c", "..", "a.!!!.c", "a.eyJleHAiOjE3MDkyOTQ0MDB9"] {
            assert_eq!(expires_on(token), None, "{token}");
        }
    }

    #[test]
    fn the_payload_is_read_in_either_alphabet_with_and_without_padding() {
        // Chosen to need `-` or `+`, `_` or `/`, and padding.
        let claims = r#"{"exp":1709294400,"name":"<<???>>~~~ ÿþ"}"#;
        assert!(STANDARD.encode(claims).contains(['+', '/']) && STANDARD.encode(claims).ends_with('='));
        for payload in [
            STANDARD.encode(claims),
            STANDARD_NO_PAD.encode(claims),
            URL_SAFE.encode(claims),
            URL_SAFE_NO_PAD.encode(claims),
        ] {
            let token = format!("a.{payload}.c");
            assert_eq!(expires_on(&token), UNIX_EPOCH.checked_add(Duration::from_secs(1_709_294_400)), "{payload}");
        }
    }
}
