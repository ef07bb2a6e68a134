//! Nothing shows a secret.

use std::{error::Error, fmt::Debug};

use acs_sdk::{
    CommunicationTokenCredential, ConnectionString, ServiceCredential,
    credential::{AccessKeyCredential, AccessToken},
};

use crate::support::{TestClock, now, put, request, token};

/// Base64, a token, a password: whatever it is, it holds this.
const SECRET: &str = "c2VjcmV0c2VjcmV0";

fn debug(value: &dyn Debug) -> String {
    format!("{value:?} {value:#?}")
}

#[track_caller]
fn assert_hidden(shown: &str) {
    assert!(!shown.contains(SECRET) && !shown.contains("115, 101, 99"), "{shown}");
}

fn assert_error_hides(error: &dyn Error) {
    let mut error = Some(error);
    while let Some(shown) = error {
        assert_hidden(&format!("{shown} {}", debug(&shown)));
        error = shown.source();
    }
}

#[test]
fn credentials_hide_their_secrets() {
    let key = AccessKeyCredential::new(SECRET).unwrap();
    let connection = format!("endpoint=https://a.example;accesskey={SECRET}");
    let builder =
        CommunicationTokenCredential::builder(SECRET).refresher(|| async { Ok::<_, std::fmt::Error>(SECRET) });
    assert_hidden(&debug(&key));
    assert_hidden(&debug(&ServiceCredential::from(key)));
    assert_hidden(&debug(&ConnectionString::parse(&connection).unwrap()));
    assert_hidden(&debug(&AccessToken::new(SECRET)));
    assert_hidden(&debug(&builder));
    assert_hidden(&debug(&builder.build().unwrap()));
}

#[test]
fn what_is_public_is_shown() {
    let connection = ConnectionString::parse("endpoint=https://a.example;accesskey=pw==").unwrap();
    assert_eq!(format!("{connection:?}"), r#"ConnectionString { endpoint: "https://a.example", .. }"#);
}

#[test]
fn errors_hold_no_part_of_what_they_complain_about() {
    for text in [
        SECRET.to_owned(),
        format!("accesskey={SECRET}"),
        format!("endpoint=https://a.example;accesskey={SECRET}!"),
        format!("endpoint=https://a.example/{SECRET};accesskey={SECRET}"),
        format!("endpoint=https://a.example?{SECRET};accesskey={SECRET}"),
        format!("endpoint=https://{SECRET}@a.example;accesskey={SECRET}"),
        format!("endpoint={SECRET}://a.example;accesskey={SECRET}"),
        format!("endpoint={SECRET};accesskey={SECRET}"),
        format!("endpoint=https://a.example;accesskey={SECRET};accesskey={SECRET}"),
    ] {
        assert_error_hides(&ConnectionString::parse(&text).unwrap_err());
    }
    assert_error_hides(&AccessKeyCredential::new(&format!("{SECRET}!")).unwrap_err());
    assert_error_hides(&CommunicationTokenCredential::from_token(format!("{SECRET}\n")).unwrap_err());
    let refused = CommunicationTokenCredential::from_token(SECRET).unwrap();
    let refused = now(put(&refused, &TestClock::at_noon(), &mut request("http://a.example/")));
    assert_hidden(&format!("{} {}", refused.as_ref().unwrap_err(), debug(&refused)));
    for bad in [format!("{SECRET}\n"), token(-1, SECRET)] {
        let credential = CommunicationTokenCredential::builder(token(0, SECRET));
        let credential = credential.refresher(move || std::future::ready(Ok::<_, std::fmt::Error>(bad.clone())));
        let error = now(credential.build().unwrap().token(&TestClock::at_noon())).unwrap_err();
        assert_error_hides(&error);
    }
}

#[test]
fn signed_requests_hide_their_credential() {
    let mut signed = request("https://a.example/");
    let token = CommunicationTokenCredential::from_token(SECRET).unwrap();
    now(put(&token, &TestClock::at_noon(), &mut signed)).unwrap();
    assert_hidden(&debug(&signed));
    let key = AccessKeyCredential::new(SECRET).unwrap();
    now(put(&key, &TestClock::at_noon(), &mut signed)).unwrap();
    assert!(!debug(&signed).contains("Signature="));
}
