//! The elements of an XML text, with what is in them.

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

use super::Malformed;

/// How deep elements may stand in each other.
const DEPTH: usize = 128;

/// An element by its local name.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// The attributes by their local names, without the declarations of namespaces.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// All text that stands directly in it.
    pub(super) text: String,
}

impl Element {
    /// The attribute of that name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The text, unless white space between elements is all that there is.
    pub(super) fn content(&self) -> &str {
        if self.children.is_empty() { &self.text } else { self.text.trim() }
    }
}

/// Reads the one element that a text is.
pub(super) fn parse(text: &[u8]) -> Result<Element, Malformed> {
    let text = std::str::from_utf8(text).map_err(|error| malformed(format!("expected XML in UTF-8: {error}")))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    // The elements that are open, within one that stands for the whole text.
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| malformed(format!("not XML: {error}")))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEPTH {
                    return Err(malformed(format!("elements stand more than {DEPTH} deep in each other")));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => add(&mut open, element(&start)?),
            // The reader has checked that it ends what was begun last.
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    add(&mut open, done);
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|error| malformed(format!("not XML: {error}")))?;
                match (letter, resolve_xml_entity(&reference.xml10_content())) {
                    (Some(letter), _) => push(&mut open, letter.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => push(&mut open, text),
                    (None, None) => return Err(malformed("an entity is not one of those that XML has".to_owned())),
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(mut whole), true) if whole.children.len() == 1 => Ok(whole.children.remove(0)),
        (_, true) => Err(malformed("expected one XML element".to_owned())),
        _ => Err(malformed("not XML: an element is not closed".to_owned())),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Malformed> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| malformed(format!("not XML: {error}")))?;
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_err(|error| malformed(format!("not XML: {error}")))?;
        let is_namespace = attribute.key.as_namespace_binding().is_some();
        if !is_namespace {
            attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
        }
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Element { name, attributes, ..Element::default() })
}

fn add(open: &mut [Element], done: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(done);
    }
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn malformed(problem: String) -> Malformed {
    Malformed { path: String::new(), problem }
}
