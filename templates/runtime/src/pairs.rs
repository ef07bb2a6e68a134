//! Names and texts, read into a struct by its columns: forms, queries, and headers that hold an object.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{
    json::{self, Malformed, reset},
    model::{Record, Slot},
    response::read_header,
};

/// The values of the names of a form.
pub(crate) type Pairs = BTreeMap<String, Vec<String>>;

/// Those of a query or of a form (`application/x-www-form-urlencoded`).
pub(crate) fn of_form(text: &str) -> Pairs {
    let mut pairs = Pairs::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs.entry(decoded(name)).or_default().push(decoded(value));
    }
    pairs
}

/// Those of an object in a header (the style `simple`): `a,1,b,2`, or exploded `a=1,b=2`.
pub(crate) fn of_header<'t>(texts: impl Iterator<Item = &'t str>) -> Pairs {
    let parts: Vec<&str> = texts.flat_map(|text| text.split(',')).map(str::trim).collect();
    let mut pairs = Pairs::new();
    let mut add = |name: &str, value: &str| pairs.entry(name.to_owned()).or_default().push(value.to_owned());
    match parts.iter().map(|part| part.split_once('=')).collect::<Option<Vec<_>>>() {
        Some(exploded) => exploded.into_iter().for_each(|(name, value)| add(name, value)),
        None => parts.chunks(2).for_each(|pair| match pair {
            [name, value] => add(name, value),
            [name] if !name.is_empty() => add(name, ""),
            _ => {}
        }),
    }
    pairs
}

/// Reads the values of one name: the first, and more.
pub(crate) type Read = dyn Fn(&str, &[&str], Slot<'_>) -> Result<(), String>;

/// Reads the columns of a struct.
///
/// # Errors
/// When what is there has another form, or what is always there is not.
pub(crate) fn read(pairs: &Pairs, record: &mut dyn Record, read: &Read) -> Result<(), Malformed> {
    for (index, column) in record.table().columns.iter().enumerate() {
        if column.is().constant.is_some() {
            continue;
        }
        let malformed = |problem| Malformed { path: column.name().to_owned(), problem };
        let texts: Vec<&str> = pairs.get(column.name()).into_iter().flatten().map(String::as_str).collect();
        match texts.as_slice() {
            [] if column.is().required => return Err(malformed("missing".to_owned())),
            [] => {}
            // What nobody filled in, and cannot be empty otherwise.
            [""] if !column.is().required && read("", &[], record.field_mut(index).slot()).is_err() => {
                reset(record.field_mut(index).slot());
            }
            [first, more @ ..] => {
                read(first, more, record.field_mut(index).slot()).map_err(|problem| match column.is().secret {
                    true => malformed("not what was expected; the value is secret and not shown".to_owned()),
                    false => malformed(problem),
                })?;
            }
        }
    }
    Ok(())
}

/// Reads them all into a struct, a map, or anything else that an object can be.
///
/// # Errors
/// As [`read`] has them.
pub(crate) fn read_into(pairs: &Pairs, slot: Slot<'_>) -> Result<(), Malformed> {
    let at = |name: &str, problem| Malformed { path: name.to_owned(), problem };
    match slot {
        Slot::Record(record) => {
            read(pairs, record, &read_pair)?;
            let table = record.table();
            let Some(rest) = record.rest_mut() else { return Ok(()) };
            rest.clear();
            for (name, texts) in pairs.iter().filter(|(name, _)| table.find(name, 0).is_none()) {
                read_texts(texts, rest.insert(name.clone())).map_err(|problem| at(name, problem))?;
            }
            Ok(())
        }
        Slot::Map(map) => {
            map.clear();
            pairs.iter().try_for_each(|(name, texts)| {
                read_texts(texts, map.insert(name.clone())).map_err(|problem| at(name, problem))
            })
        }
        slot => {
            let value = |texts: &Vec<String>| match texts.as_slice() {
                [only] => Value::from(only.as_str()),
                texts => Value::from(texts),
            };
            let members = pairs.iter().map(|(name, texts)| (name.clone(), value(texts)));
            json::decode_into_slot(&Value::Object(members.collect()), slot)
        }
    }
}

fn read_texts(texts: &[String], slot: Slot<'_>) -> Result<(), String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    match texts.as_slice() {
        [] => Ok(()),
        [first, more @ ..] => read_pair(first, more, slot),
    }
}

/// Reads the pairs of one name: a list has one for each item.
fn read_pair(first: &str, more: &[&str], slot: Slot<'_>) -> Result<(), String> {
    match slot {
        Slot::Option(slot) | Slot::OptionalNumber(slot) => read_pair(first, more, slot.insert()),
        Slot::List(list) => {
            list.clear();
            let mut texts = [first].into_iter().chain(more.iter().copied()).enumerate();
            texts.try_for_each(|(index, text)| read_pair(text, &[], list.place(index)))
        }
        slot @ (Slot::Record(_) | Slot::Map(_) | Slot::Union(_)) => {
            let tree = serde_json::from_str(first).unwrap_or_else(|_| Value::from(first));
            json::decode_into_slot(&tree, slot).map_err(|malformed| malformed.to_string())
        }
        slot => read_header(first, &[], slot),
    }
}

/// A name or a value of a query as it was meant (`application/x-www-form-urlencoded`).
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
