//! TOML tables with places: each key is taken once, and what is left over at the end is a mistake.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Setting;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_lower};
use crate::document::{FileId, Span};

/// A value as TOML has it.
pub(super) type TomlValue<'a> = Spanned<DeValue<'a>>;

/// One member of a table.
pub(super) struct Member<'a> {
    /// Its key.
    pub(super) key: String,
    /// Where the key stands.
    pub(super) key_range: Range<usize>,
    /// Its value.
    pub(super) value: &'a TomlValue<'a>,
}

/// A table that is being read.
pub(super) struct Table<'a> {
    name: String,
    file: FileId,
    place: Place,
    members: Vec<Member<'a>>,
}

impl<'a> Table<'a> {
    /// A table, by the name that messages call it.
    pub(super) fn new(name: impl Into<String>, file: FileId, range: Range<usize>, table: &'a DeTable<'a>) -> Self {
        let mut members: Vec<Member<'a>> = table
            .iter()
            .map(|(key, value)| Member { key: key.get_ref().to_string(), key_range: key.span(), value })
            .collect();
        members.sort_by_key(|member| member.key_range.start);
        Self { name: name.into(), file, place: place(file, range), members }
    }

    /// Where the table stands.
    pub(super) fn place(&self) -> Place {
        self.place.clone()
    }

    /// Takes a member out.
    pub(super) fn take(&mut self, key: &str) -> Option<Member<'a>> {
        let index = self.members.iter().position(|member| member.key == key)?;
        Some(self.members.remove(index))
    }

    /// Takes a truth value out; one that is not there is false.
    pub(super) fn flag(&mut self, key: &str, diagnostics: &mut Diagnostics) -> bool {
        match self.take(key) {
            None => false,
            Some(Member { value, .. }) => match value.get_ref() {
                DeValue::Boolean(flag) => *flag,
                _ => {
                    wrong_kind(self.file, value, &format!("`{key}`"), "`true` or `false`", diagnostics);
                    false
                }
            },
        }
    }

    /// Takes a whole number out that is not negative.
    pub(super) fn number(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<u64> {
        let member = self.take(key)?;
        if let DeValue::Integer(number) = member.value.get_ref()
            && let Ok(number) = u64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
        {
            return Some(number);
        }
        wrong_kind(self.file, member.value, &format!("`{key}`"), "a whole number that is not negative", diagnostics);
        None
    }

    /// Takes all members out that are left.
    pub(super) fn take_all(&mut self) -> Vec<Member<'a>> {
        std::mem::take(&mut self.members)
    }

    /// Takes a text out.
    pub(super) fn text(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Setting> {
        let member = self.take(key)?;
        text(self.file, member.value, &format!("`{key}`"), diagnostics)
    }

    /// Takes a text out that must be there.
    pub(super) fn needed_text(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Setting> {
        if !self.members.iter().any(|member| member.key == key) {
            let message = format!("{} has no `{key}`", self.name);
            diagnostics.push(
                Diagnostic::error(codes_lower::CONFIG_MISSING_KEY, message)
                    .at(self.place())
                    .help(format!("add `{key} = \"…\"`")),
            );
        }
        self.text(key, diagnostics)
    }

    /// Takes a list of texts out.
    pub(super) fn texts(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Setting> {
        let Some(member) = self.take(key) else { return Vec::new() };
        text_list(self.file, member.value, key, diagnostics)
    }

    /// Takes a table out.
    pub(super) fn table(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Table<'a>> {
        let member = self.take(key)?;
        table(self.file, member, &format!("`[{key}]`"), diagnostics)
    }

    /// Reports the members that nothing has taken.
    pub(super) fn finish(self, known: &str, diagnostics: &mut Diagnostics) {
        for member in self.members {
            let message = format!("{} has an unknown key, `{}`", self.name, member.key);
            diagnostics.push(
                Diagnostic::error(codes_lower::CONFIG_UNKNOWN_KEY, message)
                    .at(place(self.file, member.key_range))
                    .help(format!("the keys that are known here are {known}")),
            );
        }
    }
}

/// A member as a table.
pub(super) fn table<'a>(
    file: FileId,
    member: Member<'a>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Table<'a>> {
    if let DeValue::Table(inner) = member.value.get_ref() {
        return Some(Table::new(name, file, member.value.span(), inner));
    }
    wrong_kind(file, member.value, name, "a table", diagnostics);
    None
}

/// A value as a text.
pub(super) fn text(file: FileId, value: &TomlValue<'_>, name: &str, diagnostics: &mut Diagnostics) -> Option<Setting> {
    if let DeValue::String(text) = value.get_ref() {
        return Some(Setting { value: text.to_string(), place: place(file, value.span()) });
    }
    wrong_kind(file, value, name, "a string", diagnostics);
    None
}

/// A value as a list of texts.
pub(super) fn text_list(file: FileId, value: &TomlValue<'_>, key: &str, diagnostics: &mut Diagnostics) -> Vec<Setting> {
    let DeValue::Array(items) = value.get_ref() else {
        wrong_kind(file, value, &format!("`{key}`"), "a list of strings", diagnostics);
        return Vec::new();
    };
    items.iter().filter_map(|item| text(file, item, &format!("an item of `{key}`"), diagnostics)).collect()
}

/// Reports a value of the wrong kind.
pub(super) fn wrong_kind(file: FileId, value: &TomlValue<'_>, name: &str, wanted: &str, diagnostics: &mut Diagnostics) {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    diagnostics.push(
        Diagnostic::error(codes_lower::CONFIG_WRONG_KIND, format!("{name} is {found}, where {wanted} is needed"))
            .at(place(file, value.span()))
            .help(format!("write {wanted}")),
    );
}

/// The place of some bytes of the file.
pub(super) fn place(file: FileId, range: Range<usize>) -> Place {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Place { span: Span { file, start: offset(range.start), end: offset(range.end) }, pointer: String::new() }
}
