//! Messages on their way: asked for where the service says, at home only, and as often as it wants.

use std::time::Duration;

use acs_sdk::{
    Error,
    models::{EmailSendResult, EmailSendStatus},
    runtime::Progress,
};
use futures_util::TryStreamExt as _;

use super::{
    bench::{Answer, Bench},
    email::{accepted, least},
};

fn status(status: &str) -> Answer {
    Answer::json(200, format!(r#"{{"id":"op","status":"{status}"}}"#))
}

fn seconds<const N: usize>(seconds: [u64; N]) -> Vec<Duration> {
    seconds.into_iter().map(Duration::from_secs).collect()
}

#[tokio::test]
async fn a_message_is_asked_for_until_it_is_sent_out() {
    let bench = Bench::new([]);
    let location = format!("{}//emails/operations/op?api-version=2025-09-01&x=a%2Fb", bench.origin);
    bench.then(accepted().header("Operation-Location", &*location).header("retry-after", "3"));
    bench.then(status("NotStarted").header("retry-after", "5"));
    bench.then(Answer::json(503, "{}").header("retry-after", "1"));
    bench.then(status("Running"));
    bench.then(status("Succeeded"));
    let sent = bench.email().send(least()).await.expect("accepted").interval(Duration::from_secs(9));
    assert_eq!(sent.continuation(), location);
    let result = sent.until_done().await.expect("sent out");
    assert_eq!((result.id.as_str(), result.status), ("op", EmailSendStatus::Succeeded));
    // Two slashes and all: each of them was signed so, or the service would have refused it.
    let line = "GET //emails/operations/op?api-version=2025-09-01&x=a%2Fb";
    assert_eq!(bench.lines()[1..], [line; 4]);
    assert_eq!(bench.clock.sleeps(), seconds([3, 5, 1, 9]));
}

#[tokio::test]
async fn a_service_that_says_nothing_is_asked_every_thirty_seconds_at_the_address_of_the_id() {
    let bench = Bench::new([accepted(), status("Running"), status("succeeded")]);
    bench.email().send(least()).await.expect("accepted").until_done().await.expect("sent out");
    assert_eq!(bench.lines()[1..], ["GET /emails/operations/op?api-version=2025-09-01"; 2]);
    assert_eq!(bench.clock.sleeps(), seconds([30, 30]));
}

#[tokio::test]
async fn an_answer_that_says_least_is_one_to_a_message_that_is_on_its_way() {
    let nameless = Answer::json(202, r#"{"id":"","status":"Running"}"#).header("Operation-Location", "\u{e9}");
    let bench = Bench::new([nameless, status("Succeeded")]);
    let sent = bench.email().send(least()).operation_id("mine").await.expect("accepted");
    assert_eq!(sent.id(), "mine");
    sent.until_done().await.expect("sent out");
    assert_eq!(bench.lines()[1], "GET /emails/operations/mine?api-version=2025-09-01");
}

#[tokio::test]
async fn a_message_that_is_not_sent_is_an_error_with_the_reason() {
    let failed = r#"{"id":"op","status":"Failed","error":{"code":"EmailDropped","message":"All are suppressed.",
        "details":[{"code":"Suppressed","target":"ann@contoso.example"}]}}"#;
    let bench = Bench::new([accepted(), Answer::json(200, failed)]);
    let error = bench.email().send(least()).await.expect("accepted").until_done().await.expect_err("it was dropped");
    assert_eq!(
        error.to_string(),
        "email.send_email: the operation was accepted, but has failed (code EmailDropped): All are suppressed."
    );
    let Error::Poll(error) = error else { panic!("{error}") };
    let result: EmailSendResult = error.decode().expect("it is a result");
    let reason = result.error.expect("it has a reason");
    assert_eq!(reason.details.expect("it has details")[0].code.as_deref(), Some("Suppressed"));

    let bench = Bench::new([accepted(), status("Canceled")]);
    let error = bench.email().send(least()).await.expect("accepted").until_done().await.expect_err("it was canceled");
    assert!(matches!(&error, Error::Poll(error) if error.progress() == Progress::Canceled), "{error}");
}

#[tokio::test]
async fn statuses_are_a_stream_that_ends_with_the_final_one() {
    let bench = Bench::new([accepted(), status("NotStarted"), status("OnHold"), status("Failed")]);
    let sent = bench.email().send(least()).await.expect("accepted");
    let statuses: Vec<_> = sent.statuses().try_collect().await.expect("answers");
    let seen: Vec<_> = statuses.iter().map(|status| (status.progress, status.value.status.as_str())).collect();
    let expected = [(Progress::Running, "NotStarted"), (Progress::Running, "OnHold"), (Progress::Failed, "Failed")];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_status_elsewhere_is_not_asked_for_though_the_message_is_accepted() {
    let elsewhere = Bench::always(status("Succeeded"));
    let port = elsewhere.origin.rsplit(':').next().expect("it has one");
    let bench = Bench::new([]);
    let home = bench.origin.trim_start_matches("http://").to_owned();
    let locations = [
        format!("{}/emails/operations/op", elsewhere.origin),
        format!("http://127.0.0.1:{port}/emails/operations/op"),
        format!("https://{home}/emails/operations/op"),
        format!("http://user@{home}/emails/operations/op"),
        format!("//127.0.0.1:{port}/emails/operations/op"),
        "https://contoso.communication.azure.com.evil.example/emails/operations/op".to_owned(),
        "emails/operations/op".to_owned(),
    ];
    for location in &locations {
        bench.then(accepted().header("Operation-Location", &**location));
        let sent = bench.email().send(least()).await.expect("accepted");
        let error = sent.until_done().await.expect_err("it is elsewhere");
        assert!(matches!(error, Error::Link(_)), "{location}: {error}");
    }
    assert_eq!(bench.requests().len(), locations.len());
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn a_message_is_found_again_by_its_id_and_by_its_continuation() {
    let bench = Bench::always(status("Succeeded"));
    let email = bench.email();
    let mut by_id = email.operation("a/b").expect("an id");
    assert_eq!(by_id.id(), "a/b");
    assert_eq!(by_id.poll().await.expect("an answer").progress, Progress::Succeeded);
    let again = email.resume(by_id.continuation());
    assert_eq!((again.id(), again.continuation()), ("a%2Fb", by_id.continuation()));
    again.until_done().await.expect("sent out");
    let plain = email.resume(format!("{}//emails/operations/op?api-version=2025-09-01", bench.origin));
    assert_eq!(plain.id(), "op");
    assert_eq!(email.status("op").await.expect("an answer").status, EmailSendStatus::Succeeded);
    assert_eq!(bench.lines()[..2], ["GET /emails/operations/a%2Fb?api-version=2025-09-01"; 2]);
    for id in ["", ".", ".."] {
        assert!(matches!(email.operation(id), Err(Error::Request(_))), "{id:?}");
    }
    assert!(email.resume("").poll().await.is_err());
}

#[tokio::test]
async fn an_error_on_the_way_leaves_what_it_takes_to_go_on() {
    let bench = Bench::new([accepted(), Answer::json(404, "{}"), status("Succeeded")]);
    let email = bench.email();
    let sent = email.send(least()).await.expect("accepted");
    let mut statuses = sent.statuses();
    let continuation = statuses.continuation().to_owned();
    assert!(matches!(statuses.next().await, Some(Err(Error::Service(_)))));
    assert!(statuses.next().await.is_none());
    email.resume(continuation).until_done().await.expect("sent out");
}
