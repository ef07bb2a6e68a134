//! Multipart bodies, as an independent parser reads them.

use std::convert::Infallible;

use bytes::Bytes;
use crategen_wire::{
    models::Color,
    operations::default::{SendMultipart, SendMultipartMultipart},
    runtime::{FilePart, Payload},
};
use futures_util::stream;

use crate::server::{Received, Server};

/// A part: its name, the name of its file, its media type and its content.
type Part = (String, Option<String>, Option<String>, Bytes);

async fn parts(received: &Received) -> Vec<Part> {
    let content_type = received.header("content-type").expect("a media type");
    let boundary = multer::parse_boundary(content_type).expect("a boundary");
    let body = received.body.clone();
    let mut read = multer::Multipart::new(stream::once(async { Ok::<_, Infallible>(body) }), boundary);
    let mut parts = Vec::new();
    while let Some(field) = read.next_field().await.expect("a part") {
        let name = field.name().expect("a name").to_owned();
        let (file, kind) = (field.file_name().map(str::to_owned), field.content_type().map(ToString::to_string));
        parts.push((name, file, kind, field.bytes().await.expect("its content")));
    }
    parts
}

fn part(name: &str, file: Option<&str>, kind: Option<&str>, content: &'static [u8]) -> Part {
    (name.to_owned(), file.map(str::to_owned), kind.map(str::to_owned), Bytes::from_static(content))
}

#[tokio::test]
async fn files_values_and_json_are_parts_in_the_order_of_the_document() {
    let server = Server::silent().await;
    let body = SendMultipartMultipart::new(FilePart::new(b"\0\r\n--\xff".as_slice()).file_name("a \"b\".bin"))
        .pages([FilePart::new("one").content_type("image/png"), FilePart::new("two").file_name("2.txt")])
        .text("x\r\ny")
        .number(5)
        .list(["blue".to_owned(), "black".to_owned()])
        .object(Color::new(100, 200, 150))
        .note("# n");
    server.client().send(SendMultipart::new(body)).await.expect("a success");
    let received = server.one();
    assert_eq!(received.header("content-length"), Some(received.body.len().to_string().as_str()));
    let (octets, png) = (Some("application/octet-stream"), Some("image/png"));
    assert_eq!(
        parts(&received).await,
        [
            part("file", Some("a %22b%22.bin"), octets, b"\0\r\n--\xff"),
            part("pages", Some("pages"), png, b"one"),
            part("pages", Some("2.txt"), octets, b"two"),
            part("text", None, None, b"x\r\ny"),
            part("number", None, None, b"5"),
            part("list", None, None, b"blue"),
            part("list", None, None, b"black"),
            part("object", None, Some("application/json"), br#"{"R":100,"G":200,"B":150}"#),
            part("note", None, Some("text/markdown"), b"# n"),
        ]
    );
}

#[tokio::test]
async fn a_file_may_be_a_stream_that_nobody_holds() {
    let server = Server::silent().await;
    let client = server.client();
    let chunks = || stream::iter((0..100_u8).map(|byte| Ok(Bytes::from(vec![byte; 1000]))));
    let whole: Vec<u8> = (0..100_u8).flat_map(|byte| vec![byte; 1000]).collect();
    for payload in [Payload::stream(chunks), Payload::once(chunks()), Payload::stream(chunks).with_length(100_000)] {
        let length = payload.length();
        let body = SendMultipartMultipart::new(FilePart::new(payload).file_name("large.bin")).number(5);
        client.send(SendMultipart::new(body)).await.expect("a success");
        let received = server.one();
        assert_eq!(received.header("content-length").is_some(), length.is_some());
        let parts = parts(&received).await;
        assert_eq!(parts.len(), 2);
        assert_eq!((parts[0].1.as_deref(), &parts[0].3[..]), (Some("large.bin"), whole.as_slice()));
        assert_eq!(parts[1], part("number", None, None, b"5"));
    }
}

#[tokio::test]
async fn no_two_bodies_have_the_same_boundary() {
    let server = Server::silent().await;
    let client = server.client();
    for _ in 0..2 {
        client.send(SendMultipart::new(SendMultipartMultipart::new("x"))).await.expect("a success");
    }
    let boundaries: Vec<_> =
        server.take().iter().map(|received| received.header("content-type").expect("it is there").to_owned()).collect();
    assert_ne!(boundaries[0], boundaries[1]);
}
