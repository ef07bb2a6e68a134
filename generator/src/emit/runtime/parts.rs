//! The parts of the runtime that only some documents need, and which documents those are.
//!
//! A part is modules that the others do not refer to, but where they are declared and re-exported. So leaving one out
//! is leaving out its files and those lines. What users call without the document's asking for it (transports, clocks,
//! limits, credentials of their own) is no part: it is always there.

use std::borrow::Cow;

use super::super::xml;
use crate::ir::{Api, BodyKind, Content, SchemeKind};

/// Some modules of the runtime, and which documents need them.
struct Part {
    /// By their path, with all that is below.
    modules: &'static [&'static str],
    is_needed: fn(&Api) -> bool,
}

const PARTS: &[Part] = &[
    Part { modules: &["auth/oauth2"], is_needed: takes_tokens },
    Part { modules: &["blocking/events", "client/events", "events"], is_needed: has_events },
    Part { modules: &["blocking/pages", "client/pages", "paging"], is_needed: has_pages },
    Part { modules: &["blocking/statuses", "client/pollers", "polling"], is_needed: is_long_running },
    Part { modules: &["multipart", "request/multipart"], is_needed: sends_parts },
    Part { modules: &["webhook"], is_needed: has_webhooks },
    Part { modules: &["xml"], is_needed: xml::is_used },
];

/// A scheme that nothing is emitted for may be one with tokens too, and so may what a document is silent about.
fn takes_tokens(api: &Api) -> bool {
    let has_tokens = |kind: &SchemeKind| match kind {
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::Custom => true,
        SchemeKind::ApiKey { .. } | SchemeKind::Basic => false,
    };
    api.security.is_empty() || api.security.iter().any(|scheme| has_tokens(&scheme.kind))
}

fn has_events(api: &Api) -> bool {
    let is_events = |content: &Content| matches!(content, Content::Events(_));
    api.operations
        .values()
        .any(|operation| operation.streamed.is_some() || xml::received(operation).into_iter().any(is_events))
}

fn has_pages(api: &Api) -> bool {
    api.operations.values().any(|operation| operation.paging.is_some())
}

fn is_long_running(api: &Api) -> bool {
    api.operations.values().any(|operation| operation.long_running.is_some())
}

fn sends_parts(api: &Api) -> bool {
    api.operations
        .values()
        .filter_map(|operation| operation.body.as_ref())
        .flat_map(|body| body.content.forms())
        .any(|form| matches!(form.kind, BodyKind::Multipart(_) | BodyKind::Parts))
}

fn has_webhooks(api: &Api) -> bool {
    !api.webhooks.is_empty()
}

/// The modules that a document does not need.
pub(super) struct Unneeded(Vec<&'static str>);

impl Unneeded {
    pub(super) fn of(api: &Api) -> Self {
        let unneeded = PARTS.iter().filter(|part| !(part.is_needed)(api));
        Self(unneeded.flat_map(|part| part.modules).copied().collect())
    }

    /// Whether a module is one of them, or below one.
    pub(super) fn has(&self, module: &str) -> bool {
        self.0.iter().any(|unneeded| {
            module.strip_prefix(unneeded).is_some_and(|below| below.is_empty() || below.starts_with('/'))
        })
    }

    /// The text of a module without the lines that declare and re-export those, and the conditions that stand before
    /// them. The root's path is empty.
    pub(super) fn taken_from<'t>(&self, module: &str, text: &'t str) -> Cow<'t, str> {
        let parent = |path: &'static str| path.rsplit_once('/').map_or("", |(parent, _)| parent);
        // Most modules declare none of those.
        if !text.contains('\r') && !self.0.iter().any(|unneeded| parent(unneeded) == module) {
            return text.into();
        }
        let mut kept: Vec<&str> = Vec::new();
        for line in text.lines() {
            let is_unneeded = |child| self.has(format!("{module}/{child}").trim_start_matches('/'));
            if !named(line).is_some_and(is_unneeded) {
                kept.push(line);
            } else if kept.last().is_some_and(|line| line.starts_with("#[cfg(")) {
                kept.pop();
            }
        }
        (kept.join("\n") + "\n").into()
    }
}

/// The module that a line declares (`mod paging;`) or re-exports (`pub use paging::Pages;`).
fn named(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub(crate) ").or_else(|| line.strip_prefix("pub ")).unwrap_or(line);
    let path = line.strip_prefix("mod ").or_else(|| line.strip_prefix("use "))?.strip_suffix(';')?;
    path.split("::").next()
}

#[cfg(test)]
mod tests {
    use super::{super::FILES, PARTS, Unneeded};

    #[test]
    fn every_module_of_a_part_is_there_and_declared() {
        let modules = PARTS.iter().flat_map(|part| part.modules);
        for module in modules {
            assert!(FILES.iter().any(|(path, _)| path.strip_suffix(".rs") == Some(module)), "{module}");
            let (parent, child) = module.rsplit_once('/').unwrap_or(("mod", module));
            let (_, text) = FILES.iter().find(|(path, _)| path.strip_suffix(".rs") == Some(parent)).expect("a parent");
            assert!(text.lines().any(|line| line.ends_with(&format!("mod {child};"))), "{module}");
        }
    }

    #[test]
    fn what_is_not_needed_is_neither_declared_nor_exported() {
        let text = "mod body;\n#[cfg(feature = \"xml\")]\npub mod xml;\n\npub use body::Body;\npub use xml::read;\nuse xmlish::Some;\n";
        let taken = Unneeded(vec!["xml"]).taken_from("", text);
        assert_eq!(taken, "mod body;\n\npub use body::Body;\nuse xmlish::Some;\n");
    }

    #[test]
    fn a_module_of_the_same_name_elsewhere_is_another() {
        let unneeded = Unneeded(vec!["client/events"]);
        assert_eq!(unneeded.taken_from("blocking", "mod events;\n"), "mod events;\n");
        assert_eq!(unneeded.taken_from("client", "mod call;\nmod events;\n"), "mod call;\n");
        assert!(unneeded.has("client/events/source") && !unneeded.has("client/events_of"));
    }
}
