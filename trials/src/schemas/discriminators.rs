//! What a discriminator adds to JSON Schema: the text of one property says which schema a value has.
//!
//! A component that such a text means has it, unless it says something else of the property itself. A base that others extend lists those,
//! for the sampler: by the letter of JSON Schema any text is right there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Schemas, local};

/// Which components extend which, and the texts that mean them, by their pointers.
#[derive(Debug, Default)]
pub(super) struct Families {
    children: BTreeMap<String, BTreeSet<String>>,
    /// For each property of a discriminator its texts.
    tags: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Families {
    /// The families of a document.
    pub(super) fn of(tree: &Value) -> Self {
        let mut families = Self::default();
        for section in ["/components/schemas", "/definitions"] {
            for (name, schema) in tree.pointer(section).and_then(Value::as_object).into_iter().flatten() {
                let child = format!("{section}/{}", name.replace('~', "~0").replace('/', "~1"));
                for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                    if let Some(base) = part.get("$ref").and_then(Value::as_str).and_then(local) {
                        families.children.entry(base).or_default().insert(child.clone());
                    }
                }
            }
        }
        families.find_tags(tree, tree, "");
        families
    }

    /// Finds all discriminators below a node, and whom they know.
    fn find_tags(&mut self, tree: &Value, node: &Value, pointer: &str) {
        let below = |name: &str| format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
        match node {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.find_tags(tree, item, &below(&index.to_string()));
                }
            }
            Value::Object(members) => {
                if let Some((property, mapping)) = discriminator(members) {
                    let targets = mapping.values().filter_map(Value::as_str).filter_map(local);
                    let choices =
                        ["oneOf", "anyOf"].into_iter().filter_map(|key| members.get(key)?.as_array()).flatten();
                    let choices = choices.filter_map(|choice| local(choice.get("$ref")?.as_str()?));
                    let known: BTreeSet<String> =
                        self.descendants(pointer).into_iter().chain(choices).chain(targets).collect();
                    for component in known {
                        let texts = texts(tree, &component, &mapping);
                        self.tags.entry(component).or_default().entry(property.clone()).or_default().extend(texts);
                    }
                }
                for (name, value) in members {
                    self.find_tags(tree, value, &below(name));
                }
            }
            _ => {}
        }
    }

    fn descendants(&self, base: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![base.to_owned()];
        while let Some(pointer) = open.pop() {
            for child in self.children.get(&pointer).into_iter().flatten() {
                if child != base && found.insert(child.clone()) {
                    open.push(child.clone());
                }
            }
        }
        found
    }
}

impl Schemas<'_> {
    /// Gives each member of a union with a discriminator the texts that mean it.
    pub(super) fn add_tags(&self, members: &Map<String, Value>, converted: &mut Map<String, Value>) {
        let Some((property, mapping)) = discriminator(members) else { return };
        for key in ["oneOf", "anyOf"] {
            let written = members.get(key).and_then(Value::as_array).into_iter().flatten();
            let choices = converted.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten();
            for (choice, written) in choices.zip(written) {
                let mut demand = json!({"type": "object", "required": [property]});
                if let Some(pointer) = written.get("$ref").and_then(Value::as_str).and_then(local) {
                    let texts: BTreeSet<String> = texts(self.tree, &pointer, &mapping).into_iter().collect();
                    if self.allows(written, &property, &texts, 0) {
                        demand["properties"] = json!({&property: {"enum": texts}});
                    }
                }
                *choice = json!({"allOf": [choice.take(), demand]});
            }
        }
    }

    /// Gives a component the texts that mean it, unless others mean those that extend it.
    pub(super) fn add_own_tags(&self, pointer: &str, converted: Value) -> Value {
        let Some(schema) = self.tree.pointer(pointer) else { return converted };
        let Families { tags, .. } = &self.families;
        let children = self.families.descendants(pointer);
        let counts = |(property, texts): &(&String, &BTreeSet<String>)| {
            let has_others = |child: &String| {
                tags.get(child).and_then(|tags| tags.get(*property)).is_some_and(|other| other != *texts)
            };
            self.allows(schema, property, texts, 0) && !children.iter().any(has_others)
        };
        tags.get(pointer).into_iter().flatten().filter(counts).fold(converted, |converted, (property, texts)| {
            json!({"allOf": [converted, {"properties": {property: {"enum": texts}}, "required": [property]}]})
        })
    }

    /// Lists those that extend a base with a discriminator, beside it.
    pub(super) fn add_children(&mut self, pointer: &str, converted: &mut Value) {
        let Some(members) = self.tree.pointer(pointer).and_then(Value::as_object) else { return };
        let Some((property, mapping)) = discriminator(members) else { return };
        if members.contains_key("oneOf") || members.contains_key("anyOf") {
            return;
        }
        let mut children = Vec::new();
        let family = self.families.descendants(pointer);
        for child in family.into_iter().chain([pointer.to_owned()]) {
            let texts: BTreeSet<String> = texts(self.tree, &child, &mapping).into_iter().collect();
            let is_told = self.tree.pointer(&child).is_some_and(|schema| self.allows(schema, &property, &texts, 0));
            if let Some(number) = self.number(&child) {
                let tag = match is_told {
                    true => json!({"properties": {&property: {"enum": texts}}, "required": [&property]}),
                    false => json!(true),
                };
                children.push(json!({"allOf": [{"$ref": format!("#/$defs/{number}")}, tag]}));
            }
        }
        if let Value::Object(converted) = converted
            && children.len() > 1
        {
            converted.insert("x-children".to_owned(), Value::Array(children));
        }
    }

    /// Whether what a schema itself says of a property leaves room for any of these texts.
    fn allows(&self, schema: &Value, property: &str, texts: &BTreeSet<String>, depth: usize) -> bool {
        let target = |schema: &Value| {
            let pointer = schema.get("$ref").and_then(Value::as_str).and_then(local)?;
            self.tree.pointer(&pointer)
        };
        let fits = |schema: &Value| leaves_room(schema, texts, 0);
        let own = schema.get("properties").and_then(|properties| properties.get(property));
        let mut parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        own.is_none_or(|own| fits(own) && target(own).is_none_or(fits))
            && (depth > 16
                || target(schema).is_none_or(|target| self.allows(target, property, texts, depth + 1))
                    && parts.all(|part| self.allows(part, property, texts, depth + 1)))
    }
}

/// Whether a schema of a text leaves room for any of these.
fn leaves_room(schema: &Value, texts: &BTreeSet<String>, depth: usize) -> bool {
    let is_one = |value: &Value| value.as_str().is_some_and(|text| texts.contains(text));
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    let fits = |choice: &Value| depth > 16 || leaves_room(choice, texts, depth + 1);
    schema.get("const").is_none_or(is_one)
        && list("enum").is_none_or(|values| values.iter().any(is_one))
        && schema.get("type").is_none_or(|ty| ty != "null")
        && ["oneOf", "anyOf"].iter().all(|key| list(key).is_none_or(|choices| choices.iter().any(fits)))
}

/// The property and the mapping of a discriminator; in Swagger 2.0 it is only the property.
fn discriminator(members: &Map<String, Value>) -> Option<(String, Map<String, Value>)> {
    let discriminator = members.get("discriminator")?;
    let property = discriminator.as_str().or_else(|| discriminator.get("propertyName")?.as_str())?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object).cloned().unwrap_or_default();
    Some((property.to_owned(), mapping))
}

/// The texts that mean a component: those of the mapping, or its name.
fn texts(tree: &Value, pointer: &str, mapping: &Map<String, Value>) -> Vec<String> {
    let name = pointer.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    let leads_here = |target: &str| local(target).is_some_and(|target| target == pointer) || target == name;
    let mapped = mapping.iter().filter(|(_, target)| target.as_str().is_some_and(leads_here));
    let mapped: Vec<String> = mapped.map(|(text, _)| text.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    let vendor = tree.pointer(pointer).and_then(|schema| schema.get("x-ms-discriminator-value"));
    vec![vendor.and_then(Value::as_str).map_or(name, str::to_owned)]
}
