//! How values stand in XML, as tokens; and whether a crate has XML at all.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, BodyKind, Xml, XmlName, XmlNode};

/// Whether an operation sends XML: only then has the crate what writes it.
pub(super) fn is_used(api: &Api) -> bool {
    let bodies = api.operations.values().filter_map(|operation| operation.body.as_ref());
    bodies.flat_map(|body| body.content.forms()).any(|form| matches!(form.kind, BodyKind::Xml { .. }))
}

/// `&model::Xml::element(…)`
pub(super) fn reference(xml: &Xml) -> TokenStream {
    let name = self::name(&xml.name);
    match &xml.node {
        XmlNode::Element => quote!(&model::Xml::element(#name)),
        XmlNode::Attribute => quote!(&model::Xml::attribute(#name)),
        XmlNode::Text => quote!(&model::Xml::text(#name)),
        XmlNode::Wrapped(item) => {
            let item = self::name(item);
            quote!(&model::Xml::wrapped(#name, #item))
        }
    }
}

fn name(name: &XmlName) -> TokenStream {
    let XmlName { name, prefix, namespace } = name;
    match prefix.is_empty() && namespace.is_empty() {
        true => quote!(model::XmlName::plain(#name)),
        false => quote!(model::XmlName::qualified(#prefix, #name, #namespace)),
    }
}
