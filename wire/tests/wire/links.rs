//! What leads to further requests: pages, and operations that go on.

use std::time::Duration;

use crategen_wire::operations::default::{ListItems, StartJob};

use crate::server::{Server, answer};

#[tokio::test]
async fn pages_are_asked_for_where_the_service_says() {
    let server = Server::start(|received| match received.target.as_str() {
        "/items" => {
            answer(200, "application/json", r#"{"value":[{"R":1,"G":0,"B":0}],"nextLink":"/more/19:x@y?p=2%2F3"}"#)
        }
        "/more/19:x@y?p=2%2F3" => answer(200, "application/json", r#"{"value":[],"nextLink":"/last"}"#),
        "/last" => answer(200, "application/json", r#"{"value":[{"R":2,"G":0,"B":0},{"R":3,"G":0,"B":0}]}"#),
        _ => answer(404, "", ""),
    })
    .await;
    let mut items = server.client().pages(ListItems::new()).items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.expect("an item").r);
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(server.take().len(), 3);
}

#[tokio::test]
async fn an_operation_that_goes_on_is_asked_about_until_it_is_over() {
    let server = Server::start(|received| {
        let mut answer = match (received.method.as_str(), received.target.as_str()) {
            ("POST", "/jobs") => answer(202, "application/json", r#"{"status":"Running"}"#),
            ("GET", "/jobs/1?x=a%20b") => answer(200, "application/json", r#"{"status":"Running"}"#),
            ("GET", "/jobs/2") => {
                answer(200, "application/json", r#"{"status":"Succeeded","result":{"R":1,"G":2,"B":3}}"#)
            }
            _ => answer(404, "", ""),
        };
        answer.headers_mut().insert("operation-location", http::HeaderValue::from_static("/jobs/1?x=a%20b"));
        answer.headers_mut().insert("retry-after", http::HeaderValue::from_static("0"));
        answer
    })
    .await;
    // Nobody waits for real.
    let client = server.client();
    let mut poller = client.start(StartJob::new()).await.expect("it is accepted").interval(Duration::ZERO);
    assert_eq!(poller.poll().await.expect("a status").value.status, "Running");
    let done = client.poller_from::<StartJob>("/jobs/2").poll().await.expect("a status");
    assert!(done.progress.is_final());
    assert_eq!(done.value.result.expect("a result").g, 2);
    let targets: Vec<_> = server.take().into_iter().map(|received| received.target).collect();
    assert_eq!(targets, ["/jobs", "/jobs/1?x=a%20b", "/jobs/2"]);
}
