//! How values stand in XML, as tokens; and whether a crate has XML at all.

use super::code::{Code, code};
use crate::ir::{Api, BodyKind, Content, Failure, Operation, Output, Received, Webhook, Xml, XmlName, XmlNode};

/// Whether an operation sends or answers XML, or a webhook does: only then has the crate what writes and reads it.
pub(super) fn is_used(api: &Api) -> bool {
    let is_xml = |webhook: &Webhook| matches!(webhook.body, Received::Xml { .. });
    api.webhooks.iter().any(is_xml)
        || api.operations.values().any(|operation| {
            let sent = operation.body.iter().flat_map(|body| body.content.forms());
            sent.map(|form| &form.kind).any(|kind| matches!(kind, BodyKind::Xml { .. }))
                || received(operation).into_iter().any(|content| matches!(content, Content::Xml { .. }))
        })
}

/// What an operation may answer, other than its headers.
pub(super) fn received(operation: &Operation) -> Vec<&Content> {
    let mut all: Vec<&Content> = match &operation.output {
        Output::One(content) => vec![content],
        Output::Several { cases, .. } => cases.iter().map(|case| &case.content).collect(),
    };
    match &operation.failure {
        Failure::None => {}
        Failure::One { content, .. } => all.push(content),
        Failure::Several { cases, .. } => all.extend(cases.iter().map(|case| &case.content)),
    }
    all
}

/// `&model::Xml::element(…)`
pub(super) fn reference(xml: &Xml) -> Code {
    let name = self::name(&xml.name);
    match &xml.node {
        XmlNode::Element => code!(&model::Xml::element(#name)),
        XmlNode::Attribute => code!(&model::Xml::attribute(#name)),
        XmlNode::Text => code!(&model::Xml::text(#name)),
        XmlNode::Wrapped(item) => {
            let item = self::name(item);
            code!(&model::Xml::wrapped(#name, #item))
        }
    }
}

fn name(name: &XmlName) -> Code {
    let XmlName { name, prefix, namespace } = name;
    match prefix.is_empty() && namespace.is_empty() {
        true => code!(model::XmlName::plain(#name)),
        false => code!(model::XmlName::qualified(#prefix, #name, #namespace)),
    }
}
