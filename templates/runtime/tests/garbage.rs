//! Nothing that a server sends makes us panic: valid answers, broken in thousands of ways, always the same ones.

mod models;

use bytes::Bytes;
use crategen_runtime::{DateTime, Error, Meta, json, model::Base64, model::Field, response};
use models::{Everything, Line, Many, Open, Page, Pet, Scalar, Shape, Token, Tree};

const META: &Meta = &Meta {
    name: "test.call",
    id: "Call",
    method: "GET",
    path: "/",
    security: &[],
    idempotency_header: None,
    servers: None,
};

const ANSWERS: [&str; 7] = [
    r#"{"value":[{"id":"1","createdOn":"2024-03-01T12:00:00.123Z","topic":null}],"nextLink":"/x"}"#,
    r#"{"note":null,"small":-1,"natural":18446744073709551615,"float":1e300,"bytes":"AAEC","map":{"a":1},"any":[{}]}"#,
    r#"{"kind":"circle","radius":1.5,"start":{"x":1},"end":null,"token":"s3cr3t","expiresOn":"0001-01-01T00:00:00Z"}"#,
    r#"{"child":{"child":{"n":1},"n":"x"},"n":2,"name":"a","lives":9,"wet":true,"fins":2}"#,
    r#"{"error":{"code":"A","message":"B\u00e9\ud83d\ude00","details":[{"code":"x"}]}}"#,
    r#"[1,2.5,"9999-12-31T23:59:59.9999999Z",null,true,{"x":{"$serde_json::private::Number":"1e5"}}]"#,
    r#""2016-12-31T23:59:60-14:00""#,
];

const PIECES: [&[u8]; 16] = [
    b"null",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b":",
    b",",
    b"-1e999",
    b"1e-400",
    b"\\ud800",
    b"\xff\xfe",
    b"\0",
    b"{}",
    b"[]",
    b"99999999999999999999999999999999999999999999",
];

/// Numbers that look like chance and are the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}

fn mutated(chance: &mut Chance) -> Vec<u8> {
    let mut text = ANSWERS[chance.below(ANSWERS.len())].as_bytes().to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(text.len());
        let end = (at + chance.below(8)).min(text.len());
        match chance.below(4) {
            0 => drop(text.splice(at..end, PIECES[chance.below(PIECES.len())].iter().copied())),
            1 => drop(text.drain(at..end)),
            2 => text.truncate(end),
            _ => {
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
        }
    }
    text
}

fn read<T: Field>(text: &[u8]) {
    match json::decode::<T>(text) {
        Ok(value) => {
            let written = json::encode(&value);
            assert!(serde_json::from_slice::<serde_json::Value>(&written).is_ok(), "{text:?}");
        }
        Err(error) => assert!(error.to_string().len() < 2000, "{error}"),
    }
}

#[test]
fn broken_answers_are_errors() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..20_000 {
        let text = mutated(&mut chance);
        read::<Page>(&text);
        read::<Everything>(&text);
        read::<Line>(&text);
        read::<Many>(&text);
        read::<Open>(&text);
        read::<Token>(&text);
        read::<Pet>(&text);
        read::<Shape>(&text);
        read::<Tree>(&text);
        read::<Scalar>(&text);
        read::<Vec<Scalar>>(&text);
        read::<DateTime>(&text);
        read::<Base64>(&text);
        read::<()>(&text);
        for status in [200, 404] {
            let response = http::Response::builder().status(status).body(Bytes::from(text.clone())).unwrap();
            let error = response::unexpected(META, response);
            assert!(format!("{error} {error:?}").len() < 8000);
            if let Error::Service(error) = error {
                assert_eq!(error.body(), &text);
            }
        }
    }
}
