//! Values of parameters and forms in every place, style and type: the cases are lines of `values.txt`.

use std::collections::BTreeSet;

use crategen_wire::{
    Client, Error,
    models::{Color, Form},
    operations::{self, default::*},
    runtime::{json, model::Field},
};

use crate::server::{Received, Server};

const CASES: &str = include_str!("values.txt");

/// A line.
struct Case<'a> {
    line: usize,
    operation: &'a str,
    parameter: &'a str,
    value: &'a str,
    expected: &'a str,
}

fn cases() -> impl Iterator<Item = Case<'static>> {
    let lines = CASES.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| match line.split(" | ").collect::<Vec<_>>().as_slice() {
        [operation, parameter, value, expected] => Case { line: index + 1, operation, parameter, value, expected },
        _ => panic!("line {} has not four parts: {line}", index + 1),
    })
}

fn read<T: Field>(value: &str) -> T {
    json::decode(value.as_bytes()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

/// Sends an operation with one of these fields as the case has it.
macro_rules! send {
    ($client:expr, $case:expr, $operation:expr, $($field:ident)+) => {{
        let mut operation = $operation;
        match $case.parameter {
            $(stringify!($field) => operation.$field = read($case.value),)+
            other => panic!("line {}: no parameter {other}", $case.line),
        }
        $client.send(operation).await
    }};
}

async fn send(client: &Client, case: &Case<'_>) -> Result<(), Error> {
    macro_rules! in_path {
        ($operation:ident) => {{
            let operation = $operation::new("t", 1, true, ["l".to_owned()], Color::new(1, 2, 3));
            send!(client, case, operation, text number flag list object)
        }};
    }
    macro_rules! optional {
        ($operation:ident, $($field:ident)+) => {
            send!(client, case, $operation::new(), $($field)+)
        };
    }
    match case.operation {
        "pathSimple" => in_path!(PathSimple),
        "pathSimpleExploded" => in_path!(PathSimpleExploded),
        "pathLabel" => in_path!(PathLabel),
        "pathLabelExploded" => in_path!(PathLabelExploded),
        "pathMatrix" => in_path!(PathMatrix),
        "pathMatrixExploded" => in_path!(PathMatrixExploded),
        "queryForm" => optional!(QueryForm, text number flag list object),
        "queryFormExploded" => optional!(QueryFormExploded, text number flag list object),
        "querySpaceDelimited" => optional!(QuerySpaceDelimited, list object),
        "queryPipeDelimited" => optional!(QueryPipeDelimited, list object),
        "queryDeepObject" => optional!(QueryDeepObject, object),
        "queryReserved" => optional!(QueryReserved, text list object),
        "queryContent" => optional!(QueryContent, object),
        "header" => optional!(Header, x_text x_number x_flag x_list x_object),
        "headerExploded" => optional!(HeaderExploded, x_text x_number x_flag x_list x_object),
        "cookie" => optional!(Cookie, text number flag list object),
        "cookieExploded" => optional!(CookieExploded, text number flag list object),
        "sendForm" => {
            let mut body = Form::new();
            match case.parameter {
                "text" => body.text = read(case.value),
                "number" => body.number = read(case.value),
                "flag" => body.flag = read(case.value),
                "list" => body.list = read(case.value),
                "object" => body.object = read(case.value),
                "joined" => body.joined = read(case.value),
                "spaced" => body.spaced = read(case.value),
                "piped" => body.piped = read(case.value),
                "deep" => body.deep = read(case.value),
                other => panic!("line {}: no property {other}", case.line),
            }
            client.send(SendForm::new(body)).await
        }
        other => panic!("line {}: no operation {other}", case.line),
    }
}

/// The part of a request in which the value is; `None` if there is no such part.
fn seen<'a>(case: &Case<'_>, received: &'a Received) -> Option<&'a str> {
    let (path, query) = match received.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (received.target.as_str(), None),
    };
    match case.operation {
        name if name.starts_with("path") => {
            let place = ["object", "list", "flag", "number", "text"].iter().position(|name| *name == case.parameter)?;
            path.rsplit('/').nth(place)
        }
        name if name.starts_with("query") => query,
        name if name.starts_with("header") => received.header(&case.parameter.replace('_', "-")),
        name if name.starts_with("cookie") => received.header("cookie"),
        _ => Some(received.text()).filter(|text| !text.is_empty()),
    }
}

#[tokio::test]
async fn values_are_written_as_the_specifications_write_them() {
    let server = Server::silent().await;
    let client = server.client();
    let mut wrong = Vec::new();
    let mut sent = 0;
    for case in cases() {
        let result = send(&client, &case).await;
        let received = server.take();
        let seen = match (&result, received.as_slice()) {
            (Ok(()), [received]) => {
                seen(&case, received).map_or("(absent)", |seen| if seen.is_empty() { "(empty)" } else { seen })
            }
            (Err(Error::Request(_)), []) => "(refused)",
            (other, received) => panic!("line {}: {other:?} after {} requests", case.line, received.len()),
        };
        sent += received.len();
        if seen != case.expected.replace("color", case.parameter) {
            let Case { line, operation, parameter, value, expected } = case;
            wrong.push(format!("line {line}: {operation} {parameter} {value}: expected {expected}, seen {seen}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sent >= 100, "only {sent} cases were sent");
}

#[test]
fn every_operation_that_has_a_style_is_in_the_table() {
    let named: BTreeSet<&str> = cases().map(|case| case.operation).collect();
    let styled = |meta: &&&crategen_wire::runtime::Meta| {
        ["path", "query", "header", "cookie", "sendForm"].iter().any(|start| meta.id.starts_with(start))
    };
    let all: BTreeSet<&str> = operations::ALL.iter().filter(styled).map(|meta| meta.id).collect();
    assert_eq!(named, all);
}
