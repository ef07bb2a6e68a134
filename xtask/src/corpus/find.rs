//! Which files of a folder are documents.
//!
//! All that could be are tried, since only the generator can tell; a folder whose documents refer to files that are none by
//! themselves names its roots in a `corpus.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use crategen::cli::error::{Error, Result};
use crategen::cli::workspace::tidy;

/// What a folder says of the documents in it.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    /// The documents, or folders of them, relative to the file.
    roots: Vec<PathBuf>,
}

/// The files of a folder that could be documents, sorted, those of `only` if it is given.
///
/// # Errors
/// When a folder cannot be read.
pub fn documents(folder: &Path, only: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, &mut found)?;
    found.sort();
    found.dedup();
    found.retain(|path| only.is_none_or(|only| super::name_of(path, folder).contains(only)));
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |error| Error::io("read", folder, &error);
    if let Ok(text) = fs::read_to_string(folder.join("corpus.toml")) {
        let corpus: Corpus = toml::from_str(&text)
            .map_err(|error| Error::new(format!("cannot read `{}/corpus.toml`: {error}", folder.display())))?;
        for root in corpus.roots {
            let root = tidy(&folder.join(root));
            if root.is_dir() { collect(&root, found)? } else { found.push(root) }
        }
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|one| extension == *one))
        {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subfolders_and_roots_are_followed() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("a.yaml", "");
        put("deep/b.json", "");
        put("deep/notes.txt", "");
        put("parts/corpus.toml", "roots = ['root.json']\n");
        put("parts/root.json", "");
        put("parts/part.json", "");
        let names = |only| -> Vec<String> {
            let found = documents(folder.path(), only).unwrap();
            found.iter().map(|path| crate::corpus::name_of(path, folder.path())).collect()
        };
        assert_eq!(names(None), ["a.yaml", "deep/b.json", "parts/root.json"]);
        assert_eq!(names(Some("b.j")), ["deep/b.json"]);
    }
}
