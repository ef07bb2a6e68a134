//! What the writer of a reference that leads nowhere may have meant.

use crate::dialect::{Kind, follow};
use crate::document::{Node, escape, unescape};

/// How many names are compared at most: a document with more is answered without a guess.
const MAX_NAMES: usize = 10_000;

/// The help for a pointer that leads nowhere.
pub(super) fn for_pointer(document: &Node, kind: Kind, pointer: &str) -> String {
    let candidate = by_spelling(document, pointer).or_else(|| by_name(document, kind, pointer));
    candidate.map_or_else(|| none(kind), |pointer| format!("did you mean `#{pointer}`?"))
}

/// The help for a reference that is the name of a component and nothing more.
pub(super) fn for_bare_name(document: &Node, kind: Kind, reference: &str) -> Option<String> {
    let pointer = format!("/components/{}/{}", kind.section()?, escape(reference));
    follow(document, &pointer).map(|_| format!("did you mean `#{pointer}`?"))
}

/// The help when nothing comes to mind.
pub(super) fn none(kind: Kind) -> String {
    match kind.section() {
        Some(section) => format!("{} is referred to as `#/components/{section}/…`", kind.name()),
        None => "correct the reference".to_owned(),
    }
}

/// The pointer with its first part that is not there replaced by the most similar one that is.
fn by_spelling(document: &Node, pointer: &str) -> Option<String> {
    let mut node = document;
    let mut parts = pointer.split('/').skip(1);
    let mut path = String::new();
    let missing = loop {
        let part = parts.next()?;
        match node.get(&unescape(part)) {
            Some(child) => node = child,
            None => break unescape(part),
        }
        path.push('/');
        path.push_str(part);
    };
    let similarity = |key: &str| strsim::jaro_winkler(&key.to_lowercase(), &missing.to_lowercase());
    let keys = node.entries().iter().take(MAX_NAMES).map(|entry| (similarity(&entry.key), entry.key.as_str()));
    // Of those that differ in nothing but their case, the one that is written most alike.
    let exactly = |key: &str| strsim::jaro_winkler(key, &missing);
    let (_, nearest) = keys.filter(|(similarity, _)| *similarity > 0.85).max_by(|(a, one), (b, two)| {
        let by_case = exactly(one).total_cmp(&exactly(two));
        a.total_cmp(b).then(by_case).then(two.cmp(one))
    })?;
    let rest: String = parts.map(|part| format!("/{part}")).collect();
    let candidate = format!("{path}/{}{rest}", escape(nearest));
    follow(document, &candidate).map(|_| candidate)
}

/// The component whose name is the last part of the pointer.
fn by_name(document: &Node, kind: Kind, pointer: &str) -> Option<String> {
    let name = pointer.rsplit('/').next()?;
    let candidate = format!("/components/{}/{name}", kind.section()?);
    follow(document, &candidate).map(|_| candidate)
}
