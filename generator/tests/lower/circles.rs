//! Schemas that hold themselves.

use std::fmt::Write as _;

use super::{alias, components, field, lower_with, schemas, union};

#[test]
fn only_what_holds_itself_in_place_is_boxed() {
    let api = schemas(
        "
Error:
  type: object
  properties:
    inner: {$ref: '#/components/schemas/Error'}
    details: {type: array, items: {$ref: '#/components/schemas/Error'}}
    by_name: {type: object, additionalProperties: {$ref: '#/components/schemas/Error'}}
A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, plain: {$ref: '#/components/schemas/C'}}}
B: {type: object, properties: {a: {$ref: '#/components/schemas/OtherA'}}}
OtherA: {allOf: [{$ref: '#/components/schemas/A'}], description: Another name}
C: {type: object, properties: {x: {type: string}}}
Expression: {oneOf: [{type: string}, {$ref: '#/components/schemas/Not'}]}
Not: {type: object, required: [not], properties: {not: {$ref: '#/components/schemas/Expression'}}}
",
    );
    assert!(field(&api, "Error", "inner").boxed);
    assert!(!field(&api, "Error", "details").boxed && !field(&api, "Error", "by_name").boxed);
    assert!(!field(&api, "A", "b").boxed && !field(&api, "A", "plain").boxed);
    assert!(field(&api, "B", "a").boxed);
    let member = &union(&api, "Expression").members[1];
    assert!(member.boxed || field(&api, "Not", "not").boxed);
    assert!(field(&api, "Not", "not").required);
}

#[test]
fn names_that_lead_only_to_names_become_json() {
    let (api, codes) = lower_with(
        &components(
            "
A: {$ref: '#/components/schemas/B'}
B: {type: array, items: {$ref: '#/components/schemas/A'}}
Tree: {type: array, items: {$ref: '#/components/schemas/Node'}}
Node: {type: object, properties: {children: {$ref: '#/components/schemas/Tree'}}}
",
        ),
        "",
    );
    assert_eq!(codes, ["W0605"]);
    assert_eq!((alias(&api, "A"), alias(&api, "B")), ("B".to_owned(), "Json".to_owned()));
    assert_eq!(alias(&api, "Tree"), "[Node]");
    assert!(!field(&api, "Node", "children").boxed);
}

#[test]
fn a_union_is_no_member_of_itself() {
    let (api, codes) = lower_with(
        &components(
            "
A: {oneOf: [{type: string}, {type: integer}, {$ref: '#/components/schemas/B'}]}
B: {oneOf: [{type: boolean}, {$ref: '#/components/schemas/A'}, {type: array, items: {$ref: '#/components/schemas/A'}}]}
",
        ),
        "",
    );
    assert_eq!(codes, ["W0605"]);
    assert_eq!(union(&api, "A").members.len() + union(&api, "B").members.len(), 5);
}

#[test]
fn a_struct_that_always_holds_itself_may_do_without() {
    let (api, codes) = lower_with(
        &components(
            "
A: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}
B: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}
",
        ),
        "",
    );
    assert_eq!(codes, ["W0605"]);
    assert!(field(&api, "A", "b").required);
    assert!(!field(&api, "B", "a").required && field(&api, "B", "a").boxed);
}

#[test]
fn no_chain_or_net_of_schemas_takes_long_or_overflows() {
    let mut chain = String::new();
    let mut net = String::new();
    for index in 0..3000 {
        let next = index + 1;
        let _ =
            writeln!(chain, "C{index}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/C{next}'}}}}}}");
    }
    for index in 0..200 {
        let next = index + 1;
        let part = |name: &str| format!("{{$ref: '#/components/schemas/{name}{next}'}}");
        for name in ["N", "M"] {
            let _ = writeln!(
                net,
                "{name}{index}: {{allOf: [{}, {}, {{type: object, properties: {{p{index}: {{type: string}}}}}}]}}",
                part("N"),
                part("M")
            );
        }
    }
    let last = "C3000: {$ref: '#/components/schemas/C0'}\nN200: {type: object}\nM200: {oneOf: [{$ref: '#/components/schemas/M199'}]}\n";
    let api = schemas(&format!("{chain}{net}{last}"));
    assert!(api.types.len() >= 3401);
}
