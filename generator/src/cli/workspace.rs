//! Where the workspace is, and what its files are called.

use std::path::{Component, Path, PathBuf};

/// The folder of the workspace that has the package in `package`: the nearest one with a `spec/codegen.toml`; before that
/// is written, the one with `Cargo.lock`, or else the one above the package.
pub fn root(package: &Path) -> PathBuf {
    let nearest = |file: &str| package.ancestors().find(|folder| folder.join(file).is_file());
    let root = nearest("spec/codegen.toml").or_else(|| nearest("Cargo.lock")).or_else(|| package.parent());
    root.unwrap_or(package).to_owned()
}

/// A path without `.` and, as far as it can be told from the path alone, without `..`.
pub fn tidy(path: &Path) -> PathBuf {
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
pub fn name(path: &Path, base: &Path) -> String {
    let path = tidy(path);
    let path = path.strip_prefix(base).unwrap_or(&path);
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use std::fs;
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
    fn the_root_is_where_the_configuration_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("tools/xtask/src")).unwrap();
        assert_eq!(super::root(&root.join("tools/xtask")), root.join("tools"), "nothing is known yet");
        fs::write(root.join("Cargo.lock"), "").unwrap();
        assert_eq!(super::root(&root.join("tools/xtask")), root);
        fs::create_dir(root.join("tools/spec")).unwrap();
        fs::write(root.join("tools/spec/codegen.toml"), "").unwrap();
        assert_eq!(super::root(&root.join("tools/xtask")), root.join("tools"));
    }
}
