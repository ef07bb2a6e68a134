//! Responses to values and errors.

mod models;

use bytes::Bytes;
use crategen_runtime::{
    Error, Meta, ServiceError,
    error::Detail,
    model::{self, Column, OPTIONAL, REQUIRED},
    response,
};
use models::{Item, Meters, Scalar, Token};

const META: &Meta = &Meta {
    name: "test.call",
    id: "Call",
    method: "GET",
    path: "/",
    security: &[],
    idempotency_header: None,
    servers: None,
};

fn answer(status: u16, body: &str) -> http::Response<Bytes> {
    http::Response::builder().status(status).body(Bytes::copy_from_slice(body.as_bytes())).unwrap()
}

fn failure(status: u16, body: &str) -> ServiceError {
    match response::unexpected(META, answer(status, body)) {
        Error::Service(error) => *error,
        error => panic!("{error:?}"),
    }
}

fn seen(body: &str) -> (Option<String>, Option<String>, Option<String>) {
    let error = failure(400, body);
    assert_eq!(error.body(), body);
    let owned = |text: Option<&str>| text.map(str::to_owned);
    (owned(error.code()), owned(error.message()), owned(error.target()))
}

#[test]
fn a_success_is_read() {
    let item: Item = response::json(META, answer(200, r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z"}"#)).unwrap();
    assert_eq!(item.id, "1");
    assert_eq!(response::text(META, answer(200, "ü")).unwrap(), "ü");
    assert_eq!(response::bytes(META, answer(200, "\0")).unwrap(), "\0");
    assert!(response::empty(META, answer(204, "ignored")).is_ok());
}

#[test]
fn a_success_that_is_not_what_was_promised_keeps_everything() {
    let text = r#"{"id":"1","createdOn":7}"#;
    let Error::Decode(error) = response::json::<Item>(META, answer(201, text)).unwrap_err() else { panic!() };
    assert_eq!((error.status().as_u16(), error.body().as_ref()), (201, text.as_bytes()));
    assert_eq!(error.malformed().path, "createdOn");
    assert_eq!(
        error.to_string(),
        "test.call: the response is not what the document promises: createdOn: expected an RFC 3339 date-time, \
         found 7 (status 201, 24 bytes kept in the error)"
    );
    let invalid = http::Response::new(Bytes::from_static(b"\xff\xfe"));
    assert!(matches!(response::text(META, invalid), Err(Error::Decode(_))));
}

#[test]
fn an_undeclared_success_is_no_failure_of_the_service() {
    let Error::Decode(error) = response::unexpected(META, answer(206, "half")) else { panic!() };
    assert_eq!(error.malformed().problem, "status 206 is not declared");
    assert_eq!(error.body(), "half");
}

#[test]
fn every_other_status_is_a_service_error() {
    for status in [100, 302, 304, 400, 404, 429, 500, 599, 999] {
        let error = failure(status, "");
        assert_eq!(error.status().as_u16(), status);
        assert_eq!((error.code(), error.message(), error.target()), (None, None, None));
        assert!(error.to_string().starts_with(&format!("test.call: {status}")), "{error}");
    }
}

#[test]
fn the_usual_envelopes_are_read() {
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        seen(r#"{"error":{"code":"A","message":"B","target":"C","details":[{"code":"x"}],"innererror":{"code":"y"}}}"#),
        (some("A"), some("B"), some("C"))
    );
    assert_eq!(
        seen(r#"{"error":{"code":"A","message":"B","target":null,"details":null,"additionalInfo":[{"type":"t"}]}}"#),
        (some("A"), some("B"), None)
    );
    assert_eq!(seen(r#"{"CommunicationError":{"Code":"A","Message":"B","Details":[]}}"#), (some("A"), some("B"), None));
    assert_eq!(seen(r#"{"Code":"A","Message":"B","InnerErrors":{"Code":"x"}}"#), (some("A"), some("B"), None));
    assert_eq!(seen(r#"{"InnerError":{"Code":"x"},"Code":"A","Message":"B"}"#), (some("A"), some("B"), None));
    assert_eq!(
        seen(r#"{"type":"https://tools.ietf.org/x","title":"B","status":400,"errors":{"From":["bad"]},"traceId":"t"}"#),
        (some("https://tools.ietf.org/x"), some("B"), None)
    );
    assert_eq!(seen(r#"{"type":"A","title":"T","detail":"B"}"#), (some("A"), some("B"), None));
    assert_eq!(
        seen(r#"{"error":"invalid_client","error_description":"B"}"#),
        (some("invalid_client"), some("B"), None)
    );
    assert_eq!(seen(r#"{"code":"","message":7}"#), (None, some("7"), None));
    for other in ["", "<html>Bad Gateway</html>", "[]", "null", "\"text\"", "{}", "{\"error\":null}", "{\"error\""] {
        assert_eq!(seen(other), (None, None, None), "{other}");
    }
    assert_eq!(seen(&"[".repeat(100_000)), (None, None, None));
    assert_eq!(seen(&format!(r#"{{"code":"A","x":"{}"}}"#, "x".repeat(2 << 20))), (None, None, None));
}

/// The details of a failure, each on a line: code, message and target, deeper ones indented.
fn details(body: &str) -> Vec<String> {
    fn write(details: &[Detail], depth: usize, lines: &mut Vec<String>) {
        for detail in details {
            let [code, message, target] =
                [&detail.code, &detail.message, &detail.target].map(|text| text.as_deref().unwrap_or("-"));
            lines.push(format!("{}{code} {message} {target}", " ".repeat(depth)));
            write(&detail.details, depth + 1, lines);
        }
    }
    let mut lines = Vec::new();
    write(failure(400, body).details(), 0, &mut lines);
    lines
}

#[test]
fn what_led_to_a_problem_is_read_from_the_usual_places() {
    assert_eq!(
        details(
            r#"{"error":{"code":"A","details":[{"code":"x","message":"y","target":"z","details":[{"code":"w"}]},7],
                "innererror":{"code":"i","innererror":{"code":"j"}}}}"#
        ),
        ["x y z", " w - -", "i - -", " j - -"]
    );
    assert_eq!(details(r#"{"CommunicationError":{"Code":"A","Message":"B","Details":[{"Code":"x"}]}}"#), ["x - -"]);
    assert_eq!(details(r#"{"Code":"A","Message":"B","InnerErrors":{"Code":"x"}}"#), ["x - -"]);
    assert_eq!(details(r#"{"Code":"A","Message":"B","InnerErrors":[{"Code":"x"},null]}"#), ["x - -"]);
    assert_eq!(
        details(r#"{"type":"t","title":"B","status":400,"errors":{"From":["bad","worse"],"To":"c","X":[]}}"#),
        ["- bad From", "- worse From", "- c To"]
    );
    assert_eq!(
        details(r#"{"title":"B","errors":{"From":["bad"]},"error":{"code":"A","innerError":{"message":"m"}}}"#),
        ["- m -", "- bad From"]
    );
    for other in ["", "<html>", "{}", r#"{"error":{"details":null}}"#, r#"{"details":{}}"#, r#"{"error":"x"}"#] {
        assert!(details(other).iter().all(|line| line == "- - -"), "{other}");
    }
    let deep = format!("{}{}", r#"{"details":["#.repeat(60), "]}".repeat(60));
    assert_eq!(details(&deep).len(), 59);
    let shown = format!("{:?}", failure(400, r#"{"code":"A","details":[{"message":"a\nb"}]}"#).details());
    assert_eq!(shown, r#"[Detail { code: None, message: Some("a\nb"), target: None, details: [] }]"#);
}

#[test]
fn a_failure_says_when_to_try_again() {
    let after = |pairs: &[(&'static str, &'static str)]| {
        let mut response = answer(429, "");
        for (name, value) in pairs {
            response.headers_mut().insert(*name, http::HeaderValue::from_static(value));
        }
        let Error::Service(error) = response::unexpected(META, response) else { panic!() };
        error.retry_after().map(|pause| pause.as_millis())
    };
    let date = ("date", "Fri, 01 Mar 2024 12:00:00 GMT");
    assert_eq!(after(&[]), None);
    assert_eq!(after(&[("retry-after", "7")]), Some(7000));
    assert_eq!(after(&[("retry-after", "7"), ("x-ms-retry-after-ms", "20")]), Some(20));
    assert_eq!(after(&[("retry-after", "Fri, 01 Mar 2024 12:00:30 GMT"), date]), Some(30_000));
    assert_eq!(after(&[("retry-after", "Fri, 01 Mar 2024 11:00:00 GMT"), date]), Some(0));
    assert_eq!(after(&[("retry-after", "Fri, 01 Mar 2024 12:00:30 GMT")]), None);
    assert_eq!(after(&[("retry-after", "soon"), date]), None);
}

#[test]
fn codes_and_request_ids_come_from_headers_too() {
    let mut response = answer(404, "");
    response.headers_mut().insert("x-ms-error-code", "Gone".parse().unwrap());
    response.headers_mut().insert("x-ms-request-id", "r-1".parse().unwrap());
    let error = response::unexpected(META, response);
    assert_eq!(error.to_string(), "test.call: 404 Not Found (code Gone, request id r-1)");
}

#[test]
fn a_redirect_says_where_without_what_could_be_secret() {
    for (status, place, shown) in [
        (
            307,
            "https://me:s3cr3t@b.example/x?sig=s3cr3t",
            "307 Temporary Redirect, to https://b.example/x, which is not",
        ),
        (308, "/x", "308 Permanent Redirect, to /x, which is not"),
        (404, "/x", "404 Not Found"),
    ] {
        let mut response = answer(status, "");
        response.headers_mut().insert("location", place.parse().unwrap());
        let error = response::unexpected(META, response).to_string();
        let end = if status < 400 { " followed: credentials stay home" } else { "" };
        assert_eq!(error, format!("test.call: {shown}{end}"));
    }
}

#[test]
fn a_services_words_stay_on_one_line_of_bounded_length() {
    let error = failure(400, &format!(r#"{{"code":"a\nb","message":"x\r\n{}"}}"#, "y".repeat(100_000)));
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(shown.len() < 1200 && !shown.contains('\n') && !shown.contains('\r'), "{shown}");
    }
    assert_eq!(error.message().unwrap().len(), 100_003);
}

#[test]
fn a_failure_can_be_read_as_a_type() {
    assert_eq!(failure(400, r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z"}"#).decode::<Item>().unwrap().id, "1");
    assert!(failure(400, "").decode::<Item>().is_err());
}

#[derive(Clone, PartialEq)]
struct Headers {
    count: Option<i32>,
    ratio: Option<f64>,
    tags: Option<Vec<String>>,
    key: Option<i32>,
    location: String,
}

impl model::Record for Headers {
    fn table(&self) -> &'static model::Table {
        const TABLE: &model::Table = &model::Table {
            name: "Headers",
            columns: &[
                Column("X-Count", OPTIONAL),
                Column("x-ratio", OPTIONAL),
                Column("x-tags", OPTIONAL),
                Column("x-key", OPTIONAL.secret()),
                Column("Operation-Location", REQUIRED),
            ],
        };
        TABLE
    }
    fn field(&self, index: usize) -> &dyn model::Field {
        match index {
            0 => &self.count,
            1 => &self.ratio,
            2 => &self.tags,
            3 => &self.key,
            _ => &self.location,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn model::Field {
        match index {
            0 => &mut self.count,
            1 => &mut self.ratio,
            2 => &mut self.tags,
            3 => &mut self.key,
            _ => &mut self.location,
        }
    }
}

impl model::Field for Headers {
    fn empty() -> Self {
        Self { count: None, ratio: None, tags: None, key: None, location: String::new() }
    }
    fn slot(&mut self) -> model::Slot<'_> {
        model::Slot::Record(self)
    }
    fn value(&self) -> model::Value<'_> {
        model::Value::Record(self)
    }
}

fn headers(pairs: &[(&'static str, &str)]) -> Result<Headers, String> {
    let mut map = http::HeaderMap::new();
    for (name, value) in pairs {
        map.append(*name, http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    response::headers(&map).map_err(|malformed| malformed.to_string())
}

fn meters(pairs: &[(&'static str, &'static str)]) -> Result<Meters, String> {
    let mut map = http::HeaderMap::new();
    for (name, value) in pairs {
        map.append(*name, http::HeaderValue::from_static(value));
    }
    response::headers(&map).map_err(|malformed| malformed.to_string())
}

#[test]
fn an_object_in_a_header_is_json_or_its_members_in_a_row() {
    for text in [r#"{"x":1,"y":2}"#, " { \"x\" : 1, \"y\" : 2 }", "x,1,y,2", "y=2, x=1", "x=1,y=2,z=3"] {
        let point = meters(&[("point", text)]).unwrap().point.unwrap();
        assert_eq!((point.x, point.y), (1, Some(2)), "{text}");
    }
    let labels = meters(&[("labels", "a=1"), ("labels", "b=2=3")]).unwrap().labels.unwrap();
    assert_eq!((labels["a"].as_str(), labels["b"].as_str()), ("1", "2=3"));
    assert_eq!(meters(&[("numbers", "[1, 2]")]).unwrap().numbers.unwrap(), [1, 2]);
    assert_eq!(meters(&[("numbers", "1, 2")]).unwrap().numbers.unwrap(), [1, 2]);
    assert!(matches!(meters(&[("either", "5")]).unwrap().either, Some(Scalar::Integer(5))));
    assert!(matches!(meters(&[("either", "five")]).unwrap().either, Some(Scalar::Text(_))));
    assert_eq!(meters(&[("point", "")]).err().unwrap(), "point: x: missing");
    assert_eq!(
        meters(&[("point", "x,one")]).err().unwrap(),
        r#"point: x: expected an integer of 32 bits, found "one""#
    );
    assert!(meters(&[("point", r#"{"x":"1"}"#)]).is_err() && meters(&[("numbers", "[1")]).is_err());
}

#[test]
fn headers_are_read_as_their_types() {
    let location = ("operation-location", "/status/1");
    let all =
        headers(&[("x-count", "5"), ("x-ratio", "0.5"), ("x-tags", "a, b,,"), ("x-tags", "c"), location]).unwrap();
    assert_eq!((all.count, all.ratio, all.location.as_str()), (Some(5), Some(0.5), "/status/1"));
    assert_eq!(all.tags.unwrap(), ["a", "b", "c"]);
    assert_eq!(headers(&[location]).unwrap().count, None);
    assert_eq!(headers(&[]).err().unwrap(), "Operation-Location: missing");
    for (name, value, problem) in [
        ("x-count", "five", r#"X-Count: expected an integer of 32 bits, found "five""#),
        ("x-count", "2147483648", r#"X-Count: expected an integer of 32 bits, found "2147483648""#),
        ("x-ratio", "NaN", r#"x-ratio: expected a number, found "NaN""#),
        ("x-ratio", "inf", r#"x-ratio: expected a number, found "inf""#),
        ("x-key", "s3cr3t", "x-key: not what was expected; the value is secret and not shown"),
    ] {
        assert_eq!(headers(&[(name, value), location]).err().unwrap(), problem);
    }
    let long = "x".repeat(10_000);
    assert!(headers(&[("x-count", &long), location]).err().unwrap().len() < 200);
}

#[test]
fn a_secret_that_does_not_decode_is_not_in_the_error() {
    let error = response::json::<Token>(META, answer(200, r#"{"token":["s3cr3t"]}"#)).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cr3t"));
}

fn typed(content_type: &str, body: &'static [u8]) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::from_static(body));
    if !content_type.is_empty() {
        response.headers_mut().insert("content-type", content_type.parse().unwrap());
    }
    response
}

#[test]
fn a_text_is_read_in_the_charset_that_is_said() {
    for charset in ["", "text/plain", "text/plain; charset=utf-8", "text/csv;Charset=\"UTF-8\"; header=present"] {
        assert_eq!(response::text(META, typed(charset, "\u{feff}ü,1".as_bytes())).unwrap(), "ü,1", "{charset}");
        assert!(response::text(META, typed(charset, b"\xfc")).is_err());
    }
    assert_eq!(response::text(META, typed("text/plain; charset=ISO-8859-1", b"\xfc")).unwrap(), "ü");
    let Err(Error::Decode(error)) = response::text(META, typed("text/plain; charset=utf-16", b"\0a")) else { panic!() };
    assert_eq!(error.malformed().problem, "the text is in \"utf-16\", which is not read");
    assert_eq!(error.body().as_ref(), b"\0a");
}

#[test]
fn a_text_may_come_as_a_json_string() {
    assert_eq!(response::text_or_json(META, typed("application/json", b"\"a\"")).unwrap(), "a");
    assert_eq!(response::text_or_json(META, typed("text/plain", b"\"a\"")).unwrap(), "\"a\"");
    assert_eq!(response::text_or_json(META, typed("", b"a")).unwrap(), "a");
    assert!(response::text_or_json(META, typed("application/json", b"a")).is_err());
}

#[test]
fn the_form_of_a_response_is_that_of_its_media_type() {
    let forms: &[&[&str]] = &[
        &["application/json"],
        &["text/csv", "text/csv; header=absent"],
        &["image/*"],
        &["application/x;v=2"],
        &["*/*"],
    ];
    let form = |content_type| response::form(&typed(content_type, b""), forms);
    assert_eq!([form("application/json"), form("Application/JSON; charset=utf-8")], [0, 0]);
    assert_eq!([form("application/problem+json"), form("text/json")], [0, 0]);
    assert_eq!([form("text/csv"), form("text/csv;header=absent"), form("text/csv; header=present")], [1, 1, 1]);
    assert_eq!([form("image/png"), form("application/x; v=2"), form("application/x"), form("audio/ogg")], [2, 3, 3, 4]);
    // What is not said, or makes no sense, is the first.
    assert_eq!([form(""), form("nonsense")], [0, 0]);
    assert_eq!(response::form(&typed("text/html", b""), &[&["application/json"], &["text/csv"]]), 0);
    assert_eq!(response::form(&typed("a/b; v=1", b""), &[&["a/b; v=2"], &["a/b;v=1"]]), 1);
}

#[test]
fn a_failure_may_answer_with_a_text() {
    let error = |content_type, body| match response::unexpected(META, {
        let mut response = typed(content_type, body);
        *response.status_mut() = http::StatusCode::BAD_REQUEST;
        response
    }) {
        Error::Service(error) => *error,
        error => panic!("{error:?}"),
    };
    assert_eq!(error("text/plain", b"no").text().unwrap(), "no");
    assert_eq!(error("application/json", b"\"no\"").text_or_json().unwrap(), "no");
    assert_eq!(error("text/plain", b"no").text_or_json().unwrap(), "no");
    let binary = error("text/plain", b"\xff");
    assert!(binary.text().is_err());
    assert_eq!(binary.body().as_ref(), b"\xff");
}
