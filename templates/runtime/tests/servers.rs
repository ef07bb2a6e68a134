//! Operations that the document places on servers of their own: where they are called.
#![cfg(feature = "testing")]

use bytes::Bytes;
use crategen_runtime::{
    Client, ClientBuilder, Error, InMemory, ManualClock, Meta, Operation, Paged, ServiceError, client::Servers,
    json::Malformed, request::RequestBuilder, response,
};

mod models;
mod script;

use script::run;

macro_rules! operation {
    ($name:ident, $own:expr) => {
        struct $name;

        impl Operation for $name {
            type Output = String;
            type Headers = ();
            type Failure = ();

            const META: &'static Meta = &Meta {
                name: "test.call",
                id: "",
                method: "GET",
                path: "/x",
                security: &[],
                idempotency_header: None,
                servers: Some(&Servers {
                    own: $own,
                    all: &["https://api.example.com/v1", "https://uploads.example.com/v1"],
                }),
            };

            fn build(&self, request: &mut RequestBuilder<'_>) {
                request.literal("/x");
            }

            fn output(response: http::Response<Bytes>) -> Result<String, Error> {
                response::text(Self::META, response)
            }

            fn failure(_: &ServiceError) -> Result<(), Malformed> {
                Ok(())
            }
        }
    };
}

operation!(Upload, &["https://uploads.example.com/v1", "https://uploads.example.org"]);
operation!(Next, &["https://api.example.com/v2"]);
operation!(Relative, &["/v3"]);

impl Paged for Upload {
    type Item = String;

    fn items(page: String) -> Vec<String> {
        vec![page]
    }

    fn next_link(page: &String) -> Option<&str> {
        Some(page)
    }
}

fn at(builder: ClientBuilder, operation: &impl Operation) -> Result<String, String> {
    let client = builder.transport(InMemory::new()).clock(ManualClock::default()).build().unwrap();
    client.uri(operation).map(|uri| uri.to_string()).map_err(|error| error.to_string())
}

#[test]
fn a_stand_in_for_the_service_stands_in_for_all_of_its_servers() {
    let client = || Client::builder("http://127.0.0.1:1/mock");
    assert_eq!(at(client(), &Upload).unwrap(), "http://127.0.0.1:1/mock/x");
    assert_eq!(at(client(), &Next).unwrap(), "http://127.0.0.1:1/mock/x");
}

#[test]
fn a_server_on_the_clients_own_origin_is_a_path_there() {
    let client = || Client::builder("https://api.example.com/v1");
    assert_eq!(at(client(), &Next).unwrap(), "https://api.example.com/v2/x");
    assert_eq!(at(client(), &Relative).unwrap(), "https://api.example.com/v3/x");
    assert_eq!(at(Client::builder("http://127.0.0.1:1/mock"), &Relative).unwrap(), "http://127.0.0.1:1/v3/x");
}

#[test]
fn another_server_of_the_service_is_called_only_where_the_user_says_so() {
    let client = || Client::builder("https://api.example.com/v1");
    let error = at(client(), &Upload).unwrap_err();
    assert_eq!(
        error,
        "test.call: the operation is served at https://uploads.example.com/v1, and the client's endpoint is \
         https://api.example.com/v1: if credentials may go there, say so with \
         `ClientBuilder::server(\"https://uploads.example.com/v1\", \"https://uploads.example.com/v1\")`"
    );
    let server = "https://uploads.example.com/v1";
    assert_eq!(at(client().server(server, server), &Upload).unwrap(), "https://uploads.example.com/v1/x");
    assert_eq!(at(client().server(server, "http://127.0.0.1:2"), &Upload).unwrap(), "http://127.0.0.1:2/x");
    assert_eq!(
        at(client().server("https://uploads.example.org", "https://a.example"), &Upload).unwrap(),
        "https://a.example/x"
    );
    let bad = client().server(server, "nowhere").transport(InMemory::new()).clock(ManualClock::default()).build();
    assert_eq!(
        bad.unwrap_err().to_string(),
        "the endpoint has no scheme: expected a URL such as https://api.example.com"
    );
}

#[test]
fn links_are_followed_to_the_operations_own_server() {
    let server = "https://uploads.example.com/v1";
    let link = "https://uploads.example.com/v1/x?page=2";
    let service = InMemory::new().json(200, link).json(200, "https://api.example.com/v1/x?page=3");
    let client = Client::builder("https://api.example.com/v1").server(server, server);
    let client = client.transport(service.clone()).clock(ManualClock::default()).build().unwrap();
    let mut pages = client.pages(Upload);
    assert_eq!(run(pages.next()).unwrap().unwrap(), link);
    assert!(run(pages.next()).unwrap().is_ok());
    let error = run(pages.next()).unwrap().unwrap_err().to_string();
    assert!(error.contains("linked to https://api.example.com/v1/x"), "{error}");
    assert_eq!(service.requests()[1].uri(), link);
    assert_eq!(service.requests().len(), 2);
}
