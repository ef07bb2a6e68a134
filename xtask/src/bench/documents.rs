//! Which documents are measured: those by others that the promises name, and our own.
//!
//! Those by others are in a folder that whoever measures has; none of them is in this repository.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crategen::cli::error::{Error, Result};

/// The documents that the promises name, without the ends of their files.
pub(super) const NAMED: &[&str] =
    &["github", "stripe", "openai", "cloudflare", "kubernetes", "twilio-api", "adyen-checkout", "datadog-v1"];

/// Our own.
const OWN: &str = "acs";

/// A document, and what we apply to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// Peers read the document as it is.
    pub(super) overlays: Vec<PathBuf>,
    pub(super) config: Option<PathBuf>,
}

impl Document {
    /// How many bytes there are to read.
    pub(super) fn size(&self) -> u64 {
        let texts = [&self.path].into_iter().chain(&self.overlays);
        texts.filter_map(|path| Some(fs::metadata(path).ok()?.len())).sum()
    }
}

/// Our own document and the named ones of a folder, or those that are asked for.
///
/// # Errors
/// When one is not there.
pub(super) fn choose(root: &Path, folder: Option<&Path>, only: &[String]) -> Result<Vec<Document>> {
    let asked = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    let mut names: Vec<&str> = NAMED.iter().copied().filter(|name| folder.is_some() && asked(name)).collect();
    names.extend(only.iter().map(String::as_str).filter(|name| !NAMED.contains(name) && *name != OWN));
    let mut documents = Vec::new();
    for name in names {
        let found = folder.and_then(|folder| find(folder, name));
        let path = found.ok_or_else(|| {
            Error::new(format!("there is no document `{name}`"))
                .help("`--folder` says where `NAME.json` or `NAME.yaml` is")
        })?;
        documents.push(Document { name: name.to_owned(), path, overlays: Vec::new(), config: None });
    }
    if asked(OWN) {
        documents.push(own(root)?);
    }
    Ok(documents)
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    ["json", "yaml", "yml"].iter().map(|end| folder.join(format!("{name}.{end}"))).find(|path| path.exists())
}

/// What `spec/codegen.toml` says of the document.
#[derive(Deserialize)]
struct Config {
    document: PathBuf,
    #[serde(default)]
    overlays: Vec<PathBuf>,
}

fn own(root: &Path) -> Result<Document> {
    let spec = root.join("spec");
    let path = spec.join("codegen.toml");
    let text = fs::read_to_string(&path).map_err(|error| Error::io("read", &path, &error))?;
    let config: Config =
        toml::from_str(&text).map_err(|error| Error::new(format!("cannot read `{}`: {error}", path.display())))?;
    let overlays = config.overlays.iter().map(|overlay| spec.join(overlay)).collect();
    Ok(Document { name: OWN.to_owned(), path: spec.join(config.document), overlays, config: Some(path) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: Option<&Path>, only: &[&str]) -> Result<Vec<String>> {
        let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
        let documents = choose(&crate::root(), folder, &only)?;
        Ok(documents.into_iter().map(|document| document.name).collect())
    }

    #[test]
    fn without_a_folder_there_is_our_own_document_with_its_overlays() {
        let documents = choose(&crate::root(), None, &[]).unwrap();
        let [own] = documents.as_slice() else { panic!("{documents:?}") };
        assert!(own.path.exists() && own.overlays.iter().all(|overlay| overlay.exists()));
        assert!(own.size() > fs::metadata(&own.path).unwrap().len());
    }

    #[test]
    fn a_document_is_named_without_the_end_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pets.yml"), "").unwrap();
        fs::write(folder.path().join("github.json"), "").unwrap();
        fs::write(folder.path().join("github-2022.json"), "").unwrap();
        let folder = Some(folder.path());
        assert_eq!(names(folder, &["pets", "acs"]).unwrap(), ["pets", "acs"]);
        assert_eq!(names(folder, &["github"]).unwrap(), ["github"]);
        assert!(names(folder, &[]).unwrap_err().to_string().contains("there is no document `stripe`"));
    }
}
