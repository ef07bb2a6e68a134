//! That no secret is shown, whatever is shown of a client.

use acs_sdk::{
    EmailClient, IdentityClient, SmsClient, identifier::CommunicationUserIdentifier, models::MessagingConnectOptions,
};

use super::{
    bench::{Answer, Bench},
    email::least,
    signature::KEY,
};

/// What must not be seen.
const SECRETS: [&str; 4] = [KEY, "t0ken", "partner-s3cr3t", "Signature="];

#[track_caller]
fn shows_nothing(shown: impl std::fmt::Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        assert!(!SECRETS.iter().any(|secret| text.contains(secret)), "{text}");
    }
}

#[tokio::test]
async fn nothing_that_is_shown_has_a_secret_in_it() {
    let token = r#"{"token":"t0ken","expiresOn":"2030-01-01T00:00:00Z"}"#;
    let bench = Bench::always(Answer::json(200, token));
    let (identity, sms, email) = (bench.identity(), bench.sms(), bench.email());
    shows_nothing((&identity, &sms, &email));
    shows_nothing((identity.client(), bench.settings()));
    let user = CommunicationUserIdentifier::new("u");
    shows_nothing(identity.create_user_and_token(["chat"]));
    shows_nothing(identity.issue_token(&user, ["chat"]));
    shows_nothing(identity.issue_token(&user, ["chat"]).await.expect("a token"));
    shows_nothing(identity.exchange_teams_user_token("t0ken", "app", "person"));
    shows_nothing(identity.delete_user(&user));
    shows_nothing(sms.send("+1", ["+2"], "x"));
    shows_nothing(email.send(least()));
    shows_nothing(email.operation("op").expect("an id"));
    // Success is not what is promised here: the error keeps the token, and does not show it.
    let error = identity.create_user_and_token(["chat"]).await.expect_err("it is not a user");
    assert!(!error.to_string().contains("t0ken"), "{error}");
    shows_nothing(error);
}

#[test]
fn what_a_partner_is_told_is_not_shown() {
    let bench = Bench::new([]);
    let partner = MessagingConnectOptions::new("p", [("ApiKey", "partner-s3cr3t")]);
    shows_nothing(bench.sms().send("+1", "+2", "x").messaging_connect(partner));
}

#[test]
fn a_connection_string_is_not_shown_when_it_is_wrong() {
    for text in [
        format!("endpoint=;accesskey={KEY}"),
        format!("endpoint=https://a.example/;accesskey={KEY}~"),
        format!("endpoint=https://user:{KEY}@a.example/;accesskey={KEY}"),
        format!("accesskey={KEY}"),
        KEY.to_owned(),
    ] {
        for error in [
            IdentityClient::from_connection_string(&text).expect_err("it is none"),
            SmsClient::from_connection_string(&text).expect_err("it is none"),
            EmailClient::from_connection_string(&text).expect_err("it is none"),
        ] {
            shows_nothing(error.to_string());
            shows_nothing(error);
        }
    }
}

#[test]
fn a_client_says_where_it_calls() {
    let text = format!("endpoint=https://contoso.communication.azure.com/;accesskey={KEY}");
    let origin = "https://contoso.communication.azure.com";
    assert_eq!(IdentityClient::from_connection_string(&text).expect("a client").endpoint(), origin);
    assert_eq!(SmsClient::from_connection_string(&text).expect("a client").endpoint(), origin);
    let email = EmailClient::new(&format!("{origin}:443/"), super::bench::key()).expect("a client");
    assert_eq!(email.endpoint(), origin);
    shows_nothing(email);
}
