//! SMS delivery reports.

use acs_sdk::{models::DeliveryStatus, operations::sms::GetDeliveryReport};

use super::{
    case::Case,
    chat_threads::time,
    support::{AWKWARD, AWKWARD_IN_PATH, Request, failure, json, output, sent},
};

const REPORT: &str = r#"{"deliveryStatus":"Delivered","messageId":"m","from":"a","to":"b"}"#;

/// What a report that is not there yet looks like.
const FAILURES: &[(u16, &str)] = &[(
    404,
    r#"{"type":"https://tools.ietf.org/html/rfc9110","title":"Not Found","status":404,"traceId":"00-ab-cd-00"}"#,
)];

pub(crate) fn cases() -> Vec<Case> {
    vec![Case::new(|| GetDeliveryReport::new("m"), (200, REPORT), FAILURES)]
}

#[tokio::test]
async fn sends_the_encoded_id_of_the_message() {
    let line = "GET /deliveryReports/Outgoing_20260105-a_noam?api-version=2026-01-23";
    assert_eq!(sent(GetDeliveryReport::new("Outgoing_20260105-a_noam"), json(200, REPORT)).await, Request::new(line));
    let line = format!("GET /deliveryReports/{AWKWARD_IN_PATH}?api-version=2026-01-23");
    assert_eq!(sent(GetDeliveryReport::new(AWKWARD), json(200, REPORT)).await, Request::new(&line));
}

#[tokio::test]
async fn reads_a_report_with_everything_set() {
    let body = r#"{
        "deliveryStatus": "Failed", "deliveryStatusDetails": "No such subscriber.",
        "deliveryAttempts": [{"timestamp": "2026-01-05T08:00:01Z", "segmentsSucceeded": 0, "segmentsFailed": 2}],
        "receivedTimestamp": "2026-01-05T08:00:02.5+00:00", "tag": "spring",
        "messagingConnectPartnerMessageId": "p", "messageId": "m", "from": "+18335550100", "to": "+14255550123"
    }"#;
    let report = output(GetDeliveryReport::new("m"), json(200, body)).await;
    assert_eq!(report.delivery_status, DeliveryStatus::Failed);
    assert_eq!(report.delivery_status_details.as_deref(), Some("No such subscriber."));
    let attempts = report.delivery_attempts.expect("there is one");
    assert_eq!(attempts[0].timestamp, time("2026-01-05T08:00:01Z"));
    assert_eq!((attempts[0].segments_succeeded, attempts[0].segments_failed), (0, 2));
    assert_eq!(report.received_timestamp, Some(time("2026-01-05T08:00:02.5Z")));
    assert_eq!(report.tag.as_deref(), Some("spring"));
    assert_eq!(report.messaging_connect_partner_message_id.as_deref(), Some("p"));
    assert_eq!(
        (report.message_id.as_str(), report.from.as_str(), report.to.as_str()),
        ("m", "+18335550100", "+14255550123")
    );
}

#[tokio::test]
async fn reads_the_least_report() {
    let report = output(GetDeliveryReport::new("m"), json(200, REPORT)).await;
    assert_eq!(report.delivery_status, DeliveryStatus::Delivered);
    assert_eq!((report.delivery_attempts, report.received_timestamp, report.tag), (None, None, None));
}

#[tokio::test]
async fn keeps_a_status_that_it_does_not_know() {
    let report = output(GetDeliveryReport::new("m"), json(200, &REPORT.replace("Delivered", "Expired"))).await;
    assert!(matches!(report.delivery_status, DeliveryStatus::Unknown(_)));
    assert_eq!(report.delivery_status.as_str(), "Expired");
}

#[tokio::test]
async fn reads_that_there_is_no_report_yet() {
    let (status, body) = FAILURES[0];
    let failure = failure(GetDeliveryReport::new("m"), json(status, body)).await;
    assert_eq!(
        (failure.title.as_str(), failure.status, failure.trace_id.as_deref()),
        ("Not Found", 404, Some("00-ab-cd-00"))
    );
}
