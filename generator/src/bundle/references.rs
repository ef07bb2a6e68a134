//! What the text of a reference says: a file, or none, and a pointer into it.

use super::names;
use crate::dialect::local_pointer;

/// The two halves of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The file, as it is written; none for the file in which the reference stands.
    pub(super) file: Option<String>,
    /// The pointer into it; none if what follows `#` is no pointer.
    pub(super) pointer: Option<String>,
}

/// Whether a reference leads to another file or to a URL, as far as its text tells: `Pet` or `Contoso.Pet` is no file, but
/// a name that somebody wrote without what belongs before it.
pub(crate) fn is_elsewhere(reference: &str) -> bool {
    let (file, has_fragment) = match reference.split_once('#') {
        Some((file, _)) => (file, true),
        None => (reference, false),
    };
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let is_document = matches!(ending.as_str(), "json" | "yaml" | "yml");
    names::is_url(file) || (has_fragment && !file.is_empty()) || is_document
}

/// Reads a reference; none if it is a word alone.
pub(super) fn read(text: &str) -> Option<Reference> {
    let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
    if !file.is_empty() && !is_elsewhere(text) {
        return None;
    }
    let file = (!file.is_empty()).then(|| decode(file));
    Some(Reference { file, pointer: local_pointer(&format!("#{fragment}")) })
}

/// The name of a file without `%20` and the like.
fn decode(file: &str) -> String {
    // A pointer is what percent signs are undone for, so the name passes for one.
    local_pointer(&format!("#/{file}")).and_then(|path| path.strip_prefix('/').map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_a_file_and_a_pointer() {
        let of = |text| read(text).map(|reference| (reference.file, reference.pointer));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of("a.yaml#/b"), Some((some("a.yaml"), some("/b"))));
        assert_eq!(of("my%20pets.yaml"), Some((some("my pets.yaml"), some(""))));
        assert_eq!(of("#/b"), Some((None, some("/b"))));
        assert_eq!(of("a.yaml#anchor"), Some((some("a.yaml"), None)));
        assert_eq!(of("Pet"), None);
        assert!(is_elsewhere("https://example.com/pet") && is_elsewhere("../a.json#/x") && !is_elsewhere("../Pet"));
        assert!(!is_elsewhere("Contoso.Pet") && !is_elsewhere("#/a.json"));
    }
}
