//! Names of files, as texts: what a relative reference means, and whether it stays in its folder.
//!
//! Names are what [`Source`](crate::document::Source) has: paths with `/`, relative to wherever the caller is, or URLs.

/// The name that `reference` means where it stands in the file `base`.
pub(super) fn join(base: &str, reference: &str) -> String {
    if is_url(reference) || reference.starts_with('/') {
        return tidy(reference);
    }
    match base.rsplit_once('/') {
        Some((folder, _)) => tidy(&format!("{folder}/{reference}")),
        None => tidy(reference),
    }
}

/// Whether a name is a URL.
pub(super) fn is_url(name: &str) -> bool {
    name.contains("://") || name.starts_with("//") || name.starts_with("file:") || name.starts_with("urn:")
}

/// How many folders above the one of `document` the nearest folder is that has `name` in it too; none if they have none
/// in common.
pub(super) fn folders_above(document: &str, name: &str) -> Option<usize> {
    if is_url(document) || is_url(name) || document.starts_with('/') != name.starts_with('/') {
        return None;
    }
    let (document, name) = (tidy(document), tidy(name));
    let mut folders: Vec<&str> = document.split('/').collect();
    folders.pop();
    let name: Vec<&str> = name.split('/').collect();
    let common = folders.iter().zip(&name).take_while(|(a, b)| a == b).count();
    let (own, other) = (folders.get(common..)?, name.get(common..)?);
    // Above the folder where names begin, folders have no names: `..` on the document's side leads nowhere known.
    if own.contains(&"..") {
        return None;
    }
    Some(own.len() + other.iter().filter(|part| **part == "..").count())
}

/// A file's name without folders and without what follows the first dot.
pub(super) fn stem(name: &str) -> &str {
    let bare = name.rsplit('/').next().unwrap_or(name);
    bare.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(bare)
}

/// A name without `.`, and without `..` as far as that can be told.
fn tidy(name: &str) -> String {
    let (head, path) = match name.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            (format!("{scheme}://{host}/"), path)
        }
        None if name.starts_with('/') => ("/".to_owned(), name),
        None => (String::new(), name),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            // There is nothing above the root.
            ".." if !head.is_empty() => {}
            part => parts.push(part),
        }
    }
    format!("{head}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative_to_their_file() {
        assert_eq!(join("api.yaml", "./pet.yaml"), "pet.yaml");
        assert_eq!(join("spec/v1/api.yaml", "../common/a.json"), "spec/common/a.json");
        assert_eq!(join("spec/api.yaml", "../../a.json"), "../a.json");
        assert_eq!(join("/spec/api.yaml", "../../a.json"), "/a.json");
        assert_eq!(join("spec/api.yaml", "/a.json"), "/a.json");
        assert_eq!(join("spec/api.yaml", "https://example.com/b/../a.json"), "https://example.com/a.json");
        assert_eq!(join("https://example.com/b/c.json", "../a.json"), "https://example.com/a.json");
    }

    #[test]
    fn what_is_outside_is_known_by_its_name() {
        assert_eq!(folders_above("spec/api.yaml", "spec/pet.yaml"), Some(0));
        assert_eq!(folders_above("spec/api.yaml", "spec/pets/pet.yaml"), Some(0));
        assert_eq!(folders_above("spec/v1/api.yaml", "spec/common.yaml"), Some(1));
        assert_eq!(folders_above("api.yaml", "pet.yaml"), Some(0));
        assert_eq!(folders_above("api.yaml", "../pet.yaml"), Some(1));
        assert_eq!(folders_above("../api.yaml", "../../pet.yaml"), Some(1));
        assert_eq!(folders_above("../x/api.yaml", "pet.yaml"), None);
        assert_eq!(folders_above("/a/b/api.yaml", "/etc/passwd"), Some(2));
        assert_eq!(folders_above("a/api.yaml", "/etc/passwd"), None);
        assert_eq!(folders_above("a/api.yaml", "https://example.com"), None);
    }

    #[test]
    fn a_stem_is_what_comes_before_the_first_dot() {
        assert_eq!(stem("spec/pet.v1.yaml"), "pet");
        assert_eq!(stem(".yaml"), ".yaml");
    }
}
