//! Several files become one document: what references lead to in other files is taken into the components of the root.
//!
//! Between overlays, which may add references, and normalization, which knows one document only. Each thing is taken in
//! once, under its own name, however many references and circles lead to it; it keeps the places of its own file. This
//! stage opens no file: it says [which it wants](crate::wanted), and the caller, who alone knows disks, gives them. It must not
//! know what the things mean that it moves.

mod children;
mod discover;
mod names;
mod place;
mod references;

pub(crate) use references::is_elsewhere;

use std::collections::BTreeMap;

use crate::Input;
use crate::diagnostics::{Diagnostics, Tally};
use crate::document::{Node, Sources};

/// Which files beside the document its references may lead to, and which of those there are not.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// How many folders above the document's own the folder is that all of them must be in.
    pub folders_above: usize,
    /// Whether they may be anywhere, URLs included.
    pub allow_outside: bool,
    /// Those that were wanted and could not be read, by name, and why.
    pub unreadable: BTreeMap<String, String>,
}

/// Takes in what the references of a document lead to in other files. References that cannot be followed stay, and are
/// reported.
pub fn bundle(document: &mut Node, input: &Input, diagnostics: &mut Diagnostics) {
    let mut tally = Tally::default();
    let found = discover::discover(document, input, &mut tally, diagnostics);
    place::place(document, found);
    tally.report(diagnostics);
}

/// The names of the files that a document refers to and that are not among the sources yet.
pub(crate) fn wanted(document: &Node, input: &Input) -> Vec<String> {
    discover::discover(document, input, &mut Tally::default(), &mut Diagnostics::default()).wanted
}

/// Whether any of these texts can refer to another file; a document that does not need not be read twice.
pub(crate) fn may_want(sources: &Sources) -> bool {
    sources.iter().any(|(_, source)| {
        source.text.split('$').skip(1).filter_map(|rest| rest.strip_prefix("ref")).any(|rest| {
            let target = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':'));
            !below_block_sign(target).starts_with(['#', '{'])
        })
    })
}

/// The text of a YAML scalar that begins on the line after its `>-` or `|`; any other as it is.
fn below_block_sign(scalar: &str) -> &str {
    match scalar.split_once('\n') {
        Some((sign, text)) if matches!(sign.trim_end(), ">" | ">-" | ">+" | "|" | "|-" | "|+") => text.trim_start(),
        _ => scalar,
    }
}
