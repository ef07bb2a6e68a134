//! Fields and variants that are not called as the document calls them: their names are told to whoever reads the report.

use super::Lower;
use super::names::{Clash, is_unreadable};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;

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

    fn help(self) -> &'static str {
        match self {
            Self::Field => "to name it yourself, let an overlay give the property an `x-ms-client-name`",
            Self::Variant => "to name it yourself, let an overlay name all values with `x-enum-varnames`",
        }
    }
}

impl Lower<'_, '_> {
    /// Reports the parts of a type whose names had to be numbered, and those of which nothing can stand in a name.
    /// `parts` are what the document calls them, with their places, in the order of their names.
    pub(super) fn report_parts<N: ToString>(
        &mut self,
        part: Part,
        parts: &[(String, Pointer)],
        names: &[N],
        clashes: &[Clash],
    ) {
        let (thing, becomes) = part.words();
        for clash in clashes {
            let Some((wire, place)) = parts.get(clash.lost_by) else { continue };
            let other = clash.kept_by.and_then(|index| parts.get(index)).map(|(wire, _)| wire.escape_debug());
            let Some(other) = other else { continue };
            let message = format!(
                "{thing} `{}` is the {becomes} `{}`, since `{other}` is the {becomes} `{}`",
                wire.escape_debug(),
                clash.instead,
                clash.name
            );
            self.warn(codes_lower::NAME_TAKEN, &message, place.as_str(), part.help());
        }
        for ((wire, place), name) in parts.iter().zip(names) {
            let name = name.to_string();
            if is_unreadable(&name) && !is_unreadable(wire) {
                let message = format!(
                    "nothing of the {thing} `{}` can stand in a name: the {becomes} is `{name}`",
                    wire.escape_debug()
                );
                self.warn(codes_lower::NAME_UNREADABLE, &message, place.as_str(), part.help());
            }
        }
    }
}
