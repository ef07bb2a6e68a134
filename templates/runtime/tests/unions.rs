//! Which member of a union arrives.

mod models;

use crategen_runtime::json;
use models::{Either, Flags, Pet, Placed, Said, Scalar, Sent, Shape, Source, Sourced, ToCircle, Tree};

fn round_trip<T: crategen_runtime::model::Field>(text: &str) -> T {
    let value: T = json::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    let written: serde_json::Value = serde_json::from_slice(&json::encode(&value)).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
    value
}

#[test]
fn the_discriminator_names_the_member() {
    assert!(matches!(round_trip(r#"{"kind":"circle","radius":1.5}"#), Shape::Circle(_)));
    assert!(matches!(round_trip(r#"{"side":2,"kind":"square"}"#), Shape::Square(_)));
    assert!(matches!(json::decode(br#"{"side":2,"kind":"box"}"#).unwrap(), Shape::Square(_)));
}

#[test]
fn members_of_the_same_text_are_told_apart_by_the_rest() {
    let said = |role| json::decode(format!(r#"{{"type":"message","role":"{role}","text":"a"}}"#).as_bytes()).unwrap();
    assert!(matches!(said("system"), Said::System(_)));
    assert!(matches!(said("user"), Said::User(_)));
    assert!(matches!(said("nobody"), Said::Unknown(_)));
    assert!(matches!(json::decode(br#"{"type":"other","role":"user","text":"a"}"#).unwrap(), Said::Unknown(_)));
}

#[test]
fn a_member_that_the_crate_does_not_know_is_kept_without_loss() {
    let text = r#"{"kind":"hexagon","sides":[1,2.5,{"n":18446744073709551615}],"more":null}"#;
    assert!(matches!(round_trip(text), Shape::Unknown(_)));
    assert!(matches!(round_trip("null"), Shape::Unknown(_)));
    assert!(matches!(round_trip(r#"[1,"a"]"#), Shape::Unknown(_)));
    assert!(matches!(round_trip(r#"{"lives":"nine"}"#), Pet::Unknown(_)));
}

#[test]
fn a_member_that_is_named_and_malformed_is_an_error_with_a_path() {
    let error = json::decode::<Vec<Shape>>(br#"[{"kind":"circle","radius":"big"}]"#).unwrap_err();
    assert_eq!(error.to_string(), r#"[0].radius: expected a number, found "big""#);
}

#[test]
fn without_a_discriminator_kinds_tell() {
    assert!(matches!(round_trip("5"), Scalar::Integer(5)));
    assert!(matches!(json::decode(b"5.0").unwrap(), Scalar::Integer(5)));
    assert!(matches!(round_trip("5.5"), Scalar::Number(_)));
    assert!(matches!(round_trip("true"), Scalar::Flag(true)));
    assert!(matches!(round_trip(r#""x""#), Scalar::Text(_)));
    assert!(matches!(round_trip(r#""2024-03-01T12:00:00Z""#), Scalar::Date(_)));
    assert!(matches!(round_trip(r#"[{"x":1}]"#), Scalar::List(_)));
    assert!(matches!(round_trip(r#"[{"x":"1"}]"#), Scalar::Unknown(_)));
    assert!(matches!(round_trip(r#"{"x":1}"#), Scalar::Unknown(_)));
}

#[test]
fn required_properties_constants_and_known_ones_tell() {
    assert!(matches!(round_trip(r#"{"name":"a","fins":2,"wet":true}"#), Pet::Fish(_)));
    assert!(matches!(json::decode(br#"{"name":"a","fins":2,"wet":false}"#).unwrap(), Pet::Cat(_)));
    assert!(matches!(round_trip(r#"{"name":"a","tricks":["sit"]}"#), Pet::Dog(_)));
    assert!(matches!(round_trip(r#"{"name":"a","lives":9}"#), Pet::Cat(_)));
}

#[test]
fn trying_members_of_members_ends_soon() {
    let mut text = "null".to_owned();
    for _ in 0..100 {
        text = format!(r#"{{"child":{text},"n":"x"}}"#);
    }
    let started = std::time::Instant::now();
    let tree: Tree = json::decode(text.as_bytes()).unwrap();
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&json::encode(&tree)).unwrap(),
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    );
}

#[test]
fn a_constant_tells_members_apart_however_deep_it_is() {
    assert!(matches!(round_trip(r#"{"to":{"kind":"circle","radius":1.0}}"#), Sent::Round(_)));
    assert!(matches!(round_trip(r#"{"to":{"kind":"square","side":1}}"#), Sent::Flat(_)));
    assert!(matches!(round_trip(r#"{"to":{"kind":"box","side":1,"radius":1.0}}"#), Sent::Unknown(_)));
    // Outside of a union it is read without a look.
    assert!(json::decode::<ToCircle>(br#"{"to":{"kind":"box","radius":1.0}}"#).is_ok());
}

#[test]
fn a_constant_of_the_64th_bit_is_one_to_the_last_digit() {
    assert!(matches!(round_trip(r#"{"x":1,"mask":18446744073709551615}"#), Flags::Masked(_)));
    assert!(matches!(json::decode(br#"{"x":1,"mask":1.0}"#).unwrap(), Flags::Plain(_)));
    assert!(matches!(json::decode(br#"{"x":1,"mask":18446744073709551614}"#).unwrap(), Flags::Unknown(_)));
}

#[test]
fn the_member_that_knows_most_is_the_right_one_however_deep() {
    assert!(matches!(round_trip(r#"{"at":{"x":1}}"#), Placed::Narrow(_)));
    assert!(matches!(round_trip(r#"{"at":{"x":1,"y":2}}"#), Placed::Wide(_)));
    let lists: Vec<Placed> = round_trip(r#"[{"at":{"x":1,"y":2}},{"at":{"x":1}}]"#);
    assert!(matches!(lists.as_slice(), [Placed::Wide(_), Placed::Narrow(_)]));
    // A large member counts for more than small ones that nobody knows.
    let text = br#"{"at":{"x":1,"z":2,"w":3},"to":{"by":{"x":1,"y":[1,2,3,4]}}}"#;
    assert!(matches!(json::decode(text).unwrap(), Either::Deep(_)));
    // What nobody knows makes no other member the better one.
    assert!(matches!(json::decode(br#"{"at":{"x":1,"z":2},"new":3}"#).unwrap(), Placed::Narrow(_)));
}

#[test]
fn a_union_in_a_union_counts_by_the_best_of_its_members() {
    assert!(matches!(round_trip(r#"{"kind":"a","number":1}"#), Sourced::From(Source::Number(_))));
    assert!(matches!(round_trip(r#"{"kind":"a","name":"b"}"#), Sourced::From(Source::Name(_))));
    assert!(matches!(round_trip(r#"{"kind":"a"}"#), Sourced::Bare(_)));
    // What no member of the inner one is does not hide a member of the outer one that fits.
    assert!(matches!(json::decode(br#"{"kind":"a","number":"one"}"#).unwrap(), Sourced::Bare(_)));
    assert!(matches!(round_trip(r#"{"number":"one"}"#), Sourced::From(Source::Unknown(_))));
}
