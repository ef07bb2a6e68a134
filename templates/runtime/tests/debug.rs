//! What `Debug` shows, and what it never does.

mod models;

use bytes::Bytes;
use crategen_runtime::{Body, Meta, events::Frame, json, model::Base64, request, response};
use models::{Everything, Open, Pet, Ring, Token};

const META: &Meta = &Meta {
    name: "test.call",
    id: "Call",
    method: "POST",
    path: "/",
    security: &[],
    idempotency_header: None,
    servers: None,
};

#[test]
fn models_are_shown_like_structs_without_what_is_absent() {
    let value: Everything = json::decode(br#"{"note":null,"small":1,"color":"mauve","child":{"note":"n"}}"#).unwrap();
    assert_eq!(format!("{value:?}"), r#"Everything { small: 1, color: "mauve", child: Everything { note: "n" } }"#);
}

#[test]
fn secrets_are_redacted() {
    let text = br#"{"token":"s3cr3t","expiresOn":"2024-03-01T12:00:00Z","parts":{"s3cr3t":{"x":1}}}"#;
    let token: Token = json::decode(text).unwrap();
    assert_eq!(format!("{token:?}"), "Token { token: [redacted], expiresOn: 2024-03-01T12:00:00Z, parts: [redacted] }");
    assert!(!format!("{token:#?}").contains("s3cr3t"));
}

#[test]
fn members_that_are_secret_whatever_they_are_called_are_redacted() {
    let keys: Ring = json::decode(br#"{"name":"n","first":["s3cr3t"],"second":[]}"#).unwrap();
    assert_eq!(format!("{keys:?}"), r#"Ring { name: "n", (more): {"first": [redacted], "second": [redacted]} }"#);
    let error = json::decode::<Ring>(br#"{"first":["a",{"s3cr3t":1}]}"#).unwrap_err();
    assert_eq!(error.to_string(), "not what was expected; the value is secret and not shown");
}

#[test]
fn what_no_schema_describes_is_redacted_by_its_name() {
    let text = br#"{"sort":"new","accessToken":"s3cr3t","inner":[{"client_secret":{"a":"s3cr3t"}}]}"#;
    let pet: Pet = json::decode(text).unwrap();
    assert!(matches!(pet, Pet::Unknown(_)));
    let open: Open = json::decode(text).unwrap();
    for shown in [format!("{pet:?}"), format!("{open:?}")] {
        assert!(!shown.contains("s3cr3t") && shown.contains("accessToken") && shown.contains("new"), "{shown}");
    }
}

#[test]
fn megabytes_are_not_shown() {
    let value: Everything =
        json::decode(format!(r#"{{"note":null,"bytes":"{}"}}"#, "AAAA".repeat(100_000)).as_bytes()).unwrap();
    assert!(format!("{value:?}").len() < 200);
    assert_eq!(format!("{:?}", Base64::from(Bytes::from_static(&[0; 5]))), "Base64(5 bytes)");
    assert_eq!(format!("{:?}", Body::from(vec![0; 1 << 20])), "Body(1048576 bytes)");
}

#[test]
fn events_do_not_show_their_data() {
    let mut frame = Frame::default();
    frame.text = "s3cr3t".to_owned();
    assert_eq!(format!("{frame:?}"), "Frame { name: None, id: None, text: 6 bytes, problem: None }");
}

#[test]
fn requests_and_responses_do_not_show_what_they_carry() {
    let mut shared = request::Shared::default();
    shared.set("code", "s3cr3t");
    let mut builder = request::RequestBuilder::new(META, &shared);
    builder.literal("/").query("code", &"s3cr3t".to_owned()).header("x-key", &"s3cr3t".to_owned());
    assert!(!format!("{builder:?} {shared:?}").contains("s3cr3t"));

    let response = || {
        let body = Bytes::from_static(br#"{"token":5,"x":"s3cr3t"}"#);
        http::Response::builder().header("set-cookie", "s3cr3t").body(body).unwrap()
    };
    let error = response::json::<Token>(META, response()).unwrap_err();
    assert!(!format!("{error:?} {error:#?} {error}").contains("s3cr3t"), "{error:?}");
    let mut failed = response();
    *failed.status_mut() = http::StatusCode::UNAUTHORIZED;
    let error = response::unexpected(META, failed);
    assert!(!format!("{error:?} {error:#?} {error}").contains("s3cr3t"), "{error:?}");
}
