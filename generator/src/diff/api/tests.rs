//! The rules, each on the smallest lists of items that it tells apart.

use std::collections::BTreeSet;

use super::{compare, rules};
use crate::Item;
use crate::diff::{Snapshot, Verdict};
use crate::document::{Node, Sources, Span};

/// What it shows, the old lines, the new lines, and the changes: verdict, rule, path and detail.
type Case = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "nothing",
        &["struct models::A", "field models::A.a: String"],
        &["struct models::A", "field models::A.a: String"],
        &[],
    ),
    (
        "a thing that went is told of without its members",
        &["struct models::A", "field models::A.a: String", "fn models::A::new(a)"],
        &[],
        &["Major api-item-removed models::A "],
    ),
    (
        "a thing that came is told of without its members",
        &[],
        &["union models::A", "variant models::A::B(models::B)", "variant models::A::Unknown(serde_json::Value)"],
        &["Minor api-item-added models::A "],
    ),
    (
        "a new field of a struct that is built breaks literals",
        &["struct models::A", "fn models::A::new()"],
        &["struct models::A", "field models::A.b: Option<i32>", "fn models::A::new()"],
        &["Major api-field-added-to-exhaustive-struct models::A.b Option<i32>"],
    ),
    (
        "a new field of a struct that is only received breaks nothing",
        &["struct models::A #[non_exhaustive]"],
        &["struct models::A #[non_exhaustive]", "field models::A.b: Option<i32>"],
        &["Minor api-field-added models::A.b Option<i32>"],
    ),
    (
        "a required field changes the constructor, too",
        &["struct models::A", "fn models::A::new()"],
        &["struct models::A", "field models::A.b: i32", "fn models::A::new(b)"],
        &[
            "Major api-field-added-to-exhaustive-struct models::A.b i32",
            "Major api-constructor-changed models::A::new () → (b)",
        ],
    ),
    (
        "a field that went",
        &["struct models::A #[non_exhaustive]", "field models::A.b: i32"],
        &["struct models::A #[non_exhaustive]"],
        &["Major api-field-removed models::A.b i32"],
    ),
    (
        "fields of other types",
        &[
            "struct models::A #[non_exhaustive]",
            "field models::A.a: i32",
            "field models::A.b: Option<i32>",
            "field models::A.c: i32",
            "field models::A.d: Box<models::A>",
        ],
        &[
            "struct models::A #[non_exhaustive]",
            "field models::A.a: Option<i32>",
            "field models::A.b: i32",
            "field models::A.c: i64",
            "field models::A.d: model::Nullable<Box<models::A>>",
        ],
        &[
            "Major api-field-became-optional models::A.a i32 → Option<i32>",
            "Major api-field-became-required models::A.b Option<i32> → i32",
            "Major api-field-type-changed models::A.c i32 → i64",
            "Major api-field-became-optional models::A.d Box<models::A> → model::Nullable<Box<models::A>>",
        ],
    ),
    (
        "a struct that is not built any more is told of once",
        &["struct models::A", "field models::A.a: Option<i32> #[read_only]", "fn models::A::new()"],
        &["struct models::A #[non_exhaustive]", "field models::A.a: Option<i32>", "field models::A.b: i32"],
        &["Major api-struct-became-non-exhaustive models::A ", "Minor api-field-added models::A.b i32"],
    ),
    (
        "a struct that is built now",
        &["struct models::A #[non_exhaustive]"],
        &["struct models::A", "fn models::A::new()"],
        &["Minor api-struct-became-constructible models::A "],
    ),
    (
        "setters come and go with who writes the field",
        &["struct models::A", "field models::A.a: Option<i32>", "field models::A.b: Option<i32> #[read_only]"],
        &["struct models::A", "field models::A.a: Option<i32> #[read_only]", "field models::A.b: Option<i32>"],
        &["Major api-setter-removed models::A.a ", "Minor api-setter-added models::A.b "],
    ),
    (
        "deprecation is minor, and taking it back a patch",
        &["struct models::A", "field models::A.a: i32 #[deprecated]"],
        &["struct models::A #[deprecated]", "field models::A.a: i32"],
        &["Minor api-deprecated models::A ", "Patch api-no-longer-deprecated models::A.a "],
    ),
    (
        "enums are open",
        &[
            "enum models::E: String",
            "variant models::E::A = \"a\"",
            "variant models::E::B = \"b\"",
            "variant models::E::Unknown(model::Unknown)",
        ],
        &[
            "enum models::E: String",
            "variant models::E::A = \"A\"",
            "variant models::E::C = \"c\"",
            "variant models::E::Unknown(model::Unknown)",
        ],
        &[
            "Patch api-variant-value-changed models::E::A \"a\" → \"A\"",
            "Major api-variant-removed models::E::B \"b\"",
            "Minor api-variant-added models::E::C \"c\"",
        ],
    ),
    (
        "a value that takes the name of the variant for the rest",
        &["enum models::E: String", "variant models::E::Unknown(model::Unknown)"],
        &[
            "enum models::E: String",
            "variant models::E::Unknown = \"unknown\"",
            "variant models::E::Unknown_(model::Unknown)",
        ],
        &[
            "Major api-variant-type-changed models::E::Unknown (model::Unknown) → \"unknown\"",
            "Minor api-variant-added models::E::Unknown_ model::Unknown",
        ],
    ),
    (
        "an enum of other values",
        &["enum models::E: i64", "variant models::E::N1 = 1", "variant models::E::Unknown(model::Unknown<i64>)"],
        &["enum models::E: i64", "variant models::E::N1 = 2", "variant models::E::Unknown(model::Unknown<i64>)"],
        &["Patch api-variant-value-changed models::E::N1 1 → 2"],
    ),
    (
        "an enum on another base",
        &["enum models::E: i64", "variant models::E::Unknown(model::Unknown<i64>)"],
        &["enum models::E: String", "variant models::E::Unknown(model::Unknown)"],
        &[
            "Major api-enum-base-changed models::E i64 → String",
            "Major api-variant-type-changed models::E::Unknown (model::Unknown<i64>) → (model::Unknown)",
        ],
    ),
    (
        "a member of a union that is boxed now, and one that cannot be converted any more",
        &["union models::U", "variant models::U::A(models::A)", "impl From<models::A> for models::U"],
        &["union models::U", "variant models::U::A(Box<models::A>)"],
        &[
            "Major api-variant-type-changed models::U::A (models::A) → (Box<models::A>)",
            "Major api-impl-removed models::U From<models::A>",
        ],
    ),
    (
        "a conversion that is new",
        &["union models::U"],
        &["union models::U", "impl From<models::A> for models::U"],
        &["Minor api-impl-added models::U From<models::A>"],
    ),
    (
        "a struct that is an enum now",
        &["struct models::A", "field models::A.a: i32"],
        &["enum models::A: String", "variant models::A::B = \"b\""],
        &["Major api-kind-changed models::A struct → enum"],
    ),
    (
        "an alias of another type",
        &["type models::Id = String"],
        &["type models::Id = i64"],
        &["Major api-alias-changed models::Id String → i64"],
    ),
    (
        "an operation that went, with all that stands beside it",
        &[
            "operation operations::a::Get = GET /a @/paths/~1a/get",
            "fn api::AApi::get -> () @/paths/~1a/get",
            "enum operations::a::GetFailure @/paths/~1a/get",
            "trait api::AApi",
        ],
        &["trait api::AApi"],
        &["Major api-operation-removed operations::a::Get GET /a"],
    ),
    (
        "an operation that came",
        &["trait api::AApi"],
        &[
            "operation operations::a::Get = GET /a @/paths/~1a/get",
            "fn api::AApi::get -> () @/paths/~1a/get",
            "trait api::AApi",
        ],
        &["Minor api-operation-added operations::a::Get GET /a"],
    ),
    (
        "an operation with another name, and what has its name in it",
        &[
            "operation operations::a::Get = GET /a @/paths/~1a/get",
            "fn api::AApi::get -> models::A @/paths/~1a/get",
            "enum operations::a::GetFailure @/paths/~1a/get",
            "variant operations::a::GetFailure::NotFound @/paths/~1a/get",
            "type operations::a::Get::Failure = GetFailure @/paths/~1a/get",
        ],
        &[
            "operation operations::b::Fetch = GET /a @/paths/~1a/get",
            "fn api::BApi::fetch -> models::A @/paths/~1a/get",
            "enum operations::b::FetchFailure @/paths/~1a/get",
            "variant operations::b::FetchFailure::NotFound @/paths/~1a/get",
            "type operations::b::Fetch::Failure = FetchFailure @/paths/~1a/get",
        ],
        &[
            "Major api-operation-renamed operations::b::Fetch operations::a::Get → operations::b::Fetch",
            "Major api-item-renamed operations::b::FetchFailure operations::a::GetFailure → operations::b::FetchFailure",
        ],
    ),
    (
        "an operation that gives something else",
        &[
            "operation operations::a::Get = GET /a @/paths/~1a/get",
            "fn api::AApi::get -> models::A @/paths/~1a/get",
            "type operations::a::Get::Output = models::A @/paths/~1a/get",
        ],
        &[
            "operation operations::a::Get = POST /b @/paths/~1a/get",
            "fn api::AApi::get -> models::B @/paths/~1a/get",
            "type operations::a::Get::Output = models::B @/paths/~1a/get",
        ],
        &[
            "Patch api-operation-request-changed operations::a::Get GET /a → POST /b",
            "Major api-associated-type-changed operations::a::Get::Output models::A → models::B",
        ],
    ),
    (
        "a method with another name",
        &["operation operations::a::Get = GET /a @/paths/~1a/get", "fn api::AApi::get -> () @/paths/~1a/get"],
        &["operation operations::a::Get = GET /a @/paths/~1a/get", "fn api::AApi::get_ -> () @/paths/~1a/get"],
        &["Major api-trait-method-renamed api::AApi::get_ api::AApi::get → api::AApi::get_"],
    ),
    (
        "an optional parameter is a field of an exhaustive struct",
        &["operation operations::a::Get = GET /a @/paths/~1a/get", "fn operations::a::Get::new() @/paths/~1a/get"],
        &[
            "operation operations::a::Get = GET /a @/paths/~1a/get",
            "field operations::a::Get.limit: Option<i32> @/paths/~1a/get",
            "fn operations::a::Get::new() @/paths/~1a/get",
        ],
        &["Major api-field-added-to-exhaustive-struct operations::a::Get.limit Option<i32>"],
    ),
    (
        "a type with another name is no other type where it is mentioned",
        &["struct models::A #[non_exhaustive] @/components/schemas/A", "type models::As = Vec<models::A>"],
        &["struct models::B #[non_exhaustive] @/components/schemas/A", "type models::As = Vec<models::B>"],
        &["Major api-item-renamed models::B models::A → models::B"],
    ),
    (
        "what stands at the same position of a list is no other name",
        &["feature a @/tags/0", "struct models::A #[non_exhaustive] @/components/schemas/U/oneOf/0"],
        &["feature b @/tags/0", "struct models::B #[non_exhaustive] @/components/schemas/U/oneOf/0"],
        &[
            "Major api-feature-removed a ",
            "Minor api-feature-added b ",
            "Major api-item-removed models::A ",
            "Minor api-item-added models::B ",
        ],
    ),
    (
        "features, traits, modules and constants",
        &["feature a", "trait api::AApi", "const operations::SERVER = \"https://a\"", "mod runtime::xml"],
        &["feature b", "trait api::BApi", "const operations::SERVER = \"https://b\""],
        &[
            "Patch api-value-changed operations::SERVER \"https://a\" → \"https://b\"",
            "Major api-item-removed api::AApi ",
            "Major api-feature-removed a ",
            "Major api-item-removed runtime::xml ",
            "Minor api-item-added api::BApi ",
            "Minor api-feature-added b ",
        ],
    ),
    (
        "features that are on by default",
        &["default a", "default c", "default reqwest", "feature a", "feature b", "feature c"],
        &["default b", "default blocking", "default d", "feature a", "feature b", "feature d"],
        &[
            "Major api-feature-no-longer-default a ",
            "Major api-feature-no-longer-default reqwest ",
            "Minor api-feature-became-default b ",
            "Minor api-feature-became-default blocking ",
            "Major api-feature-removed c ",
            "Minor api-feature-added d ",
        ],
    ),
    (
        "types that are other names of their like",
        &["alike models::A", "alike models::C", "struct models::A", "struct models::B", "struct models::C"],
        &["alike models::B", "alike models::D", "struct models::A", "struct models::B", "struct models::D"],
        &[
            "Major api-type-no-longer-another-name models::A ",
            "Minor api-type-became-another-name models::B ",
            "Major api-item-removed models::C ",
            "Minor api-item-added models::D ",
        ],
    ),
    (
        "credentials",
        &[
            "struct credentials::Credentials",
            "fn credentials::Credentials::a(key)",
            "fn credentials::Credentials::b(key)",
        ],
        &[
            "struct credentials::Credentials",
            "fn credentials::Credentials::b(user, password)",
            "fn credentials::Credentials::c(token)",
        ],
        &[
            "Major api-method-removed credentials::Credentials::a (key)",
            "Major api-method-changed credentials::Credentials::b (key) → (user, password)",
            "Minor api-method-added credentials::Credentials::c (token)",
        ],
    ),
];

#[test]
fn changes_are_judged_by_the_rules() {
    for (name, old, new, expected) in CASES {
        let changes = compare(&snapshot(old), &snapshot(new));
        let shown = |change: &crate::diff::Change| {
            format!("{:?} {} {} {}", change.verdict, change.rule, change.name, change.detail)
        };
        // The order is that of the whole report's.
        let changes: BTreeSet<String> = changes.iter().map(shown).collect();
        let expected: BTreeSet<String> = expected.iter().map(|&change| change.to_owned()).collect();
        assert_eq!(changes, expected, "{name}");
    }
}

#[test]
fn every_rule_has_a_case() {
    let used: BTreeSet<&str> =
        CASES.iter().flat_map(|(.., changes)| changes.iter()).filter_map(|change| change.split(' ').nth(1)).collect();
    let all: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(used, all);
    assert_eq!(all.len(), rules::ALL.len(), "two rules have the same name");
}

#[test]
fn only_what_breaks_has_lints_that_say_so() {
    for rule in rules::ALL.iter().filter(|rule| rule.verdict != Verdict::Major) {
        assert!(rule.lints.is_empty(), "{}", rule.id);
    }
}

/// A crate of these lines; what stands after `@` is what an item was made from.
fn snapshot(lines: &[&str]) -> Snapshot {
    let item = |line: &&str| {
        let (line, pointer) = line.split_once(" @").unwrap_or((line, ""));
        Item { line: line.to_owned(), pointer: pointer.to_owned(), ..Item::default() }
    };
    let mut items: Vec<Item> = lines.iter().map(item).collect();
    items.sort();
    Snapshot {
        name: "api.yaml".to_owned(),
        krate: "api".to_owned(),
        sources: Sources::default(),
        document: Node::object(Span::default()),
        items,
        version: "0.1.0".to_owned(),
    }
}
