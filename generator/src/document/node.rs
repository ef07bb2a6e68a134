//! The tree that every syntax is read into.

use std::collections::HashMap;

use thin_vec::ThinVec;

use super::{Members, Span, Text, unescape};

/// A value and where it stands. A tree keeps its spans through overlays and normalization, so that a message can
/// always show the line that somebody wrote.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it was written; what a stage makes has the span of what it was made from.
    pub span: Span,
}

/// A list as large as a pointer: most of a tree is small lists, and empty ones.
pub type List<T> = ThinVec<T>;

/// The kinds of value that JSON has.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as it was written.
    Number(Number),
    /// A text.
    String(Text),
    /// A list.
    Array(List<Node>),
    /// Members in the order in which they were written; no key stands twice.
    Object(Members),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub key: Text,
    /// Where the name stands.
    pub key_span: Span,
    /// Its value.
    pub node: Node,
}

/// A number by its own text, in JSON's grammar, so that no digit is lost: real documents hold integers beyond 64 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(pub Text);

impl Number {
    /// The number as an integer, if it is written as one and fits.
    pub fn as_i128(&self) -> Option<i128> {
        self.0.parse().ok()
    }

    /// Whether both stand for the same number, however they are written.
    pub fn same(&self, other: &Self) -> bool {
        let is_integer = |number: &Self| !number.0.contains(['.', 'e', 'E']);
        if is_integer(self) && is_integer(other) {
            return self.0 == other.0 || (self.as_i128().is_some() && self.as_i128() == other.as_i128());
        }
        self.0 == other.0 || self.as_f64() == other.as_f64()
    }

    /// The nearest floating point number.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }
}

/// A list without room for more.
pub(super) fn exactly<T>(items: Vec<T>) -> List<T> {
    let mut list = List::with_capacity(items.len());
    list.extend(items);
    list
}

impl Node {
    /// A node made by a stage, at the span of what it was made from.
    pub fn new(value: Value, span: Span) -> Self {
        Self { value, span }
    }

    /// A text made by a stage.
    pub fn string(text: impl Into<Text>, span: Span) -> Self {
        Self::new(Value::String(text.into()), span)
    }

    /// A truth value made by a stage.
    pub fn bool(value: bool, span: Span) -> Self {
        Self::new(Value::Bool(value), span)
    }

    /// A list made by a stage.
    pub fn array(items: Vec<Node>, span: Span) -> Self {
        Self::new(Value::Array(exactly(items)), span)
    }

    /// An object without members, made by a stage.
    pub fn object(span: Span) -> Self {
        Self::new(Value::Object(Members::default()), span)
    }

    /// The member of that name, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The member of that name with its name's place.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Object(members) => members.get(key),
            _ => None,
        }
    }

    /// The member of that name, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Object(members) => members.get_mut(key),
            _ => None,
        }
    }

    /// Sets a member: replaces the value of that name, or adds it at the end. Does nothing if this is no object.
    pub fn set(&mut self, key: &str, node: Node) {
        if let Value::Object(members) = &mut self.value {
            match members.get_mut(key) {
                Some(present) => *present = node,
                None => members.push(Entry { key: key.into(), key_span: node.span, node }),
            }
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        match &mut self.value {
            Value::Object(members) => members.remove(key).map(|entry| entry.node),
            _ => None,
        }
    }

    /// Gives a member another name, in its place; a member that has that name already gives way.
    pub fn rename(&mut self, key: &str, name: &str) {
        if let Value::Object(members) = &mut self.value
            && members.get(key).is_some()
        {
            members.retain_mut(|entry| {
                let keep = entry.key != name;
                if entry.key == key {
                    entry.key = name.into();
                }
                keep
            });
        }
    }

    /// The members, none if this is no object.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The members, to change them; none if this is no object.
    pub fn entries_mut(&mut self) -> &mut [Entry] {
        match &mut self.value {
            Value::Object(members) => members.all_mut(),
            _ => &mut [],
        }
    }

    /// The values of the members with their names, to change the values; none if this is no object.
    pub fn values_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        let members = match &mut self.value {
            Value::Object(members) => Some(members),
            _ => None,
        };
        members.into_iter().flat_map(Members::values_mut)
    }

    /// The items, none if this is no list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The items, to change them; none if this is no list.
    pub fn items_mut(&mut self) -> &mut [Node] {
        match &mut self.value {
            Value::Array(items) => items,
            _ => &mut [],
        }
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    /// What kind of value this is, in the words of JSON.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }

    /// The member or the item that a part of a JSON pointer leads to, whose escapes are undone.
    pub fn step(&self, part: &str) -> Option<&Node> {
        match &self.value {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?),
            _ => self.get(part),
        }
    }

    /// The node that a JSON pointer leads to.
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        pointer.split('/').skip(1).try_fold(self, |node, part| node.step(&unescape(part)))
    }

    /// The node that a JSON pointer leads to, to change it.
    pub fn at_mut(&mut self, pointer: &str) -> Option<&mut Node> {
        pointer.split('/').skip(1).try_fold(self, |node, part| match node.value {
            Value::Array(ref mut items) => items.get_mut(part.parse::<usize>().ok()?),
            _ => node.get_mut(&unescape(part)),
        })
    }

    /// The innermost node on the way along a pointer that exists: where to point when the rest is missing.
    pub fn nearest(&self, pointer: &str) -> &Node {
        let mut node = self;
        for part in pointer.split('/').skip(1) {
            match node.step(&unescape(part)) {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }
}

/// Equal when the values are equal, wherever they stand; the order of members does not matter.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a.same(b),
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Object(a), Value::Object(b)) => {
                // Mostly the members stand in the same order; only where they do not, they are looked up.
                let moved = a.iter().zip(b).position(|(a, b)| a.key != b.key).unwrap_or(a.len());
                let by_key: HashMap<&str, &Node> =
                    b.iter().skip(moved).map(|entry| (entry.key.as_str(), &entry.node)).collect();
                a.len() == b.len()
                    && a.iter().zip(b).take(moved).all(|(a, b)| a.node == b.node)
                    && a.iter().skip(moved).all(|entry| by_key.get(entry.key.as_str()) == Some(&&entry.node))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Node, Value};

    #[test]
    fn a_tree_takes_little_room() {
        assert_eq!([size_of::<Value>(), size_of::<Node>(), size_of::<Entry>()], [16, 32, 56]);
    }
}
