//! The lines of `API.txt`, taken apart: things that stand for themselves, and what belongs to each.
//!
//! `emit/surface.rs` says what the lines look like. This file does not compare anything.

use std::collections::{BTreeMap, HashMap};

use crate::Item;
use crate::diagnostics::Place;
use crate::document::Span;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Word {
    Struct,
    Enum,
    Union,
    Alias,
    Operation,
    Webhook,
    Trait,
    Feature,
    Default,
    Alike,
    Constant,
    Module,
    Field,
    Variant,
    Function,
    AssociatedType,
    Impl,
}

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) word: Word,
    /// The path of the item: `models::Pet`, `models::Pet.name`, `models::Pet::new`; of an impl, that of its type.
    pub(super) path: &'a str,
    /// What comes after it: a type, a value, arguments, the trait.
    pub(super) value: &'a str,
    /// The attributes, as they stand at the end.
    attributes: &'a str,
    /// The pointer of what it was made from; empty for what no one place says.
    pub(super) pointer: &'a str,
    /// Where that is written.
    span: Span,
}

/// Something that stands for itself.
#[derive(Clone, Debug)]
pub(super) struct Thing<'a> {
    pub(super) line: Line<'a>,
    /// What belongs to it, by what that is and its name.
    pub(super) members: BTreeMap<(Word, &'a str), Line<'a>>,
}

/// All things, by what they are told apart by: a feature may have the name of a module.
pub(super) type Things<'a> = BTreeMap<(Space, &'a str), Thing<'a>>;

/// Where a path has to be unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Types,
    Others(Word),
}

const ATTRIBUTES: &[&str] = &[" #[non_exhaustive]", " #[read_only]", " #[deprecated]"];

impl<'a> Line<'a> {
    /// Takes a line apart; none if it is no line of `API.txt`.
    fn read(item: &'a Item) -> Option<Self> {
        let (word, rest) = item.line.split_once(' ')?;
        let mut text = rest;
        while let Some(shorter) = ATTRIBUTES.iter().find_map(|attribute| text.strip_suffix(attribute)) {
            text = shorter;
        }
        let attributes = rest.get(text.len()..).unwrap_or("");
        let (word, path, value) = match word {
            "struct" => (Word::Struct, before(text, " = "), after(text, " = ")),
            "enum" => (Word::Enum, before(text, ": "), after(text, ": ")),
            "union" => (Word::Union, text, ""),
            "type" => (Word::Alias, before(text, " = "), after(text, " = ")),
            "operation" => (Word::Operation, before(text, " = "), after(text, " = ")),
            "webhook" => (Word::Webhook, before(text, " = "), after(text, " = ")),
            "trait" => (Word::Trait, text, ""),
            "feature" => (Word::Feature, text, ""),
            "default" => (Word::Default, text, ""),
            "alike" => (Word::Alike, text, ""),
            "const" => (Word::Constant, before(text, " = "), after(text, " = ")),
            "mod" => (Word::Module, text, ""),
            "field" => (Word::Field, before(text, ": "), after(text, ": ")),
            "variant" => {
                let path = before(before(text, " = "), "(");
                (Word::Variant, path, text.get(path.len()..).unwrap_or("").trim_start_matches(" = "))
            }
            "fn" => {
                let path = before(before(text, " -> "), "(");
                (Word::Function, path, text.get(path.len()..).unwrap_or("").trim_start_matches(" -> "))
            }
            "impl" => {
                let (value, path) = text.rsplit_once(" for ")?;
                (Word::Impl, path, value)
            }
            _ => return None,
        };
        Some(Self { word, path, value, attributes, pointer: &item.pointer, span: item.span })
    }

    /// Whether it has the attribute of that name.
    pub(super) fn has(&self, attribute: &str) -> bool {
        self.attributes.split(" #[").any(|one| one.strip_suffix(']') == Some(attribute))
    }

    /// The last part of its path.
    pub(super) fn name(&self) -> &'a str {
        self.path.rsplit(['.', ':']).next().unwrap_or(self.path)
    }

    /// The path without the last part.
    pub(super) fn owner(&self) -> &'a str {
        match self.word {
            Word::Impl => self.path,
            Word::Field => self.path.rsplit_once('.').map_or("", |(owner, _)| owner),
            _ => self.path.rsplit_once("::").map_or("", |(owner, _)| owner),
        }
    }

    /// Where it comes from.
    pub(super) fn place(&self) -> Option<Place> {
        (!self.pointer.is_empty()).then(|| Place { span: self.span, pointer: self.pointer.to_owned() })
    }

    /// What it is called in a report.
    pub(super) fn subject(&self) -> &'static str {
        match self.word {
            Word::Struct => "struct",
            Word::Enum => "enum",
            Word::Union => "union",
            Word::Alias => "type",
            Word::Operation => "operation",
            Word::Webhook => "webhook",
            Word::Trait => "trait",
            Word::Feature => "feature",
            Word::Default => "default feature",
            Word::Alike => "shared type",
            Word::Constant => "constant",
            Word::Module => "module",
            Word::Field => "field",
            Word::Variant => "variant",
            Word::Function if self.name() == "new" => "constructor",
            Word::Function => "method",
            Word::AssociatedType => "associated type",
            Word::Impl => "impl",
        }
    }

    fn stands_alone(&self) -> bool {
        !matches!(self.word, Word::Field | Word::Variant | Word::Function | Word::AssociatedType | Word::Impl)
    }

    fn space(&self) -> Space {
        match self.word {
            Word::Struct | Word::Enum | Word::Union | Word::Alias | Word::Operation | Word::Webhook => Space::Types,
            other => Space::Others(other),
        }
    }
}

/// All that the lines list.
pub(super) fn read(items: &[Item]) -> Things<'_> {
    let mut lines: Vec<Line<'_>> = items.iter().filter_map(Line::read).collect();
    let operations: HashMap<&str, &str> =
        lines.iter().filter(|line| line.word == Word::Operation).map(|line| (line.path, line.pointer)).collect();
    for line in &mut lines {
        if line.word == Word::Alias && operations.contains_key(line.owner()) {
            line.word = Word::AssociatedType;
        }
    }
    let mut things: Things<'_> = lines
        .iter()
        .filter(|line| line.stands_alone())
        .map(|line| ((line.space(), line.path), Thing { line: *line, members: BTreeMap::new() }))
        .collect();
    // The method of a tag's trait comes and goes with its operation, and is told of with it.
    let by_pointer: HashMap<&str, &str> = operations.into_iter().map(|(path, pointer)| (pointer, path)).collect();
    for line in lines.iter().filter(|line| !line.stands_alone()) {
        let of_trait = line.path.starts_with("api::").then(|| by_pointer.get(line.pointer)).flatten();
        let owner = of_trait.copied().unwrap_or_else(|| line.owner());
        let name = if line.word == Word::Impl { line.value } else { line.name() };
        match things.get_mut(&(Space::Types, owner)) {
            Some(thing) => drop(thing.members.insert((line.word, name), *line)),
            // Nobody's: it is compared by itself.
            None => {
                let thing = Thing { line: *line, members: BTreeMap::new() };
                things.insert((line.space(), line.path), thing);
            }
        }
    }
    things
}

fn before<'a>(text: &'a str, sign: &str) -> &'a str {
    text.split_once(sign).map_or(text, |(before, _)| before)
}

fn after<'a>(text: &'a str, sign: &str) -> &'a str {
    text.split_once(sign).map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(line: &str) -> Item {
        Item { line: line.to_owned(), ..Item::default() }
    }

    #[test]
    fn every_form_of_line_is_taken_apart() {
        for (line, path, name, value) in [
            ("struct models::Pet #[non_exhaustive] #[deprecated]", "models::Pet", "Pet", ""),
            ("struct servers::Region = \"https://a = b\"", "servers::Region", "Region", "\"https://a = b\""),
            ("enum models::Kind: i64", "models::Kind", "Kind", "i64"),
            ("type models::Names = Vec<String>", "models::Names", "Names", "Vec<String>"),
            (
                "field models::Pet.r#type: model::Nullable<String>",
                "models::Pet.r#type",
                "r#type",
                "model::Nullable<String>",
            ),
            ("variant models::Kind::A = \"a(b) = c\"", "models::Kind::A", "A", "\"a(b) = c\""),
            ("variant models::Kind::Unknown(model::Unknown)", "models::Kind::Unknown", "Unknown", "(model::Unknown)"),
            ("variant models::Kind::Bare", "models::Kind::Bare", "Bare", ""),
            ("fn models::Pet::new(name, r#type)", "models::Pet::new", "new", "(name, r#type)"),
            ("fn api::PetsApi::list -> Vec<models::Pet>", "api::PetsApi::list", "list", "Vec<models::Pet>"),
            ("impl From<models::Cat> for models::Pet", "models::Pet", "Pet", "From<models::Cat>"),
            ("operation operations::pets::List = GET /pets", "operations::pets::List", "List", "GET /pets"),
            ("const operations::ALL", "operations::ALL", "ALL", ""),
        ] {
            let item = item(line);
            let read = Line::read(&item).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((read.path, read.name(), read.value), (path, name, value), "{line}");
        }
        let item = item("field models::Pet.id: Option<String> #[read_only] #[deprecated]");
        let line = Line::read(&item).unwrap();
        assert!(line.has("read_only") && line.has("deprecated") && !line.has("non_exhaustive"));
    }

    #[test]
    fn members_belong_to_their_things() {
        let items = [
            "feature pets",
            "fn api::PetsApi::list -> ()",
            "fn operations::pets::List::new()",
            "operation operations::pets::List = GET /pets",
            "trait api::PetsApi",
            "type operations::pets::List::Output = ()",
        ]
        .map(item);
        let things = read(&items);
        assert_eq!(things.len(), 3);
        assert_eq!(things[&(Space::Types, "operations::pets::List")].members.len(), 3);
    }
}
