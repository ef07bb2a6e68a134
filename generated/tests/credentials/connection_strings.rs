//! The grammar of connection strings.

use acs_sdk::{
    ConnectionString,
    credential::{AccessKeyCredential, InvalidConnectionString as Invalid},
};

use crate::support::{NOON, at, request};

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

fn error(text: &str) -> Invalid {
    ConnectionString::parse(text).expect_err(text)
}

fn signature(credential: &AccessKeyCredential) -> http::HeaderMap {
    let mut request = request("https://a.example/p");
    credential.sign(&mut request, at(NOON)).unwrap();
    request.headers().clone()
}

#[test]
fn all_that_any_official_sdk_reads_is_read() {
    let azure = "https://contoso.communication.azure.com";
    for (text, endpoint) in [
        (format!("endpoint={azure}/;accesskey={KEY}"), azure),
        (format!("endpoint={azure};accesskey={KEY}"), azure),
        (format!("ENDPOINT={azure}/;AccessKey={KEY}"), azure),
        (format!("accesskey={KEY};endpoint={azure}/"), azure),
        (format!("endpoint={azure}/;accesskey={KEY};"), azure),
        (format!(";;endpoint={azure}/;;accesskey={KEY};;"), azure),
        (format!("endpoint={azure}/;accesskey={KEY};foo=bar"), azure),
        (format!("foo=;endpoint={azure}/;foo=a=b;accesskey={KEY};foo=c"), azure),
        (format!(" endpoint = {azure}/ ; accesskey = {KEY} \n"), azure),
        (format!("endpoint=HTTPS://Contoso.communication.azure.com:443;accesskey={KEY}"), azure),
        (format!("endpoint=http://127.0.0.1:8080/;accesskey={KEY}"), "http://127.0.0.1:8080"),
        (format!("endpoint=http://localhost;accesskey={KEY}"), "http://localhost"),
        (format!("endpoint=https://localhost:8443/;accesskey={KEY}"), "https://localhost:8443"),
        (format!("endpoint=http://[::1]:3000/;accesskey={KEY}"), "http://[::1]:3000"),
    ] {
        let connection = ConnectionString::parse(&text).expect(&text);
        assert_eq!(connection.endpoint(), endpoint, "{text}");
        let key = AccessKeyCredential::new(KEY).unwrap();
        assert_eq!(signature(connection.credential()), signature(&key), "{text}");
        let (owned, credential) = text.parse::<ConnectionString>().unwrap().into_parts();
        assert_eq!((owned.as_str(), signature(&credential)), (endpoint, signature(&key)), "{text}");
    }
}

#[test]
fn what_is_missing_is_named() {
    for text in ["", ";", " ; ", "foo=bar", "accesskey=pw==", "endpoint=;accesskey=pw==", "endpoint= ;accesskey=pw=="] {
        assert_eq!(error(text), Invalid::Missing("endpoint"), "{text}");
    }
    for text in
        ["endpoint=https://a.example", "endpoint=https://a.example;accesskey=", "endpoint=https://a.example;key=pw=="]
    {
        assert_eq!(error(text), Invalid::Missing("accesskey"), "{text}");
    }
}

#[test]
fn what_stands_there_twice_is_refused_even_when_it_is_the_same() {
    let endpoint = "endpoint=https://a.example";
    assert_eq!(error(&format!("{endpoint};accesskey=pw==;accesskey=pw==")), Invalid::Twice("accesskey"));
    assert_eq!(error(&format!("{endpoint};accesskey=;ACCESSKEY=pw==")), Invalid::Twice("accesskey"));
    assert_eq!(error(&format!("{endpoint};accesskey=pw==;Endpoint=https://b.example")), Invalid::Twice("endpoint"));
}

#[test]
fn a_member_without_a_value_sign_is_refused() {
    assert_eq!(error("secret"), Invalid::Member);
    assert_eq!(error("endpoint=https://a.example;accesskey=pw==;secret"), Invalid::Member);
}

#[test]
fn an_endpoint_is_a_scheme_and_a_host_and_nothing_else() {
    for endpoint in
        ["a.example", "ftp://a.example", "https://", "https://user@a.example", "https://user:secret@a.example"]
    {
        assert!(matches!(error(&format!("endpoint={endpoint};accesskey=pw==")), Invalid::Endpoint(_)), "{endpoint}");
    }
    for endpoint in
        ["https://a.example/?secret", "https://a.example?", "https://a.example/#secret", "https://a b.example"]
    {
        assert!(matches!(error(&format!("endpoint={endpoint};accesskey=pw==")), Invalid::Endpoint(_)), "{endpoint}");
    }
    for endpoint in ["https://a.example/secret", "https://a.example/secret/"] {
        assert_eq!(error(&format!("endpoint={endpoint};accesskey=pw==")), Invalid::Path, "{endpoint}");
    }
}

#[test]
fn a_key_that_is_none_is_refused() {
    for key in ["secret!", "sec ret", "\u{fffd}", "pw==pw=="] {
        assert!(
            matches!(error(&format!("endpoint=https://a.example;accesskey={key}")), Invalid::AccessKey(_)),
            "{key}"
        );
    }
}

#[test]
fn errors_say_what_is_wrong_and_what_was_expected() {
    assert_eq!(
        error("endpoint=https://a.example").to_string(),
        "the connection string has no `accesskey`: expected `endpoint=https://…/;accesskey=…`, as the portal shows it \
         under Keys"
    );
    assert_eq!(
        error("endpoint=a.example;accesskey=pw==").to_string(),
        "the connection string is of no use: the endpoint has no scheme: expected a URL such as https://api.example.com"
    );
    assert_eq!(
        error("endpoint=https://a.example;accesskey=?").to_string(),
        "the connection string is of no use: the access key is not base64: expected base64, as the portal shows it under \
         Keys"
    );
}
