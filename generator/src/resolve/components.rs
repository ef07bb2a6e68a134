//! Components by reference: parameters, bodies, responses and headers.
//!
//! Silent: a reference that leads nowhere has been reported where all references are checked.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::Located;
use crate::dialect::{MAX_CHAIN, local_pointer};
use crate::document::{Node, Text, escape, unescape};
use crate::parse::{Components, Header, Parameter, RequestBody, Response, Typed};

/// A type that has a section in the components.
pub(super) trait Component: Sized {
    /// The section's name.
    const SECTION: &'static str;

    /// The section.
    fn section(components: &Components) -> &IndexMap<Text, ReferenceOr<Self>>;
}

impl Component for Parameter {
    const SECTION: &'static str = "parameters";

    fn section(components: &Components) -> &IndexMap<Text, ReferenceOr<Self>> {
        &components.parameters
    }
}

impl Component for RequestBody {
    const SECTION: &'static str = "requestBodies";

    fn section(components: &Components) -> &IndexMap<Text, ReferenceOr<Self>> {
        &components.request_bodies
    }
}

impl Component for Response {
    const SECTION: &'static str = "responses";

    fn section(components: &Components) -> &IndexMap<Text, ReferenceOr<Self>> {
        &components.responses
    }
}

impl Component for Header {
    const SECTION: &'static str = "headers";

    fn section(components: &Components) -> &IndexMap<Text, ReferenceOr<Self>> {
        &components.headers
    }
}

/// What stands, itself or by however many references, at a pointer.
pub(super) fn find<'a, T: Component>(
    typed: &'a Typed,
    document: &'a Node,
    value: &'a ReferenceOr<T>,
    pointer: &str,
) -> Option<Located<'a, T>> {
    let mut found = Located { value, pointer: pointer.to_owned(), description: None };
    let mut seen = Vec::new();
    loop {
        let reference = match found.value {
            ReferenceOr::Item(value) => {
                return Some(Located { value, pointer: found.pointer, description: found.description });
            }
            ReferenceOr::Reference { reference } => reference,
        };
        let node = document.at(&found.pointer);
        let description = node.and_then(|node| node.get("description")).and_then(Node::as_str);
        let name = component_name::<T>(reference)?;
        if seen.contains(&name) || seen.len() > MAX_CHAIN {
            return None;
        }
        let value = T::section(&typed.components).get(name.as_str())?;
        let pointer = format!("/components/{}/{}", T::SECTION, escape(&name));
        found = Located { value, pointer, description: found.description.or(description) };
        seen.push(name);
    }
}

fn component_name<T: Component>(reference: &str) -> Option<String> {
    let pointer = local_pointer(reference)?;
    let name = pointer.strip_prefix("/components/")?.strip_prefix(T::SECTION)?.strip_prefix('/')?;
    (!name.contains('/')).then(|| unescape(name).into_owned())
}
