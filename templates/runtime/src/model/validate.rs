//! Whether values keep the bounds that the document sets, for who wants to know it before a service says so.
//!
//! The bounds of a struct are a table beside that of its columns, and one walk over the values checks them all. Nothing
//! calls it but the user: a service that breaks its own rules breaks no call. Behind the feature `validate`.

use std::{collections::HashMap, collections::HashSet, fmt};

use regex_lite::Regex;

use super::super::json;
use super::{Field, Record, Value};

/// A bound of a value in a struct.
#[derive(Debug)]
pub struct Rule {
    /// Which value.
    pub subject: Subject,
    /// How many lists or maps deep in it the values are that it is for.
    pub depth: usize,
    /// The bound.
    pub bound: Bound,
}

impl Rule {
    /// A bound of what is in the field of that column, so many lists or maps deep in it.
    pub const fn field(column: usize, depth: usize, bound: Bound) -> Self {
        Self { subject: Subject::Field(column), depth, bound }
    }

    /// A bound of what is in the map of all other members, so many lists or maps deep in it.
    pub const fn rest(depth: usize, bound: Bound) -> Self {
        Self { subject: Subject::Rest, depth, bound }
    }

    /// A bound of the struct itself.
    pub const fn whole(bound: Bound) -> Self {
        Self { subject: Subject::Whole, depth: 0, bound }
    }
}

/// What of a struct a rule is for.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// The field of that column.
    Field(usize),
    /// The map of all other members.
    Rest,
    /// The struct itself.
    Whole,
}

/// A bound, as JSON Schema has them. Numbers are compared as floating point numbers of 64 bits.
#[derive(Debug)]
pub enum Bound {
    /// The fewest characters.
    MinLength(usize),
    /// The most characters.
    MaxLength(usize),
    /// A regular expression that is found in the text. One that the library does not know is not checked.
    Pattern(&'static str),
    /// The least number.
    Minimum(f64),
    /// The greatest number that is too small.
    Above(f64),
    /// The greatest number.
    Maximum(f64),
    /// The least number that is too big.
    Below(f64),
    /// What divides the number.
    MultipleOf(f64),
    /// The fewest items.
    MinItems(usize),
    /// The most items.
    MaxItems(usize),
    /// No item comes twice.
    UniqueItems,
    /// The fewest members.
    MinProperties(usize),
    /// The most members.
    MaxProperties(usize),
}

/// A value that does not keep a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where it is: `members[2].name`, and nothing for the value itself. Inside of a secret, where the secret is.
    pub path: String,
    /// What is wrong with it, without the value: `has more than 64 characters`.
    pub problem: String,
}

/// All values that do not keep a bound, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            let path = if violation.path.is_empty() { "the value" } else { &violation.path };
            write!(formatter, "{separator}{path} {}", violation.problem)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A value that can be checked. Every model is one.
pub trait Validate {
    /// Checks the bounds of the structs that it is made of.
    ///
    /// # Errors
    /// All bounds that are not kept.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Field> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut walk = Walk::default();
        walk.value(self.value());
        if walk.found.is_empty() { Ok(()) } else { Err(Violations(walk.found)) }
    }
}

#[derive(Default)]
struct Walk {
    path: String,
    found: Vec<Violation>,
    patterns: HashMap<&'static str, Option<Regex>>,
}

impl Walk {
    /// Checks what a value is made of.
    fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Record(record) => self.record(record),
            Value::List(list) => match list.record() {
                Some(record) => self.record(record),
                None => self.each(value, &mut |walk, value| walk.value(value)),
            },
            Value::Map(_) => self.each(value, &mut |walk, value| walk.value(value)),
            _ => {}
        }
    }

    fn record(&mut self, record: &dyn Record) {
        let columns = record.table().columns;
        for rule in record.rules() {
            match rule.subject {
                Subject::Field(index) => {
                    let Some(column) = columns.get(index) else { continue };
                    let value = record.field(index).value();
                    self.member(column.name(), column.is().secret, &mut |walk| {
                        walk.bound(value, rule.depth, &rule.bound)
                    });
                }
                Subject::Rest => {
                    if let Some(rest) = record.rest().map(Field::value) {
                        let is_secret = record.rest_is_secret();
                        self.concealed(is_secret, &mut |walk| walk.bound(rest, rule.depth, &rule.bound));
                    }
                }
                Subject::Whole => self.bound(Value::Record(record), 0, &rule.bound),
            }
        }
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| column.is().constant.is_none()) {
            let value = record.field(index).value();
            self.member(column.name(), column.is().secret, &mut |walk| walk.value(value));
        }
        if let Some(rest) = record.rest().map(Field::value) {
            self.concealed(record.rest_is_secret(), &mut |walk| walk.value(rest));
        }
    }

    fn member(&mut self, name: &str, secret: bool, check: &mut dyn FnMut(&mut Self)) {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        self.concealed(secret, check);
        self.path.truncate(length);
    }

    /// Checks what may be secret: the keys of a map may be, too.
    fn concealed(&mut self, secret: bool, check: &mut dyn FnMut(&mut Self)) {
        let before = self.found.len();
        check(self);
        if secret {
            self.found.iter_mut().skip(before).for_each(|violation| violation.path.clone_from(&self.path));
        }
    }

    /// Calls back for each item of a list and each value of a map.
    fn each(&mut self, value: Value<'_>, check: &mut dyn FnMut(&mut Self, Value<'_>)) {
        let length = self.path.len();
        match value {
            Value::List(list) => {
                for index in 0..list.len() {
                    self.path.push_str(&format!("[{index}]"));
                    check(self, list.item(index));
                    self.path.truncate(length);
                }
            }
            Value::Map(map) => map.each(&mut |key, value| {
                self.path.push_str(&format!("[{}]", json::Quoted(key)));
                check(self, value);
                self.path.truncate(length);
            }),
            _ => {}
        }
    }

    fn bound(&mut self, value: Value<'_>, depth: usize, bound: &Bound) {
        if let Some(depth) = depth.checked_sub(1) {
            return self.each(value, &mut |walk, value| walk.bound(value, depth, bound));
        }
        if let Some(problem) = self.problem(value, bound) {
            self.found.push(Violation { path: self.path.clone(), problem });
        }
    }

    /// What is wrong with a value. A bound is kept by values of another kind than those that it is for.
    fn problem(&mut self, value: Value<'_>, bound: &Bound) -> Option<String> {
        let wrong = |breaks: bool, problem: String| breaks.then_some(problem);
        match *bound {
            Bound::MinLength(least) => {
                wrong(text(value)?.chars().count() < least, format!("has fewer than {}", count(least, "character")))
            }
            Bound::MaxLength(most) => {
                wrong(text(value)?.chars().count() > most, format!("has more than {}", count(most, "character")))
            }
            Bound::Pattern(pattern) => {
                let regex = self.patterns.entry(pattern).or_insert_with(|| Regex::new(pattern).ok()).as_ref()?;
                wrong(!regex.is_match(text(value)?), format!("does not match `{pattern}`"))
            }
            Bound::Minimum(least) => wrong(number(value)? < least, format!("is less than {least}")),
            Bound::Above(least) => wrong(number(value)? <= least, format!("is not more than {least}")),
            Bound::Maximum(most) => wrong(number(value)? > most, format!("is more than {most}")),
            Bound::Below(most) => wrong(number(value)? >= most, format!("is not less than {most}")),
            Bound::MultipleOf(divisor) => {
                let times = number(value)? / divisor;
                // A tenth has no exact form: 0.3 is three times as large all the same.
                let apart = (times - times.round()).abs();
                wrong(apart > 1e-9 * times.abs().max(1.0), format!("is no multiple of {divisor}"))
            }
            Bound::MinItems(least) => wrong(items(value)? < least, format!("has fewer than {}", count(least, "item"))),
            Bound::MaxItems(most) => wrong(items(value)? > most, format!("has more than {}", count(most, "item"))),
            Bound::UniqueItems => wrong(repeats(value), "has an item twice".to_owned()),
            Bound::MinProperties(least) => {
                wrong(members(value)? < least, format!("has fewer than {}", count(least, "member")))
            }
            Bound::MaxProperties(most) => {
                wrong(members(value)? > most, format!("has more than {}", count(most, "member")))
            }
        }
    }
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

fn text(value: Value<'_>) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Json(value) => value.as_str(),
        _ => None,
    }
}

fn number(value: Value<'_>) -> Option<f64> {
    match value {
        Value::Integer(value) => Some(value as f64),
        Value::Float(value) => Some(value),
        Value::Single(value) => Some(value.into()),
        Value::Number(digits) => digits.parse().ok(),
        Value::Json(value) => value.as_f64(),
        _ => None,
    }
}

fn items(value: Value<'_>) -> Option<usize> {
    match value.parts() {
        Value::List(list) => Some(list.len()),
        _ => None,
    }
}

fn members(value: Value<'_>) -> Option<usize> {
    let mut count = 0;
    value.members(true, &mut |_, _| count += 1);
    matches!(value.parts(), Value::Map(_) | Value::Record(_)).then_some(count)
}

fn repeats(value: Value<'_>) -> bool {
    let Value::List(list) = value.parts() else { return false };
    let mut seen = HashSet::new();
    !(0..list.len()).all(|index| seen.insert(json::text(list.item(index))))
}
