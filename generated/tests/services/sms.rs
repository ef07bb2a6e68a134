//! Texts: what is sent, and whose each result is.

use std::time::Duration;

use acs_sdk::{
    SmsClient,
    identifier::PhoneNumberIdentifier,
    models::{MessagingConnectOptions, RepeatabilityResult},
};
use serde_json::{Value, json};

use super::bench::{Answer, Bench, key};

const FROM: &str = "+18005550100";

fn accepted() -> Answer {
    Answer::json(202, json!({ "value": [] }))
}

fn options(bench: &Bench) -> Value {
    bench.request().json()["smsSendOptions"].clone()
}

#[tokio::test]
async fn options_are_written_always_and_the_newer_ones_ask_for_the_newer_version() {
    let bench = Bench::new([accepted()]);
    bench.sms().send(FROM, "+1", "x").await.expect("accepted");
    assert_eq!(options(&bench), json!({ "enableDeliveryReport": false }));
    assert_eq!(bench.lines(), ["POST /sms?api-version=2021-03-07"]);

    let bench = Bench::new([accepted()]);
    bench.sms().send(FROM, "+1", "x").enable_delivery_report(true).tag("t").await.expect("accepted");
    assert_eq!(options(&bench), json!({ "enableDeliveryReport": true, "tag": "t" }));
    assert_eq!(bench.lines(), ["POST /sms?api-version=2021-03-07"]);

    let bench = Bench::new([accepted()]);
    let minutes = Duration::from_secs(300);
    bench.sms().send(FROM, "+1", "x").delivery_report_timeout(minutes).await.expect("accepted");
    assert_eq!(options(&bench), json!({ "enableDeliveryReport": false, "deliveryReportTimeoutInSeconds": 300 }));
    assert_eq!(bench.lines(), ["POST /sms?api-version=2026-01-23"]);

    let bench = Bench::new([accepted()]);
    let partner = MessagingConnectOptions::new("contoso-telecom", [("ApiKey", "s3cr3t")]);
    bench.sms().send(FROM, "+1", "x").messaging_connect(partner).await.expect("accepted");
    assert_eq!(options(&bench)["messagingConnect"]["partnerParams"]["ApiKey"], "s3cr3t");
    assert_eq!(bench.lines(), ["POST /sms?api-version=2026-01-23"]);

    let bench = Bench::new([accepted()]);
    let settings = bench.settings().parameter("api-version", "2025-05-29-preview");
    let sms = SmsClient::with_client_builder(settings, key()).expect("a client");
    sms.send(FROM, "+1", "x").delivery_report_timeout(Duration::MAX).await.expect("accepted");
    assert_eq!(options(&bench)["deliveryReportTimeoutInSeconds"], i32::MAX);
    assert_eq!(bench.lines(), ["POST /sms?api-version=2025-05-29-preview"]);
}

#[tokio::test]
async fn recipients_come_in_many_forms() {
    let bench = Bench::always(accepted());
    let sms = bench.sms();
    let (owned, numbers) = ("+2".to_owned(), vec!["+3".to_owned(), "+4".to_owned()]);
    sms.send(FROM, "+1", "x").await.expect("accepted");
    sms.send(FROM, owned, "x").await.expect("accepted");
    sms.send(FROM, numbers.as_slice(), "x").await.expect("accepted");
    sms.send(FROM, numbers, "x").await.expect("accepted");
    sms.send(FROM, ["+5", "+6"], "x").await.expect("accepted");
    sms.send(FROM, PhoneNumberIdentifier::new("+7"), "x").await.expect("accepted");
    sms.send(FROM, [PhoneNumberIdentifier::new("+8")], "x").await.expect("accepted");
    let to = |request: super::bench::Request| {
        let recipients = request.json()["smsRecipients"].as_array().cloned().unwrap_or_default();
        recipients.iter().filter_map(|item| item["to"].as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    let sent: Vec<_> = bench.requests().into_iter().map(to).collect();
    assert_eq!(sent, ["+1", "+2", "+3 +4", "+3 +4", "+5 +6", "+7", "+8"]);
}

#[tokio::test]
async fn results_are_in_the_order_of_the_recipients_whatever_that_of_the_answer() {
    let bench = Bench::new([Answer::json(
        202,
        json!({ "value": [
            { "to": "+3", "httpStatusCode": 404, "successful": false, "errorMessage": "It does not exist." },
            { "to": "+1", "httpStatusCode": 202, "successful": true, "messageId": "m1", "repeatabilityResult": "accepted" },
            { "to": "+9", "httpStatusCode": 202, "successful": true, "messageId": "m9" },
        ] }),
    )]);
    let results = bench.sms().send(FROM, ["+1", "+2", "+3", "+4"], "x").await.expect("accepted");
    let seen: Vec<_> =
        results.iter().map(|result| (result.to(), result.is_successful(), result.http_status())).collect();
    assert_eq!(
        seen,
        [
            ("+1", true, Some(202)),
            ("+2", false, None),
            ("+3", false, Some(404)),
            ("+4", false, None),
            ("+9", true, Some(202))
        ]
    );
    assert_eq!((results[0].message_id(), results[0].error_message()), (Some("m1"), None));
    assert_eq!(results[0].repeatability_result(), Some(&RepeatabilityResult::Accepted));
    assert_eq!((results[2].message_id(), results[2].error_message()), (None, Some("It does not exist.")));
    assert_eq!(
        (results[1].message_id(), results[1].error_message(), results[1].repeatability_result()),
        (None, None, None)
    );
}

#[tokio::test]
async fn opt_outs_are_changed_and_asked_for() {
    let answer = json!({ "value": [
        { "to": "+2", "httpStatusCode": 400, "errorMessage": "It is no number." },
        { "to": "+1", "httpStatusCode": 200, "isOptedOut": true },
    ] });
    let bench = Bench::always(Answer::json(200, answer));
    let sms = bench.sms();
    for results in [
        sms.add_opt_outs(FROM, ["+1", "+2"]).await.expect("an answer"),
        sms.remove_opt_outs(FROM, ["+1", "+2"]).await.expect("an answer"),
        sms.check_opt_outs(FROM, ["+1", "+2"]).await.expect("an answer"),
    ] {
        assert_eq!(results.len(), 2);
        let [first, second] = [&results[0], &results[1]];
        assert_eq!((first.to(), first.is_successful(), first.is_opted_out()), ("+1", true, Some(true)));
        assert_eq!((second.to(), second.is_successful(), second.http_status()), ("+2", false, Some(400)));
        assert_eq!((second.error_message(), second.is_opted_out()), (Some("It is no number."), None));
    }
    for request in bench.requests() {
        assert_eq!(request.json(), json!({ "from": FROM, "recipients": [{ "to": "+1" }, { "to": "+2" }] }));
    }
}

#[tokio::test]
async fn opt_outs_are_repeated_since_a_list_is_the_same_after_the_same_change() {
    let (busy, done) = (|| Answer::json(503, "{}"), || Answer::json(200, json!({ "value": [] })));
    let bench = Bench::new([busy(), done(), busy(), done(), busy(), done()]);
    bench.sms().add_opt_outs(FROM, "+1").await.expect("the second attempt");
    bench.sms().remove_opt_outs(FROM, "+1").await.expect("the second attempt");
    bench.sms().check_opt_outs(FROM, "+1").await.expect("the second attempt");
}

#[tokio::test]
async fn a_report_says_what_became_of_a_text() {
    let bench = Bench::new([
        Answer::json(
            200,
            json!({ "deliveryStatus": "Failed", "deliveryStatusDetails": "Blocked.", "messageId": "m/1", "from": FROM, "to": "+1",
                    "deliveryAttempts": [{ "timestamp": "2026-01-05T08:00:00Z", "segmentsSucceeded": 0, "segmentsFailed": 1 }] }),
        ),
        Answer::json(404, json!({ "type": "t", "title": "Not Found", "status": 404 })),
    ]);
    let report = bench.sms().delivery_report("m/1").await.expect("a report");
    assert_eq!(
        (report.delivery_status.as_str(), report.delivery_status_details.as_deref()),
        ("Failed", Some("Blocked."))
    );
    assert!(bench.sms().delivery_report("m2").await.is_err());
    assert_eq!(bench.lines()[0], "GET /deliveryReports/m%2F1?api-version=2026-01-23");
}
