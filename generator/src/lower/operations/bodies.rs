//! Request bodies.

use super::media::{self, Form};
use crate::document::Pointer;
use crate::ir::{Body, BodyKind, Parameter, Ty};
use crate::lower::view::Site;
use crate::lower::{Lower, docs, names};
use crate::resolve::ResolvedOperation;

impl<'a> Lower<'a, '_> {
    /// An error if an operation has a body that cannot be written.
    pub(super) fn check_body(&self, operation: &ResolvedOperation<'_>) -> Result<(), String> {
        let Some(body) = &operation.request_body else { return Ok(()) };
        let content = &body.value.content;
        if content.is_empty() || media::of_request(content).is_some() {
            return Ok(());
        }
        let types: Vec<String> = content.keys().map(|key| format!("`{}`", key.escape_debug())).collect();
        Err(format!("its body comes as {} only, which cannot be written yet", types.join(" or ")))
    }

    /// The body of an operation.
    pub(super) fn body(&mut self, operation: &'a ResolvedOperation<'a>, parameters: &[Parameter]) -> Option<Body> {
        let located = operation.request_body.as_ref()?;
        let choice = media::of_request(&located.value.content)?;
        let at = Pointer::from(located.pointer.as_str()).key("content");
        self.other_media_types(&located.value.content, &choice, at.as_str());
        let site = choice.value.schema.as_ref().map(|schema| Site::new(schema, at.key(choice.key).key("schema")));
        let secret = site.as_ref().is_some_and(|site| self.schemas.is_secret(site));
        let kind = match (choice.form, site) {
            (Form::Json, Some(site)) => BodyKind::Json(self.use_of(&site).alone()),
            (Form::Json, None) => BodyKind::Json(Ty::Json),
            // A form that is described as a text is one that its user has made.
            (Form::UrlEncoded, Some(site)) if !self.may_be_object(&site) => BodyKind::Text,
            (Form::UrlEncoded, site) => {
                let ty = site.map_or(Ty::Json, |site| self.use_of(&site).ty);
                BodyKind::Form { ty, styles: self.form_styles(choice.value, &at.key(choice.key)) }
            }
            (Form::Text, _) => BodyKind::Text,
            (Form::Bytes, _) => BodyKind::Bytes,
        };
        let mut wires: Vec<(&str, &str)> =
            parameters.iter().map(|parameter| (parameter.wire.as_str(), parameter.name.plain())).collect();
        // The body has no name on the wire, so it gives way to a parameter of its name.
        wires.push(("\u{10ffff}", "body"));
        let name = names::field_names(&wires).pop().unwrap_or_else(|| names::field_name("body"));
        Some(Body {
            name,
            required: located.value.required,
            media_type: choice.media_type,
            kind,
            secret,
            docs: docs::clean(located.description.or(located.value.description.as_deref()).unwrap_or_default()),
        })
    }
}
