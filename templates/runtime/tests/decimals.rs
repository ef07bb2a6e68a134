//! Numbers of which every digit counts.

mod models;

use crategen_runtime::{
    json,
    model::{Decimal, Nullable},
};
use models::Price;

const LONG: &str = "123456789012345678901234567890.0987654321000";

fn price(text: &str) -> Price {
    json::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn every_digit_arrives_and_is_sent_back() {
    for number in ["0", "-0", "1.50", "0.1", "-12.0", "1e5", "1E-400", "18446744073709551616", LONG] {
        let text = format!(
            r#"{{"amount":{number},"tax":{number},"fee":{number},"list":[{number}],"map":{{"a":{number}}},"more":{number}}}"#
        );
        let read = price(&text);
        assert_eq!(read.amount.as_str(), number);
        let written = String::from_utf8(json::encode(&read)).unwrap();
        let expected = text.replace(&format!(",\"more\":{number}"), "");
        assert_eq!(written, expected);
        assert!(format!("{read:?}").contains(number), "{read:?}");
    }
}

#[test]
fn nothing_and_null_are_no_numbers() {
    let read = price(r#"{"amount": 1 , "tax":null,"fee":null,"list":[]}"#);
    assert_eq!((read.tax, read.fee), (None, Nullable::Null));
    assert_eq!(price(r#"{"amount":1}"#).fee, Nullable::Absent);
    for (text, found) in [
        (r#"{"amount":null}"#, "found null"),
        (r#"{"amount":true}"#, "found true"),
        (r#"{"amount":"ten"}"#, "found \"ten\""),
        (r#"{"amount":{"a":1}}"#, "found an object"),
        (r#"{"amount":[1]}"#, "found an array"),
        (r#"{"amount":1,"list":[1,[]]}"#, "found an array"),
    ] {
        let error = json::decode::<Price>(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("expected a number") && error.ends_with(found), "{error}");
    }
}

#[test]
fn a_number_between_quotes_is_read_as_one() {
    assert_eq!(price(r#"{"amount":"1.50"}"#).amount.as_str(), "1.50");
}

#[test]
fn what_is_stored_is_read_again() {
    for number in ["7", "-0.5", "1.50", "1e20", LONG] {
        let read = price(&format!(r#"{{"amount":{number}}}"#));
        let text = serde_json::to_string(&read).unwrap();
        assert!(text.starts_with(&format!(r#"{{"amount":{number},"#)), "{text}");
        assert_eq!(serde_json::from_str::<Price>(&text).unwrap().amount, read.amount);
    }
    // A tree of JSON has floating point numbers.
    let tree = serde_json::to_value(price(r#"{"amount":0.25}"#)).unwrap();
    assert_eq!(tree["amount"], 0.25);
    assert_eq!(serde_json::from_value::<Price>(tree).unwrap().amount.as_str(), "0.25");
}

#[test]
fn a_decimal_is_made_from_what_is_a_number() {
    assert_eq!(Decimal::from(-5).as_str(), "-5");
    assert_eq!(Decimal::try_from(0.1).unwrap().as_str(), "0.1");
    assert!(Decimal::try_from(f64::NAN).is_err() && Decimal::try_from(f64::INFINITY).is_err());
    assert_eq!("1.50".parse::<Decimal>().unwrap().as_f64(), 1.5);
    for text in ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", "NaN", "1.2.3", "--1", "1e5.0"] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}
