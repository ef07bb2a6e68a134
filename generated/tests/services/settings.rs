//! Each call takes settings of its own.

use acs_sdk::{
    Error, TokenScope, email::Message, identifier::CommunicationUserIdentifier, runtime::client::CallSettings,
};

use super::bench::{Answer, Bench};

/// Settings that no call can do, so that it shows whether they arrived.
fn impossible() -> CallSettings {
    CallSettings::new().header("host", "elsewhere")
}

#[tokio::test]
async fn every_call_takes_settings() {
    let bench = Bench::always(Answer::json(200, "{}"));
    let (identity, sms, email) = (bench.identity(), bench.sms(), bench.email());
    let user = CommunicationUserIdentifier::new("8:acs:u");
    let mut calls = 0;
    macro_rules! fails {
        ($($call:expr;)+) => {$(
            let Err(error) = $call.settings(impossible()).await else { panic!("it should have failed: {}", stringify!($call)) };
            assert!(matches!(error, Error::Request(_)), "{}: {error}", stringify!($call));
            calls += 1;
        )+};
    }
    fails! {
        identity.create_user();
        identity.create_user_and_token([TokenScope::Chat]);
        identity.issue_token(&user, [TokenScope::Chat]);
        identity.revoke_tokens(&user);
        identity.delete_user(&user);
        identity.exchange_teams_user_token("t", "app", "person");
        sms.send("+1", "+2", "x");
        sms.add_opt_outs("+1", "+2");
        sms.remove_opt_outs("+1", "+2");
        sms.check_opt_outs("+1", "+2");
        sms.delivery_report("m");
        email.send(Message::new("a@b", ["c@d"], "s"));
        email.status("op");
    }
    assert_eq!((calls, bench.requests().len()), (13, 0));
}

#[tokio::test]
async fn what_asks_for_a_message_has_the_settings_of_the_client() {
    let bench = Bench::always(Answer::json(202, r#"{"id":"op","status":"Succeeded"}"#));
    let settings = CallSettings::new().header("x-trace", "1");
    let sent = bench.email().send(Message::new("a@b", ["c@d"], "s")).settings(settings).await.expect("it is accepted");
    sent.until_done().await.expect("it is sent");
    let seen: Vec<_> = bench.requests().iter().map(|request| request.header("x-trace").map(str::to_owned)).collect();
    assert_eq!(seen, [Some("1".to_owned()), None]);
}
