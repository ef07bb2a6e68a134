//! Parameters in every style, as a server sees them.
#![cfg(feature = "reqwest")]

mod models;
mod server;

use std::{collections::BTreeMap, io::Write as _};

use bytes::Bytes;
use crategen_runtime::{
    Body, Error, Meta, Nullable, Payload, Transport as _,
    model::Field,
    request::{Delimiter, RequestBuilder, Shared, Style},
};
use models::{Everything, Item, Keys, Open, Point, Rgb};
use serde_json::json;

const META: &Meta = &Meta {
    name: "test.call",
    id: "Call",
    method: "GET",
    path: "/",
    security: &[],
    idempotency_header: None,
    servers: None,
};

/// Where a parameter is.
#[derive(Clone, Copy, Debug)]
enum In {
    Path,
    Query,
    Header,
    Cookie,
}

/// A request with a parameter `color`.
fn request(place: In, style: Style, value: &dyn Field) -> Result<http::Request<Payload>, Error> {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/x");
    match place {
        In::Path => request.segment_styled("color", style, value),
        In::Query => request.query_styled("color", style, value),
        In::Header => request.header_styled("color", style, value),
        In::Cookie => request.cookie("color", style, value),
    };
    request.finish()
}

/// What of a request is the parameter.
fn written(place: In, target: &str, header: impl Fn(&str) -> Option<String>) -> String {
    match place {
        In::Path | In::Query => target.strip_prefix("/x").expect("the path").to_owned(),
        In::Header => header("color").unwrap_or_default(),
        In::Cookie => header("cookie").unwrap_or_default(),
    }
}

/// What is written of a value.
fn text(place: In, style: Style, value: &dyn Field) -> String {
    let request = request(place, style, value).expect("a request");
    let header = |name: &str| Some(String::from_utf8(request.headers().get(name)?.as_bytes().to_vec()).unwrap());
    written(place, request.uri().path_and_query().unwrap().as_str(), header)
}

fn refused(place: In, style: Style, value: &dyn Field) -> String {
    request(place, style, value).expect_err("no request").to_string()
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// The table of "Style Examples" of OpenAPI 3.1, for the places that each style may be in: the empty string, a string, a
/// list and an object. What it has no form for is `n/a` there, and has the one here that is next to it.
#[rustfmt::skip]
const STYLES: &[(In, Style, [&str; 4])] = &[
    (In::Path,   Style::MATRIX,            [";color",  ";color=blue", ";color=blue,black,brown",                 ";color=R,100,G,200,B,150"]),
    (In::Path,   Style::MATRIX.exploded(), [";color",  ";color=blue", ";color=blue;color=black;color=brown",     ";R=100;G=200;B=150"]),
    (In::Path,   Style::LABEL,             [".",       ".blue",       ".blue,black,brown",                       ".R,100,G,200,B,150"]),
    (In::Path,   Style::LABEL.exploded(),  [".",       ".blue",       ".blue.black.brown",                       ".R=100.G=200.B=150"]),
    (In::Path,   Style::SIMPLE,            ["n/a",     "blue",        "blue,black,brown",                        "R,100,G,200,B,150"]),
    (In::Path,   Style::SIMPLE.exploded(), ["n/a",     "blue",        "blue,black,brown",                        "R=100,G=200,B=150"]),
    (In::Header, Style::SIMPLE,            ["",        "blue",        "blue,black,brown",                        "R,100,G,200,B,150"]),
    (In::Header, Style::SIMPLE.exploded(), ["",        "blue",        "blue,black,brown",                        "R=100,G=200,B=150"]),
    (In::Query,  Style::FORM,              ["?color=", "?color=blue", "?color=blue,black,brown",                 "?color=R,100,G,200,B,150"]),
    (In::Query,  Style::FORM.exploded(),   ["?color=", "?color=blue", "?color=blue&color=black&color=brown",     "?R=100&G=200&B=150"]),
    (In::Query,  Style::SPACE,             ["?color=", "?color=blue", "?color=blue%20black%20brown",             "?color=R%20100%20G%20200%20B%20150"]),
    (In::Query,  Style::SPACE.exploded(),  ["?color=", "?color=blue", "?color=blue&color=black&color=brown",     "?R=100&G=200&B=150"]),
    (In::Query,  Style::PIPE,              ["?color=", "?color=blue", "?color=blue%7Cblack%7Cbrown",             "?color=R%7C100%7CG%7C200%7CB%7C150"]),
    (In::Query,  Style::PIPE.exploded(),   ["?color=", "?color=blue", "?color=blue&color=black&color=brown",     "?R=100&G=200&B=150"]),
    (In::Query,  Style::DEEP,              ["?color=", "?color=blue", "?color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown", "?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
    (In::Query,  Style::DEEP.exploded(),   ["?color=", "?color=blue", "?color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown", "?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
    (In::Cookie, Style::FORM,              ["color=",  "color=blue",  "color=blue,black,brown",                  "color=R,100,G,200,B,150"]),
    (In::Cookie, Style::FORM.exploded(),   ["color=",  "color=blue",  "color=blue&color=black&color=brown",      "R=100&G=200&B=150"]),
    // OpenAPI 3.2.
    (In::Cookie, Style::COOKIE,            ["color=",  "color=blue",  "color=blue,black,brown",                  "color=R,100,G,200,B,150"]),
    (In::Cookie, Style::COOKIE.exploded(), ["color=",  "color=blue",  "color=blue; color=black; color=brown",    "R=100; G=200; B=150"]),
    // Swagger 2.0.
    (In::Query,  Style::FORM.delimited(Delimiter::Tab),    ["?color=", "?color=blue", "?color=blue%09black%09brown", "?color=R%09100%09G%09200%09B%09150"]),
    (In::Path,   Style::SIMPLE.delimited(Delimiter::Pipe), ["n/a",     "blue",        "blue%7Cblack%7Cbrown",        "R%7C100%7CG%7C200%7CB%7C150"]),
    (In::Header, Style::SIMPLE.delimited(Delimiter::Pipe), ["",        "blue",        "blue|black|brown",            "R|100|G|200|B|150"]),
    // A content of JSON.
    (In::Path,   Style::SIMPLE.json(),     ["%22%22",  "%22blue%22",  "%5B%22blue%22%2C%22black%22%2C%22brown%22%5D", "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"]),
    (In::Query,  Style::FORM.json(),       ["?color=%22%22", "?color=%22blue%22", "?color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D", "?color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"]),
    (In::Query,  Style::SIMPLE.json(),     ["?%22%22", "?%22blue%22", "?%5B%22blue%22%2C%22black%22%2C%22brown%22%5D", "?%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"]),
    (In::Header, Style::SIMPLE.json(),     [r#""""#,   r#""blue""#,   r#"["blue","black","brown"]"#,             r#"{"R":100,"G":200,"B":150}"#]),
    (In::Cookie, Style::FORM.json(),       ["color=%22%22", "color=%22blue%22", "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D", "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"]),
];

#[test]
fn every_style_arrives_as_the_table_of_openapi_has_it() {
    let color = Rgb { r: 100, g: 200, b: 150 };
    let values: [&dyn Field; 4] = [&String::new(), &"blue".to_owned(), &strings(&["blue", "black", "brown"]), &color];
    let mut cases = Vec::new();
    for (place, style, expected) in STYLES {
        for (value, expected) in values.iter().zip(expected) {
            match request(*place, *style, *value) {
                Ok(request) => cases.push((*place, *style, request, *expected)),
                Err(error) => assert_eq!(*expected, "n/a", "{place:?} {style:?}: {error}"),
            }
        }
    }
    let seen = exchange(cases.iter().map(|(.., request, _)| request));
    assert!(cases.len() > 100, "only {} cases were sent", cases.len());
    for ((place, style, _, expected), seen) in cases.iter().zip(seen) {
        let mut lines = seen.lines();
        let target = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a request line");
        let header = |name: &str| {
            let prefix = format!("{name}: ");
            seen.lines()
                .find_map(|line| Some(line.strip_prefix(&prefix).or(line.strip_prefix(prefix.trim()))?.to_owned()))
        };
        assert_eq!(written(*place, target, header), *expected, "{place:?} {style:?}");
    }
}

/// Sends requests to a server, and gives what it read.
fn exchange<'a>(requests: impl ExactSizeIterator<Item = &'a http::Request<Payload>>) -> Vec<String> {
    let count = requests.len();
    let (port, server) = server::start(move |listener| {
        let read = |_| {
            let mut stream = server::accept(listener);
            let request = server::read(&mut stream, 0);
            stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").unwrap();
            request
        };
        (0..count).map(read).collect()
    });
    let transport = server::transport();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for request in requests {
        let mut sent = http::Request::new(Body::from(Bytes::new()));
        *sent.uri_mut() = format!("http://127.0.0.1:{port}{}", request.uri()).parse().unwrap();
        *sent.headers_mut() = request.headers().clone();
        assert_eq!(runtime.block_on(transport.send(sent)).unwrap().status(), 204);
    }
    server.seen()
}

/// The examples of RFC 6570, sections 3.2.2 to 3.2.9, that differ from what the other table has.
#[test]
fn expansions_are_those_of_rfc_6570() {
    let keys = Keys { semi: ";".to_owned(), dot: ".".to_owned(), comma: ",".to_owned() };
    let hello = "Hello World!".to_owned();
    let list = strings(&["red", "green", "blue"]);
    let none: Vec<String> = Vec::new();
    let empty_keys = BTreeMap::<String, String>::new();
    let values: [(In, Style, &dyn Field, &str); 27] = [
        (In::Path, Style::SIMPLE, &hello, "Hello%20World%21"),
        (In::Path, Style::SIMPLE, &"50%".to_owned(), "50%25"),
        (In::Path, Style::SIMPLE, &list, "red,green,blue"),
        (In::Path, Style::SIMPLE, &keys, "semi,%3B,dot,.,comma,%2C"),
        (In::Path, Style::SIMPLE.exploded(), &keys, "semi=%3B,dot=.,comma=%2C"),
        (In::Path, Style::SIMPLE.reserved(), &hello, "Hello%20World!"),
        (In::Path, Style::SIMPLE.reserved(), &"50%".to_owned(), "50%25"),
        (In::Path, Style::SIMPLE.reserved(), &"/foo/bar".to_owned(), "/foo/bar"),
        (In::Path, Style::SIMPLE.reserved(), &keys, "semi,;,dot,.,comma,,"),
        (In::Path, Style::SIMPLE.reserved().exploded(), &keys, "semi=;,dot=.,comma=,"),
        (In::Path, Style::LABEL, &list, ".red,green,blue"),
        (In::Path, Style::LABEL.exploded(), &list, ".red.green.blue"),
        (In::Path, Style::LABEL, &keys, ".semi,%3B,dot,.,comma,%2C"),
        (In::Path, Style::LABEL.exploded(), &keys, ".semi=%3B.dot=..comma=%2C"),
        (In::Path, Style::MATRIX, &hello, ";color=Hello%20World%21"),
        (In::Path, Style::MATRIX, &String::new(), ";color"),
        (In::Path, Style::MATRIX, &keys, ";color=semi,%3B,dot,.,comma,%2C"),
        (In::Path, Style::MATRIX.exploded(), &keys, ";semi=%3B;dot=.;comma=%2C"),
        (In::Query, Style::FORM, &keys, "?color=semi,%3B,dot,.,comma,%2C"),
        (In::Query, Style::FORM.exploded(), &keys, "?semi=%3B&dot=.&comma=%2C"),
        (In::Query, Style::FORM, &String::new(), "?color="),
        (In::Query, Style::FORM, &none, ""),
        (In::Query, Style::FORM.exploded(), &none, ""),
        (In::Query, Style::FORM, &empty_keys, ""),
        (In::Query, Style::FORM.exploded(), &empty_keys, ""),
        (In::Query, Style::DEEP, &empty_keys, ""),
        (In::Query, Style::FORM, &None::<String>, ""),
    ];
    for (place, style, value, expected) in values {
        assert_eq!(text(place, style, value), expected, "{style:?}");
    }
}

#[test]
fn a_value_of_null_is_empty_and_an_absent_one_is_nothing() {
    for (place, style, null) in [
        (In::Query, Style::FORM, "?color="),
        (In::Query, Style::DEEP, "?color="),
        (In::Path, Style::MATRIX, ";color"),
        (In::Header, Style::SIMPLE, ""),
        (In::Cookie, Style::FORM, "color="),
        (In::Query, Style::FORM.json(), "?color=null"),
    ] {
        assert_eq!(text(place, style, &Nullable::<String>::Null), null, "{style:?}");
    }
    for place in [In::Query, In::Header, In::Cookie] {
        assert_eq!(text(place, Style::FORM, &None::<String>), "");
        assert_eq!(text(place, Style::FORM.json(), &None::<String>), "");
    }
    assert!(refused(In::Path, Style::SIMPLE, &None::<String>).contains("is empty"));
    let partly = Point { x: 1, y: None };
    assert_eq!(text(In::Query, Style::FORM.exploded(), &partly), "?x=1");
    assert_eq!(text(In::Query, Style::DEEP, &partly), "?color%5Bx%5D=1");
    assert_eq!(text(In::Query, Style::FORM, &vec![None, Some(1)]), "?color=,1");
    assert_eq!(text(In::Header, Style::SIMPLE.exploded(), &strings(&["", "a"])), ",a");
}

#[test]
fn objects_are_written_as_they_are_in_a_body() {
    let item = Item { id: "read-only".to_owned(), created_on: "2024-03-01T12:00:00Z".parse().unwrap(), topic: None };
    assert_eq!(text(In::Query, Style::FORM.exploded(), &item), "?createdOn=2024-03-01T12%3A00%3A00Z");
    let open = Open { known: Some(1), more: [("a b".to_owned(), json!("c&d"))].into() };
    assert_eq!(text(In::Query, Style::FORM.exploded(), &open), "?known=1&kind=open&a%20b=c%26d");
    assert_eq!(text(In::Query, Style::DEEP, &open), "?color%5Bknown%5D=1&color%5Bkind%5D=open&color%5Ba%20b%5D=c%26d");
    assert_eq!(text(In::Header, Style::SIMPLE, &open), "known,1,kind,open,a b,c&d");
    assert_eq!(text(In::Query, Style::FORM.exploded(), &json!({"a": [1, true], "b": null})), "?a=1&a=true&b=");
    assert_eq!(text(In::Query, Style::FORM.exploded(), &json!("text")), "?color=text");
}

#[test]
fn what_is_nested_deeper_has_brackets_or_is_json() {
    let value = json!({"a": {"b": 1, "c": ["x", "y"], "d": {}}, "e": [{"f": 1}, {"f": [2]}], "g": []});
    let deep = text(In::Query, Style::DEEP, &value).replace("%5B", "[").replace("%5D", "]");
    assert_eq!(deep, "?color[a][b]=1&color[a][c][]=x&color[a][c][]=y&color[e][0][f]=1&color[e][1][f][]=2");
    let list = json!([[1, 2], {"a": 1}]);
    let deep = text(In::Query, Style::DEEP, &list).replace("%5B", "[").replace("%5D", "]");
    assert_eq!(deep, "?color[0][]=1&color[0][]=2&color[1][a]=1");
    let value = json!({"a": {"b": 1}, "c": [1, 2], "d": [{"e": 1}]});
    assert_eq!(text(In::Header, Style::SIMPLE, &value), r#"a,{"b":1},c,[1,2],d,[{"e":1}]"#);
    assert_eq!(
        text(In::Query, Style::FORM.exploded(), &value),
        "?a=%7B%22b%22%3A1%7D&c=1&c=2&d=%5B%7B%22e%22%3A1%7D%5D"
    );
    assert_eq!(text(In::Query, Style::FORM.exploded(), &json!([{"a": 1}])), "?color=%7B%22a%22%3A1%7D");
}

#[test]
fn reserved_characters_stay_where_they_are_harmless() {
    let all = ":/?#[]@!$&'()*+,;= %2F%zz%".to_owned();
    let style = Style::FORM.reserved();
    assert_eq!(text(In::Query, style, &all), "?color=:/?%23%5B%5D@!$%26%27()*%2B,;=%20%2F%25zz%25");
    let style = Style::SIMPLE.reserved();
    assert_eq!(text(In::Path, style, &all), ":/%3F%23%5B%5D@!$&'()*+,;=%20%2F%25zz%25");
    assert_eq!(text(In::Cookie, Style::FORM.reserved(), &"a;b".to_owned()), "color=a%3Bb");
}

#[test]
fn segments_that_a_value_adds_to_a_path_do_not_lead_out_of_it() {
    let path = |value: &str| {
        let mut request = RequestBuilder::new(META, Shared::none());
        request.literal("/").segment_styled("scope", Style::SIMPLE.reserved(), &value.to_owned()).literal("/end");
        request.finish().map(|request| request.uri().to_string())
    };
    assert_eq!(path("subscriptions/1/groups/2").unwrap(), "/subscriptions/1/groups/2/end");
    assert_eq!(path("/subscriptions/1").unwrap(), "/subscriptions/1/end");
    assert_eq!(path("a?b#c").unwrap(), "/a%3Fb%23c/end");
    for value in ["..", "../a", "a/../b", "a/..", "a/.", "./a", "%2e%2E/a", "a/.%2e/b", "/../a", "", "/", "//"] {
        assert!(path(value).is_err(), "{value}");
    }
}

#[test]
fn a_cookie_cannot_be_broken_out_of() {
    for value in ["a;b=c", "a\r\nx-evil: 1", "a\0", "a\u{7f}"] {
        let value = value.to_owned();
        let error = refused(In::Cookie, Style::COOKIE, &value);
        assert_eq!(error, "test.call: parameter `color` holds characters that a cookie cannot");
        assert!(!text(In::Cookie, Style::FORM, &value).contains([';', '\r', '\n', '\0']));
    }
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").cookie("a", Style::FORM, &"1 2".to_owned()).header("cookie", &"z=0".to_owned()).cookie(
        "b",
        Style::COOKIE,
        &"1 2".to_owned(),
    );
    let request = request.finish().unwrap();
    assert_eq!(request.headers().get_all("cookie").iter().collect::<Vec<_>>(), ["z=0; a=1%202; b=1 2"]);
}

#[test]
fn a_parameter_in_the_query_of_a_path_is_a_value_of_it() {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/x?a=").segment("a", &"1&b=/..".to_owned()).literal("&c=").segment("c", &String::new());
    request.query("d", &1);
    assert_eq!(request.finish().unwrap().uri(), "/x?a=1%26b%3D%2F..&c=&d=1");
}

#[test]
fn a_whole_query_is_a_form() {
    let mut everything = Everything::empty();
    everything.list = Some(strings(&["a", "b c"]));
    everything.map = Some([("k".to_owned(), Some(1))].into());
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/x").query_string("q", &[("map", Style::DEEP)], &everything);
    assert_eq!(request.finish().unwrap().uri(), "/x?note=&list=a&list=b%20c&map%5Bk%5D=1");
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/x").query_string("q", &[("list", Style::PIPE)], &json!({"list": [1, 2], "a": {"b": 1}}));
    // In which order JSON has its members is a feature of the library.
    let target = request.finish().unwrap().uri().to_string();
    let mut pairs: Vec<&str> = target.trim_start_matches("/x?").split('&').collect();
    pairs.sort_unstable();
    assert_eq!(pairs, ["a=%7B%22b%22%3A1%7D", "list=1%7C2"]);
}
