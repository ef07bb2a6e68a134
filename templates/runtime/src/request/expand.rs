//! Values as RFC 6570 expands them, in the styles that OpenAPI makes of it: what `request` writes into paths, queries,
//! headers and cookies, and what a form consists of.
//!
//! Neither says what becomes of a list or an object inside of a list or an object. What services understand most:
//!
//! - in a `deepObject`, its members by further brackets, `a[b][c]=1`; the items of a list by `a[b][]=1`, or by their
//!   position, `a[b][0][c]=1`, if they have members themselves;
//! - in an exploded object, a list of simple values as if it were a parameter, `b=1&b=2`;
//! - everywhere else, as JSON.

use std::borrow::Cow;

use super::{
    super::{json, model::Value},
    encoding::{Place, scalar},
    style::{Layout, Style},
};

/// A parameter as text, without what separates it from others; none if there is nothing to write.
///
/// # Errors
/// Why it cannot stand in that place.
pub(crate) fn expand(name: &str, value: Value<'_>, style: Style, place: Place) -> Result<Option<String>, &'static str> {
    let mut expansion = Expansion { text: String::new(), is_empty: true, style, place };
    expansion.parameter(name, value.parts())?;
    Ok((!expansion.is_empty).then_some(expansion.text))
}

/// The members of an object as the pairs of a form (`application/x-www-form-urlencoded`): those that are named in
/// their styles, the others as OpenAPI has them without one.
///
/// # Errors
/// Why it cannot be a form.
pub(crate) fn form(value: Value<'_>, styles: &[(&str, Style)]) -> Result<String, &'static str> {
    const PLAIN: Style = Style::FORM.exploded();
    let mut form = Expansion { text: String::new(), is_empty: true, style: PLAIN, place: Place::Query };
    let mut result = Ok(());
    value.parts().members(false, &mut |name, value| {
        if result.is_ok() {
            let style = styles.iter().find(|(key, _)| *key == name).map(|(_, style)| *style);
            form.style = style.unwrap_or(PLAIN);
            result = match style {
                Some(_) => form.parameter(name, value.parts()),
                None => form.member(name, value.parts()),
            };
        }
    });
    result.map(|()| form.text)
}

/// A text in the making.
struct Expansion {
    text: String,
    /// Whether nothing was written yet; the text of something may be empty, too.
    is_empty: bool,
    style: Style,
    place: Place,
}

impl Expansion {
    fn parameter(&mut self, name: &str, value: Value<'_>) -> Result<(), &'static str> {
        let own_name = (!matches!(self.style.layout, Layout::Simple | Layout::Label)).then_some(name);
        match value {
            Value::Absent => Ok(()),
            value if self.style.json => self.piece(own_name, &json::text(value)),
            value if self.style.layout == Layout::Deep => self.deep(&mut name.to_owned(), value),
            Value::List(list) if list.is_empty() => Ok(()),
            Value::List(list) if self.style.explode => {
                (0..list.len()).try_for_each(|index| self.piece(own_name, &text(list.item(index))))
            }
            Value::List(list) => {
                self.begin(own_name, false)?;
                (0..list.len()).try_for_each(|index| self.item(index == 0, &text(list.item(index))))
            }
            Value::Map(_) | Value::Record(_) if self.style.explode => {
                try_members(value, &mut |key, value| self.member(key, value.parts()))
            }
            Value::Map(_) | Value::Record(_) => {
                let mut is_first = true;
                try_members(value, &mut |key, value| {
                    if is_first {
                        self.begin(own_name, false)?;
                    }
                    self.item(is_first, key)?;
                    is_first = false;
                    self.item(false, &text(value))
                })
            }
            value => self.piece(own_name, &text(value)),
        }
    }

    /// A member of an exploded object.
    fn member(&mut self, key: &str, value: Value<'_>) -> Result<(), &'static str> {
        match value {
            Value::Absent => Ok(()),
            Value::List(list) if !has_parts(value) => {
                (0..list.len()).try_for_each(|index| self.piece(Some(key), &text(list.item(index))))
            }
            value => self.piece(Some(key), &text(value)),
        }
    }

    /// The members of an object by their path in brackets, from `key` on.
    fn deep(&mut self, key: &mut String, value: Value<'_>) -> Result<(), &'static str> {
        let length = key.len();
        match value {
            Value::Absent => Ok(()),
            Value::List(list) => {
                let numbered = has_parts(value);
                (0..list.len()).try_for_each(|index| {
                    match numbered {
                        true => key.push_str(&format!("[{index}]")),
                        false => key.push_str("[]"),
                    }
                    self.deep(key, list.item(index).parts())?;
                    key.truncate(length);
                    Ok(())
                })
            }
            Value::Map(_) | Value::Record(_) => try_members(value, &mut |member, value| {
                key.extend(["[", member, "]"]);
                self.deep(key, value.parts())?;
                key.truncate(length);
                Ok(())
            }),
            value => self.piece(Some(key), &text(value)),
        }
    }

    /// `key=value`, or only the value.
    fn piece(&mut self, key: Option<&str>, value: &str) -> Result<(), &'static str> {
        self.begin(key, value.is_empty())?;
        self.place.write(&mut self.text, value, self.style.reserved)
    }

    /// What stands before a value.
    fn begin(&mut self, key: Option<&str>, value_is_empty: bool) -> Result<(), &'static str> {
        self.text.push_str(match self.style.layout {
            Layout::Label => ".",
            Layout::Matrix => ";",
            _ if self.is_empty => "",
            Layout::Simple => ",",
            Layout::Form | Layout::Deep => "&",
            Layout::Cookie => "; ",
        });
        self.is_empty = false;
        if let Some(key) = key {
            self.place.write(&mut self.text, key, false)?;
            if !(value_is_empty && self.style.layout == Layout::Matrix) {
                self.text.push('=');
            }
        }
        Ok(())
    }

    /// An item of a list that is one value.
    fn item(&mut self, is_first: bool, text: &str) -> Result<(), &'static str> {
        if !is_first {
            self.text.push_str(self.place.delimiter(self.style.delimiter));
        }
        self.place.write(&mut self.text, text, self.style.reserved)
    }
}

/// A simple value as its text, any other as JSON.
fn text(value: Value<'_>) -> Cow<'_, str> {
    match value.parts() {
        Value::String(text) => text.into(),
        value => scalar(value).unwrap_or_else(|| json::text(value)).into(),
    }
}

/// Whether a list has items that are lists or objects.
fn has_parts(value: Value<'_>) -> bool {
    let Value::List(list) = value else { return false };
    let is_one = |value: Value<'_>| matches!(value, Value::List(_) | Value::Map(_) | Value::Record(_));
    (0..list.len()).any(|index| is_one(list.item(index).parts()))
}

/// Calls back for each member that is there, until one fails.
fn try_members(
    value: Value<'_>,
    visit: &mut dyn FnMut(&str, Value<'_>) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    let mut result = Ok(());
    value.members(false, &mut |key, value| {
        if result.is_ok() && !matches!(value, Value::Absent) {
            result = visit(key, value);
        }
    });
    result
}
