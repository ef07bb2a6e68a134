//! Reports of one kind beside each other, and of many only the first.
//!
//! A document may have one mistake hundreds of times. Whoever reads of it wants to know the kind, some of the places and the
//! number; and wants what stands in the way of the output last, where it is read first.

use indexmap::IndexMap;

use super::{Diagnostic, Diagnostics, Severity};

/// How many warnings of a kind are shown without counting.
const FEW: usize = 5;
/// How many are shown of those that are more.
const FIRST: usize = 3;

/// Reports of one kind.
pub(super) struct Group<'a> {
    /// Their code.
    pub(super) code: &'static str,
    /// Those to show.
    pub(super) shown: Vec<&'a Diagnostic>,
    /// Those to count.
    pub(super) hidden: Vec<&'a Diagnostic>,
}

/// The reports by kind, warnings first; errors are always shown.
pub(super) fn groups(diagnostics: &Diagnostics, all: bool) -> Vec<Group<'_>> {
    let mut kinds: IndexMap<(Severity, &'static str), Vec<&Diagnostic>> = IndexMap::new();
    for diagnostic in &diagnostics.list {
        kinds.entry((diagnostic.severity, diagnostic.code)).or_default().push(diagnostic);
    }
    kinds.sort_by(|one, _, other, _| one.0.cmp(&other.0));
    let group = |((severity, code), mut shown): ((Severity, &'static str), Vec<_>)| {
        let many = !all && severity == Severity::Warning && shown.len() > FEW;
        let hidden = if many { shown.split_off(FIRST) } else { Vec::new() };
        Group { code, shown, hidden }
    };
    kinds.into_iter().map(group).collect()
}
