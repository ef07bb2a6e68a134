//! Answers that come piece by piece, each piece given before the next one is there.

use std::convert::Infallible;

use bytes::Bytes;
use crategen_wire::{
    models::Color,
    operations::default::{ExchangeLines, Watch},
};
use http_body_util::{BodyExt, StreamBody};
use hyper::{Response, body::Frame};
use tokio::sync::mpsc;

use crate::server::{Answer, Server};

/// An answer whose body is what is sent through the channel, as it is sent.
fn fed(content_type: &str, pieces: mpsc::UnboundedReceiver<&'static str>) -> Answer {
    let stream = futures_util::stream::unfold(pieces, |mut pieces| async {
        let piece = pieces.recv().await?;
        Some((Ok::<_, Infallible>(Frame::data(Bytes::from(piece))), pieces))
    });
    Response::builder()
        .header("content-type", content_type)
        .body(BodyExt::boxed(StreamBody::new(stream)))
        .expect("an answer")
}

async fn feeding(content_type: &'static str) -> (Server, mpsc::UnboundedSender<&'static str>) {
    let (feed, pieces) = mpsc::unbounded_channel();
    let pieces = std::sync::Mutex::new(Some(pieces));
    let server = Server::start(move |_| {
        let pieces = pieces.lock().expect("it is one thread").take();
        fed(content_type, pieces.expect("one request"))
    })
    .await;
    (server, feed)
}

#[tokio::test]
async fn events_are_given_as_they_happen() {
    let (server, feed) = feeding("text/event-stream").await;
    let mut events = server.client().events(Watch::new());
    feed.send(": hello\n\nid: 1\nevent: made\ndata: {\"R\":1,\"G\":").expect("it is served");
    feed.send("2,\"B\":3}\n\n").expect("it is served");
    let event = events.next().await.expect("an event").expect("no error");
    assert_eq!((event.id.as_deref(), event.name.as_deref()), (Some("1"), Some("made")));
    assert_eq!(event.value.expect("a color"), Color::new(1, 2, 3));
    // The second one is made when the first one has been seen.
    feed.send("data: {\"R\":4,\ndata: \"G\":5,\"B\":6}\n\ndata: [DONE]\n\n").expect("it is served");
    assert_eq!(events.next().await.expect("an event").expect("no error").value.expect("a color"), Color::new(4, 5, 6));
    assert!(events.next().await.is_none());
    assert_eq!(server.one().header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn lines_are_given_as_they_come() {
    let (server, feed) = feeding("application/x-ndjson").await;
    let mut lines = server.client().events(ExchangeLines::new([Color::new(0, 0, 0)]));
    feed.send("{\"R\":1,\"G\":2,\"B\":3}\n{\"R\":4,").expect("it is served");
    assert_eq!(lines.next().await.expect("a line").expect("no error").value.expect("a color"), Color::new(1, 2, 3));
    feed.send("\"G\":5,\"B\":6}").expect("it is served");
    drop(feed);
    assert_eq!(lines.next().await.expect("a line").expect("no error").value.expect("a color"), Color::new(4, 5, 6));
    assert!(lines.next().await.is_none());
    assert_eq!(server.one().text(), "{\"R\":0,\"G\":0,\"B\":0}\n");
}
