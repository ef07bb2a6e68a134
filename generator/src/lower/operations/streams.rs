//! Responses that are a stream of values: server-sent events, JSON lines and JSON text sequences.

use super::media;
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{EventForm, JsonKind, Streamed, Ty};
use crate::lower::Lower;
use crate::lower::schemas::{Choice, Shape};
use crate::lower::view::Site;
use crate::parse;
use crate::resolve::Located;

/// The fields of a server-sent event.
const FIELDS: &[&str] = &["data", "event", "id", "retry"];

impl<'a> Lower<'a, '_> {
    /// The stream as which a response can come, if there is one.
    pub(super) fn streamed(&mut self, response: &'a Located<'a, parse::Response>) -> Option<Streamed> {
        let content = &response.value.content;
        let mut streams = content.iter().filter(|(key, _)| media::is_stream(key));
        let (key, value) = streams.next()?;
        let at = Pointer::from(response.pointer.as_str()).key("content");
        let others: Vec<String> = streams.map(|(key, _)| format!("`{}`", key.escape_debug())).collect();
        if !others.is_empty() {
            let message = format!("of several streams `{}` is read, and not {}", key.escape_debug(), others.join(", "));
            let help = "the others are read all the same if the service answers with them";
            self.warn(codes_lower::OTHER_MEDIA_TYPES, &message, at.as_str(), help);
        }
        let site = value.schema.as_ref().map(|schema| Site::new(schema, at.key(key).key("schema")));
        // What is described as a list is all of the stream (OpenAPI 3.2, section 4.14.3.1).
        let site = site.and_then(|site| match self.schemas.core(&site) {
            Some((_, Shape::List(items))) => items,
            _ => Some(site),
        });
        let (event, form) = match site {
            None if media::is_server_sent(key) => (Ty::String, EventForm::Text),
            None => (Ty::Json, EventForm::Json),
            Some(site) if media::is_server_sent(key) => match self.event_form(&site, 0) {
                EventForm::Text => (Ty::String, EventForm::Text),
                form => (self.use_of(&site).alone(), form),
            },
            Some(site) => (self.use_of(&site).alone(), EventForm::Json),
        };
        Some(Streamed { accept: media::clean(key), event, form })
    }

    /// How a server-sent event is read whose schema that is: the schema is one of the data, or of an object of the
    /// event's fields.
    fn event_form(&self, site: &Site<'a>, depth: usize) -> EventForm {
        let Some((view, shape)) = self.schemas.core(site) else { return EventForm::Json };
        let has = |name: &str| view.property_schema(name).is_some();
        let is_event = has("data") && (has("event") || has("id") || has("retry"));
        if is_event && view.property_names().all(|name| FIELDS.contains(&name)) {
            return EventForm::Object;
        }
        match shape {
            Shape::Union(choices) if depth < 4 => {
                let forms: Vec<EventForm> = choices
                    .iter()
                    .map(|choice| match choice {
                        Choice::Site(member) => self.event_form(member, depth + 1),
                        Choice::Kind(_) => EventForm::Json,
                    })
                    .collect();
                match forms.iter().all(|form| *form == EventForm::Object) && !forms.is_empty() {
                    true => EventForm::Object,
                    false => EventForm::Json,
                }
            }
            _ if self.schemas.json_kinds(site) == [JsonKind::String] => EventForm::Text,
            _ => EventForm::Json,
        }
    }
}
