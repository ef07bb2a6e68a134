//! Objects: which members they have.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::flat::Parts;
use super::{Fill, Sampler};

impl<'a> Sampler<'a> {
    pub(super) fn object(&mut self, parts: &Parts<'a>, depth: usize) -> Option<Value> {
        let required: BTreeSet<&str> =
            parts.all("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str).collect();
        let mut names: Vec<&'a str> = Vec::new();
        for properties in parts.all("properties").filter_map(Value::as_object) {
            names
                .extend(properties.keys().map(String::as_str).filter(|name| !names.contains(name)).collect::<Vec<_>>());
        }
        names.extend(parts.all("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str));
        let (least, most) = parts.sizes("minProperties", "maxProperties");
        // Those that must be there come first, and where some must be there, it is each in turn.
        names.sort_by_key(|name| !required.contains(name));
        let optional = names.len().saturating_sub(required.len());
        if let Some(first) = self.turn(parts.address() + 6, optional).filter(|_| least > 0 || most.is_some()) {
            let start = names.len() - optional;
            names[start..].rotate_left(first);
        }
        let mut members = Map::new();
        for name in names {
            let is_required = required.contains(name);
            let wanted = is_required || members.len() < least || self.wants(depth);
            if members.contains_key(name) || !wanted || most.is_some_and(|most| members.len() >= most) {
                continue;
            }
            let schemas: Vec<&'a Value> = parts.each().filter_map(|part| schema_of(part, name)).collect();
            match self.below(name, |sampler| sampler.value(&schemas, depth + 1)) {
                Some(value) => drop(members.insert(name.to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        self.others(parts, depth, &mut members);
        Some(Value::Object(members))
    }

    /// Whether to make something that may be left out.
    fn wants(&mut self, depth: usize) -> bool {
        match self.fill {
            _ if self.is_deep(depth + 1) => false,
            Fill::Least => false,
            Fill::Most => true,
            Fill::Some => self.chance(),
        }
    }

    /// Adds members that no property names.
    fn others(&mut self, parts: &Parts<'a>, depth: usize, members: &mut Map<String, Value>) {
        let (least, most) = parts.sizes("minProperties", "maxProperties");
        let forbidden = ["additionalProperties", "unevaluatedProperties"];
        let typed: Vec<&'a Value> = parts.all("additionalProperties").collect();
        let has_properties = parts.all("properties").next().is_some();
        let is_known = !typed.is_empty() || !has_properties;
        if forbidden.iter().any(|key| parts.all(key).any(|schema| *schema == Value::Bool(false))) {
            return;
        }
        let wanted = match self.wants(depth) {
            true if is_known => 2,
            // One stranger is enough to see what becomes of it.
            true if self.instance.unknown.is_empty() => 1,
            _ => 0,
        };
        let room = most.unwrap_or(usize::MAX).saturating_sub(members.len());
        let wanted = wanted.max(least.saturating_sub(members.len())).min(room).min(20);
        for number in 0..wanted {
            let Some(name) = self.other_name(parts, number) else { continue };
            if members.contains_key(&name) {
                continue;
            }
            let value = self.below(&name, |sampler| {
                if !is_known {
                    sampler.instance.unknown.insert(sampler.path.clone());
                }
                match typed.is_empty() {
                    true => Some(Value::String("nobody knows".to_owned())),
                    false => sampler.value(&typed, depth + 1),
                }
            });
            if let Some(value) = value {
                members.insert(name, value);
            }
        }
    }

    fn other_name(&mut self, parts: &Parts<'a>, number: usize) -> Option<String> {
        let names: Vec<&'a Value> = parts.all("propertyNames").collect();
        if names.is_empty() {
            return Some(format!("other {number}"));
        }
        let names = self.flatten(&names, 0)?;
        if let Some(known) = names.all("enum").next().and_then(Value::as_array) {
            return known.get(number)?.as_str().map(str::to_owned);
        }
        self.text(&names)?.as_str().map(str::to_owned)
    }
}

/// What one schema says of a member.
fn schema_of<'a>(part: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let own = part.get("properties").and_then(|properties| properties.get(name));
    own.or_else(|| part.get("additionalProperties").filter(|_| !part.contains_key("patternProperties")))
}
