//! Identities: creating and deleting them.

use acs_sdk::{
    models::{CommunicationIdentityCreateRequest, CommunicationIdentityTokenScope},
    operations::identity::{CreateIdentity, DeleteIdentity},
};

use super::{
    case::Case,
    chat_threads::time,
    failures::DEFAULT,
    support::{AWKWARD, AWKWARD_IN_PATH, Request, call, empty, failure, json, output, sent},
};

/// The id of a user, as the service writes it.
pub(crate) const USER: &str = "8:acs:2dee53b4-368b-45b4-ab52-8493fb117652_00000005-14a2-493b-8a72-5a3a0d000081";
/// [`USER`] as it stands in a path.
pub(crate) const USER_IN_PATH: &str =
    "8%3Aacs%3A2dee53b4-368b-45b4-ab52-8493fb117652_00000005-14a2-493b-8a72-5a3a0d000081";

const CREATED: &str = r#"{"identity":{"id":"8:acs:a"}}"#;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(CreateIdentity::new, (201, CREATED), DEFAULT),
        Case::new(|| DeleteIdentity::new(USER), (204, ""), DEFAULT),
    ]
}

#[tokio::test]
async fn sends_all_scopes_and_a_lifetime_for_the_first_token() {
    let body = CommunicationIdentityCreateRequest::new()
        .create_token_with_scopes([
            CommunicationIdentityTokenScope::Chat,
            CommunicationIdentityTokenScope::Voip,
            CommunicationIdentityTokenScope::ChatJoin,
            CommunicationIdentityTokenScope::ChatJoinLimited,
            CommunicationIdentityTokenScope::VoipJoin,
        ])
        .expires_in_minutes(60);
    let expected = Request::new("POST /identities?api-version=2023-10-01").json(concat!(
        r#"{"createTokenWithScopes":["chat","voip","chat.join","chat.join.limited","voip.join"],"#,
        r#""expiresInMinutes":60}"#,
    ));
    assert_eq!(sent(CreateIdentity::new().body(body), json(201, CREATED)).await, expected);
}

#[tokio::test]
async fn sends_no_body_for_an_identity_without_a_token() {
    let expected = Request::new("POST /identities?api-version=2023-10-01");
    assert_eq!(sent(CreateIdentity::new(), json(201, CREATED)).await, expected);
}

#[tokio::test]
async fn sends_an_empty_object_when_the_body_says_nothing() {
    let expected = Request::new("POST /identities?api-version=2023-10-01").json("{}");
    let operation = CreateIdentity::new().body(CommunicationIdentityCreateRequest::new());
    assert_eq!(sent(operation, json(201, CREATED)).await, expected);
}

#[tokio::test]
async fn sends_the_encoded_id_of_the_identity_to_delete() {
    let line = format!("DELETE /identities/{USER_IN_PATH}?api-version=2023-10-01");
    assert_eq!(sent(DeleteIdentity::new(USER), empty(204)).await, Request::new(&line));
    let line = format!("DELETE /identities/{AWKWARD_IN_PATH}?api-version=2023-10-01");
    assert_eq!(sent(DeleteIdentity::new(AWKWARD), empty(204)).await, Request::new(&line));
}

#[tokio::test]
async fn reads_a_new_identity_with_its_token_and_shows_the_token_to_nobody() {
    let body = r#"{
        "identity": {"id": "8:acs:a"},
        "accessToken": {"token": "eyJ.secret.sig", "expiresOn": "2026-01-06T08:00:00.1234567+00:00"}
    }"#;
    let result = output(CreateIdentity::new(), json(201, body)).await;
    assert_eq!(result.identity.id, "8:acs:a");
    assert!(!format!("{result:?}").contains("secret"), "{result:?}");
    let token = result.access_token.expect("there is one");
    assert_eq!((token.token.as_str(), token.expires_on), ("eyJ.secret.sig", time("2026-01-06T08:00:00.1234567Z")));
}

#[tokio::test]
async fn reads_a_new_identity_without_a_token() {
    let result = output(CreateIdentity::new(), json(201, CREATED)).await;
    assert_eq!((result.identity.id.as_str(), result.access_token), ("8:acs:a", None));
}

#[tokio::test]
async fn takes_nothing_for_an_answer_to_a_deletion() {
    assert_eq!(call(DeleteIdentity::new(USER), empty(204)).await.expect("a success").status, 204);
}

#[tokio::test]
async fn reads_which_value_is_wrong() {
    let body = r#"{"error":{"code":"ValidationError","message":"Out of range.","target":"expiresInMinutes"}}"#;
    let error = failure(CreateIdentity::new(), json(400, body)).await.error;
    assert_eq!(error.target.as_deref(), Some("expiresInMinutes"));
}
