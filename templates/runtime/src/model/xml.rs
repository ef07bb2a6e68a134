//! The constant half of a model in XML: what its fields are called there, and what they are.

/// How a value stands in XML: OpenAPI's `xml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Xml {
    /// What it is called.
    pub name: XmlName,
    /// What it is.
    pub node: XmlNode,
}

/// The name of an element or an attribute.
#[derive(Debug, PartialEq, Eq)]
pub struct XmlName {
    /// The local name.
    pub name: &'static str,
    /// What stands before it and a colon; empty for nothing.
    pub prefix: &'static str,
    /// The namespace that is declared there; empty for none.
    pub namespace: &'static str,
}

/// What a value is in XML.
#[derive(Debug, PartialEq, Eq)]
pub enum XmlNode {
    /// An element, or one for each item of a list.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the element around it.
    Text,
    /// An element in which each item of a list has an element of that name.
    Wrapped(XmlName),
}

impl Xml {
    /// An element, or one for each item of a list.
    pub const fn element(name: XmlName) -> Self {
        Self { name, node: XmlNode::Element }
    }

    /// An attribute.
    pub const fn attribute(name: XmlName) -> Self {
        Self { name, node: XmlNode::Attribute }
    }

    /// The text of the element around it.
    pub const fn text(name: XmlName) -> Self {
        Self { name, node: XmlNode::Text }
    }

    /// An element in which each item of a list has an element of its own.
    pub const fn wrapped(name: XmlName, item: XmlName) -> Self {
        Self { name, node: XmlNode::Wrapped(item) }
    }
}

impl XmlName {
    /// A name in no namespace of its own.
    pub const fn plain(name: &'static str) -> Self {
        Self { name, prefix: "", namespace: "" }
    }

    /// A name with a prefix, in a namespace that is declared where it stands; either may be empty.
    pub const fn qualified(prefix: &'static str, name: &'static str, namespace: &'static str) -> Self {
        Self { name, prefix, namespace }
    }
}
