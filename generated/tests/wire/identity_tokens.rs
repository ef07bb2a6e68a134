//! Access tokens: issuing, revoking and exchanging them.

use acs_sdk::{
    models::{CommunicationIdentityAccessTokenRequest, CommunicationIdentityTokenScope, TeamsUserExchangeTokenRequest},
    operations::identity::{ExchangeTeamsUserAccessToken, IssueAccessToken, RevokeAccessTokens},
};

use super::{
    case::Case,
    chat_threads::time,
    failures::DEFAULT,
    identity::{USER, USER_IN_PATH},
    support::{AWKWARD, AWKWARD_IN_PATH, Request, call, empty, failure, json, output, sent},
};

const TOKEN: &str = r#"{"token":"eyJ.secret.sig","expiresOn":"2026-01-06T08:00:00Z"}"#;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| IssueAccessToken::new(USER, scopes()), (200, TOKEN), DEFAULT),
        Case::new(|| RevokeAccessTokens::new(USER), (204, ""), DEFAULT),
        Case::new(|| ExchangeTeamsUserAccessToken::new(exchange()), (200, TOKEN), DEFAULT),
    ]
}

fn scopes() -> CommunicationIdentityAccessTokenRequest {
    CommunicationIdentityAccessTokenRequest::new([CommunicationIdentityTokenScope::Chat])
}

fn exchange() -> TeamsUserExchangeTokenRequest {
    TeamsUserExchangeTokenRequest::new("entra.secret.sig", "app", "user")
}

#[tokio::test]
async fn sends_scopes_and_lifetime_of_a_token() {
    let line = format!("POST /identities/{USER_IN_PATH}/:issueAccessToken?api-version=2023-10-01");
    let body = CommunicationIdentityAccessTokenRequest::new(["chat.join", "karaoke"]).expires_in_minutes(1440);
    let expected = Request::new(&line).json(r#"{"scopes":["chat.join","karaoke"],"expiresInMinutes":1440}"#);
    assert_eq!(sent(IssueAccessToken::new(USER, body), json(200, TOKEN)).await, expected);
}

#[tokio::test]
async fn sends_only_the_scopes_of_a_token() {
    let line = format!("POST /identities/{AWKWARD_IN_PATH}/:issueAccessToken?api-version=2023-10-01");
    let expected = Request::new(&line).json(r#"{"scopes":["chat"]}"#);
    assert_eq!(sent(IssueAccessToken::new(AWKWARD, scopes()), json(200, TOKEN)).await, expected);
}

#[tokio::test]
async fn sends_a_revocation_without_a_body() {
    let line = format!("POST /identities/{USER_IN_PATH}/:revokeAccessTokens?api-version=2023-10-01");
    assert_eq!(sent(RevokeAccessTokens::new(USER), empty(204)).await, Request::new(&line));
    let line = format!("POST /identities/{AWKWARD_IN_PATH}/:revokeAccessTokens?api-version=2023-10-01");
    assert_eq!(sent(RevokeAccessTokens::new(AWKWARD), empty(204)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_the_token_of_a_teams_user_and_shows_it_to_nobody() {
    let operation = ExchangeTeamsUserAccessToken::new(exchange());
    assert!(!format!("{operation:?}").contains("secret"), "{operation:?}");
    let expected = Request::new("POST /teamsUser/:exchangeAccessToken?api-version=2023-10-01")
        .json(r#"{"token":"entra.secret.sig","appId":"app","userId":"user"}"#);
    assert_eq!(sent(operation, json(200, TOKEN)).await, expected);
}

#[tokio::test]
async fn reads_an_issued_token() {
    let token = output(IssueAccessToken::new(USER, scopes()), json(200, TOKEN)).await;
    assert!(!format!("{token:?}").contains("secret"), "{token:?}");
    assert_eq!((token.token.as_str(), token.expires_on), ("eyJ.secret.sig", time("2026-01-06T08:00:00Z")));
}

#[tokio::test]
async fn reads_an_exchanged_token() {
    let token = output(ExchangeTeamsUserAccessToken::new(exchange()), json(200, TOKEN)).await;
    assert_eq!((token.token.as_str(), token.expires_on), ("eyJ.secret.sig", time("2026-01-06T08:00:00Z")));
}

#[tokio::test]
async fn shows_no_token_when_the_rest_of_the_answer_is_wrong() {
    let body = r#"{"token":"eyJ.secret.sig","expiresOn":7}"#;
    let error = call(IssueAccessToken::new(USER, scopes()), json(200, body)).await.expect_err("not a date");
    assert!(!format!("{error:?} {error}").contains("secret"), "{error:?} {error}");
    assert!(error.to_string().contains("expiresOn"), "{error}");
}

#[tokio::test]
async fn takes_nothing_for_an_answer_to_a_revocation() {
    assert_eq!(call(RevokeAccessTokens::new(USER), empty(204)).await.expect("a success").status, 204);
}

#[tokio::test]
async fn reads_a_failure_of_issuing() {
    let body = r#"{"error":{"code":"NotFound","message":"No such identity.","details":[]}}"#;
    let error = failure(IssueAccessToken::new(USER, scopes()), json(404, body)).await.error;
    assert_eq!((error.code.as_str(), error.details), ("NotFound", Some(Vec::new())));
}
