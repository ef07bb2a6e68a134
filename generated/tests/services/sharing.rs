//! One client, many tasks.

use acs_sdk::{EmailClient, IdentityClient, SmsClient};
use serde_json::json;

use super::bench::{Answer, Bench};

#[test]
fn clients_are_what_many_tasks_need() {
    fn is_shareable<T: Clone + Send + Sync + std::fmt::Debug + 'static>() {}
    is_shareable::<IdentityClient>();
    is_shareable::<SmsClient>();
    is_shareable::<EmailClient>();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_tasks_share_a_client() {
    let answer = json!({ "value": [{ "to": "+1", "httpStatusCode": 202, "successful": true, "messageId": "m" }] });
    let bench = Bench::always(Answer::json(202, answer));
    let sms = bench.sms();
    let calls: Vec<_> = (0..64)
        .map(|task| {
            let sms = sms.clone();
            tokio::spawn(async move { sms.send("+18005550100", "+1", format!("text {task} ü")).await })
        })
        .collect();
    for call in calls {
        let results = call.await.expect("no task panics").expect("each is signed");
        assert!(results[0].is_successful());
    }
    let mut texts: Vec<_> = bench.requests().iter().map(|request| request.json()["message"].to_string()).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 64);
}
