//! Bodies of one part, in the request and in the answer.

use bytes::Bytes;
use crategen_wire::{
    models::{Color, Pet},
    operations::default::{ExchangeLines, ExchangeXml, SendBytes, SendJson, SendText},
    runtime::Payload,
};
use futures_util::StreamExt as _;

use crate::server::{Server, answer};

#[tokio::test]
async fn json_text_and_bytes_arrive_as_they_are_with_their_type_and_length() {
    let server = Server::silent().await;
    let client = server.client();
    client.send(SendJson::new(Color::new(100, 200, 150))).await.expect("a success");
    client.send(SendText::new("a\u{fc}\r\n")).await.expect("a success");
    client.send(SendBytes::new(b"\0\xff".as_slice())).await.expect("a success");
    client.send(SendBytes::new(Payload::from("a,b").content_type("text/csv"))).await.expect("a success");
    let seen = server.take();
    let expected: [(&str, &[u8]); 4] = [
        ("application/json", br#"{"R":100,"G":200,"B":150}"#),
        ("text/plain", "a\u{fc}\r\n".as_bytes()),
        ("application/octet-stream", b"\0\xff"),
        ("text/csv", b"a,b"),
    ];
    for (received, (content_type, body)) in seen.iter().zip(expected) {
        assert_eq!((received.method.as_str(), received.header("content-type")), ("POST", Some(content_type)));
        assert_eq!(received.header("content-length"), Some(body.len().to_string().as_str()));
        assert_eq!(received.body, body);
    }
    assert_eq!(seen.len(), expected.len());
}

#[tokio::test]
async fn bytes_that_come_as_a_stream_are_sent_in_chunks_unless_their_length_is_said() {
    let server = Server::silent().await;
    let client = server.client();
    let pieces = || Payload::stream(|| futures_util::stream::iter(["ab", "", "c"]).map(|piece| Ok(Bytes::from(piece))));
    client.send(SendBytes::new(pieces())).await.expect("a success");
    let received = server.one();
    assert_eq!((received.header("transfer-encoding"), received.text()), (Some("chunked"), "abc"));
    client.send(SendBytes::new(pieces().with_length(3))).await.expect("a success");
    let received = server.one();
    assert_eq!((received.header("transfer-encoding"), received.header("content-length")), (None, Some("3")));
    assert_eq!(received.text(), "abc");
}

#[tokio::test]
async fn xml_is_written_by_what_the_document_says_of_names_attributes_and_wrapping() {
    let server = Server::start(|received| answer(200, "application/xml", received.body.clone())).await;
    let pet = Pet::new(5, "<R&x>").tags(["a".to_owned(), "b".to_owned()]);
    assert_eq!(server.client().send(ExchangeXml::new(pet.clone())).await.expect("a success"), pet);
    let received = server.one();
    assert_eq!(received.header("content-type"), Some("application/xml"));
    let expected = "<pet id=\"5\"><name>&lt;R&amp;x&gt;</name><tags><tag>a</tag><tag>b</tag></tags></pet>";
    assert!(received.text().ends_with(expected), "{}", received.text());
}

#[tokio::test]
async fn lines_of_json_are_a_value_each_both_ways() {
    let server = Server::start(|received| answer(200, "application/x-ndjson", received.body.clone())).await;
    let colors = [Color::new(1, 2, 3), Color::new(4, 5, 6)];
    let lines = server.client().send(ExchangeLines::new(colors.clone())).await.expect("a success");
    let values: Vec<Color> = lines.into_iter().map(|line| line.value.expect("a color")).collect();
    assert_eq!(values, colors);
    assert_eq!(server.one().text(), "{\"R\":1,\"G\":2,\"B\":3}\n{\"R\":4,\"G\":5,\"B\":6}\n");
}
