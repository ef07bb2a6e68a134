//! That a text is sent once, however often the request goes out.

use std::collections::HashSet;

use acs_sdk::{Error, models::SmsRecipient};
use serde_json::json;
use uuid::Uuid;

use super::bench::{Answer, Bench, Request, at};

const FROM: &str = "+18005550100";

fn accepted() -> Answer {
    Answer::json(202, json!({ "value": [] }))
}

/// The ids and dates of a request's recipients.
fn marks(request: &Request) -> Vec<(String, String)> {
    let recipients = request.json()["smsRecipients"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let marks =
        |item: &serde_json::Value| (text(&item["repeatabilityRequestId"]), text(&item["repeatabilityFirstSent"]));
    recipients.iter().map(marks).collect()
}

#[tokio::test]
async fn each_recipient_has_an_id_and_all_have_the_date_of_the_call() {
    let bench = Bench::always(accepted());
    bench.sms().send(FROM, ["+1", "+2", "+1"], "x").await.expect("accepted");
    bench.sms().send(FROM, "+1", "x").await.expect("accepted");
    let marks: Vec<_> = bench.requests().iter().flat_map(marks).collect();
    let ids: HashSet<_> = marks.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!((marks.len(), ids.len()), (4, 4), "{marks:?}");
    for (id, date) in &marks {
        let id = Uuid::parse_str(id).expect("a UUID");
        assert_eq!((id.get_version_num(), date.as_str()), (4, "Fri, 01 Mar 2024 12:00:00 GMT"));
    }
}

#[tokio::test]
async fn ids_and_dates_stay_the_same_in_all_attempts() {
    for status in [408, 429, 500, 502, 503, 504] {
        let failed = || Answer::json(status, "{}").header("retry-after", "5");
        let bench = Bench::new([failed(), failed(), accepted()]);
        bench.sms().send(FROM, ["+1", "+2"], "x").await.expect("the third attempt");
        let requests = bench.requests();
        assert_eq!(requests.len(), 3, "{status}");
        assert!(requests.iter().all(|request| request.body == requests[0].body), "{status}");
        assert_ne!(requests[0].header("x-ms-date"), requests[1].header("x-ms-date"));
    }
    let bench = Bench::new([accepted()]).breaks_first();
    bench.sms().send(FROM, "+1", "x").await.expect("the second attempt");
    let requests = bench.requests();
    assert!(requests.len() == 2 && requests[0].body == requests[1].body);
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    for status in [400, 401, 403, 501] {
        let bench = Bench::always(Answer::json(status, "{}"));
        let error = bench.sms().send(FROM, "+1", "x").await.expect_err("it is refused");
        assert!(matches!(error, Error::Service(_)), "{error}");
        assert_eq!(bench.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_clone_is_the_same_text_and_another_call_is_another() {
    let bench = Bench::always(accepted());
    let sms = bench.sms();
    let text = sms.send(FROM, "+1", "x");
    text.clone().await.expect("accepted");
    bench.clock.set(at(0));
    text.await.expect("accepted");
    sms.send(FROM, "+1", "x").await.expect("accepted");
    let sent: Vec<_> = bench.requests().iter().map(marks).collect();
    assert_eq!(sent[0], sent[1]);
    assert!(sent[0][0].0 != sent[2][0].0 && sent[2][0].1 == "Thu, 01 Jan 1970 00:00:00 GMT", "{sent:?}");
}

#[tokio::test]
async fn an_id_of_the_callers_own_is_kept() {
    let bench = Bench::new([Answer::json(500, "{}"), accepted()]);
    let known = SmsRecipient::new("+1").repeatability_request_id("mine").repeatability_first_sent("then");
    bench.sms().send(FROM, [known, SmsRecipient::new("+2")], "x").await.expect("the second attempt");
    for request in bench.requests() {
        let marks = marks(&request);
        assert_eq!(marks[0], ("mine".to_owned(), "then".to_owned()));
        assert!(Uuid::parse_str(&marks[1].0).is_ok());
    }
}

#[tokio::test]
async fn without_a_date_to_write_there_is_no_id_and_no_repetition() {
    let bench = Bench::always(Answer::json(500, "{}"));
    bench.clock.set(at(253_402_300_800)); // the year 10000
    let text = bench.sms().send(FROM, "+1", "x");
    bench.clock.set(at(0)); // a signature needs a date too
    assert!(text.await.is_err());
    assert_eq!(marks(&bench.request()), [("-".to_owned(), "-".to_owned())]);
}
