//! Forms: how the properties of a body that is URL-encoded are written, by the `encoding` of OpenAPI.

use serde_json::Value;

use super::media;
use super::styles::{delimiter, of_query};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{JsonKind, Layout, PropertyStyle, Style};
use crate::lower::Lower;
use crate::lower::schemas::Shape;
use crate::lower::view::{Additional, Site};
use crate::parse::{Encoding, MediaType};

impl<'a> Lower<'a, '_> {
    /// The properties that are written in another way than the default; `pointer` is that of the media type.
    pub(super) fn form_styles(&mut self, declared: &'a MediaType, pointer: &Pointer) -> Vec<PropertyStyle> {
        let site = declared.schema.as_ref().map(|schema| Site::new(schema, pointer.key("schema")));
        let mut styles = Vec::new();
        for (wire, encoding) in &declared.encoding {
            let at = pointer.key("encoding").key(wire);
            if !self.may_have_property(site.as_ref(), wire) {
                let message = format!("`{}` has an encoding, and is no property of the body", wire.escape_debug());
                let help = "it has no effect; remove it, or add the property";
                self.warn(codes_lower::ENCODING_WITHOUT_EFFECT, &message, at.as_str(), help);
                continue;
            }
            if encoding.has_headers {
                let message = "`headers` of an encoding have no effect in a form";
                let help = "only the parts of a multipart body have headers (OpenAPI, Encoding Object)";
                self.warn(codes_lower::ENCODING_WITHOUT_EFFECT, message, at.key("headers").as_str(), help);
            }
            if let Some(style) = self.form_style(encoding, &at) {
                styles.push(PropertyStyle { wire: wire.to_owned(), style });
            }
        }
        styles
    }

    fn form_style(&mut self, encoding: &Encoding, pointer: &Pointer) -> Option<Style> {
        if let Some(content_type) = &encoding.content_type {
            if media::is_json(content_type) {
                return Some(Style { explode: false, json: true, ..Style::plain(Layout::Form) });
            }
            if !media::is_text(content_type) {
                let message = "a property of a form is written as text or as JSON, whatever its `contentType`";
                let help = "send the property as text that you made, or describe the body as multipart";
                self.warn(codes_lower::ENCODING_WITHOUT_EFFECT, message, pointer.key("contentType").as_str(), help);
            }
            return None;
        }
        style(encoding)
    }

    /// Whether an object is among the values of a schema.
    pub(in crate::lower) fn may_be_object(&self, site: &Site<'a>) -> bool {
        let kinds = self.schemas.json_kinds(site);
        kinds.is_empty() || kinds.contains(&JsonKind::Object)
    }

    /// Whether a schema is known to allow neither objects nor lists.
    pub(in crate::lower) fn is_simple(&self, site: &Site<'a>) -> bool {
        let kinds = self.schemas.json_kinds(site);
        !kinds.is_empty() && !kinds.iter().any(|kind| matches!(kind, JsonKind::Object | JsonKind::Array))
    }

    /// Whether an object may have a property of that name, as far as the document says.
    pub(super) fn may_have_property(&self, site: Option<&Site<'a>>, name: &str) -> bool {
        match site.and_then(|site| self.schemas.core(site)) {
            Some((view, Shape::Struct)) => {
                let flat = self.schemas.flatten(&view);
                flat.properties.contains_key(name) || matches!(flat.additional, Additional::Any | Additional::Schema(_))
            }
            _ => true,
        }
    }
}

/// The style that an encoding gives a property; none if it is the default. A style that is not written down is none: without
/// one, objects are JSON (OpenAPI 3.1.1, section 4.8.15.1.2).
pub(super) fn style(encoding: &Encoding) -> Option<Style> {
    let mut style = of_query(&encoding.style.clone().unwrap_or_default());
    if let Some(delimiter) = encoding.extensions.get("x-collectionFormat").and_then(Value::as_str).and_then(delimiter) {
        style.delimiter = delimiter;
    }
    let explode = encoding.explode && style.layout != Layout::Deep;
    let style = Style { explode, reserved: encoding.allow_reserved, ..style };
    let is_default = encoding.style.is_none() && style == Style::plain(Layout::Form);
    (!is_default).then_some(style)
}
