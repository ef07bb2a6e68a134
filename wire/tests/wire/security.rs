//! Credentials, by what each operation asks for: one set or another, each of a set.

use crategen_wire::{
    Error,
    credentials::Credentials,
    operations::default::{Order, SecuredBasic, SecuredEither},
    runtime::Operation,
};

use crate::server::{Received, Server};

async fn sent<O: Operation<Output = ()>>(credentials: Credentials, operation: O) -> Result<Received, Error> {
    let server = Server::silent().await;
    let client = server.settings().authenticate(credentials).build().expect("a client");
    let result = client.send(operation).await;
    if result.is_err() {
        assert!(server.take().is_empty(), "nothing is sent without a credential");
    }
    result.map(|()| server.one())
}

fn all() -> Credentials {
    Credentials::new().header_key("h").query_key("q&1").cookie_key("c").basic("ann", "pass").token("t")
}

#[tokio::test]
async fn each_credential_of_the_first_complete_set_is_sent_and_no_other() {
    let received = sent(all(), SecuredEither::new()).await.expect("a success");
    assert_eq!((received.header("x-key"), received.target.as_str()), (Some("h"), "/secured/either?key=q%261"));
    assert!(received.header("authorization").is_none() && received.header("cookie").is_none());

    let incomplete = Credentials::new().header_key("h").token("t");
    let received = sent(incomplete, SecuredEither::new()).await.expect("a success");
    assert_eq!((received.header("authorization"), received.header("x-key")), (Some("Bearer t"), None));
    assert_eq!(received.target, "/secured/either");
}

#[tokio::test]
async fn either_of_two_sets_is_enough() {
    let received = sent(all(), SecuredBasic::new()).await.expect("a success");
    assert_eq!((received.header("cookie"), received.header("authorization")), (Some("session=c"), None));
    let received = sent(Credentials::new().basic("ann", "pass"), SecuredBasic::new()).await.expect("a success");
    assert_eq!(received.header("authorization"), Some("Basic YW5uOnBhc3M="));
}

#[tokio::test]
async fn an_operation_without_its_credentials_is_an_error_and_one_that_needs_none_gets_none() {
    let error = sent(Credentials::new().header_key("h"), SecuredEither::new()).await.expect_err("it is incomplete");
    assert!(matches!(error, Error::Authentication(_)), "{error:?}");

    let server = Server::silent().await;
    let client = server.settings().authenticate(all()).build().expect("a client");
    client.send(Order::new()).await.expect("a success");
    let received = server.one();
    assert_eq!(received.target, "/orders");
    assert!(["authorization", "cookie", "x-key"].iter().all(|name| received.header(name).is_none()));
}
