//! Random edits, as a person makes them who works on a document: each changes one thing, and what must change with it.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::places::{Kind, METHODS, escape, members, places};

/// Names that are given: few, and some that differ only in how they are written, so that they meet each other.
const WORDS: &[&str] = &[
    "Plant",
    "plant",
    "PLANT",
    "Plant2",
    "plant_2",
    "Route",
    "route",
    "Item",
    "Value",
    "Response",
    "addFerry",
    "AddFerryRequest",
    "type",
    "Type",
    "kind",
    "LetterStyle",
    "Style",
    "Sun",
    "id",
    "ID",
    "Option",
    "Zebra",
    "aardvark",
    "Page",
    "Unknown",
    "self",
    "日",
    "v1.0",
];

/// Makes one random edit, and says what it is.
pub(crate) fn edit(document: &mut Value, random: &mut Rng) -> String {
    loop {
        let done = match random.u8(0..26) {
            0 | 1 => add_schema(document, random),
            2 => remove_schema(document, random),
            3 | 4 => rename_schema(document, random),
            5 | 6 => add_property(document, random),
            7 => remove_property(document, random),
            8 => rename_property(document, random),
            9..=11 => retype(document, random),
            12 => edit_values(document, random),
            13 => edit_required(document, random),
            14 | 15 => edit_members(document, random),
            16 => describe(document, random),
            17 => add_operation(document, random),
            18 => remove_operation(document, random),
            19 => rename_operation(document, random),
            20 => retag(document, random),
            21 | 22 => edit_parameters(document, random),
            23 => edit_responses(document, random),
            24 => edit_content(document, random),
            _ => reorder(document, random),
        };
        if let Some(done) = done {
            return done;
        }
    }
}

fn word(random: &mut Rng) -> &'static str {
    WORDS[random.usize(..WORDS.len())]
}

/// A place of that kind.
fn pick(document: &Value, random: &mut Rng, is_it: impl Fn(Kind, &Value) -> bool) -> Option<String> {
    let fits = |(kind, at): &(Kind, String)| is_it(*kind, document.pointer(at).unwrap_or(&Value::Null));
    let all: Vec<_> = places(document).into_iter().filter(fits).collect();
    random.choice(all).map(|(_, at)| at)
}

fn pick_schema(document: &Value, random: &mut Rng, has: &str) -> Option<String> {
    pick(document, random, |kind, value| kind == Kind::Schema && value.get(has).is_some())
}

fn object<'a>(document: &'a mut Value, at: &str) -> &'a mut Map<String, Value> {
    document.pointer_mut(at).and_then(Value::as_object_mut).expect("an object")
}

fn list<'a>(document: &'a mut Value, at: &str) -> &'a mut Vec<Value> {
    document.pointer_mut(at).and_then(Value::as_array_mut).expect("a list")
}

fn component(document: &Value, random: &mut Rng) -> Option<String> {
    let names: Vec<String> = members(&document["components"]["schemas"]).map(|(name, _)| name.clone()).collect();
    random.choice(names)
}

/// A new schema: simple, listed, an object, a union, or a reference.
fn schema(document: &Value, random: &mut Rng, depth: usize) -> Value {
    let shallow = if depth == 0 { 6 } else { 11 };
    let inner = |random: &mut Rng| schema(document, random, depth.saturating_sub(1));
    match random.u8(0..shallow) {
        0 | 1 => json!({"type": "string"}),
        2 => json!({"type": "integer", "format": "int64"}),
        3 => json!({"type": "string", "enum": ["north", "south", word(random)]}),
        4 | 5 => match component(document, random) {
            Some(name) => json!({"$ref": format!("#/components/schemas/{}", escape(&name))}),
            None => json!({"type": "boolean"}),
        },
        6 => json!({"type": "array", "items": inner(random)}),
        7 => json!({"type": "object", "additionalProperties": inner(random)}),
        8 => {
            json!({"oneOf": [inner(random), inner(random), {"type": "object", "properties": {word(random): inner(random)}}]})
        }
        _ => json!({"type": "object", "properties": {word(random): inner(random), "plain": {"type": "string"}}}),
    }
}

fn add_schema(document: &mut Value, random: &mut Rng) -> Option<String> {
    let name = word(random);
    let new = schema(document, random, 2);
    let schemas = object(document, "/components/schemas");
    (!schemas.contains_key(name)).then(|| {
        let at = random.usize(..=schemas.len());
        schemas.shift_insert(at, name.to_owned(), new);
        format!("add schema {name}")
    })
}

fn remove_schema(document: &mut Value, random: &mut Rng) -> Option<String> {
    let name = component(document, random)?;
    object(document, "/components/schemas").shift_remove(&name);
    let gone = format!("#/components/schemas/{}", escape(&name));
    references(document, &gone, &mut |reference| *reference = json!({"type": "string"}));
    Some(format!("remove schema {name}"))
}

fn rename_schema(document: &mut Value, random: &mut Rng) -> Option<String> {
    let (old, new) = (component(document, random)?, word(random));
    let schemas = object(document, "/components/schemas");
    if schemas.contains_key(new) {
        return None;
    }
    rename(schemas, &old, new);
    let target = format!("#/components/schemas/{}", escape(new));
    let gone = format!("#/components/schemas/{}", escape(&old));
    references(document, &gone, &mut |reference| reference["$ref"] = target.clone().into());
    Some(format!("rename schema {old} to {new}"))
}

/// Calls back for each reference to a target.
fn references(value: &mut Value, target: &str, change: &mut dyn FnMut(&mut Value)) {
    if value.get("$ref").and_then(Value::as_str) == Some(target) {
        change(value);
        return;
    }
    match value {
        Value::Object(members) => members.values_mut().for_each(|value| references(value, target, change)),
        Value::Array(items) => items.iter_mut().for_each(|value| references(value, target, change)),
        _ => {}
    }
}

/// Gives a member another name, at its position.
fn rename(object: &mut Map<String, Value>, old: &str, new: &str) {
    let entries = std::mem::take(object).into_iter();
    *object = entries.map(|(key, value)| if key == old { (new.to_owned(), value) } else { (key, value) }).collect();
}

fn add_property(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick_schema(document, random, "properties")?;
    let (name, new) = (word(random), schema(document, random, 1));
    let properties = object(document, &format!("{at}/properties"));
    (!properties.contains_key(name)).then(|| {
        let index = random.usize(..=properties.len());
        properties.shift_insert(index, name.to_owned(), new);
        format!("add property {name} to {at}")
    })
}

fn remove_property(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick_schema(document, random, "properties")?;
    let properties = object(document, &format!("{at}/properties"));
    let name = random.choice(properties.keys().cloned().collect::<Vec<_>>())?;
    properties.shift_remove(&name);
    Some(format!("remove property {name} of {at}"))
}

fn rename_property(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick_schema(document, random, "properties")?;
    let new = word(random);
    let properties = object(document, &format!("{at}/properties"));
    let old = random.choice(properties.keys().cloned().collect::<Vec<_>>())?;
    (!properties.contains_key(new)).then(|| {
        rename(properties, &old, new);
        format!("rename property {old} of {at} to {new}")
    })
}

fn retype(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| matches!(kind, Kind::Schema | Kind::Reference))?;
    let new = schema(document, random, 2);
    *document.pointer_mut(&at)? = new;
    Some(format!("retype {at}"))
}

fn edit_values(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick_schema(document, random, "enum")?;
    let values = list(document, &format!("{at}/enum"));
    let done = match random.u8(0..3) {
        0 if values.iter().all(Value::is_string) => {
            let new = Value::from(word(random));
            if values.contains(&new) {
                return None;
            }
            values.insert(random.usize(..=values.len()), new);
            "add a value to"
        }
        1 if values.len() > 1 => {
            values.remove(random.usize(..values.len()));
            "remove a value of"
        }
        _ => {
            random.shuffle(values);
            "reorder the values of"
        }
    };
    Some(format!("{done} {at}"))
}

fn edit_required(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick_schema(document, random, "properties")?;
    let schema = object(document, &at);
    let name = random.choice(members(schema.get("properties")?).map(|(name, _)| name.clone()).collect::<Vec<_>>())?;
    let required = schema.entry("required").or_insert_with(|| json!([])).as_array_mut()?;
    match required.iter().position(|other| *other == name.as_str()) {
        Some(index) => drop(required.remove(index)),
        None => required.push(name.as_str().into()),
    }
    if required.is_empty() {
        schema.shift_remove("required");
    }
    Some(format!("let {name} of {at} be required or not"))
}

/// Edits the members of a union, or the parts of an `allOf`.
fn edit_members(document: &mut Value, random: &mut Rng) -> Option<String> {
    let key = *random.choice(&["oneOf", "anyOf", "allOf"])?;
    let at = pick_schema(document, random, key)?;
    let new = schema(document, random, 1);
    let members = list(document, &format!("{at}/{key}"));
    let done = match random.u8(0..3) {
        0 => {
            members.insert(random.usize(..=members.len()), new);
            "add a member to"
        }
        1 if members.len() > 2 => {
            members.remove(random.usize(..members.len()));
            "remove a member of"
        }
        _ => {
            random.shuffle(members);
            "reorder the members of"
        }
    };
    Some(format!("{done} {at}"))
}

fn describe(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| matches!(kind, Kind::Schema | Kind::Operation | Kind::Parameter))?;
    object(document, &at).insert("description".to_owned(), format!("About {}.", random.u8(..)).into());
    Some(format!("describe {at}"))
}

fn add_operation(document: &mut Value, random: &mut Rng) -> Option<String> {
    let path = format!("/{}", word(random).to_lowercase());
    let method = METHODS[random.usize(..METHODS.len())];
    let tags: Vec<Value> = document["tags"].as_array()?.iter().map(|tag| tag["name"].clone()).collect();
    let mut new = json!({
        "tags": [random.choice(tags)?],
        "responses": {"200": {"description": "It.", "content": {"application/json": {"schema": schema(document, random, 2)}}}},
    });
    if random.bool() {
        new["operationId"] = word(random).into();
    }
    if random.bool() {
        new["requestBody"] = json!({"content": {"application/json": {"schema": schema(document, random, 2)}}});
    }
    let item = object(document, "/paths").entry(path.clone()).or_insert_with(|| json!({})).as_object_mut()?;
    (!item.contains_key(method)).then(|| {
        item.insert(method.to_owned(), new);
        format!("add operation {method} {path}")
    })
}

fn remove_operation(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| kind == Kind::Operation)?;
    let (item, method) = at.rsplit_once('/')?;
    object(document, item).shift_remove(method);
    Some(format!("remove operation {at}"))
}

fn rename_operation(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| kind == Kind::Operation)?;
    let operation = object(document, &at);
    match random.u8(0..4) {
        0 => drop(operation.shift_remove("operationId")),
        _ => drop(operation.insert("operationId".to_owned(), word(random).into())),
    }
    Some(format!("rename operation {at}"))
}

fn retag(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| kind == Kind::Operation)?;
    let tags: Vec<Value> = document["tags"].as_array()?.iter().map(|tag| tag["name"].clone()).collect();
    let tag = random.choice(tags)?;
    object(document, &at).insert("tags".to_owned(), json!([tag]));
    Some(format!("put operation {at} below {tag}"))
}

fn edit_parameters(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| kind == Kind::Parameters)?;
    let new = schema(document, random, 0);
    let name = word(random);
    let parameters = list(document, &at);
    let of_query = parameters.iter().position(|parameter| parameter["in"] == "query");
    let done = match (random.u8(0..6), of_query) {
        (0 | 1, _) => {
            let is_known = |parameter: &Value| parameter["name"] == name && parameter["in"] == "query";
            if parameters.iter().any(is_known) {
                return None;
            }
            let required = random.bool();
            let new = json!({"name": name, "in": "query", "required": required, "schema": new});
            parameters.insert(random.usize(..=parameters.len()), new);
            "add a parameter to"
        }
        (2, Some(index)) => {
            parameters.remove(index);
            "remove a parameter of"
        }
        (3, Some(index)) => {
            if parameters.iter().any(|parameter| parameter["name"] == name) {
                return None;
            }
            parameters[index]["name"] = name.into();
            "rename a parameter of"
        }
        (4, Some(index)) => {
            parameters[index]["required"] = random.bool().into();
            "change whether something is required in"
        }
        _ => {
            random.shuffle(parameters);
            "reorder"
        }
    };
    Some(format!("{done} {at}"))
}

fn edit_responses(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| kind == Kind::Responses)?;
    let new = schema(document, random, 2);
    let responses = object(document, &at);
    let status = *random.choice(&["200", "201", "202", "400", "404", "4XX", "default"])?;
    if responses.len() > 1 && responses.shift_remove(status).is_some() {
        return Some(format!("remove response {status} of {at}"));
    }
    let new = json!({"description": "It.", "content": {"application/json": {"schema": new}}});
    let known = responses.insert(status.to_owned(), new).is_some();
    Some(format!("{} response {status} of {at}", if known { "replace" } else { "add" }))
}

fn edit_content(document: &mut Value, random: &mut Rng) -> Option<String> {
    let at = pick(document, random, |kind, _| kind == Kind::Content)?;
    let new = schema(document, random, 1);
    let content = object(document, &at);
    let types = [
        "application/json",
        "application/vnd.seed+json",
        "application/vnd.bulb+json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/octet-stream",
        "image/png",
    ];
    let media_type = *random.choice(&types)?;
    if content.len() > 1 && content.shift_remove(media_type).is_some() {
        return Some(format!("remove {media_type} of {at}"));
    }
    content.insert(media_type.to_owned(), json!({"schema": new}));
    Some(format!("add {media_type} to {at}"))
}

/// Puts the members of some object into another order: of paths, components, operations, schemas, properties.
fn reorder(document: &mut Value, random: &mut Rng) -> Option<String> {
    let mut all: Vec<String> = places(document).into_iter().map(|(_, at)| at).collect();
    let properties: Vec<String> = all.iter().map(|at| format!("{at}/properties")).collect();
    all.extend(["/paths".to_owned(), "/components/schemas".to_owned(), "/tags".to_owned()]);
    all.extend(properties);
    let at = random.choice(all)?;
    match document.pointer_mut(&at)? {
        Value::Object(members) => shuffle_members(members, random),
        Value::Array(items) => random.shuffle(items),
        _ => return None,
    }
    Some(format!("reorder {at}"))
}

/// Puts members into another order.
pub(crate) fn shuffle_members(object: &mut Map<String, Value>, random: &mut Rng) {
    let mut entries: Vec<(String, Value)> = std::mem::take(object).into_iter().collect();
    random.shuffle(&mut entries);
    *object = entries.into_iter().collect();
}
