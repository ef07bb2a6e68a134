//! Which documents are measured: those by others that the promises name, and our own.
//!
//! Those by others are in a folder that whoever measures has; none of them is in this repository. Ours is measured as its
//! overlays make it, since everyone has to read the same and others know nothing of overlays.

use std::path::{Path, PathBuf};
use std::{fs, process, thread};

use crategen::cli::codegen::Job;
use crategen::cli::error::{Error, Refusal, Result};

/// The documents that the promises name, without the ends of their files.
pub(super) const NAMED: &[&str] =
    &["github", "stripe", "openai", "cloudflare", "kubernetes", "twilio-api", "adyen-checkout", "datadog-v1"];

/// Our own.
const OWN: &str = "acs";

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// What we know of it beyond what it says.
    pub(super) config: Option<PathBuf>,
    /// What it is made of, if it is made.
    pub(super) written: Option<Written>,
}

/// A document as it was written, and the overlays that correct it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) path: PathBuf,
    pub(super) overlays: Vec<PathBuf>,
}

impl Document {
    /// How many bytes there are to read.
    pub(super) fn size(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |metadata| metadata.len())
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
        documents.push(Document { name: name.to_owned(), path, ..Document::default() });
    }
    if asked(OWN) {
        documents.push(own(root)?);
    }
    Ok(documents)
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    ["json", "yaml", "yml"].iter().map(|end| folder.join(format!("{name}.{end}"))).find(|path| path.exists())
}

fn own(root: &Path) -> Result<Document> {
    let job = Job::of_workspace(root)?;
    let input = job.read()?.input;
    let (text, _) = crategen::effective(&input)
        .map_err(|diagnostics| Error::Refused(Box::new(Refusal { diagnostics, sources: input.sources })))?;
    let folder = root.join("target/bench");
    let path = folder.join(OWN).with_extension("json");
    // In one piece: somebody may be reading the last one.
    let new = folder.join(format!("{OWN}-{}-{:?}.json", process::id(), thread::current().id()));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&new, text))
        .and_then(|()| fs::rename(&new, &path))
        .map_err(|error| Error::io("write", &path, &error))?;
    let written = Written { path: job.document, overlays: job.overlays };
    Ok(Document { name: OWN.to_owned(), path, config: job.config, written: Some(written) })
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
    fn without_a_folder_there_is_our_own_document_as_its_overlays_make_it() {
        let documents = choose(&crate::root(), None, &[]).unwrap();
        let [own] = documents.as_slice() else { panic!("{documents:?}") };
        let written = own.written.as_ref().unwrap();
        assert!(!written.overlays.is_empty() && written.overlays.iter().all(|overlay| overlay.exists()));
        assert!(own.size() > fs::metadata(&written.path).unwrap().len());
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
