//! All services without `async`: over HTTP, signed, and in a thread that has no runtime.

use std::{net::TcpListener, time::SystemTime};

use acs_sdk::{
    Blocking as _, ChatClient, Client, CommunicationTokenCredential, EmailClient, IdentityClient, SmsClient,
    TokenScope,
    credential::AccessToken,
    identifier::CommunicationUserIdentifier,
    models::EmailSendStatus,
    runtime::{ThreadClock, UreqTransport},
};

use super::{
    bench::{Answer, Bench, key},
    email::{accepted, least},
    http_server,
};

#[test]
fn texts_are_sent_and_repeated_as_ever() {
    let sent = r#"{"value":[{"to":"+14255550123","messageId":"m1","httpStatusCode":202,"successful":true}]}"#;
    let bench = Bench::new([Answer::json(503, "{}").header("retry-after", "2"), Answer::json(202, sent)]);
    let sms =
        SmsClient::with_client_builder(bench.settings().transport(UreqTransport::new()), key()).expect("a client");
    let results = sms.send("+18005550100", ["+14255550123"], "Noon.").blocking().expect("results");
    assert_eq!(results[0].message_id(), Some("m1"));
    let requests = bench.requests();
    assert_eq!((requests.len(), &requests[0].body), (2, &requests[1].body));
    assert_eq!(bench.clock.sleeps(), [std::time::Duration::from_secs(2)]);
}

#[test]
fn an_email_is_waited_for() {
    let status = |status: &str| Answer::json(200, format!(r#"{{"id":"op","status":"{status}"}}"#));
    let bench = Bench::new([accepted(), status("Running"), status("Succeeded"), status("Succeeded")]);
    let settings = bench.settings().transport(UreqTransport::new());
    let email = EmailClient::with_client_builder(settings, key()).expect("a client");
    let result = email.send(least()).blocking().expect("accepted").until_done().blocking().expect("sent out");
    assert_eq!(result.status, EmailSendStatus::Succeeded);
    let statuses: Vec<_> = email.operation("op").expect("an id").statuses().blocking().collect();
    assert_eq!(statuses.len(), 1);
}

#[test]
fn a_chat_renews_its_token_and_lists_in_pages() {
    let token = r#"{"token":"n3w","expiresOn":"2030-01-01T00:00:00Z"}"#;
    let bench = Bench::new([Answer::json(200, token)]);
    // Nothing is set: the client sends as it is called.
    let identity = IdentityClient::new(&bench.origin, key()).expect("a client");
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
    let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
    http_server::serve(listener, |request| {
        let item = |id: &str| format!(r#"{{"id":"{id}","topic":"t"}}"#);
        Some(match (request.header("authorization"), &*request.target) {
            (Some("Bearer n3w"), "/chat/threads?api-version=2025-03-15") => {
                Answer::json(200, format!(r#"{{"value":[{}],"nextLink":"/chat/2"}}"#, item("1")))
            }
            (Some("Bearer n3w"), "/chat/2") => Answer::json(200, format!(r#"{{"value":[{}]}}"#, item("2"))),
            other => Answer::json(418, format!("{other:?}")),
        })
    });
    let user = CommunicationUserIdentifier::new("8:acs:1");
    let old = AccessToken::new("old").with_expires_on(SystemTime::UNIX_EPOCH);
    let credential = CommunicationTokenCredential::builder(old)
        .refresher(move || identity.issue_token(&user, [TokenScope::Chat]))
        .build()
        .expect("a credential");
    let settings = Client::builder(&origin).transport(UreqTransport::new()).clock(ThreadClock);
    let chat = ChatClient::with_client_builder(settings, credential).expect("a client");
    let threads: Vec<_> = chat.list_threads().items().blocking().map(|thread| thread.expect("a thread").id).collect();
    assert_eq!(threads, ["1", "2"]);
    assert_eq!(bench.requests().len(), 1);
}
