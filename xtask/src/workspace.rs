//! Where the workspace is.

use std::path::{Component, Path, PathBuf};

/// The folder of the workspace that this program was built from.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// A path without `.` and, as far as it can be told from the path alone, without `..`.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

/// What messages call a file: relative to `base` when it is below, with `/` on every system.
pub(crate) fn name(path: &Path, base: &Path) -> String {
    let path = tidy(path);
    let path = path.strip_prefix(base).unwrap_or(&path);
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{name, tidy};

    #[test]
    fn dots_go_away() {
        assert_eq!(tidy(Path::new("a/./b/../c")), Path::new("a/c"));
        assert_eq!(tidy(Path::new("../a")), Path::new("../a"));
        assert_eq!(tidy(Path::new("a/../../b")), Path::new("../b"));
    }

    #[test]
    fn names_are_relative_to_the_base_when_they_can_be() {
        assert_eq!(name(Path::new("/w/spec/../api.yaml"), Path::new("/w")), "api.yaml");
        assert_eq!(name(Path::new("/elsewhere/api.yaml"), Path::new("/w")), "/elsewhere/api.yaml");
        assert_eq!(name(Path::new("./api.yaml"), Path::new("/w")), "api.yaml");
    }

    #[test]
    fn the_root_is_where_the_manifest_of_the_workspace_is() {
        assert!(super::root().join("Cargo.lock").is_file());
    }
}
