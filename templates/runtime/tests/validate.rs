//! Bounds, checked when somebody asks.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;

use crategen_runtime::{
    Nullable, json,
    model::{self, Bound, Column, Field, OPTIONAL, REQUIRED, Record, Rule, Slot, Table, Validate, Value},
};

/// A struct as the generator emits it, with these rules.
macro_rules! record {
    ($name:ident { $($index:literal $field:ident: $ty:ty = $column:expr,)+ } $(rest $rest:ident: $item:ty,)? rules $rules:expr) => {
        struct $name {
            $($field: $ty,)+
            $($rest: BTreeMap<String, $item>,)?
        }
        impl Record for $name {
            fn table(&self) -> &'static Table {
                const TABLE: &Table = &Table { name: stringify!($name), columns: &[$($column,)+] };
                TABLE
            }
            fn field(&self, index: usize) -> &dyn Field {
                match index {
                    $($index => &self.$field,)+
                    _ => &(),
                }
            }
            fn field_mut(&mut self, index: usize) -> &mut dyn Field {
                match index {
                    $($index => &mut self.$field,)+
                    _ => panic!("no such field"),
                }
            }
            $(
                fn rest(&self) -> Option<&dyn Field> {
                    Some(&self.$rest)
                }
                fn rest_mut(&mut self) -> Option<&mut dyn model::MapSlot> {
                    Some(&mut self.$rest)
                }
            )?
            fn rules(&self) -> &'static [Rule] {
                const RULES: &[Rule] = &$rules;
                RULES
            }
        }
        impl Field for $name {
            fn empty() -> Self {
                Self { $($field: Field::empty(),)+ $($rest: Field::empty(),)? }
            }
            fn slot(&mut self) -> Slot<'_> {
                Slot::Record(self)
            }
            fn value(&self) -> Value<'_> {
                Value::Record(self)
            }
        }
    };
}

record! { Person {
    0 name: String = Column("name", REQUIRED),
    1 age: Option<i64> = Column("age", OPTIONAL),
    2 key: Nullable<String> = Column("key", OPTIONAL.secret()),
} rules [
    Rule::field(0, 0, Bound::MinLength(2)),
    Rule::field(0, 0, Bound::MaxLength(4)),
    Rule::field(0, 0, Bound::Pattern("^[a-zü]*$")),
    Rule::field(1, 0, Bound::Minimum(18.0)),
    Rule::field(1, 0, Bound::Below(150.0)),
    Rule::field(2, 0, Bound::MinLength(10)),
] }

record! { Group {
    0 people: Vec<Person> = Column("people", REQUIRED),
    1 prices: Option<BTreeMap<String, Vec<f64>>> = Column("prices", OPTIONAL),
    2 tags: Option<Vec<String>> = Column("tags", OPTIONAL),
    3 any: Option<serde_json::Value> = Column("any", OPTIONAL),
} rest more: String, rules [
    Rule::field(0, 0, Bound::MinItems(1)),
    Rule::field(0, 0, Bound::MaxItems(2)),
    Rule::field(1, 0, Bound::MaxProperties(1)),
    Rule::field(1, 2, Bound::Above(0.0)),
    Rule::field(1, 2, Bound::Maximum(10.0)),
    Rule::field(1, 2, Bound::MultipleOf(0.1)),
    Rule::field(2, 0, Bound::UniqueItems),
    Rule::field(3, 0, Bound::MinLength(3)),
    Rule::rest(1, Bound::MaxLength(3)),
    Rule::whole(Bound::MaxProperties(4)),
    Rule::field(3, 0, Bound::Pattern("(?!no look-ahead)")),
] }

/// What is wrong with a value.
fn wrong<T: Field>(text: &str) -> Vec<String> {
    let value: T = json::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    match value.validate() {
        Ok(()) => Vec::new(),
        Err(violations) => {
            violations.0.iter().map(|violation| format!("{} {}", violation.path, violation.problem)).collect()
        }
    }
}

#[test]
fn what_keeps_all_bounds_is_valid() {
    assert!(wrong::<Person>(r#"{"name":"anna"}"#).is_empty());
    assert!(wrong::<Person>(r#"{"name":"aü","age":18,"key":null}"#).is_empty());
    assert!(wrong::<Person>(r#"{"name":"anna","age":149,"key":"0123456789"}"#).is_empty());
    assert!(
        wrong::<Group>(r#"{"people":[{"name":"anna"}],"prices":{"a":[0.3,10,1e-1]},"tags":["a","b"],"x":"abc"}"#)
            .is_empty()
    );
}

#[test]
fn every_bound_that_is_not_kept_is_named_with_its_place() {
    assert_eq!(
        wrong::<Person>(r#"{"name":"A","age":17}"#),
        ["name has fewer than 2 characters", "name does not match `^[a-zü]*$`", "age is less than 18"]
    );
    assert_eq!(
        wrong::<Person>(r#"{"name":"aaaaü","age":150}"#),
        ["name has more than 4 characters", "age is not less than 150"]
    );
    assert_eq!(
        wrong::<Group>(
            r#"{"people":[{"name":"anna"},{"name":"b"},{"name":"cc"}],"prices":{"a":[1],"b.c":[0,0.25,11]},"tags":["a","b","a"]}"#
        ),
        [
            "people has more than 2 items",
            r#"prices has more than 1 member"#,
            r#"prices["b.c"][0] is not more than 0"#,
            r#"prices["b.c"][2] is more than 10"#,
            r#"prices["b.c"][1] is no multiple of 0.1"#,
            "tags has an item twice",
            "people[1].name has fewer than 2 characters",
        ]
    );
    assert_eq!(
        wrong::<Group>(r#"{"people":[],"any":"ab","x":"abcd","y":"","z":""}"#),
        [
            "people has fewer than 1 item",
            "any has fewer than 3 characters",
            r#"["x"] has more than 3 characters"#,
            " has more than 4 members"
        ]
    );
}

#[test]
fn a_bound_for_another_kind_of_value_is_kept() {
    assert!(wrong::<Group>(r#"{"people":[{"name":"anna"}],"any":[1]}"#).is_empty());
}

#[test]
fn a_violation_shows_nothing_of_the_value() {
    let text = r#"{"name":"anna","key":"s3cr3t"}"#;
    let value: Person = json::decode(text.as_bytes()).unwrap();
    let violations = value.validate().unwrap_err();
    assert_eq!(violations.to_string(), "key has fewer than 10 characters");
    assert!(!format!("{violations:?}").contains("s3cr3t"));
    let value: Group = json::decode(br#"{"people":[],"a":"","b":"","c":"","d":""}"#).unwrap();
    let shown = "people has fewer than 1 item; the value has more than 4 members";
    assert_eq!(value.validate().unwrap_err().to_string(), shown);
}
