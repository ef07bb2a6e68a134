//! Arguments to requests.

mod models;

use bytes::Bytes;
use crategen_runtime::{
    Error, Meta, Nullable, Payload,
    request::{RequestBuilder, Shared},
};
use models::{Color, Open, Point};

const META: &Meta = &Meta {
    name: "test.call",
    id: "Call",
    method: "POST",
    path: "/",
    security: &[],
    idempotency_header: None,
    servers: None,
};

fn built(build: impl FnOnce(&mut RequestBuilder<'_>)) -> Result<http::Request<Bytes>, Error> {
    let mut request = RequestBuilder::new(META, Shared::none());
    build(&mut request);
    request.finish().map(|request| request.map(|payload| payload.as_bytes().cloned().unwrap_or_default()))
}

fn target(build: impl FnOnce(&mut RequestBuilder<'_>)) -> String {
    built(build).expect("a request").uri().to_string()
}

fn refused(build: impl FnOnce(&mut RequestBuilder<'_>)) -> String {
    built(build).expect_err("no request").to_string()
}

#[test]
fn a_number_that_json_cannot_write_makes_no_request() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let list = vec![Some(1.5), Some(number)];
        assert_eq!(
            refused(|request| {
                request.json("application/json", &list);
            }),
            "test.call: parameter `body` holds a number that is NaN or infinite, which JSON has no form for"
        );
        assert!(
            built(|request| {
                request.json("application/json", &(number as f32));
            })
            .is_err()
        );
    }
}

fn segment(value: &str) -> Result<String, String> {
    let request = built(|request| {
        request.literal("/threads/").segment("threadId", &value.to_owned()).literal("/messages");
    });
    request.map(|request| request.uri().to_string()).map_err(|error| error.to_string())
}

#[test]
fn a_path_parameter_stays_one_segment_whatever_it_holds() {
    for (value, encoded) in [
        ("19:abc@thread.v2", "19%3Aabc%40thread.v2"),
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("a b?c#d&e=f;g+h", "a%20b%3Fc%23d%26e%3Df%3Bg%2Bh"),
        ("ü→😀", "%C3%BC%E2%86%92%F0%9F%98%80"),
        ("\0\r\n\t\u{7f}", "%00%0D%0A%09%7F"),
        ("-._~", "-._~"),
        ("\\", "%5C"),
    ] {
        assert_eq!(segment(value).unwrap(), format!("/threads/{encoded}/messages"));
    }
}

#[test]
fn a_path_parameter_that_would_make_another_path_is_refused() {
    assert_eq!(segment("").unwrap_err(), "test.call: parameter `threadId` is empty, which would be another path");
    for value in [".", ".."] {
        assert_eq!(
            segment(value).unwrap_err(),
            "test.call: parameter `threadId` makes a dot segment, which would be another path"
        );
    }
    let last = |value: &str| {
        let value = value.to_owned();
        built(|request| {
            request.literal("/a/.").segment("rest", &value).query("q", &1);
        })
    };
    assert!(last(".").is_err());
    assert!(last("x").is_ok());
    assert_eq!(
        target(|request| {
            request.literal("/").segment("name", &".".to_owned()).literal(".json");
        }),
        "/..json"
    );
}

#[test]
fn path_parameters_of_other_types_are_written_too() {
    assert_eq!(
        target(|request| {
            request
                .literal("/")
                .segment("n", &-5)
                .literal("/")
                .segment("color", &Color::from("a b"))
                .literal("/")
                .segment("list", &vec!["a,b".to_owned(), "c".to_owned()])
                .literal("/")
                .segment("flag", &true);
        }),
        "/-5/a%20b/a%2Cb,c/true"
    );
}

#[test]
fn queries_keep_their_order_and_leave_out_what_is_absent() {
    let date: crategen_runtime::DateTime = "2024-03-01T12:00:00+01:00".parse().unwrap();
    assert_eq!(
        target(|request| {
            request
                .literal("/x")
                .query("z", &1)
                .query("absent", &None::<String>)
                .query("a b", &"c&d=e+f #ü".to_owned())
                .query("$filter", &Some("x".to_owned()))
                .query("list", &vec!["1".to_owned(), "2,3".to_owned()])
                .query("none", &Vec::<String>::new())
                .query("startTime", &date)
                .query("empty", &String::new())
                .query("float", &0.5)
                .query("null", &Nullable::<String>::Null);
        }),
        "/x?z=1&a%20b=c%26d%3De%2Bf%20%23%C3%BC&%24filter=x&list=1&list=2%2C3\
         &startTime=2024-03-01T12%3A00%3A00%2B01%3A00&empty=&float=0.5&null="
    );
}

#[test]
fn a_query_in_the_path_is_continued() {
    assert_eq!(
        target(|request| {
            request.literal("/x?comp=list").query("a", &1);
        }),
        "/x?comp=list&a=1"
    );
}

#[test]
fn a_shared_parameter_is_the_clients_or_its_default() {
    let mut shared = Shared::default();
    shared.set("api-version", "2024-01-01");
    shared.set("api-version", "2025 & more");
    for (shared, expected) in [(Shared::none(), "/x?api-version=2023"), (&shared, "/x?api-version=2025%20%26%20more")] {
        let mut request = RequestBuilder::new(META, shared);
        request.literal("/x").shared_query("api-version", "2023");
        assert_eq!(request.finish().unwrap().uri(), expected);
    }
}

#[test]
fn a_header_cannot_be_broken_out_of() {
    for value in ["a\r\nx-evil: 1", "a\nb", "a\rb", "a\0b", "\u{7f}"] {
        let error = refused(|request| {
            request.literal("/").header("x-name", &value.to_owned());
        });
        assert_eq!(error, "test.call: parameter `x-name` holds characters that a header cannot");
    }
    let request = built(|request| {
        request
            .literal("/")
            .header("X-List", &vec!["a".to_owned(), "b".to_owned()])
            .header("x-none", &None::<String>)
            .header("x-number", &5)
            .header("x-text", &"ü\t".to_owned());
    })
    .unwrap();
    assert_eq!(request.headers()["x-list"], "a,b");
    assert_eq!(request.headers()["x-number"], "5");
    assert_eq!(request.headers()["x-text"].as_bytes(), "ü\t".as_bytes());
    assert!(!request.headers().contains_key("x-none"));
}

#[test]
fn what_is_too_long_or_malformed_is_an_error_and_never_a_panic() {
    let long = "x".repeat(100_000);
    assert!(
        refused(|request| {
            request.literal("/").query("q", &long);
        })
        .contains("too long")
    );
    assert!(
        built(|request| {
            request.literal("/").header("x-long", &long);
        })
        .is_ok()
    );
    assert!(
        refused(|request| {
            request.literal("/").accept("text/plain\n");
        })
        .contains("parameter `accept`")
    );
    assert!(
        refused(|request| {
            request.literal("/").body("bad\0type", Payload::empty());
        })
        .contains("content-type")
    );
    assert!(
        refused(|request| {
            request.literal("/a b");
        })
        .starts_with("test.call: ")
    );
    assert_eq!(target(|_| {}), "/");
    assert_eq!(
        target(|request| {
            request.query("q", &1);
        }),
        "/?q=1"
    );
}

#[test]
fn bodies_have_their_media_type_and_absent_ones_are_none() {
    let point = Point { x: 1, y: None };
    let request = built(|request| {
        request.literal("/").accept("application/json").json("application/merge-patch+json", &point);
    })
    .unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.headers()["content-type"], "application/merge-patch+json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.body(), r#"{"x":1}"#);
    for absent in [
        built(|request| {
            request.literal("/").json("application/json", &None::<Open>);
        }),
        built(|request| {
            request.literal("/").text("text/plain", &None::<String>);
        }),
        built(|request| {
            request.literal("/").optional_body("image/png", None);
        }),
    ] {
        let absent = absent.unwrap();
        assert!(absent.body().is_empty() && absent.headers().is_empty());
    }
    let text = built(|request| {
        request.literal("/").text("text/plain", &Some(Color::Red));
    });
    assert_eq!(text.unwrap().body(), "red");
}

#[test]
fn lines_are_json_values_each_on_its_own() {
    let lines = |value: &dyn crategen_runtime::model::Field| {
        built(|request| {
            request.literal("/").lines("application/x-ndjson", value);
        })
    };
    let request = lines(&vec![Point { x: 1, y: None }, Point { x: 2, y: Some(3) }]).unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-ndjson");
    assert_eq!(request.body(), "{\"x\":1}\n{\"x\":2,\"y\":3}\n");
    assert_eq!(lines(&vec!["a\nb".to_owned()]).unwrap().body(), "\"a\\nb\"\n");
    assert!(lines(&vec![1.0, f64::NAN]).unwrap_err().to_string().contains("NaN"));
    assert!(lines(&None::<Vec<i32>>).unwrap().headers().is_empty());
    assert_eq!(lines(&1).unwrap_err().to_string(), "test.call: parameter `body` is no list, as lines are");
}

#[test]
fn a_payload_says_what_it_is_where_the_document_leaves_it_open() {
    let sent = |payload: Payload| {
        let request = built(|request| {
            request.literal("/").body("application/octet-stream", payload);
        });
        request.map(|request| request.headers()["content-type"].to_str().expect("a text").to_owned())
    };
    assert_eq!(sent(Payload::from("a")).unwrap(), "application/octet-stream");
    assert_eq!(sent(Payload::from("a").content_type("image/png")).unwrap(), "image/png");
    assert!(sent(Payload::from("a").content_type("a\r\nb")).is_err());
}
