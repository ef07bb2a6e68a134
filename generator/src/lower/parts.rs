//! Fields and variants that are not called as the document calls them: their names are told to whoever reads the report.

use super::Lower;
use super::names::{Clash, is_unreadable};
use crate::diagnostics::codes_lower;
use crate::document::{Node, Pointer};
use crate::overlay::path::path_as_written;

/// What has names of its own inside of a type.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// A property, which is a field.
    Field,
    /// A value of an enum, which is a variant.
    Variant,
}

impl Part {
    /// What the document calls it, and Rust.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Field => ("property", "field"),
            Self::Variant => ("value", "variant"),
        }
    }

    /// How to name it by hand, with the action to paste into an overlay where it can be told.
    fn help(self, document: &Node, wire: &str, place: &Pointer) -> String {
        let (what, target, update) = match self {
            Self::Field => ("the property", place.as_str(), "x-ms-client-name: …".to_owned()),
            Self::Variant => {
                let schema = place.as_str().rsplitn(3, '/').nth(2).unwrap_or_default();
                ("the value", schema, format!("x-enum-varnames: {{{}: …}}", serde_json::Value::from(wire)))
            }
        };
        match path_as_written(document, target) {
            Some(path) => {
                let path = serde_json::Value::from(path);
                format!("to name it yourself, add an action to an overlay:\n- target: {path}\n  update: {{{update}}}")
            }
            None => format!("to name it yourself, let an overlay give {what} a name: `{update}`"),
        }
    }
}

impl Lower<'_, '_> {
    /// Reports the parts of a type whose names had to be numbered, and those of which nothing can stand in a name.
    /// `parts` are what the document calls them, with their places, in the order of their names.
    pub(super) fn report_parts<N: AsRef<str>>(
        &mut self,
        part: Part,
        parts: &[(&str, &Pointer)],
        names: &[N],
        clashes: &[Clash],
    ) {
        let (thing, becomes) = part.words();
        for clash in clashes {
            let Some((wire, place)) = parts.get(clash.lost_by) else { continue };
            let Some((other, taken)) = clash.kept_by.and_then(|index| parts.get(index)) else { continue };
            let message = format!(
                "{thing} `{}` is the {becomes} `{}`, since `{}` is the {becomes} `{}`",
                wire.escape_debug(),
                clash.instead,
                other.escape_debug(),
                clash.name
            );
            let second = (taken.as_str(), "this has the name");
            let help = part.help(self.resolved.document(), wire, place);
            self.warn_of_two(codes_lower::NAME_TAKEN, &message, place.as_str(), second, &help);
        }
        for ((wire, place), name) in parts.iter().zip(names) {
            let name = name.as_ref();
            if is_unreadable(name) && !is_unreadable(wire) {
                let message = format!(
                    "nothing of the {thing} `{}` can stand in a name: the {becomes} is `{name}`",
                    wire.escape_debug()
                );
                let help = part.help(self.resolved.document(), wire, place);
                self.warn(codes_lower::NAME_UNREADABLE, &message, place.as_str(), &help);
            }
        }
    }
}
