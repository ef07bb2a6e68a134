//! Writing: elements and attributes by the tables.

use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};

use super::super::{
    model::{Column, Constant, Field, Record, Value, Xml, XmlName, XmlNode},
    request::scalar,
};

/// Writes a value as a text.
pub(super) fn write(root: &Xml, value: Value<'_>) -> Result<String, &'static str> {
    let mut output = Output(Writer::new(Vec::with_capacity(256)));
    output.column(root, value)?;
    String::from_utf8(output.0.into_inner()).map_err(|_| "has no form in XML")
}

struct Output(Writer<Vec<u8>>);

/// What an element is called, and what its names mean.
#[derive(Clone, Copy)]
struct Name<'a> {
    name: &'a str,
    prefix: &'a str,
    namespace: &'a str,
}

impl<'a> Name<'a> {
    fn plain(name: &'a str) -> Self {
        Self { name, prefix: "", namespace: "" }
    }

    fn of(name: &XmlName) -> Self {
        Self { name: name.name, prefix: name.prefix, namespace: name.namespace }
    }

    /// The name with its prefix, if it can be a name in XML.
    fn qualified(self) -> Result<String, &'static str> {
        let starts = |letter: char| letter.is_alphabetic() || letter == '_';
        let goes_on = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        let is_name = |text: &str| text.starts_with(starts) && text.chars().all(goes_on);
        match (is_name(self.name), self.prefix) {
            (true, "") => Ok(self.name.to_owned()),
            (true, prefix) if is_name(prefix) => Ok(format!("{prefix}:{}", self.name)),
            _ => Err("has a member whose name cannot be one in XML"),
        }
    }

    fn start(self) -> Result<BytesStart<'a>, &'static str> {
        let mut start = BytesStart::new(self.qualified()?);
        match (self.namespace, self.prefix) {
            ("", _) => {}
            (namespace, "") => start.push_attribute(("xmlns", namespace)),
            (namespace, prefix) => start.push_attribute((format!("xmlns:{prefix}").as_str(), namespace)),
        }
        Ok(start)
    }
}

impl Output {
    fn event(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        // Writing to memory does not fail.
        self.0.write_event(event).map_err(|_| "has no form in XML")
    }

    /// A value where it stands in its parent.
    fn column(&mut self, xml: &Xml, value: Value<'_>) -> Result<(), &'static str> {
        let name = Name::of(&xml.name);
        match (&xml.node, value.parts()) {
            (_, Value::Absent) => Ok(()),
            (XmlNode::Wrapped(item), value @ Value::List(_)) => {
                self.event(Event::Start(name.start()?))?;
                self.element(Name::of(item), value)?;
                self.event(Event::End(BytesEnd::new(name.qualified()?)))
            }
            (XmlNode::Text, value) => {
                let text = text(value)?;
                self.event(Event::Text(BytesText::new(&text)))
            }
            (_, value) => self.element(name, value),
        }
    }

    /// An element, or one for each item of a list.
    fn element(&mut self, name: Name<'_>, value: Value<'_>) -> Result<(), &'static str> {
        let start = name.start()?;
        match value.parts() {
            Value::Absent => Ok(()),
            Value::List(list) => (0..list.len()).try_for_each(|index| self.element(name, list.item(index))),
            Value::Null => {
                let nil = [("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"), ("xsi:nil", "true")];
                self.event(Event::Empty(start.with_attributes(nil)))
            }
            Value::Record(record) => self.record(name, start, record),
            Value::Map(map) => {
                self.event(Event::Start(start))?;
                let mut result = Ok(());
                map.each(&mut |key, value| {
                    if result.is_ok() {
                        result = self.element(Name::plain(key), value);
                    }
                });
                result?;
                self.event(Event::End(BytesEnd::new(name.qualified()?)))
            }
            value => {
                let text = text(value)?;
                self.event(Event::Start(start))?;
                self.event(Event::Text(BytesText::new(&text)))?;
                self.event(Event::End(BytesEnd::new(name.qualified()?)))
            }
        }
    }

    fn record(&mut self, name: Name<'_>, mut start: BytesStart<'_>, record: &dyn Record) -> Result<(), &'static str> {
        let table = record.table();
        let sent = || table.columns.iter().enumerate().filter(|(_, column)| !column.is().read_only);
        for (index, column) in sent() {
            let Some(Xml { name, node: XmlNode::Attribute }) = column.is().xml else { continue };
            match value(record, index, column) {
                Value::Absent | Value::Null => {}
                value => start.push_attribute((Name::of(name).qualified()?.as_str(), text(value)?.as_str())),
            }
        }
        self.event(Event::Start(start))?;
        for (index, column) in sent() {
            let value = value(record, index, column);
            match column.is().xml {
                Some(Xml { node: XmlNode::Attribute, .. }) => {}
                Some(xml) => self.column(xml, value)?,
                None => self.element(Name::plain(column.name()), value)?,
            }
        }
        if let Some(Value::Map(rest)) = record.rest().map(Field::value) {
            let mut result = Ok(());
            rest.each(&mut |key, value| {
                if result.is_ok() && table.find(key, 0).is_none() {
                    result = self.element(Name::plain(key), value);
                }
            });
            result?;
        }
        self.event(Event::End(BytesEnd::new(name.qualified()?)))
    }
}

/// What stands in a column.
fn value<'a>(record: &'a dyn Record, index: usize, column: &Column) -> Value<'a> {
    match column.is().constant {
        Some(Constant::String(text)) => Value::String(text),
        Some(Constant::Integer(value)) => Value::Integer(value),
        Some(Constant::Bool(value)) => Value::Bool(value),
        None => match record.field(index).value() {
            Value::Absent if column.is().null => Value::Null,
            value => value,
        },
    }
}

/// A simple value as a text of characters that XML has (XML 1.0, section 2.2).
fn text(value: Value<'_>) -> Result<String, &'static str> {
    let text = scalar(value.parts()).ok_or("has a value that is no text in XML")?;
    let is_allowed = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}');
    match text.chars().all(is_allowed) {
        true => Ok(text),
        false => Err("holds characters that XML cannot"),
    }
}
