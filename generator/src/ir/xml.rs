//! How values stand in XML.

/// How a value stands in XML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Xml {
    /// What it is called.
    pub name: XmlName,
    /// What it is.
    pub node: XmlNode,
}

/// The name of an element or an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct XmlName {
    /// The local name.
    pub name: String,
    /// What stands before it and a colon; empty for nothing.
    pub prefix: String,
    /// The namespace that is declared there; empty for none.
    pub namespace: String,
}

/// What a value is in XML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl XmlName {
    /// A name without a prefix.
    pub fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), prefix: String::new(), namespace: String::new() }
    }
}
