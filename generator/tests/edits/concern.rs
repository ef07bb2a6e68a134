//! What an edit concerns: what was edited, what refers to that, and what that refers to.
//!
//! The units are operations and components. Something refers to a schema by a reference, or by having the same name by a
//! vendor's word (`x-ms-enum`).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::places::{METHODS, escape, members};
use super::run::Run;

/// Operations and components, by pointer.
pub(crate) struct Concern {
    /// Those whose text is another, that are new, or that are gone.
    pub(crate) edited: BTreeSet<String>,
    /// Those, and what leads to them.
    pub(crate) above: BTreeSet<String>,
    /// Those, what leads to them, and what they lead to.
    pub(crate) all: BTreeSet<String>,
}

/// What the edit between two documents concerns.
pub(crate) fn concern(before: &Run, after: &Run, renamed: &BTreeSet<String>) -> Concern {
    let (old, new) = (units(&before.plain), units(&after.plain));
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let is_edited = |key: &&&String| old.get(**key).map(Value::to_string) != new.get(**key).map(Value::to_string);
    let mut edited: BTreeSet<String> = keys.iter().filter(is_edited).map(|key| (*key).clone()).collect();
    edited.extend(renamed.iter().cloned());
    // A discriminator says of each member what a property of it is.
    for unit in edited.clone().iter().flat_map(|key| old.get(key).into_iter().chain(new.get(key))) {
        if unit.to_string().contains("\"discriminator\"") {
            targets(unit, &mut edited);
        }
    }
    let mut down: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, unit) in old.iter().chain(&new) {
        targets(unit, down.entry(key.clone()).or_default());
    }
    let mut up: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to) in &down {
        for to in to {
            up.entry(to.clone()).or_default().insert(from.clone());
        }
    }
    let above = closure(&edited, &up);
    let mut all = closure(&edited, &down);
    all.extend(above.iter().cloned());
    Concern { edited, above, all }
}

fn closure(start: &BTreeSet<String>, steps: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = start.clone();
    let mut waiting: Vec<String> = start.iter().cloned().collect();
    while let Some(next) = waiting.pop() {
        for target in steps.get(&next).into_iter().flatten() {
            if found.insert(target.clone()) {
                waiting.push(target.clone());
            }
        }
    }
    found
}

/// Operations, with what their path gives them, and components.
fn units(document: &Value) -> BTreeMap<String, Value> {
    let mut units = BTreeMap::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item).filter(|(method, _)| METHODS.contains(&method.as_str())) {
            // What a path says for all of its operations is a unit that each of them refers to.
            let of_path = format!("#/paths/{}/parameters", escape(path));
            let unit = serde_json::json!([operation, {"$ref": of_path}]);
            units.insert(format!("/paths/{}/{method}", escape(path)), unit);
        }
        units.insert(format!("/paths/{}/parameters", escape(path)), item["parameters"].clone());
    }
    for (section, components) in members(&document["components"]) {
        for (name, component) in members(components) {
            units.insert(format!("/components/{section}/{}", escape(name)), component.clone());
        }
    }
    units
}

fn targets(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
                found.insert(reference.trim_start_matches('#').to_owned());
            }
            if let Some(name) = value.get("x-ms-enum").and_then(|vendor| vendor["name"].as_str()) {
                found.insert(format!("x-ms-enum {name}"));
            }
            members.values().for_each(|value| targets(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| targets(value, found)),
        _ => {}
    }
}
