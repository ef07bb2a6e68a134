//! Server-sent events, line by line, as the HTML standard reads them (section 9.2.6). No I/O.

use std::{sync::Arc, time::Duration};

use super::frames::Frame;

/// What is known between two lines.
#[derive(Default)]
pub(super) struct ServerSent {
    name: String,
    /// Each line of it with its end.
    data: String,
    /// Kept from event to event, which share it: a service that sends a long one once does not fill the memory.
    id: Arc<str>,
    /// How long to wait before asking again.
    pub(super) retry: Option<Duration>,
    /// The id of the last event that was complete.
    pub(super) last_id: Arc<str>,
}

impl ServerSent {
    /// How many bytes of an event are held.
    pub(super) fn len(&self) -> usize {
        self.data.len() + self.name.len() + self.id.len()
    }

    /// Forgets the event that is not complete.
    pub(super) fn restart(&mut self) {
        self.name.clear();
        self.data.clear();
        self.id.clone_from(&self.last_id);
    }

    /// Takes a line without its end; gives the event that it completes.
    pub(super) fn line(&mut self, line: &str) -> Option<Frame> {
        if line.is_empty() {
            return self.dispatch();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = value.into(),
            "retry" if !value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit()) => {
                self.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
            }
            // A comment has an empty name; other names mean nothing.
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<Frame> {
        self.last_id.clone_from(&self.id);
        let name = std::mem::take(&mut self.name);
        let mut text = std::mem::take(&mut self.data);
        // The end of the last line; without a line there is no event.
        text.pop()?;
        let id = Some(&self.id).filter(|id| !id.is_empty()).cloned();
        Some(Frame { name: Some(name).filter(|name| !name.is_empty()), id, text, problem: None })
    }
}
