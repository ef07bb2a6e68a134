//! What a subscriber of `tracing` is told about signed calls over HTTP, and what it is not.

use std::{
    fmt::{self, Write as _},
    sync::{Arc, Mutex},
};

use acs_sdk::{email::Message, identifier::CommunicationUserIdentifier};
use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
    instrument::WithSubscriber as _,
    span,
    subscriber::NoSubscriber,
};

use super::{
    bench::{Answer, Bench},
    signature::KEY,
};

/// Writes down all that it is told, a line for each span and event.
#[derive(Clone, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).expect("a text takes text");
    }
}

impl Subscriber for Witness {
    /// Of other crates too: what we hand them could show up there.
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let mut lines = self.0.lock().unwrap();
        let mut line = span.metadata().name().to_owned();
        span.record(&mut Line(&mut line));
        lines.push(line);
        span::Id::from_u64(lines.len() as u64)
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        let index = usize::try_from(span.into_u64()).expect("a small number") - 1;
        values.record(&mut Line(&mut self.0.lock().unwrap()[index]));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = String::new();
        event.record(&mut Line(&mut line));
        self.0.lock().unwrap().push(line);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn subscribers_learn_of_calls_and_nothing_that_is_private() {
    let token = r#"{"token":"t0ken","expiresOn":"2030-01-01T00:00:00Z"}"#;
    let bench = Bench::new([
        Answer::json(200, token),
        Answer::json(503, r#"{"error":{"code":"Busy","message":"t0ken"}}"#),
        Answer::json(202, r#"{"value":[{"to":"+14255550123","httpStatusCode":202,"successful":true}]}"#),
        Answer::json(202, r#"{"id":"op","status":"Running"}"#),
    ]);
    // While there is one subscriber only, `tracing` asks the thread that is first to reach a span whether anybody listens:
    // that of another test, say, where nobody does. It asks all of several.
    let _another = Dispatch::new(NoSubscriber::new());
    let witness = Witness::default();
    async {
        let user = CommunicationUserIdentifier::new("pers0n");
        bench.identity().issue_token(&user, ["chat"]).await.expect("a token");
        bench.sms().send("+18005550100", ["+14255550123"], "t3xt").await.expect("results");
        let message = Message::new("news@contoso.com", ["ann@example.com"], "subj3ct").plain_text("t3xt");
        let _ = bench.email().send(message).await.expect("it is accepted");
    }
    .with_subscriber(witness.clone())
    .await;
    let lines = witness.0.lock().unwrap();
    let names = ["identity.issue_access_token", "sms.send_sms", "email.send_email"];
    for name in names {
        assert!(lines.iter().any(|line| line.starts_with(&format!("call otel.name=\"{name}\""))), "{lines:?}");
    }
    let attempts: Vec<_> = lines.iter().filter(|line| line.starts_with("attempt ")).collect();
    assert_eq!(attempts.len(), 4);
    assert!(attempts[0].contains("url.full=\"http://127.0.0.1:"), "{}", attempts[0]);
    assert!(attempts[0].contains("/identities/{id}/:issueAccessToken?api-version=2023-10-01\""), "{}", attempts[0]);
    assert!(attempts[2].contains(" http.request.resend_count=1 "), "{}", attempts[2]);
    assert!(attempts[3].contains(" http.request.header.operation-id="), "{}", attempts[3]);
    let private =
        [KEY, "Signature=", "hmac", "t0ken", "pers0n", "14255550123", "18005550100", "t3xt", "subj3ct", "ann@"];
    for line in lines.iter() {
        assert!(!private.iter().any(|text| line.to_lowercase().contains(&text.to_lowercase())), "{line}");
    }
}
