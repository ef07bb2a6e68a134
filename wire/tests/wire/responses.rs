//! Answers by their status: successes of several types, typed headers, and typed failures.

use crategen_wire::{
    Error,
    operations::default::{Order, OrderFailure, OrderOutput},
    runtime::Operation as _,
};

use crate::server::{Server, answer};

/// What the one operation gives when it is answered so.
async fn ordered(status: u16, content_type: &'static str, body: &'static str) -> Result<OrderOutput, Error> {
    let server = Server::start(move |_| answer(status, content_type, body)).await;
    server.client().send(Order::new()).await
}

#[tokio::test]
async fn each_success_has_its_own_type() {
    let color = ordered(200, "application/json", r#"{"R":1,"G":2,"B":3,"new":true}"#).await;
    assert!(matches!(color, Ok(OrderOutput::Ok(color)) if color.b == 3));
    let ticket = ordered(202, "application/json", r#"{"number":7}"#).await;
    assert!(matches!(ticket, Ok(OrderOutput::Accepted(ticket)) if ticket.number == 7));
    assert!(matches!(ordered(204, "", "").await, Ok(OrderOutput::NoContent)));
    let other = ordered(206, "text/plain", "part").await;
    assert!(matches!(other, Ok(OrderOutput::Undeclared(response)) if response.body().as_ref() == b"part"));
}

#[tokio::test]
async fn each_failure_has_the_type_of_its_status_or_of_its_range_or_of_all_others() {
    for (status, content_type, body, expected) in [
        (404, "application/problem+json", r#"{"title":"unknown","status":404}"#, "NotFound: unknown"),
        (409, "text/plain", "no", "ClientError: no"),
        (500, "application/json", r#"{"number":7}"#, "Other: 7"),
    ] {
        let Err(Error::Service(error)) = ordered(status, content_type, body).await else { panic!("{status}") };
        assert_eq!((error.status().as_u16(), error.body().as_ref()), (status, body.as_bytes()));
        let failure = match Order::failure(&error).expect("what the document promises") {
            OrderFailure::NotFound(problem) => format!("NotFound: {}", problem.title),
            OrderFailure::ClientError(text) => format!("ClientError: {text}"),
            OrderFailure::Other(ticket) => format!("Other: {}", ticket.number),
            other => panic!("{other:?}"),
        };
        assert_eq!(failure, expected);
    }
}

#[tokio::test]
async fn a_success_that_is_not_what_was_promised_keeps_all_of_it() {
    let Err(Error::Decode(error)) = ordered(202, "application/json", r#"{"number":"7"}"#).await else { panic!() };
    assert_eq!((error.status().as_u16(), error.body().as_ref()), (202, br#"{"number":"7"}"#.as_slice()));
    assert_eq!(error.malformed().path, "number");
}

#[tokio::test]
async fn headers_are_read_as_their_types() {
    let server = Server::start(|_| {
        let mut answer = answer(204, "", "");
        for (name, value) in [("x-rate-limit", "42"), ("x-tags", "a, b"), ("x-tags", "c")] {
            answer.headers_mut().append(name, http::HeaderValue::from_static(value));
        }
        answer
    })
    .await;
    let response = server.client().send(Order::new()).response().await.expect("a success");
    let headers = Order::headers(&response.headers).expect("what the document promises");
    assert_eq!(headers.x_rate_limit, Some(42));
    assert_eq!(headers.x_tags.as_deref(), Some(["a", "b", "c"].map(str::to_owned).as_slice()));
}
