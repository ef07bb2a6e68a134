//! Instances of schemas: values that a schema describes, made so that each of its alternatives has its turn.
//!
//! A sampler may make what a schema forbids (it knows nothing of `not`, `if` and the like): the validator has the last
//! word. The same schemas give the same instances.

mod arrays;
mod flat;
mod heights;
mod numbers;
mod objects;
mod patterns;
mod texts;

use std::collections::{BTreeSet, HashMap};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};

use flat::Parts;
pub(crate) use heights::heights;
use patterns::Patterns;

/// How deep instances go at most.
const DEEPEST: usize = 40;

/// From this depth on, only what is needed is made.
const DEEP: usize = 5;

/// How many values an instance has before only what is needed is added.
const MANY: usize = 150;

/// How much of what is optional an instance has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fill {
    /// Only what is required.
    Least,
    /// Everything.
    Most,
    /// Some of it.
    Some,
}

/// A value with what is known of its members, by their pointers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Instance {
    pub(crate) value: Value,
    /// Those that only the service writes.
    pub(crate) read_only: BTreeSet<String>,
    /// Those that only the user writes.
    pub(crate) write_only: BTreeSet<String>,
    /// Those that no schema says anything of.
    pub(crate) unknown: BTreeSet<String>,
}

/// Makes instances.
pub(crate) struct Sampler<'a> {
    schemas: &'a [Value],
    heights: &'a [usize],
    random: StdRng,
    patterns: Patterns,
    /// How often each choice was made, by the address of what offers it.
    turns: HashMap<usize, usize>,
    fill: Fill,
    made: usize,
    path: String,
    instance: Instance,
}

impl<'a> Sampler<'a> {
    /// A sampler of these schemas; `heights` are theirs.
    pub(crate) fn new(schemas: &'a [Value], heights: &'a [usize]) -> Self {
        Self {
            schemas,
            heights,
            random: StdRng::seed_from_u64(2_718_281_828),
            patterns: Patterns::default(),
            turns: HashMap::new(),
            fill: Fill::Least,
            made: 0,
            path: String::new(),
            instance: Instance::default(),
        }
    }

    /// An instance of a schema, the first ones with the least and the most of what it may have; none if it has none of
    /// that size.
    pub(crate) fn instance(&mut self, schema: &'a Value, index: usize) -> Option<Instance> {
        self.fill = match index {
            0 => Fill::Least,
            1 | 2 => Fill::Most,
            _ if index.is_multiple_of(8) => Fill::Most,
            _ if index.is_multiple_of(7) => Fill::Least,
            _ => Fill::Some,
        };
        self.made = 0;
        self.path.clear();
        self.instance = Instance::default();
        let value = self.value(&[schema], 0)?;
        Some(Instance { value, ..std::mem::take(&mut self.instance) })
    }

    /// How many alternatives a schema has on its surface.
    pub(crate) fn alternatives(&self, schema: &Value) -> usize {
        let lists = ["enum", "oneOf", "anyOf", "x-children"].map(|key| schema.get(key).and_then(Value::as_array));
        lists.into_iter().flatten().map(Vec::len).max().unwrap_or(0).min(200)
    }

    /// A value that all of these schemas describe.
    fn value(&mut self, schemas: &[&'a Value], depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.made += 1;
        let parts = self.flatten(schemas, depth)?;
        if !self.path.is_empty() {
            self.mark(schemas, &parts);
        }
        if let Some(value) = parts.all("const").next() {
            return Some(value.clone());
        }
        if let Some(values) = parts.all("enum").next().and_then(Value::as_array) {
            let others: Vec<&Value> = parts.all("enum").skip(1).collect();
            let fits = |value: &&Value| others.iter().all(|list| list.as_array().is_some_and(|l| l.contains(value)));
            let values: Vec<&Value> =
                values.iter().filter(fits).filter(|value| depth > 0 || !value.is_null()).collect();
            let turn = self.turn(parts.first_address("enum"), values.len())?;
            return values.get(turn).map(|value| (*value).clone());
        }
        let mut types = parts.types();
        if depth == 0 {
            types.retain(|name| *name != "null");
        }
        let types = if self.is_deep(depth) { types.into_iter().take(1).collect() } else { types };
        let turn = match types.len() {
            1 => 0,
            count => self.turn(parts.address(), count)?,
        };
        match *types.get(turn)? {
            "null" => Some(Value::Null),
            "boolean" => Some(json!(self.turn(parts.address() + 1, 2)? == 1)),
            "integer" => self.integer(&parts),
            "number" => self.number(&parts),
            "string" => self.text(&parts),
            "array" => self.array(&parts, depth),
            _ => self.object(&parts, depth),
        }
    }

    /// Whether only what is needed shall be made here.
    fn is_deep(&self, depth: usize) -> bool {
        depth > DEEP || self.made > MANY
    }

    /// The next of so many choices, in turn; `None` if there are none.
    fn turn(&mut self, key: usize, count: usize) -> Option<usize> {
        let turn = self.turns.entry(key).or_default();
        let now = turn.checked_rem(count)?;
        *turn += 1;
        Some(now)
    }

    fn chance(&mut self) -> bool {
        self.random.random_range(0..2) == 0
    }

    /// Notes who writes what stands here. That only users write it is said where a member is declared: vendors share
    /// schemas between members that are written and members that are read.
    fn mark(&mut self, schemas: &[&Value], parts: &Parts<'a>) {
        if parts.all("readOnly").next().is_some() {
            self.instance.read_only.insert(self.path.clone());
        }
        if schemas.iter().any(|schema| schema.get("writeOnly") == Some(&Value::Bool(true))) {
            self.instance.write_only.insert(self.path.clone());
        }
    }

    /// Does something one step further down.
    fn below<R>(&mut self, step: &str, act: impl FnOnce(&mut Self) -> R) -> R {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&step.replace('~', "~0").replace('/', "~1"));
        let result = act(self);
        self.path.truncate(length);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(schemas: &[Value], count: usize) -> Vec<Value> {
        let heights = heights(schemas);
        let mut sampler = Sampler::new(schemas, &heights);
        (0..count).filter_map(|index| sampler.instance(&schemas[0], index)).map(|instance| instance.value).collect()
    }

    #[test]
    fn every_alternative_has_its_turn() {
        let values = samples(&[json!({"oneOf": [{"enum": ["a", "b"]}, {"type": ["boolean", "null"]}]})], 8);
        for value in [json!("a"), json!("b"), json!(true), json!(false)] {
            assert!(values.contains(&value), "{values:?}");
        }
        assert!(!values.contains(&Value::Null), "null is said where a model is used");
    }

    #[test]
    fn what_is_optional_is_there_and_is_not() {
        let schema = json!({
            "type": "object",
            "required": ["a"],
            "properties": {"a": {"type": "integer"}, "b": {"type": ["string", "null"]}},
            "additionalProperties": false
        });
        let values = samples(&[schema], 30);
        let with = |b: fn(Option<&Value>) -> bool| values.iter().any(|value| b(value.get("b")));
        assert!(
            with(|b| b.is_none()) && with(|b| b == Some(&Value::Null)) && with(|b| b.is_some_and(Value::is_string))
        );
        assert!(
            values.iter().all(|value| value["a"].is_number() && value.as_object().is_some_and(|all| all.len() < 3))
        );
    }

    #[test]
    fn circles_end() {
        let list = json!({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/0"}});
        let schema =
            json!({"type": "object", "required": ["n"], "properties": {"n": {"anyOf": [list, {"type": "null"}]}}});
        assert_eq!(samples(&[schema], 20).len(), 20);
        let endless = json!({"type": "object", "required": ["n"], "properties": {"n": {"$ref": "#/$defs/0"}}});
        assert_eq!(samples(&[endless], 20).len(), 0);
    }
}
