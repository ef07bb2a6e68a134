//! Open enums: what they know, and what they keep.

mod models;

use crategen_runtime::{json, model::Field, response};
use models::{Color, Level, Mode, Switch};

/// Reads a value and expects it to be written as it was.
fn round_trip<T: Field>(text: &str) -> T {
    let value: T = json::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(String::from_utf8(json::encode(&value)).unwrap(), text);
    value
}

#[test]
fn texts_that_an_enum_does_not_know_are_kept() {
    assert_eq!(round_trip::<Color>("\"red\""), Color::Red);
    assert_eq!(round_trip::<Color>("\"mauve\"").as_str(), "mauve");
    assert_eq!(json::decode::<Color>(b"5").unwrap_err().to_string(), "expected a string, found 5");
}

#[test]
fn numbers_that_an_enum_does_not_know_are_kept() {
    assert_eq!(round_trip::<Level>("1"), Level::Low);
    assert_eq!(round_trip::<Level>("-7"), Level::Unknown(-7));
    assert_eq!(round_trip::<Level>("9223372036854775807"), Level::Unknown(i64::MAX));
    assert_eq!(json::decode::<Level>(b"1.0").unwrap(), Level::Low);
    assert_eq!(
        json::decode::<Level>(b"9223372036854775808").unwrap_err().to_string(),
        "expected an integer of 64 bits, found 9223372036854775808"
    );
}

#[test]
fn an_enum_of_all_sorts_keeps_any_json() {
    assert_eq!(round_trip::<Mode>("\"auto\""), Mode::Auto);
    assert_eq!(round_trip::<Mode>("true"), Mode::On);
    for other in ["\"true\"", "false", "7", "-7", "1.5", "null", "[1,\"a\"]", "{\"a\":{\"b\":null}}"] {
        assert_eq!(round_trip::<Mode>(other), Mode::Unknown(serde_json::from_str(other).unwrap()));
    }
}

#[test]
fn an_enum_of_all_sorts_is_written_for_people_without_quotes() {
    struct Shown(Mode);
    impl std::fmt::Display for Shown {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            json::display(&self.0, formatter)
        }
    }
    for (text, shown) in [("\"auto\"", "auto"), ("\"other\"", "other"), ("true", "true"), ("[1]", "[1]")] {
        assert_eq!(Shown(json::decode(text.as_bytes()).unwrap()).to_string(), shown);
    }
}

#[test]
fn of_members_that_come_twice_the_last_one_counts() {
    let switch: Switch = json::decode(br#"{"level":1,"mode":"auto","level":2,"mode":true}"#).unwrap();
    assert_eq!(switch, Switch { level: Some(Level::Unknown(2)), mode: Some(Mode::On) });
}

#[test]
fn headers_hold_them_too() {
    let mut headers = http::HeaderMap::new();
    headers.insert("level", http::HeaderValue::from_static("1"));
    headers.insert("mode", http::HeaderValue::from_static("true"));
    let known: Switch = response::headers(&headers).unwrap();
    assert_eq!(known, Switch { level: Some(Level::Low), mode: Some(Mode::On) });
    headers.insert("mode", http::HeaderValue::from_static("by hand"));
    let other: Switch = response::headers(&headers).unwrap();
    assert_eq!(other.mode, Some(Mode::Unknown("by hand".into())));
}
