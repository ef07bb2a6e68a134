//! Reading: a tree of elements into values.

use serde_json::Value as Tree;

use super::super::{
    json::{self, Malformed, Quoted},
    model::{Column, ListSlot, Record, Slot, Xml, XmlNode},
};
use super::tree::Element;

/// Reads an element into a value, as the root of a document. Its name is not looked at: services are not of one mind what it is.
pub(super) fn read(root: &Xml, element: &Element, slot: Slot<'_>) -> Result<(), Malformed> {
    match slot {
        Slot::List(list) => {
            let item = if let XmlNode::Wrapped(item) = &root.node { item.name } else { "" };
            read_items(list, element.children.iter().filter(|child| item.is_empty() || child.name == item))
        }
        slot => read_element(element, slot),
    }
}

fn read_element(element: &Element, slot: Slot<'_>) -> Result<(), Malformed> {
    match slot {
        Slot::Option(option) | Slot::OptionalNumber(option) if element.attribute("nil") == Some("true") => {
            option.null();
            Ok(())
        }
        Slot::Option(option) | Slot::OptionalNumber(option) => read_element(element, option.insert()),
        Slot::List(list) => read_items(list, element.children.iter()),
        Slot::Map(map) => {
            map.clear();
            element.children.iter().try_for_each(|child| {
                read_element(child, map.insert(child.name.clone())).map_err(|malformed| within(&child.name, malformed))
            })
        }
        Slot::Record(record) => read_record(element, record),
        slot @ Slot::Union(_) => json::decode_into_slot(&tree(element), slot),
        Slot::Json(value) => {
            *value = tree(element);
            Ok(())
        }
        slot => read_text(element.content(), slot),
    }
}

fn read_items<'a>(list: &mut dyn ListSlot, items: impl Iterator<Item = &'a Element>) -> Result<(), Malformed> {
    list.clear();
    let mut count = 0;
    for (index, item) in items.enumerate() {
        read_element(item, list.place(index)).map_err(|malformed| within(&format!("[{index}]"), malformed))?;
        count += 1;
    }
    match list.least() {
        least if count < least => {
            let problem = format!("expected at least {least} items, found {count}");
            Err(Malformed { path: String::new(), problem })
        }
        _ => Ok(()),
    }
}

fn read_record(element: &Element, record: &mut dyn Record) -> Result<(), Malformed> {
    let table = record.table();
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is().constant.is_none()) {
        let found = read_column(element, column, record.field_mut(index).slot())
            .map_err(|malformed| within(column.name(), hidden(column, malformed)))?;
        if !found && column.is().required {
            let problem = format!("missing, and {} needs it", table.name);
            return Err(within(column.name(), Malformed { path: String::new(), problem }));
        }
    }
    let is_secret = record.rest_is_secret();
    let Some(rest) = record.rest_mut() else { return Ok(()) };
    rest.clear();
    let is_known = |child: &Element| table.columns.iter().any(|column| name_of(column) == child.name);
    element.children.iter().filter(|child| !is_known(child)).try_for_each(|child| {
        read_element(child, rest.insert(child.name.clone()))
            .map_err(|malformed| within(&child.name, concealed(is_secret, malformed)))
    })
}

/// Reads what an element has of a column, and says whether it has something.
fn read_column(element: &Element, column: &Column, slot: Slot<'_>) -> Result<bool, Malformed> {
    let name = name_of(column);
    match column.is().xml.map(|xml| &xml.node) {
        Some(XmlNode::Attribute) => match element.attribute(name) {
            Some(text) => read_text(text, slot).map(|()| true),
            None => Ok(false),
        },
        Some(XmlNode::Text) => read_text(element.content(), slot).map(|()| true),
        Some(XmlNode::Wrapped(item)) => match element.children.iter().find(|child| child.name == name) {
            Some(wrapper) => {
                let items: Vec<&Element> = wrapper.children.iter().filter(|child| child.name == item.name).collect();
                read_all(&items, slot, true)
            }
            None => read_all(&[], slot, false),
        },
        Some(XmlNode::Element) | None => {
            let found: Vec<&Element> = element.children.iter().filter(|child| child.name == name).collect();
            read_all(&found, slot, !found.is_empty())
        }
    }
}

/// Reads elements of one name: all of them into a list, the first into anything else. A list without elements is empty.
fn read_all(found: &[&Element], slot: Slot<'_>, is_there: bool) -> Result<bool, Malformed> {
    match slot {
        Slot::List(list) => read_items(list, found.iter().copied()).map(|()| true),
        Slot::Option(option) | Slot::OptionalNumber(option) if is_there => match found {
            [only] if only.attribute("nil") == Some("true") => {
                option.null();
                Ok(true)
            }
            _ => read_all(found, option.insert(), true),
        },
        slot => match found.first() {
            Some(first) => read_element(first, slot).map(|()| true),
            None => Ok(false),
        },
    }
}

fn read_text(text: &str, slot: Slot<'_>) -> Result<(), Malformed> {
    let word = text.trim();
    let expected = match slot {
        Slot::Option(option) | Slot::OptionalNumber(option) => return read_text(text, option.insert()),
        Slot::String(slot) => {
            text.clone_into(slot);
            return Ok(());
        }
        Slot::Json(slot) => {
            *slot = Tree::String(text.to_owned());
            return Ok(());
        }
        Slot::Text(slot) => match slot.set(text).or_else(|_| slot.set(word)) {
            Ok(()) => return Ok(()),
            // What is not of its format is kept, as everywhere.
            Err(_) if slot.keep(text) => return Ok(()),
            Err(expected) => expected,
        },
        Slot::Bool(slot) => match word {
            "true" | "1" => return give(slot, true),
            "false" | "0" => return give(slot, false),
            _ => "true or false",
        },
        Slot::Integer(slot) => match word.parse().map(|value| slot.set(value)) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(expected)) => expected,
            Err(_) => slot.expected(),
        },
        Slot::Float(slot) => match word.parse() {
            Ok(value) => return give(slot, value),
            Err(_) => "a number",
        },
        Slot::Single(slot) => match word.parse() {
            Ok(value) => return give(slot, value),
            Err(_) => "a number",
        },
        Slot::Number(slot) => match slot.set(word) {
            Ok(()) => return Ok(()),
            Err(expected) => expected,
        },
        slot @ Slot::Union(_) => return json::decode_into_slot(&Tree::String(text.to_owned()), slot),
        slot @ Slot::Any(_) => {
            let tree = serde_json::from_str(word).unwrap_or_else(|_| Tree::String(text.to_owned()));
            return json::decode_into_slot(&tree, slot);
        }
        Slot::List(_) | Slot::Map(_) | Slot::Record(_) => "an element with parts",
    };
    Err(Malformed { path: String::new(), problem: format!("expected {expected}, found {}", Quoted(text)) })
}

fn give<T>(slot: &mut T, value: T) -> Result<(), Malformed> {
    *slot = value;
    Ok(())
}

/// An element that no type describes: a text, or an object of its attributes and children, with a list where several have one name.
fn tree(element: &Element) -> Tree {
    if element.children.is_empty() && element.attributes.is_empty() {
        return Tree::String(element.text.clone());
    }
    let mut members = serde_json::Map::new();
    for (name, value) in &element.attributes {
        members.insert(name.clone(), Tree::String(value.clone()));
    }
    for child in &element.children {
        let value = tree(child);
        match members.get_mut(&child.name) {
            None => drop(members.insert(child.name.clone(), value)),
            Some(Tree::Array(items)) => items.push(value),
            Some(first) => *first = Tree::Array(vec![first.take(), value]),
        }
    }
    Tree::Object(members)
}

/// What a column is called.
fn name_of(column: &Column) -> &'static str {
    column.is().xml.map_or(column.name(), |xml| xml.name.name)
}

/// A problem without the value, if that is secret.
fn hidden(column: &Column, malformed: Malformed) -> Malformed {
    concealed(column.is().secret, malformed)
}

fn concealed(is_secret: bool, malformed: Malformed) -> Malformed {
    match is_secret {
        false => malformed,
        true => Malformed {
            path: String::new(),
            problem: "not what was expected; the value is secret and not shown".to_owned(),
        },
    }
}

/// The same problem, seen from around.
fn within(step: &str, malformed: Malformed) -> Malformed {
    let path = match malformed.path.as_str() {
        "" => step.to_owned(),
        path if path.starts_with('[') => format!("{step}{path}"),
        path => format!("{step}.{path}"),
    };
    Malformed { path, ..malformed }
}
