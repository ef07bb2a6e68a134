//! Signatures, from the call to a service that makes its own of the bytes that it received.

use std::time::Duration;

use acs_sdk::{
    Client, Error, IdentityClient, SmsClient, credential::AccessKeyCredential, identifier::CommunicationUserIdentifier,
    runtime::client::Retry,
};

use super::bench::{Answer, Bench, NOON, at, key};

fn user(id: &str) -> CommunicationUserIdentifier {
    CommunicationUserIdentifier::new(id)
}

#[tokio::test]
async fn paths_are_signed_as_they_are_sent() {
    let bench = Bench::always(Answer::empty(204));
    let ids =
        ["8:acs:a_b", "a/b?c#d%2Fe f+g&h=ü✓", "a~b-c.d_e", "%", "{}|\\^`\"<>", "'();@&=+$,", "..a", "8:acs:你好👋"];
    for id in ids {
        bench.identity().delete_user(&user(id)).await.unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    assert_eq!(bench.requests()[0].path(), "/identities/8%3Aacs%3Aa_b");
    assert_eq!(bench.requests().len(), ids.len());
}

#[tokio::test]
async fn queries_are_signed_as_they_are_sent() {
    let bench = Bench::always(Answer::empty(204));
    let versions = ["2099-01-01", "a b+c~d:e/f?g", "ü✓&x=y#z", "'\"<>[]{}|\\^`", "%20%", "", "a,b;c*!()@$"];
    for version in versions {
        let settings = bench.settings().parameter("api-version", version);
        let identity = IdentityClient::with_client_builder(settings, key()).expect("a client");
        identity.revoke_tokens(&user("u")).await.unwrap_or_else(|error| panic!("{version}: {error}"));
    }
    assert_eq!(bench.requests().len(), versions.len());
}

#[tokio::test]
async fn bodies_are_signed_whatever_they_hold() {
    let accepted = Answer::json(202, r#"{"value":[]}"#);
    let bench = Bench::always(accepted);
    for text in ["Grüße 你好 👋", "", "\0\r\n\u{2028}\"\\", &"x".repeat(100_000)] {
        bench.sms().send("+18005550100", "+14255550123", text).await.expect("it is signed");
    }
    let bodies: Vec<_> = bench.requests().into_iter().map(|request| request.json()["message"].clone()).collect();
    assert_eq!(bodies[0], "Grüße 你好 👋");
}

#[tokio::test]
async fn a_body_that_is_not_there_is_signed_as_no_bytes() {
    let bench = Bench::always(Answer::json(201, r#"{"identity":{"id":"8:acs:x"}}"#));
    bench.identity().create_user().await.expect("it is signed");
    let request = bench.request();
    assert!(request.body.is_empty());
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.header("x-ms-content-sha256"), Some("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
}

#[tokio::test]
async fn hosts_are_signed_with_their_port_however_the_endpoint_is_written() {
    let bench = Bench::always(Answer::empty(204));
    let port = bench.origin.rsplit(':').next().expect("it has one");
    let endpoints = [
        format!("http://127.0.0.1:{port}/"),
        format!("HTTP://LocalHost:{port}"),
        format!(" http://127.0.0.1:0{port}/ "),
    ];
    for endpoint in endpoints {
        let settings = Client::builder(&endpoint).retry(Retry::none());
        let identity = IdentityClient::with_client_builder(settings, key()).expect("a client");
        match identity.delete_user(&user("u")).await {
            Ok(()) => {}
            // Where `localhost` is another address, nobody listens there.
            Err(Error::Transport(_)) if endpoint.contains("LocalHost") => {}
            Err(error) => panic!("{endpoint}: {error}"),
        }
    }
    let hosts: Vec<_> =
        bench.requests().iter().map(|request| request.header("host").unwrap_or("").to_owned()).collect();
    assert!(hosts.iter().all(|host| host.ends_with(&format!(":{port}"))), "{hosts:?}");
}

#[tokio::test]
async fn a_base_path_is_signed_too() {
    let bench = Bench::always(Answer::empty(204));
    let settings = Client::builder(&format!("{}/behind/a proxy%20/", bench.origin).replace(' ', "%20"));
    let identity = IdentityClient::with_client_builder(settings, key()).expect("a client");
    identity.delete_user(&user("u")).await.expect("it is signed");
    assert_eq!(bench.lines(), ["DELETE /behind/a%20proxy%20/identities/u?api-version=2023-10-01"]);
}

#[tokio::test]
async fn every_attempt_is_signed_anew_with_a_date_of_its_own() {
    let busy = || Answer::json(503, "{}").header("retry-after", "7");
    let bench = Bench::new([busy(), busy(), Answer::json(202, r#"{"value":[]}"#)]);
    bench.sms().send("+18005550100", "+14255550123", "ü").await.expect("the third attempt");
    let requests = bench.requests();
    let header = |name: &str| requests.iter().map(|request| request.header(name).unwrap_or("").to_owned()).collect();
    let dates: Vec<String> = header("x-ms-date");
    assert_eq!(dates, ["12:00:00", "12:00:07", "12:00:14"].map(|time| format!("Fri, 01 Mar 2024 {time} GMT")));
    let signatures: Vec<String> = header("authorization");
    assert!(signatures[0] != signatures[1] && signatures[1] != signatures[2], "{signatures:?}");
    assert!(requests.windows(2).all(|pair| pair[0].body == pair[1].body));
    assert_eq!(bench.clock.sleeps(), [Duration::from_secs(7); 2]);
}

#[tokio::test]
async fn a_date_is_of_the_moment_of_sending_not_of_the_moment_of_calling() {
    let bench = Bench::always(Answer::json(202, r#"{"value":[]}"#));
    let call = bench.sms().send("+18005550100", "+14255550123", "later");
    bench.clock.set(at(NOON + 60));
    call.await.expect("it is signed");
    assert_eq!(bench.request().header("x-ms-date"), Some("Fri, 01 Mar 2024 12:01:00 GMT"));
}

#[tokio::test]
async fn the_limit_of_a_client_is_waited_for_before_signing() {
    let bench = Bench::always(Answer::json(202, r#"{"value":[]}"#));
    let settings = bench.settings().rate_limit(2, Duration::from_secs(60));
    let sms = SmsClient::with_client_builder(settings, key()).expect("a client");
    for _ in 0..5 {
        sms.clone().send("+18005550100", "+14255550123", "x").await.expect("it is signed");
    }
    let dates: Vec<_> =
        bench.requests().iter().map(|request| request.header("x-ms-date").unwrap_or("")[20..22].to_owned()).collect();
    assert_eq!(dates, ["00", "00", "01", "01", "02"]);
}

#[tokio::test]
async fn another_key_is_refused() {
    let bench = Bench::always(Answer::empty(204));
    let other = AccessKeyCredential::new("b3RoZXI=").expect("it is base64");
    let identity = IdentityClient::with_client_builder(bench.settings(), other).expect("a client");
    let Err(Error::Service(error)) = identity.delete_user(&user("u")).await else { panic!("the key is another") };
    assert_eq!((error.status().as_u16(), error.code()), (401, Some("Denied")));
    assert_eq!(bench.requests().len(), 1);
}
