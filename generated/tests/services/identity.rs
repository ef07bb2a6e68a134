//! Identities and tokens.

use std::time::Duration;

use acs_sdk::{
    CommunicationTokenCredential, Error, TokenScope, identifier::CommunicationUserIdentifier,
    operations::identity::DeleteIdentity,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::bench::{Answer, Bench, FOREVER, NOON, at};

const TOKEN: &str = r#"{"token":"a.b.c","expiresOn":"2030-01-01T00:00:00+00:00"}"#;

fn alice() -> CommunicationUserIdentifier {
    CommunicationUserIdentifier::new("8:acs:alice")
}

fn body(bench: &Bench) -> String {
    String::from_utf8(bench.request().body).expect("it is text")
}

#[tokio::test]
async fn a_user_is_made_with_a_request_that_has_no_body() {
    let bench = Bench::new([Answer::json(201, r#"{"identity":{"id":"8:acs:x"}}"#)]);
    assert_eq!(bench.identity().create_user().await.expect("it is made").id, "8:acs:x");
    let request = bench.request();
    assert_eq!(
        (request.body.len(), request.header("content-length"), request.header("content-type")),
        (0, Some("0"), None)
    );
}

#[tokio::test]
async fn a_user_and_a_token_are_made_at_once() {
    let bench = Bench::new([Answer::json(201, format!(r#"{{"identity":{{"id":"8:acs:x"}},"accessToken":{TOKEN}}}"#))]);
    let half = Duration::from_secs(90 * 60 + 59);
    let call = bench.identity().create_user_and_token([TokenScope::Chat, TokenScope::VoipJoin]).expires_in(half);
    let (user, token) = call.await.expect("both are made");
    assert_eq!((user.id.as_str(), token.secret(), token.expires_on()), ("8:acs:x", "a.b.c", Some(at(1_893_456_000))));
    assert_eq!(body(&bench), r#"{"createTokenWithScopes":["chat","voip.join"],"expiresInMinutes":90}"#);
}

#[tokio::test]
async fn a_token_that_was_asked_for_and_is_missing_is_an_error_that_keeps_the_user() {
    let answer = r#"{"identity":{"id":"8:acs:x"}}"#;
    let bench = Bench::new([Answer::json(201, answer)]);
    let error = bench.identity().create_user_and_token(["chat"]).await.expect_err("there is no token");
    assert!(error.to_string().contains("accessToken: missing"), "{error}");
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!((error.status().as_u16(), error.body().as_ref()), (201, answer.as_bytes()));
}

#[tokio::test]
async fn a_token_is_issued() {
    let bench = Bench::new([Answer::json(200, TOKEN)]);
    let token = bench.identity().issue_token(&alice(), [TokenScope::Chat]).await.expect("it is issued");
    assert_eq!(token.secret(), "a.b.c");
    assert_eq!(body(&bench), r#"{"scopes":["chat"]}"#);
    for (lifetime, minutes) in [(Duration::from_secs(3600), 60), (Duration::ZERO, 0), (Duration::MAX, i32::MAX)] {
        let bench = Bench::new([Answer::json(200, TOKEN)]);
        bench.identity().issue_token(&alice(), ["voip"]).expires_in(lifetime).await.expect("it is issued");
        assert_eq!(body(&bench), format!(r#"{{"scopes":["voip"],"expiresInMinutes":{minutes}}}"#));
    }
}

#[tokio::test]
async fn a_token_of_teams_is_exchanged() {
    let bench = Bench::new([Answer::json(200, TOKEN)]);
    let token = bench.identity().exchange_teams_user_token("entra", "app", "person").await.expect("it is exchanged");
    assert_eq!(token.secret(), "a.b.c");
    assert_eq!(body(&bench), r#"{"token":"entra","appId":"app","userId":"person"}"#);
}

#[tokio::test]
async fn what_makes_something_new_is_not_repeated_and_what_does_not_is() {
    let busy = || Answer::json(503, "{}");
    let bench = Bench::always(busy());
    let identity = bench.identity();
    assert!(identity.create_user().await.is_err());
    assert!(identity.create_user_and_token(["chat"]).await.is_err());
    assert!(identity.issue_token(&alice(), ["chat"]).await.is_err());
    assert!(identity.exchange_teams_user_token("t", "a", "u").await.is_err());
    assert_eq!(bench.requests().len(), 4);
    let bench = Bench::new([busy(), Answer::empty(204), busy(), Answer::empty(204)]);
    bench.identity().revoke_tokens(&alice()).await.expect("the second attempt");
    bench.identity().delete_user(&alice()).await.expect("the second attempt");
    assert_eq!(bench.requests().len(), 4);
    // What was not processed may be sent again in any case.
    let bench = Bench::new([Answer::json(429, "{}"), Answer::json(200, TOKEN)]);
    bench.identity().issue_token(&alice(), ["chat"]).await.expect("the second attempt");
}

#[tokio::test]
async fn an_empty_id_is_no_request() {
    let bench = Bench::new([]);
    for id in ["", ".", ".."] {
        let user = CommunicationUserIdentifier::new(id);
        assert!(matches!(bench.identity().delete_user(&user).await, Err(Error::Request(_))), "{id:?}");
        assert!(matches!(bench.identity().issue_token(&user, ["chat"]).await, Err(Error::Request(_))), "{id:?}");
    }
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn a_credential_renews_its_token_with_a_request_of_the_client() {
    let token = |name: &str, end: u64| format!("{name}.{}.c2ln", URL_SAFE_NO_PAD.encode(format!(r#"{{"exp":{end}}}"#)));
    let renewed = token("new", NOON + 7200);
    let answer = format!(r#"{{"token":"{renewed}","expiresOn":"2024-03-01T14:00:00Z"}}"#);
    let bench = Bench::new([Answer::json(200, answer)]);
    let (identity, user) = (bench.identity(), alice());
    let credential = CommunicationTokenCredential::builder(token("old", NOON + 60))
        .refresher(move || identity.issue_token(&user, [TokenScope::Chat]))
        .proactive()
        .refresh_timeout(FOREVER)
        .build()
        .expect("a credential");
    let got = credential.token(&bench.clock).await.expect("it is renewed");
    assert_eq!(got.secret(), renewed);
    assert_eq!(bench.lines(), ["POST /identities/8%3Aacs%3Aalice/:issueAccessToken?api-version=2023-10-01"]);

    // And in a call, as Chat makes it: the service here wants a key, so it refuses the token that came.
    let client = bench.settings().authenticate(credential).build().expect("a client");
    let error = client.send(DeleteIdentity::new("u")).await.expect_err("a token is no signature");
    assert!(matches!(error, Error::Service(_)), "{error}");
    let authorization = bench.requests()[1].header("authorization").map(str::to_owned);
    assert_eq!(authorization, Some(format!("Bearer {renewed}")));
}

#[tokio::test]
async fn a_refresher_that_fails_says_what_the_service_said() {
    let bench =
        Bench::new([Answer::json(400, r#"{"error":{"code":"ValidationError","message":"No.","target":"id"}}"#)]);
    let (identity, user) = (bench.identity(), alice());
    let expired = format!("x.{}.y", URL_SAFE_NO_PAD.encode(r#"{"exp":1}"#));
    let builder = CommunicationTokenCredential::builder(expired).refresh_timeout(FOREVER);
    let credential = builder.refresher(move || identity.issue_token(&user, ["chat"])).build().expect("a credential");
    let error = credential.token(&bench.clock).await.expect_err("it is refused");
    assert!(error.to_string().contains("ValidationError"), "{error}");
}
