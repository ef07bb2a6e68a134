//! Multipart bodies, as a server reads them. The reader is the one of `multer`.
#![cfg(feature = "reqwest")]

mod models;
mod received;
mod server;

use std::{
    collections::{BTreeMap, VecDeque},
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use crategen_runtime::{
    FilePart, Meta, Multipart, Nullable, Payload,
    error::TransportError,
    request::{RequestBuilder, Shared, Style},
};
use futures_core::Stream;
use models::{Color, Point};

const META: &Meta = &Meta {
    name: "test.upload",
    id: "Upload",
    method: "POST",
    path: "/",
    servers: None,
    security: &[],
    idempotency_header: None,
};

/// A part as it was read: name, file name, media type, other headers, content.
#[derive(Debug, PartialEq)]
struct Read {
    name: Option<String>,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: http::HeaderMap,
    content: Bytes,
}

impl Read {
    fn brief(&self) -> (&str, Option<&str>, Option<&str>, &str) {
        let content = std::str::from_utf8(&self.content).expect("a text");
        (self.name.as_deref().unwrap_or(""), self.file_name.as_deref(), self.content_type.as_deref(), content)
    }
}

fn built(parts: Multipart) -> http::Request<Payload> {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").multipart("multipart/form-data", parts);
    request.finish().expect("a request")
}

fn refused(parts: Multipart) -> String {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").multipart("multipart/form-data", parts);
    request.finish().expect_err("no request").to_string()
}

/// What a server reads of a request, and whether it was told the length.
fn exchange(request: http::Request<Payload>) -> (Vec<Read>, bool) {
    let received = received::exchange(request);
    let has_length = received.header("content-length").is_some();
    let boundary = multer::parse_boundary(received.header("content-type").expect("a media type")).expect("a boundary");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let parts = runtime.block_on(async {
        let body = Bytes::from(received.body.clone());
        let mut reader = multer::Multipart::new(Chunks(VecDeque::from([body])), boundary);
        let mut parts = Vec::new();
        while let Some(field) = reader.next_field().await.expect("a part") {
            let (name, file_name) = (field.name().map(str::to_owned), field.file_name().map(str::to_owned));
            let content_type = field.content_type().map(ToString::to_string);
            let headers = field.headers().clone();
            let content = field.bytes().await.expect("its content");
            parts.push(Read { name, file_name, content_type, headers, content });
        }
        parts
    });
    (parts, has_length)
}

fn read(parts: Multipart) -> Vec<Read> {
    exchange(built(parts)).0
}

struct Chunks(VecDeque<Bytes>);

fn chunks(chunks: &[&'static str]) -> Chunks {
    Chunks(chunks.iter().copied().map(Bytes::from).collect())
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

#[test]
fn files_arrive_with_their_names_and_types() {
    let parts = Multipart::new()
        .file("a", FilePart::new("1").file_name("a.png").content_type("image/png"))
        .file("b", "2")
        .files("c", Some("text/csv"), &FilePart::from("3"))
        .files("d", None, &Some(vec![FilePart::from("4"), FilePart::from("5").file_name("5.txt")]))
        .files("e", None, &None::<FilePart>)
        .file("f", Payload::from("6").content_type("image/gif"))
        .named_files(None, &BTreeMap::from([("g".to_owned(), FilePart::from("7"))]));
    let read = read(parts);
    let octets = Some("application/octet-stream");
    let expected = [
        ("a", Some("a.png"), Some("image/png"), "1"),
        ("b", Some("b"), octets, "2"),
        ("c", Some("c"), Some("text/csv"), "3"),
        ("d", Some("d"), octets, "4"),
        ("d", Some("5.txt"), octets, "5"),
        ("f", Some("f"), Some("image/gif"), "6"),
        ("g", Some("g"), octets, "7"),
    ];
    assert_eq!(read.iter().map(Read::brief).collect::<Vec<_>>(), expected);
}

#[test]
fn values_are_text_and_objects_are_json() {
    let point = Point { x: 1, y: None };
    let parts = Multipart::new()
        .value("text", &"ü\r\n--".to_owned())
        .value("number", &-1)
        .value("enum", &Color::Red)
        .value("absent", &None::<String>)
        .value("null", &Nullable::<String>::Null)
        .value("list[]", &vec![1, 2])
        .value("object", &point)
        .value("objects", &vec![Point { x: 1, y: None }, Point { x: 2, y: Some(3) }])
        .value_as("list as JSON", "application/json", &vec![1, 2])
        .value_as("markdown", "text/markdown", &"# a".to_owned())
        .styled("deep", Style::DEEP, &serde_json::json!({"a b": {"c&d": ["e", "f=g"]}}))
        .values(&point)
        .text("more", "");
    let json = Some("application/json");
    let expected = [
        ("text", None, None, "ü\r\n--"),
        ("number", None, None, "-1"),
        ("enum", None, None, "red"),
        ("null", None, None, ""),
        ("list[]", None, None, "1"),
        ("list[]", None, None, "2"),
        ("object", None, json, r#"{"x":1}"#),
        ("objects", None, json, r#"{"x":1}"#),
        ("objects", None, json, r#"{"x":2,"y":3}"#),
        ("list as JSON", None, json, "[1,2]"),
        ("markdown", None, Some("text/markdown"), "# a"),
        ("deep[a b][c&d][]", None, None, "e"),
        ("deep[a b][c&d][]", None, None, "f=g"),
        ("x", None, None, "1"),
        ("more", None, None, ""),
    ];
    assert_eq!(read(parts).iter().map(Read::brief).collect::<Vec<_>>(), expected);
}

#[test]
fn a_name_cannot_be_broken_out_of() {
    let evil = "a\"; filename=\"b\r\nX-Evil: 1\r\n\r\nc\\";
    let read = read(Multipart::new().file(evil, FilePart::new("content").file_name(evil)));
    let escaped = "a%22; filename=%22b%0D%0AX-Evil: 1%0D%0A%0D%0Ac\\";
    assert_eq!(read.len(), 1);
    let disposition = format!("form-data; name=\"{escaped}\"; filename=\"{escaped}\"");
    assert_eq!(read[0].headers["content-disposition"].as_bytes(), disposition.as_bytes());
    assert_eq!(read[0].content, "content");
    assert!(!read[0].headers.contains_key("x-evil"));
}

#[test]
fn content_that_looks_like_a_boundary_is_content() {
    let content = "\r\n--boundary\r\n\r\n--boundary--\r\n--\r\n----\r\n";
    assert_eq!(read(Multipart::new().text("a", content))[0].content, content);
    let boundary = |request: &http::Request<Payload>| request.headers()["content-type"].to_str().unwrap().to_owned();
    let (one, two) = (built(Multipart::new()), built(Multipart::new()));
    assert_ne!(boundary(&one), boundary(&two));
}

#[test]
fn a_part_has_the_headers_that_it_is_given() {
    let part = FilePart::new("1").header("Content-ID", "<a@b>").header("content-disposition", "inline");
    let read = read(Multipart::new().file("a", part));
    assert_eq!(read[0].headers["content-id"], "<a@b>");
    assert_eq!(read[0].headers["content-disposition"], "inline");
    for (name, value) in [("x y", "1"), ("x", "1\r\nX-Evil: 1")] {
        let error = refused(Multipart::new().file("a", FilePart::new("1").header(name, value)));
        assert_eq!(error, "test.upload: part `a` has a header that cannot be written");
    }
    assert!(refused(Multipart::new().file("a", FilePart::new("").content_type("a\nb"))).contains("header"));
}

#[test]
fn a_number_that_json_does_not_have_is_refused() {
    let parts = Multipart::new().value_as("a", "application/json", &vec![f64::NAN]);
    assert_eq!(
        refused(parts),
        "test.upload: part `a` holds a number that is NaN or infinite, which JSON has no form for"
    );
}

#[test]
fn a_body_of_bytes_is_bytes_and_a_stream_makes_a_stream() {
    let bytes = built(Multipart::new().text("a", "1").file("b", vec![0, 255]));
    assert!(bytes.body().as_bytes().is_some() && bytes.body().is_repeatable());
    let (read, has_length) = exchange(bytes);
    assert!(has_length);
    assert_eq!(read[1].content.as_ref(), [0, 255]);

    let stream = |payload: Payload| built(Multipart::new().text("a", "1").file("b", payload).text("c", "3"));
    let request = stream(Payload::stream(|| chunks(&["ab", "cd"])).with_length(4));
    assert!(request.body().as_bytes().is_none() && request.body().is_repeatable());
    let again = http::Request::from_parts(request.clone().into_parts().0, request.body().clone());
    for request in [request, again] {
        let (read, has_length) = exchange(request);
        assert!(has_length);
        assert_eq!(read.iter().map(|part| part.content.as_ref()).collect::<Vec<_>>(), [b"1".as_slice(), b"abcd", b"3"]);
    }
    let request = stream(Payload::once(chunks(&["ab", "cd"])));
    assert_eq!((request.body().length(), request.body().is_repeatable()), (None, false));
    let payload = request.body().clone();
    let (read, has_length) = exchange(request);
    assert!(!has_length);
    assert_eq!(read[1].content, "abcd");
    assert!(payload.open().is_err());
}

#[test]
fn a_body_without_parts_can_be_read() {
    assert_eq!(read(Multipart::new()), []);
}

#[test]
fn parts_that_are_no_form_have_no_names() {
    let mut request = RequestBuilder::new(META, Shared::none());
    let parts = Multipart::new().value("meta", &Point { x: 1, y: None }).file("file", FilePart::new("2"));
    request.literal("/").multipart("multipart/related", parts.file("named", FilePart::new("3").file_name("n")));
    let request = request.finish().unwrap();
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/related; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\ncontent-type: application/json\r\n\r\n{{\"x\":1}}\r\n\
         --{boundary}\r\ncontent-type: application/octet-stream\r\n\r\n2\r\n\
         --{boundary}\r\nContent-Disposition: attachment; filename=\"n\"\r\ncontent-type: application/octet-stream\r\n\r\n3\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(request.body().as_bytes().unwrap(), expected.as_bytes());
}

#[test]
fn debug_shows_no_content() {
    let part = FilePart::new("s3cr3t").file_name("a.txt").header("x", "s3cr3t");
    assert!(!format!("{part:?} {:?}", Multipart::new().file("a", part.clone()).text("b", "s3cr3t")).contains("s3cr3t"));
    assert!(format!("{part:?}").contains("6 bytes"));
}
