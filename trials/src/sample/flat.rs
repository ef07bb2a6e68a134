//! A schema without references and alternatives: all that must hold at once, with one alternative chosen of each.

use serde_json::{Map, Value};

use super::Sampler;

/// The schemas that a value has to fit, all of them plain.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    list: Vec<&'a Map<String, Value>>,
}

impl<'a> Parts<'a> {
    /// What the schemas say for a keyword.
    pub(super) fn all(&self, key: &'static str) -> impl Iterator<Item = &'a Value> {
        self.list.iter().filter_map(move |part| part.get(key))
    }

    /// The schemas.
    pub(super) fn each(&self) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.list.iter().copied()
    }

    /// The number for a keyword that binds most, the greatest.
    pub(super) fn greatest(&self, key: &'static str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).max_by(f64::total_cmp)
    }

    /// The number for a keyword that binds most, the least.
    pub(super) fn least(&self, key: &'static str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).min_by(f64::total_cmp)
    }

    /// A size between two bounds.
    pub(super) fn sizes(&self, least: &'static str, most: &'static str) -> (usize, Option<usize>) {
        let size = |value: &Value| value.as_u64().and_then(|value| usize::try_from(value).ok());
        (self.all(least).filter_map(size).max().unwrap_or(0), self.all(most).filter_map(size).min())
    }

    /// The text for a keyword.
    pub(super) fn text(&self, key: &'static str) -> Option<&'a str> {
        self.all(key).find_map(Value::as_str)
    }

    /// The types that a value may have.
    pub(super) fn types(&self) -> Vec<&'a str> {
        let mut types: Option<Vec<&str>> = None;
        for said in self.all("type") {
            let mut names: Vec<&str> = match said {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                said => said.as_str().into_iter().collect(),
            };
            if let Some(types) = types {
                let fits = |name: &&str, others: &[&str]| {
                    others.contains(name) || (*name == "integer" && others.contains(&"number"))
                };
                let mut both: Vec<&str> = names.iter().copied().filter(|name| fits(name, &types)).collect();
                both.extend(types.iter().copied().filter(|name| fits(name, &names)));
                both.sort_unstable();
                both.dedup();
                names = both;
            }
            types = Some(names);
        }
        types.unwrap_or_else(|| self.implied())
    }

    /// The types that keywords are about when nothing says a type; any if there are none.
    fn implied(&self) -> Vec<&'a str> {
        const SIGNS: [(&str, &[&str]); 4] = [
            ("object", &["properties", "required", "additionalProperties", "minProperties", "patternProperties"]),
            ("array", &["items", "prefixItems", "minItems", "maxItems"]),
            ("string", &["pattern", "format", "minLength", "maxLength"]),
            ("number", &["minimum", "maximum", "multipleOf"]),
        ];
        let has = |keys: &[&str]| self.list.iter().any(|part| keys.iter().any(|key| part.contains_key(*key)));
        match SIGNS.iter().find(|(_, keys)| has(keys)) {
            Some((name, _)) => vec![name],
            None => vec!["string", "integer", "object", "boolean", "null", "array", "number"],
        }
    }

    /// Something that stands for the schema that says this.
    pub(super) fn address(&self) -> usize {
        self.list.first().map_or(0, |part| std::ptr::from_ref(*part).addr())
    }

    /// Something that stands for the value of a keyword.
    pub(super) fn first_address(&self, key: &'static str) -> usize {
        self.all(key).next().map_or(0, |value| std::ptr::from_ref(value).addr())
    }
}

impl<'a> Sampler<'a> {
    /// What these schemas say, with a choice made of each alternative; none if it cannot be.
    pub(super) fn flatten(&mut self, schemas: &[&'a Value], depth: usize) -> Option<Parts<'a>> {
        let mut parts = Parts::default();
        for schema in schemas {
            self.add(schema, depth, 0, false, &mut parts)?;
        }
        Some(parts)
    }

    fn add(
        &mut self,
        schema: &'a Value,
        depth: usize,
        steps: usize,
        as_base: bool,
        parts: &mut Parts<'a>,
    ) -> Option<()> {
        let members = match schema {
            Value::Object(members) if steps < 64 => members,
            Value::Bool(true) => return Some(()),
            _ => return None,
        };
        if let Some(children) = members.get("x-children").and_then(Value::as_array)
            && !as_base
        {
            let child = self.choose(children, depth)?;
            return self.add(child, depth, steps + 1, true, parts);
        }
        if !parts.list.iter().any(|part| std::ptr::eq(*part, members)) {
            parts.list.push(members);
        }
        if let Some(target) = members.get("$ref").and_then(|reference| self.target(reference)) {
            self.add(target, depth, steps + 1, as_base, parts)?;
        }
        for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            // A base is not one of its children where a child extends it.
            self.add(part, depth, steps + 1, true, parts)?;
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(choices) = members.get(key).and_then(Value::as_array) {
                let choice = self.choose(choices, depth)?;
                self.add(choice, depth, steps + 1, as_base, parts)?;
            }
        }
        Some(())
    }

    /// One of several schemas: each in turn, or far down one that ends soonest.
    fn choose(&mut self, choices: &'a [Value], depth: usize) -> Option<&'a Value> {
        if self.is_deep(depth) {
            return choices.iter().min_by_key(|choice| super::heights::height(choice, self.heights));
        }
        let turn = self.turn(choices.as_ptr().addr(), choices.len())?;
        let is_null = |choice: &Value| choice.get("type").and_then(Value::as_str) == Some("null");
        match choices.get(turn) {
            // Whether a model itself may be null is said where it is used.
            Some(choice) if depth == 0 && is_null(choice) => choices.iter().find(|choice| !is_null(choice)),
            choice => choice,
        }
    }

    fn target(&self, reference: &Value) -> Option<&'a Value> {
        let number: usize = reference.as_str()?.strip_prefix("#/$defs/")?.parse().ok()?;
        self.schemas.get(number)
    }
}
