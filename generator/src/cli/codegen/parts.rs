//! The files that a document refers to.
//!
//! `crategen` says which it wants and refuses, by their names, those that are out of bounds. Here they are read, and held
//! against the bounds once more: a name cannot tell where a symbolic link leads.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Input;
use crate::document::Source;

use crate::cli::error::{Error, Result};
use crate::cli::texts::Texts;
use crate::cli::workspace::tidy;

/// Which files a document may refer to.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    /// How many folders above the document's own the folder is that they must be in.
    folders_above: usize,
    /// Whether they may be anywhere.
    allow_outside: bool,
}

impl Reach {
    /// The files below `root`, or below the document's own folder; or all.
    ///
    /// # Errors
    /// When the document is not below `root`.
    pub(super) fn new(document: &Path, root: Option<&Path>, allow_outside: bool) -> Result<Self> {
        let Some(root) = root else { return Ok(Self { folders_above: 0, allow_outside }) };
        let (own, whole) = (absolute(&folder(document))?, absolute(root)?);
        let below = own.strip_prefix(&whole).map_err(|_| {
            Error::new(format!("the document `{}` is not below `{}`", document.display(), root.display()))
                .help("`--root` names a folder that has the document and all that it refers to")
        })?;
        Ok(Self { folders_above: below.components().count(), allow_outside })
    }
}

/// Reads the files that the document refers to, and those that they refer to, each once. What cannot be read is for the
/// generator to report, at the reference.
pub(super) fn read(input: &mut Input, document: &Path, base: &Path, reach: &Reach, texts: &Texts) {
    input.parts.folders_above = reach.folders_above;
    input.parts.allow_outside = reach.allow_outside;
    let root = folder(document).join("../".repeat(reach.folders_above));
    loop {
        let wanted = crate::wanted(input);
        if wanted.is_empty() {
            return;
        }
        for name in wanted {
            match one(&name, base, &root, reach, texts) {
                Ok(text) => {
                    input.sources.add(Source { name, text });
                }
                Err(reason) => {
                    input.parts.unreadable.insert(name, reason);
                }
            }
        }
    }
}

/// The path from the folder of one file to another, both by their names.
pub(super) fn relative(document: &str, name: &str) -> String {
    let mut folders: Vec<&str> = document.split('/').collect();
    folders.pop();
    let parts: Vec<&str> = name.split('/').collect();
    let common = folders.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(folders.len() - common);
    format!("{up}{}", parts.iter().skip(common).copied().collect::<Vec<_>>().join("/"))
}

fn one(name: &str, base: &Path, root: &Path, reach: &Reach, texts: &Texts) -> std::result::Result<String, String> {
    if name.contains("://") || name.starts_with("file:") {
        return Err("nothing is downloaded here; save the file beside the document".to_owned());
    }
    let path = base.join(name);
    if *texts != Texts::Disk {
        // A commit has no file that is elsewhere: links in it are not followed.
        return texts.read(&path).map_err(|error| error.to_string());
    }
    let real = fs::canonicalize(&path).map_err(|error| error.to_string())?;
    let is_below = || fs::canonicalize(base.join(root)).is_ok_and(|root| real.starts_with(root));
    if !reach.allow_outside && !is_below() {
        return Err("it is a link that leads out of the root folder".to_owned());
    }
    if !real.is_file() {
        return Err("it is no file".to_owned());
    }
    fs::read_to_string(&real).map_err(|error| error.to_string())
}

fn folder(document: &Path) -> PathBuf {
    document.parent().map(Path::to_owned).unwrap_or_default()
}

fn absolute(path: &Path) -> Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::path::absolute(path).map(|path| tidy(&path)).map_err(|error| Error::io("find", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::codegen::Job;

    fn files(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn document(reference: &str) -> String {
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n"
        )
    }

    fn job(folder: &tempfile::TempDir, spec: &str) -> Job {
        Job::stand_alone(&folder.path().join(spec), &[], None, &folder.path().join("out")).unwrap()
    }

    #[test]
    fn parts_are_read_once_and_locked() {
        let folder = files(&[
            ("v1/api.yaml", &document("common/a.json#/A")),
            ("v1/common/a.json", r#"{"A": {"properties": {"b": {"$ref": "b.json"}}}}"#),
            ("v1/common/b.json", r#"{"properties": {"a": {"$ref": "a.json#/A"}, "b": {"$ref": "./b.json"}}}"#),
        ]);
        let read = job(&folder, "v1/api.yaml").read().unwrap();
        let lines: Vec<String> = read.lock().to_string().lines().map(str::to_owned).collect();
        let parts: Vec<_> = lines.iter().filter(|line| line.starts_with("part ")).collect();
        assert_eq!(parts.len(), 2, "{lines:?}");
        assert!(parts[0].ends_with(" common/a.json") && parts[1].ends_with(" common/b.json"), "{parts:?}");
        let output = crate::generate(&read.input).unwrap();
        assert!(output.diagnostics.list.is_empty(), "{}", output.diagnostics.render(&read.input.sources, false));
    }

    #[test]
    fn files_outside_are_read_only_when_they_may_be() {
        let folder = files(&[("v1/api.yaml", &document("../b.json")), ("b.json", r#"{"type": "object"}"#)]);
        let said = |job: Job| {
            let read = job.read().unwrap();
            let output = crate::generate(&read.input).unwrap();
            output.diagnostics.render(&read.input.sources, false)
        };
        let refused = said(job(&folder, "v1/api.yaml"));
        assert!(refused.contains("leads out of the root folder") && refused.contains("--root"), "{refused}");
        assert_eq!(said(job(&folder, "v1/api.yaml").reaching(Some(folder.path()), false).unwrap()), "");
        assert_eq!(said(job(&folder, "v1/api.yaml").reaching(None, true).unwrap()), "");
        let error = job(&folder, "v1/api.yaml").reaching(Some(&folder.path().join("v2")), false).unwrap_err();
        assert!(error.to_string().contains("is not below"), "{error}");
    }

    #[test]
    fn a_missing_part_is_reported_at_its_reference() {
        let folder = files(&[("api.yaml", &document("a.json"))]);
        let read = job(&folder, "api.yaml").read().unwrap();
        let output = crate::generate(&read.input).unwrap();
        let said = output.diagnostics.render(&read.input.sources, false);
        assert!(said.contains("cannot be read") && said.contains("api.yaml:4:"), "{said}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_outside() {
        let folder = files(&[("v1/api.yaml", &document("a.json")), ("secret.json", "{}")]);
        std::os::unix::fs::symlink(folder.path().join("secret.json"), folder.path().join("v1/a.json")).unwrap();
        let read = job(&folder, "v1/api.yaml").read().unwrap();
        let reason = read.input.parts.unreadable.values().next().unwrap();
        assert_eq!(reason, "it is a link that leads out of the root folder");
    }

    #[test]
    fn a_path_leads_from_file_to_file() {
        assert_eq!(relative("api.yaml", "a/b.yaml"), "a/b.yaml");
        assert_eq!(relative("x/v1/api.yaml", "x/common/b.yaml"), "../common/b.yaml");
    }
}
