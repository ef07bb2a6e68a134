//! Every operation has responses, and every key of them is a status.

use super::Site;
use crate::diagnostics::codes_typed;
use crate::document::{Node, Span, Text, Value};

/// Gives an operation without `responses` one that says nothing, as 3.1 allows.
pub(super) fn operation(node: &mut Node) {
    if node.get("responses").is_none() {
        let span = node.span;
        let mut response = Node::object(span);
        response.set("description", Node::string("", span));
        let mut responses = Node::object(span);
        responses.set("default", response);
        node.set("responses", responses);
    }
}

/// Leaves out what is no status, and writes ranges with capital letters.
pub(super) fn statuses(site: &mut Site<'_>, node: &mut Node) {
    let Value::Object(entries) = &mut node.value else { return };
    let mut seen: Vec<(String, Text, Span)> = Vec::new();
    entries.retain_mut(|entry| {
        let key = entry.key.as_str();
        if key == "default" || key.starts_with("x-") {
            return true;
        }
        let Some(status) = status(key) else {
            let message = format!("`{key}` is no status");
            let help =
                "a status is a code from 100 to 599, a range such as `2XX`, or `default`; this response was left out";
            site.warn(codes_typed::STATUS, message, entry.key_span, key, help);
            return false;
        };
        if let Some((_, first, span)) = seen.iter().find(|(known, ..)| *known == status) {
            let message = format!("status `{status}` is declared twice");
            let (here, first) = ((entry.key_span, key), (*span, first.as_str(), "first declared here"));
            site.warn_of_two(codes_typed::STATUS, message, here, first, "the first is used; remove one of them");
            return false;
        }
        let written = entry.key.clone();
        if written != status {
            entry.key = status.as_str().into();
        }
        seen.push((status, written, entry.key_span));
        true
    });
}

/// A status as the typed document reads it.
fn status(key: &str) -> Option<String> {
    let status = key.to_ascii_uppercase();
    let mut characters = status.chars();
    let class = characters.next().filter(|class| ('1'..='9').contains(class));
    let rest = characters.as_str();
    let is_code = rest.len() == 2 && rest.chars().all(|digit| digit.is_ascii_digit());
    let is_range = rest == "XX" && class.is_some_and(|class| class <= '5');
    (class.is_some() && (is_code || is_range)).then_some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_a_code_or_a_range() {
        assert_eq!(status("200"), Some("200".to_owned()));
        assert_eq!(status("4xx"), Some("4XX".to_owned()));
        for wrong in ["", "2", "20", "2000", "6XX", "2X0", "ok", "٢٠٠", "099"] {
            assert_eq!(status(wrong), None, "{wrong}");
        }
    }
}
