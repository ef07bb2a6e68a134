//! Signatures, byte for byte.

use acs_sdk::{
    credential::{AccessKeyCredential, SigningError},
    runtime::Payload,
};
use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};

use crate::support::{NOON, TestClock, at, now, put, request};

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

fn signature(uri: &str, change: impl FnOnce(&mut http::Request<Bytes>)) -> String {
    let mut request = request(uri);
    change(&mut request);
    AccessKeyCredential::new(KEY).unwrap().sign(&mut request, at(NOON)).unwrap();
    request.headers()[AUTHORIZATION].to_str().unwrap().to_owned()
}

fn same(left: &str, right: &str) -> bool {
    signature(left, |_| {}) == signature(right, |_| {})
}

#[test]
fn requests_are_signed_as_the_official_sdks_sign_them() {
    let vectors: serde_json::Value = serde_json::from_str(include_str!("../fixtures/signatures.json")).unwrap();
    let vectors = vectors.as_array().unwrap();
    assert_eq!(vectors.len(), 5);
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().unwrap();
        let mut request = http::Request::builder()
            .method(text("method"))
            .uri(text("url"))
            .body(Payload::from(text("body").to_owned()))
            .unwrap();
        let credential = AccessKeyCredential::new(text("key")).unwrap();
        now(put(&credential, &TestClock::at_noon(), &mut request)).unwrap();
        let header = |name: &str| request.headers()[name].to_str().unwrap();
        assert_eq!(header("x-ms-date"), "Fri, 01 Mar 2024 12:00:00 GMT", "{}", text("what"));
        assert_eq!(header("x-ms-content-sha256"), text("contentHash"), "{}", text("what"));
        assert_eq!(header("authorization"), text("authorization"), "{}", text("what"));
        assert!(request.headers()[AUTHORIZATION].is_sensitive());
        assert_eq!(request.uri(), text("url"), "signing changes nothing else");
    }
}

#[test]
fn only_a_port_that_is_not_the_schemes_own_is_signed() {
    assert!(same("https://a.example/p", "https://a.example:443/p"));
    assert!(same("http://a.example/p", "http://a.example:80/p"));
    assert!(!same("https://a.example/p", "https://a.example:80/p"));
    assert!(!same("http://a.example/p", "http://a.example:443/p"));
    assert!(!same("https://a.example/p", "https://a.example:8443/p"));
}

#[test]
fn path_and_query_are_signed_as_they_are_sent() {
    assert!(same("https://a.example", "https://a.example/"));
    assert!(!same("https://a.example/8%3Aacs", "https://a.example/8:acs"));
    assert!(!same("https://a.example/?a=%20", "https://a.example/?a=+"));
    assert!(!same("https://a.example/?a=~", "https://a.example/?a=%7E"));
    assert!(!same("https://a.example/?", "https://a.example/"));
    assert!(!same("https://a.example/?a&b", "https://a.example/?b&a"));
}

#[test]
fn the_host_header_is_signed_when_there_is_one() {
    let behind_a_gateway = signature("http://127.0.0.1:3000/p", |request| {
        request.headers_mut().insert(HOST, "a.example".parse().unwrap());
    });
    assert_eq!(behind_a_gateway, signature("https://a.example/p", |_| {}));
}

#[test]
fn each_attempt_has_a_date_and_a_signature_of_its_own() {
    let (credential, clock) = (AccessKeyCredential::new(KEY).unwrap(), TestClock::at_noon());
    let mut request = request("https://a.example/p");
    now(put(&credential, &clock, &mut request)).unwrap();
    let first = request.headers().clone();
    clock.advance(61);
    now(put(&credential, &clock, &mut request)).unwrap();
    assert_eq!(request.headers()["x-ms-date"], "Fri, 01 Mar 2024 12:01:01 GMT");
    assert_ne!(request.headers()[AUTHORIZATION], first[AUTHORIZATION]);
    assert_eq!(request.headers().len(), first.len(), "the old headers are replaced");
}

#[test]
fn keys_are_read_as_people_copy_them() {
    let signed = |key: &str| {
        let mut request = request("https://a.example/p");
        AccessKeyCredential::new(key).unwrap().sign(&mut request, at(NOON)).unwrap();
        request.headers()[AUTHORIZATION].clone()
    };
    assert_eq!(signed(KEY), signed(&format!(" {KEY}\n")));
    assert_eq!(signed(KEY), signed(KEY.trim_end_matches('=')));
    assert_ne!(signed(KEY), signed("pw=="));
}

#[test]
fn what_is_not_a_key_is_refused() {
    for key in ["", "  ", "not base64!", "AAEC-_8=", "A", "====", "pw==pw=="] {
        let error = AccessKeyCredential::new(key).unwrap_err().to_string();
        assert!(error.starts_with("the access key is "), "{error}");
    }
}

#[test]
fn what_cannot_be_signed_is_refused() {
    let key = AccessKeyCredential::new(KEY).unwrap();
    assert_eq!(key.sign(&mut request("/p"), at(NOON)), Err(SigningError::Host));
    let before_time = std::time::UNIX_EPOCH - std::time::Duration::from_secs(1);
    let mut request = request("https://a.example/p");
    assert_eq!(key.sign(&mut request, before_time), Err(SigningError::Date));
    assert!(request.headers().is_empty());
}
