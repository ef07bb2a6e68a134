//! The table of operations and methods: each method is called, and sends what its operation says.

use acs_sdk::{
    Operation, TokenScope,
    email::Message,
    identifier::CommunicationUserIdentifier,
    operations::{
        email::{GetEmailSendResult, SendEmail},
        identity::{
            CreateIdentity, DeleteIdentity, ExchangeTeamsUserAccessToken, IssueAccessToken, RevokeAccessTokens,
        },
        sms::{AddOptOuts, CheckOptOuts, GetDeliveryReport, RemoveOptOuts, SendSms},
    },
    runtime::Meta,
};

use super::bench::{Answer, Bench};

const TOKEN: &str = r#"{"token":"a.b.c","expiresOn":"2030-01-01T00:00:00Z"}"#;
const CREATED: &str = r#"{"identity":{"id":"u"},"accessToken":{"token":"a.b.c","expiresOn":"2030-01-01T00:00:00Z"}}"#;
const STATUS: &str = r#"{"id":"op","status":"Succeeded"}"#;
const NOBODY: &str = r#"{"value":[]}"#;
const REPORT: &str = r#"{"deliveryStatus":"Delivered","messageId":"m","from":"+1","to":"+2"}"#;

/// An operation, and how its line in the tables of the documentation says that it is called.
struct Row {
    meta: &'static Meta,
    methods: &'static str,
    /// What was sent.
    lines: Vec<String>,
}

async fn rows() -> Vec<Row> {
    let user = CommunicationUserIdentifier::new("8:acs:u");
    let mut rows = Vec::new();
    macro_rules! row {
        ($operation:ty, $methods:literal, $status:literal, $body:expr, |$bench:ident| $($call:expr),+) => {{
            let $bench = Bench::always(Answer::json($status, $body));
            $(let _ = $call.await.unwrap_or_else(|error| panic!("{}: {error}", $methods));)+
            rows.push(Row { meta: <$operation>::META, methods: $methods, lines: $bench.lines() });
        }};
    }
    row!(
        CreateIdentity,
        "create_user create_user_and_token",
        201,
        CREATED,
        |bench| bench.identity().create_user(),
        bench.identity().create_user_and_token([TokenScope::Voip])
    );
    row!(IssueAccessToken, "issue_token", 200, TOKEN, |bench| bench.identity().issue_token(&user, ["chat"]));
    row!(RevokeAccessTokens, "revoke_tokens", 200, "", |bench| bench.identity().revoke_tokens(&user));
    row!(DeleteIdentity, "delete_user", 200, "", |bench| bench.identity().delete_user(&user));
    row!(ExchangeTeamsUserAccessToken, "exchange_teams_user_token", 200, TOKEN, |bench| bench
        .identity()
        .exchange_teams_user_token("t", "app", "person"));
    row!(SendSms, "send", 202, NOBODY, |bench| bench.sms().send("+1", "+2", "x"));
    row!(AddOptOuts, "add_opt_outs", 200, NOBODY, |bench| bench.sms().add_opt_outs("+1", "+2"));
    row!(RemoveOptOuts, "remove_opt_outs", 200, NOBODY, |bench| bench.sms().remove_opt_outs("+1", "+2"));
    row!(CheckOptOuts, "check_opt_outs", 200, NOBODY, |bench| bench.sms().check_opt_outs("+1", "+2"));
    row!(GetDeliveryReport, "delivery_report", 200, REPORT, |bench| bench.sms().delivery_report("m"));
    row!(SendEmail, "send", 202, STATUS, |bench| bench.email().send(Message::new("a@b", ["c@d"], "s")));
    row!(
        GetEmailSendResult,
        "status",
        200,
        STATUS,
        |bench| bench.email().status("op"),
        bench.email().operation("op").expect("an id").until_done()
    );
    rows
}

#[tokio::test]
async fn every_method_sends_its_operation() {
    let rows = rows().await;
    let expected = [
        "POST /identities?api-version=2023-10-01",
        "POST /identities/8%3Aacs%3Au/:issueAccessToken?api-version=2023-10-01",
        "POST /identities/8%3Aacs%3Au/:revokeAccessTokens?api-version=2023-10-01",
        "DELETE /identities/8%3Aacs%3Au?api-version=2023-10-01",
        "POST /teamsUser/:exchangeAccessToken?api-version=2023-10-01",
        "POST /sms?api-version=2021-03-07",
        "POST /sms/optouts:add?api-version=2026-01-23",
        "POST /sms/optouts:remove?api-version=2026-01-23",
        "POST /sms/optouts:check?api-version=2026-01-23",
        "GET /deliveryReports/m?api-version=2026-01-23",
        "POST /emails:send?api-version=2025-09-01",
        "GET /emails/operations/op?api-version=2025-09-01",
    ];
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(expected) {
        assert!(
            !row.lines.is_empty() && row.lines.iter().all(|line| line == expected),
            "{}: {:?}",
            row.methods,
            row.lines
        );
        assert!(expected.starts_with(row.meta.method), "{}", row.meta.name);
    }
}

#[tokio::test]
async fn the_tables_of_the_documentation_have_every_operation_and_every_method() {
    let guides =
        [include_str!("../../src/identity.rs"), include_str!("../../src/sms.rs"), include_str!("../../src/email.rs")];
    let lines: Vec<&str> =
        guides.iter().flat_map(|guide| guide.lines()).filter(|line| line.starts_with("//! | [`")).collect();
    let rows = rows().await;
    assert_eq!(lines.len(), rows.len(), "{lines:?}");
    for row in rows {
        let name = row.meta.name.rsplit('.').next().expect("it has a name");
        let line = lines
            .iter()
            .find(|line| line.split('`').nth(1).is_some_and(|operation| snake_case(operation) == name))
            .unwrap_or_else(|| panic!("no table has {name}"));
        for method in row.methods.split(' ') {
            assert!(line.contains(&format!("[`{method}`]")), "{line} lacks {method}");
        }
    }
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
