//! How values stand in XML: what schemas say in `xml` (OpenAPI, XML Object).

use serde_json::Value;

use crate::document::unescape;
use crate::ir::{Xml, XmlName, XmlNode};
use crate::lower::Lower;
use crate::lower::schemas::Shape;
use crate::lower::view::{Site, SiteSchema};

impl<'a> Lower<'a, '_> {
    /// How a property stands in XML; none if as an element of its own name, or if the document has no XML.
    pub(super) fn xml_of(&self, wire: &str, site: &Site<'a>) -> Option<Box<Xml>> {
        if !self.uses_xml {
            return None;
        }
        let own = self.xml_data(site);
        let name = own.name(wire);
        let xml = match self.xml_item(site) {
            Some(item) if own.is_wrapped() => {
                let item = item.name(&name.name);
                Xml { name, node: XmlNode::Wrapped(item) }
            }
            // Of a list that has no element of its own, only what its items are called counts.
            Some(item) => Xml { name: item.name(wire), node: XmlNode::Element },
            None => Xml { name, node: own.node() },
        };
        let is_plain = xml.node == XmlNode::Element && xml.name == XmlName::plain(wire);
        (!is_plain).then(|| Box::new(xml))
    }

    /// How the root of a body stands in XML: called by what its schema says, or by the name of its component.
    pub(in crate::lower) fn xml_root(&self, site: Option<&Site<'a>>) -> Xml {
        let Some(site) = site else { return Xml { name: XmlName::plain("root"), node: XmlNode::Element } };
        let component = match site.schema {
            SiteSchema::Reference(reference) => self.schemas.lookup(reference).map(|target| target.pointer),
            SiteSchema::Item(_) => None,
        };
        let component = component.as_ref().and_then(|pointer| pointer.as_str().rsplit('/').next().map(unescape));
        let own = self.xml_data(site);
        match self.xml_item(site) {
            Some(item) => {
                let name = own.name(component.as_deref().unwrap_or("items"));
                Xml { name, node: XmlNode::Wrapped(item.name("item")) }
            }
            None => Xml { name: own.name(component.as_deref().unwrap_or("root")), node: XmlNode::Element },
        }
    }

    /// What the items of a list say; none if it is no list.
    fn xml_item(&self, site: &Site<'a>) -> Option<Data<'a>> {
        match self.schemas.core(site)? {
            (_, Shape::List(Some(items))) => Some(self.xml_data(&items)),
            (_, Shape::List(None)) => Some(Data(None)),
            _ => None,
        }
    }

    /// What a schema says, or the one that it is a wrapper of.
    fn xml_data(&self, site: &Site<'a>) -> Data<'a> {
        let own = self.schemas.view(site).and_then(|view| view.extension(EXTENSION));
        Data(own.or_else(|| self.schemas.core(site).and_then(|(view, _)| view.extension(EXTENSION))))
    }
}

/// Under which name the keyword travels.
const EXTENSION: &str = "x-oas31-xml";

/// An XML Object.
struct Data<'a>(Option<&'a Value>);

impl Data<'_> {
    fn text(&self, key: &str) -> Option<&str> {
        self.0?.get(key)?.as_str()
    }

    fn flag(&self, key: &str) -> bool {
        self.0.and_then(|data| data.get(key)).and_then(Value::as_bool).unwrap_or(false)
    }

    fn name(&self, otherwise: &str) -> XmlName {
        XmlName {
            name: self.text("name").filter(|name| !name.is_empty()).unwrap_or(otherwise).to_owned(),
            prefix: self.text("prefix").unwrap_or_default().to_owned(),
            namespace: self.text("namespace").unwrap_or_default().to_owned(),
        }
    }

    /// OpenAPI 3.2 says `nodeType` where earlier ones say `attribute` and `wrapped`.
    fn node(&self) -> XmlNode {
        match self.text("nodeType") {
            Some("attribute") => XmlNode::Attribute,
            Some("text" | "cdata") => XmlNode::Text,
            None if self.flag("attribute") => XmlNode::Attribute,
            _ => XmlNode::Element,
        }
    }

    fn is_wrapped(&self) -> bool {
        self.flag("wrapped") || self.text("nodeType") == Some("element")
    }
}
