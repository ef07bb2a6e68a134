//! The forms in which a response comes: which of them are read, in which order they are asked for, and what they hold.
//!
//! A value that comes as JSON is read from JSON, whatever else it may come as. What comes as something else (a table, a
//! picture) is a form of its own.

use super::media::{self, Choice, Form};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Content, Ty};
use crate::lower::Lower;
use crate::lower::view::Site;
use crate::parse::{self, Content as Declared, MediaType};
use crate::resolve::Located;

/// What a response holds in some of its forms.
pub(super) struct Representation {
    /// What it holds.
    pub(super) content: Content,
    /// The media types of these forms, the preferred one first.
    pub(super) media_types: Vec<String>,
    /// Whether it must not be shown.
    pub(super) secret: bool,
}

impl Representation {
    /// What has no form of its own.
    pub(super) fn new(content: Content) -> Self {
        Self { content, media_types: Vec::new(), secret: false }
    }
}

type Response<'a> = Located<'a, parse::Response>;

impl<'a> Lower<'a, '_> {
    /// What a response holds, by its forms, the preferred one first. None if it has no body, or comes as a stream only.
    pub(super) fn representations(&mut self, response: &'a Response<'a>) -> Vec<Representation> {
        let content = &response.value.content;
        let at = Pointer::from(response.pointer.as_str()).key("content");
        let choices = self.read_forms(content, &at);
        self.report_other_forms(content, &choices, at.as_str());
        let mut found: Vec<Representation> = Vec::new();
        for choice in choices {
            let site = choice.value.schema.as_ref().map(|schema| Site::new(schema, at.key(choice.key).key("schema")));
            let secret = site.as_ref().is_some_and(|site| self.schemas.is_secret(site));
            let content = self.content_of(&choice, site);
            match found.iter_mut().find(|known| known.content == content) {
                Some(known) => {
                    known.media_types.push(choice.media_type);
                    known.secret |= secret;
                }
                None => found.push(Representation { content, media_types: vec![choice.media_type], secret }),
            }
        }
        join(&mut found, |content| matches!(content, Content::Json(ty) if *ty != Ty::Json), &Content::Json(Ty::Json));
        if join(&mut found, |content| *content == Content::Json(Ty::String), &Content::Text) {
            for known in found.iter_mut().filter(|known| known.content == Content::Json(Ty::String)) {
                known.content = Content::TextOrJson;
            }
        }
        found
    }

    /// The forms that are read, the preferred one first.
    fn read_forms(&self, content: &'a Declared, at: &Pointer) -> Vec<Choice<'a>> {
        let mut choices: Vec<Choice<'a>> = content
            .iter()
            .filter(|(key, _)| !media::is_stream(key))
            .map(|(key, value)| {
                let form = if self.is_file(value, &at.key(key)) { Form::Bytes } else { media::form(key) };
                // A range of media types with a schema that is no file is how some frameworks say JSON.
                let is_json = media::form(key) == Form::Json;
                let (form, media_type) = match form {
                    Form::Bytes if media::essence(key) == "*/*" && media::is_structured(value) => {
                        (Form::Json, "application/json".to_owned())
                    }
                    // A file is not JSON, whatever is said of it, nor does everybody know what a media type is.
                    Form::Bytes if is_json || !key.contains('/') => (Form::Bytes, "*/*".to_owned()),
                    form => (form, media::clean(key)),
                };
                Choice { key, media_type, form, value }
            })
            .collect();
        let has_json = choices.iter().any(|choice| choice.form == Form::Json);
        let is_known =
            |choice: &Choice<'_>| !matches!(media::form(choice.key), Form::UrlEncoded | Form::Multipart | Form::Lines);
        let has_known = choices.iter().any(is_known);
        choices.retain(|choice| {
            let is_same = media::is_like_json(choice.key) || media::is_structured(choice.value);
            choice.form == Form::Json
                || (is_known(choice) || !has_known)
                    && !(has_json && is_same && !self.is_file(choice.value, &at.key(choice.key)))
        });
        // By weight only where it matters: of pictures, the document's order says what is preferred.
        choices.sort_by_key(|choice| match choice.form {
            Form::Json if choice.media_type == "application/json" => 0,
            Form::Json => 1,
            Form::Text if media::essence(&choice.media_type) == "text/plain" => 2,
            Form::Text | Form::UrlEncoded => 4,
            Form::Xml => 2,
            Form::Bytes | Form::Multipart | Form::Lines => 3,
        });
        choices
    }

    fn content_of(&mut self, choice: &Choice<'a>, site: Option<Site<'a>>) -> Content {
        match choice.form {
            Form::Json => Content::Json(site.map_or(Ty::Json, |site| self.use_of(&site).alone())),
            Form::Text | Form::UrlEncoded => Content::Text,
            Form::Xml => match site {
                // What is described as a text is XML that its user reads.
                Some(site) if self.is_simple(&site) => Content::Text,
                Some(site) => Content::Xml { root: Box::new(self.xml_root(Some(&site))), ty: self.use_of(&site).ty },
                None => Content::Bytes,
            },
            Form::Bytes | Form::Multipart | Form::Lines => Content::Bytes,
        }
    }

    /// Whether a body is described as bytes that mean nothing to the document, whatever its media type.
    fn is_file(&self, value: &'a MediaType, pointer: &Pointer) -> bool {
        let site = value.schema.as_ref().map(|schema| Site::new(schema, pointer.key("schema")));
        let found = site.and_then(|site| self.schemas.core(&site));
        found.is_some_and(|(view, _)| view.format == "binary")
    }

    /// Notes which media types of a response are not read.
    fn report_other_forms(&mut self, content: &Declared, read: &[Choice<'_>], pointer: &str) {
        let others: Vec<String> = content
            .keys()
            .filter(|key| !media::is_stream(key) && !read.iter().any(|choice| choice.key == *key))
            .map(|key| format!("`{}`", key.escape_debug()))
            .collect();
        if let (Some(first), false) = (read.first(), others.is_empty()) {
            let message = format!(
                "of the media types of a response `{}` is read, and not {}",
                first.media_type,
                others.join(", ")
            );
            let help = "it is asked for in a form that is read; the others are left to who asks for them";
            self.warn(codes_lower::OTHER_MEDIA_TYPES, &message, pointer, help);
        }
    }
}

/// Lets the first that is so come in the forms of another too, which goes; false if one of them is missing.
fn join(found: &mut Vec<Representation>, into: impl Fn(&Content) -> bool, from: &Content) -> bool {
    let Some(index) = found.iter().position(|known| known.content == *from) else { return false };
    if !found.iter().any(|known| into(&known.content)) {
        return false;
    }
    let gone = found.remove(index);
    if let Some(known) = found.iter_mut().find(|known| into(&known.content)) {
        known.media_types.extend(gone.media_types);
        known.secret |= gone.secret;
    }
    true
}
