//! Request bodies: in which forms one can be sent, and which of these are one type.

use super::media::{self, Form};
use crate::document::Pointer;
use crate::ir::{Body, BodyCase, BodyContent, BodyForm, BodyKind, Parameter, PartPointer, Ty};
use crate::lower::view::Site;
use crate::lower::{Lower, docs, names};
use crate::parse::MediaType;
use crate::resolve::ResolvedOperation;

/// A media type that a body may have.
#[derive(Clone, Debug)]
struct Choice<'a> {
    form: Form,
    /// What is sent.
    media_type: String,
    /// Other media types of the same bytes.
    alternatives: Vec<String>,
    /// Its schema, if it has one.
    site: Option<Site<'a>>,
    /// What the document says of it.
    declared: &'a MediaType,
    /// Where it says so.
    pointer: Pointer,
}

impl<'a> Choice<'a> {
    /// Which form is the first one: JSON, before a form, before parts, before XML, before lines, before plain text, before bytes.
    fn rank(&self) -> usize {
        match self.form {
            Form::Json if self.media_type == "application/json" => 0,
            Form::Json => 1,
            Form::UrlEncoded => 2,
            Form::Multipart => 3,
            Form::Xml => 4,
            Form::Lines => 5,
            Form::Text if media::is_text(&self.media_type) => 6,
            Form::Bytes => 7,
            Form::Text => 8,
        }
    }
}

impl<'a> Lower<'a, '_> {
    /// The body of an operation. `name` is that of the operation.
    pub(super) fn body(
        &mut self,
        operation: &'a ResolvedOperation<'a>,
        name: &str,
        parameters: &[Parameter],
    ) -> Option<Body> {
        let located = operation.request_body.as_ref()?;
        let choices = self.choices(operation);
        let secret = choices.iter().filter_map(|choice| choice.site.as_ref()).any(|site| self.schemas.is_secret(site));
        let mut forms: Vec<BodyForm> =
            choices.iter().map(|choice| self.body_form(choice, name, &operation.pointer)).collect();
        let content = if forms.len() > 1 {
            BodyContent::Several { name: names::type_name(&format!("{name}Body")), cases: cases(forms) }
        } else {
            BodyContent::One(forms.pop()?)
        };
        let mut wires: Vec<(&str, &str)> =
            parameters.iter().map(|parameter| (parameter.wire.as_str(), parameter.name.plain())).collect();
        // The body has no name on the wire, so it gives way to a parameter of its name.
        wires.push(("\u{10ffff}", "body"));
        let name = names::field_names(&wires).pop().unwrap_or_else(|| names::field_name("body"));
        Some(Body {
            name,
            required: located.value.required,
            content,
            secret,
            docs: docs::clean(located.description.or(located.value.description.as_deref()).unwrap_or_default()),
            pointer: PartPointer::new(&located.pointer, &operation.pointer),
        })
    }

    /// The media types that a body may have, the best first; of those that carry the same type, the best one only.
    fn choices(&self, operation: &'a ResolvedOperation<'a>) -> Vec<Choice<'a>> {
        let Some(located) = &operation.request_body else { return Vec::new() };
        let at = Pointer::from(located.pointer.as_str()).key("content");
        let mut all: Vec<Choice<'a>> = Vec::new();
        for (key, declared) in &located.value.content {
            let (form, media_type) = media::of_request(key, declared);
            let pointer = at.key(key);
            let site = declared.schema.as_ref().map(|schema| Site::new(schema, pointer.key("schema")));
            let is_file = site.as_ref().is_some_and(|site| self.file_kind(site).is_some());
            let mut choice = Choice { form, media_type, alternatives: Vec::new(), site, declared, pointer };
            if matches!(form, Form::Json | Form::Text | Form::Lines | Form::Xml)
                && is_file
                && choice.declared.schema.is_some()
            {
                choice.form = Form::Bytes;
            }
            if choice.form == Form::Bytes && *key != choice.media_type {
                choice.alternatives.push(media::clean(key));
            }
            all.push(choice);
        }
        // Among equals by name, since what the first is called depends on it.
        all.sort_by(|one, two| (one.rank(), &one.media_type).cmp(&(two.rank(), &two.media_type)));
        let mut kept: Vec<Choice<'a>> = Vec::new();
        for choice in all {
            match kept.iter_mut().find(|other| self.covers(other, &choice)) {
                Some(other) if other.form == Form::Bytes => {
                    other.alternatives.push(choice.media_type);
                    other.alternatives.extend(choice.alternatives);
                }
                Some(_) => {}
                None => kept.push(choice),
            }
        }
        kept
    }

    /// Whether all that can be sent in one form can be sent in another, better one.
    fn covers(&self, better: &Choice<'a>, other: &Choice<'a>) -> bool {
        let has_files = |choice: &Choice<'a>| choice.form == Form::Multipart && self.has_files(choice.site.as_ref());
        match (better.form, other.form) {
            (Form::Bytes, Form::Bytes) => true,
            // Nobody but the caller knows whether a text is a table or a page.
            (Form::Text, Form::Text) => media::essence(&better.media_type) == media::essence(&other.media_type),
            (_, Form::Text) if !media::is_text(&other.media_type) => false,
            (Form::Bytes, _) | (_, Form::Bytes) => false,
            // A line is not the value, and what a patch means is said by its media type.
            (Form::Lines, form) | (form, Form::Lines) if form != Form::Lines => false,
            _ if media::is_patch(&better.media_type) || media::is_patch(&other.media_type) => false,
            _ => !has_files(better) && !has_files(other) && self.same_schema(better.site.as_ref(), other.site.as_ref()),
        }
    }

    fn same_schema(&self, one: Option<&Site<'a>>, two: Option<&Site<'a>>) -> bool {
        let (one, two) = match (one, two) {
            (None, None) => return true,
            (Some(one), Some(two)) => (self.schemas.view(one), self.schemas.view(two)),
            _ => return false,
        };
        one.zip(two).is_some_and(|(one, two)| one.pointer == two.pointer || one.says_the_same(&two))
    }

    fn body_form(&mut self, choice: &Choice<'a>, operation: &str, whole: &str) -> BodyForm {
        let site = choice.site.clone();
        let kind = match (choice.form, site) {
            (Form::Json, Some(site)) => BodyKind::Json(self.use_of(&site).alone()),
            (Form::Json, None) => BodyKind::Json(Ty::Json),
            // A form that is described as a text is one that its user has made.
            (Form::UrlEncoded, Some(site)) if !self.may_be_object(&site) => BodyKind::Text,
            (Form::UrlEncoded, site) => {
                let ty = site.map_or(Ty::Json, |site| self.use_of(&site).ty);
                BodyKind::Form { ty, styles: self.form_styles(choice.declared, &choice.pointer) }
            }
            (Form::Multipart, site) => {
                let name = format!("{operation}Multipart");
                let parts = site.and_then(|site| self.multipart(choice.declared, &choice.pointer, &site, &name));
                parts.map_or(BodyKind::Parts, |parts| BodyKind::Multipart(Box::new(parts)))
            }
            (Form::Lines, site) => BodyKind::Lines(site.map_or(Ty::Json, |site| self.line(&site))),
            // The same goes for XML.
            (Form::Xml, Some(site)) if self.is_simple(&site) => BodyKind::Text,
            (Form::Xml, site) => BodyKind::Xml {
                root: Box::new(self.xml_root(site.as_ref())),
                ty: site.map_or(Ty::Json, |site| self.use_of(&site).ty),
            },
            (Form::Text, _) => BodyKind::Text,
            (Form::Bytes, _) => BodyKind::Bytes,
        };
        BodyForm {
            media_type: choice.media_type.clone(),
            alternatives: choice.alternatives.clone(),
            kind,
            pointer: PartPointer::new(choice.pointer.as_str(), whole),
        }
    }

    /// A line of a body that comes in lines: the items of a list, or what the schema says of each.
    fn line(&mut self, site: &Site<'a>) -> Ty {
        match self.use_of(site).alone() {
            Ty::List(item) => *item,
            line => line,
        }
    }
}

/// The variants of a body that comes in several forms, each named by its form, or by its media type where another has that name.
fn cases(forms: Vec<BodyForm>) -> Vec<BodyCase> {
    let mut wishes: Vec<(String, String)> = Vec::new();
    for form in &forms {
        let plain = match &form.kind {
            _ if media::is_patch(&form.media_type) => media::word(&form.media_type),
            BodyKind::Json(_) => "Json".to_owned(),
            BodyKind::Form { .. } => "Form".to_owned(),
            BodyKind::Multipart(_) | BodyKind::Parts => "Multipart".to_owned(),
            BodyKind::Lines(_) => "Lines".to_owned(),
            BodyKind::Xml { .. } => "Xml".to_owned(),
            BodyKind::Text => "Text".to_owned(),
            BodyKind::Bytes => "Bytes".to_owned(),
        };
        let is_taken = wishes.iter().any(|(_, other)| *other == plain);
        let name = if is_taken { media::word(&form.media_type) } else { plain };
        wishes.push((form.media_type.clone(), name));
    }
    let pairs: Vec<(&str, &str)> = wishes.iter().map(|(wire, name)| (wire.as_str(), name.as_str())).collect();
    names::variant_names(&pairs).into_iter().zip(forms).map(|(name, form)| BodyCase { name, form }).collect()
}
