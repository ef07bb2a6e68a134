//! Which tokens are taken, and where they go.

use acs_sdk::{
    CommunicationTokenCredential,
    credential::{AccessToken, TokenError},
};

use crate::support::{NOON, TestClock, at, authorize, kind, now, put, request, token};

#[test]
fn a_token_goes_into_the_authorization_header_as_it_is() {
    for token in ["opaque", &token(3600, "alice"), "a.b.c", "A-._~+/9=="] {
        let credential = CommunicationTokenCredential::from_token(token).unwrap();
        assert_eq!(now(authorize(&credential, &TestClock::at_noon())).unwrap(), format!("Bearer {token}"));
    }
}

#[test]
fn a_token_without_a_refresher_is_used_even_when_it_has_ended() {
    for ends in [-3600, 0, 60] {
        let token = token(ends, "alice");
        let credential = CommunicationTokenCredential::from_token(token.as_str()).unwrap();
        assert_eq!(now(authorize(&credential, &TestClock::at_noon())).unwrap(), format!("Bearer {token}"));
    }
}

#[test]
fn what_is_not_a_token_is_refused() {
    for (token, expected) in [
        ("", "empty"),
        ("token\n", "character"),
        ("token\r\nx-evil: 1", "character"),
        ("to ken", "character"),
        ("to\0ken", "character"),
        ("to\u{7f}ken", "character"),
        ("tökén", "character"),
    ] {
        let error = CommunicationTokenCredential::from_token(token).unwrap_err();
        assert_eq!(kind(&error), expected, "{token:?}");
    }
}

#[test]
fn renewing_ahead_of_time_needs_a_refresher() {
    let error = CommunicationTokenCredential::builder("opaque").proactive().build().unwrap_err();
    assert_eq!(kind(&error), "no refresher");
}

#[test]
fn the_token_can_be_asked_for_with_its_end() {
    let clock = TestClock::at_noon();
    let credential = CommunicationTokenCredential::from_token(token(3600, "alice")).unwrap();
    let given = now(credential.token(&clock)).unwrap();
    assert_eq!((given.secret(), given.expires_on()), (token(3600, "alice").as_str(), Some(at(NOON + 3600))));
    let credential = CommunicationTokenCredential::from_token("opaque").unwrap();
    assert_eq!(now(credential.token(&clock)).unwrap().expires_on(), None);
}

#[test]
fn a_token_that_says_when_it_ends_is_believed_before_those_who_say_so_for_it() {
    let clock = TestClock::at_noon();
    let end = |text: &str| {
        let token = AccessToken::new(text).with_expires_on(at(NOON + 7));
        let credential = CommunicationTokenCredential::from_token(token).unwrap();
        now(credential.token(&clock)).unwrap().expires_on()
    };
    assert_eq!(end("opaque"), Some(at(NOON + 7)));
    assert_eq!(end(&token(3600, "alice")), Some(at(NOON + 3600)));
}

#[test]
fn a_token_goes_over_http_only_to_this_machine() {
    let credential = CommunicationTokenCredential::from_token("opaque").unwrap();
    for (uri, allowed) in [
        ("https://contoso.communication.azure.com/chat", true),
        ("http://127.0.0.1:3000/chat", true),
        ("http://localhost/chat", true),
        ("http://contoso.communication.azure.com/chat", false),
        ("/chat", false),
    ] {
        let mut request = request(uri);
        let result = now(put(&credential, &TestClock::at_noon(), &mut request));
        assert_eq!((result.is_ok(), !request.headers().is_empty()), (allowed, allowed), "{uri}");
    }
    let result = now(put(&credential, &TestClock::at_noon(), &mut request("http://a.example/")));
    assert_eq!(
        result.unwrap_err().to_string(),
        "test.call: credentials are not sent over http, where others can read them: use https, or allow it with \
         `ClientBuilder::allow_credentials_over_http`"
    );
}

#[test]
fn a_refresher_is_not_asked_for_a_token_that_cannot_be_sent() {
    let credential = CommunicationTokenCredential::builder(token(3600, "alice"))
        .refresher(|| async { unreachable!("https is checked first") as Result<String, TokenError> })
        .build()
        .unwrap();
    let clock = TestClock::at_noon();
    clock.advance(7200);
    assert!(now(put(&credential, &clock, &mut request("http://a.example/"))).is_err());
}

#[cfg(feature = "identity")]
#[test]
fn the_answer_of_the_identity_service_is_a_token() {
    let answer = r#"{"token":"opaque","expiresOn":"2024-03-01T13:00:00.1234567+00:00"}"#;
    let answer: acs_sdk::models::CommunicationIdentityAccessToken = serde_json::from_str(answer).unwrap();
    let credential = CommunicationTokenCredential::from_token(answer).unwrap();
    let token = now(credential.token(&TestClock::at_noon())).unwrap();
    assert_eq!((token.secret(), token.expires_on()), ("opaque", Some(at(NOON + 3600))));
}
