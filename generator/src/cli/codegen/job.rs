//! Which texts go in and where the crate goes.
//!
//! Two kinds: the crate of this workspace, which `spec/codegen.toml` describes, and any document into a crate of its
//! own. After this file nothing knows which of the two it is.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::Input;
use crate::diagnostics::Diagnostics;
use crate::document::{FileId, Source, Sources};
use crate::lock::Lock;

use super::parts::{self, Reach};
use crate::cli::error::{Error, Refusal, Result};
use crate::cli::terminal;
use crate::cli::texts::Texts;
use crate::cli::workspace::{name, tidy};

const NAMED_IN_CONFIG: &str = "spec/codegen.toml names it: paths there are relative to its own folder";

/// One run.
#[derive(Clone, Debug)]
pub struct Job {
    /// The document.
    pub document: PathBuf,
    /// The overlays, in order.
    pub overlays: Vec<PathBuf>,
    /// The configuration, if there is one.
    pub config: Option<PathBuf>,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The file that says what the crate was made from.
    pub lock: PathBuf,
    /// The command that makes it, for messages.
    pub command: String,
    /// What the names of files are relative to.
    base: PathBuf,
    /// Whether the lock has the names without folders, because those mean nothing on another machine.
    bare_names: bool,
    /// Which other files the document may refer to.
    reach: Reach,
    /// Where the document is read from, and what it refers to.
    texts: Texts,
    /// Where overlays and configuration are read from.
    texts_beside: Texts,
}

/// The texts of a job.
#[derive(Clone, Debug)]
pub struct Read {
    /// The texts, and what each is.
    pub input: Input,
    /// How many of them the job names itself; the document refers to the others.
    own: usize,
    /// Whether the lock has their names without folders.
    bare_names: bool,
    lock: OnceLock<Lock>,
}

impl Read {
    /// The lock of them, which is made when somebody first asks for it: that takes a while, and can be done beside other
    /// things.
    pub fn lock(&self) -> &Lock {
        self.lock
            .get_or_init(|| Lock::of(&self.input, Some(crate::emit::templates_hash()), |name| self.lock_name(name)))
    }

    fn lock_name(&self, name: &str) -> String {
        let sources = &self.input.sources;
        match name.rsplit_once('/') {
            _ if !self.bare_names => name.to_owned(),
            // Parts may have the same name in several folders.
            _ if sources.iter().skip(self.own).any(|(_, part)| part.name == name) => {
                let document = sources.get(self.input.document).map_or("", |document| document.name.as_str());
                parts::relative(document, name)
            }
            Some((_, bare)) => bare.to_owned(),
            None => name.to_owned(),
        }
    }
}

impl Job {
    /// The same job for a document that may refer to files below `root`, a folder above its own; or anywhere.
    ///
    /// # Errors
    /// When the document is not below that folder.
    pub fn reaching(mut self, root: Option<&Path>, allow_outside: bool) -> Result<Self> {
        self.reach = Reach::new(&self.document, root, allow_outside)?;
        if let Some(root) = root {
            self.command += &format!(" --root {}", root.display());
        }
        if allow_outside {
            self.command += " --allow-outside";
        }
        Ok(self)
    }

    /// The job that `spec/codegen.toml` describes.
    ///
    /// # Errors
    /// When that file cannot be read or does not name a document and a folder.
    pub fn of_workspace(root: &Path) -> Result<Self> {
        Self::of_workspace_in(root, Texts::Disk)
    }

    /// The same, as it was where the texts are.
    ///
    /// # Errors
    /// As above.
    pub fn of_workspace_in(root: &Path, texts: Texts) -> Result<Self> {
        let config = root.join("spec/codegen.toml");
        let paths = paths(&config, &name(&config, root), &texts)?;
        let below = |path: &str| tidy(&root.join("spec").join(path));
        Ok(Self {
            document: below(&paths.document),
            overlays: paths.overlays.iter().map(|path| below(path)).collect(),
            out: below(&paths.out),
            lock: root.join("spec/codegen.lock"),
            config: Some(config),
            command: "cargo xtask codegen".to_owned(),
            base: root.to_owned(),
            bare_names: false,
            reach: Reach::default(),
            texts_beside: texts.clone(),
            texts,
        })
    }

    /// The job of making a crate of its own.
    ///
    /// # Errors
    /// When there is no current directory.
    pub fn stand_alone(document: &Path, overlays: &[PathBuf], config: Option<&Path>, out: &Path) -> Result<Self> {
        let here = std::env::current_dir().map_err(|error| Error::io("find", Path::new("."), &error))?;
        let mut command = format!("cargo xtask codegen --spec {}", document.display());
        for overlay in overlays {
            command += &format!(" --overlay {}", overlay.display());
        }
        if let Some(config) = config {
            command += &format!(" --config {}", config.display());
        }
        command += &format!(" --out {}", out.display());
        Ok(Self {
            document: document.to_owned(),
            overlays: overlays.to_vec(),
            config: config.map(Path::to_owned),
            out: out.to_owned(),
            lock: out.join("codegen.lock"),
            command,
            base: here,
            bare_names: true,
            reach: Reach::default(),
            texts: Texts::Disk,
            texts_beside: Texts::Disk,
        })
    }

    /// Which of the files that the job names a path leads to, if to one.
    pub fn input(&self, path: &Path) -> Option<&Path> {
        let path = path.canonicalize().ok()?;
        let named = [&self.document].into_iter().chain(&self.overlays).chain(&self.config);
        named.map(PathBuf::as_path).find(|named| named.canonicalize().is_ok_and(|named| named == path))
    }

    /// The same job with the document as it was where the texts are; overlays and configuration are those on the disk.
    #[must_use]
    pub fn with_document_from(mut self, texts: Texts) -> Self {
        self.texts = texts;
        self
    }

    /// The name of the document in messages.
    pub fn document_name(&self) -> String {
        name(&self.document, &self.base)
    }

    /// What is read: `spec/acs.yaml + 14 overlays`, and how big it is when that explains why it takes a while.
    pub fn describe(&self) -> String {
        let overlays = match self.overlays.len() {
            0 => String::new(),
            number => format!(" + {}", terminal::count(number, "overlay")),
        };
        let size = fs::metadata(&self.document).map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(0));
        let size = if size < 100_000 { String::new() } else { format!(" ({})", terminal::bytes(size)) };
        format!("{}{overlays}{size}", self.document_name())
    }

    /// The files whose texts decide what is made: those that the job names and, once they were read, those that the
    /// document refers to, even if there are no such files yet; with the text that was read.
    pub fn files<'a>(&self, read: Option<&'a Read>) -> Vec<(PathBuf, Option<&'a str>)> {
        let text = |path: &Path| {
            let source = read?.input.sources.iter().find(|(_, source)| source.name == self.name(path));
            source.map(|(_, source)| source.text.as_str())
        };
        let own = [&self.document].into_iter().chain(&self.overlays).chain(&self.config);
        let mut files: Vec<_> = own.map(|path| (path.clone(), text(path))).collect();
        let own = files.len();
        if let Some(Read { input, .. }) = read {
            let parts = input.sources.iter().skip(own);
            files.extend(parts.map(|(_, part)| (self.base.join(&part.name), Some(part.text.as_str()))));
            let missing = input.parts.unreadable.keys().filter(|name| !name.contains(':'));
            files.extend(missing.map(|name| (self.base.join(name), None)));
        }
        files
    }

    /// The name of a file of this job in messages.
    pub fn name(&self, path: &Path) -> String {
        name(path, &self.base)
    }

    /// Reads all texts.
    ///
    /// # Errors
    /// The first file that cannot be read.
    pub fn read(&self) -> Result<Read> {
        let mut input = Input::default();
        input.document = self.take_in(&mut input, &self.document, &self.texts)?;
        for overlay in &self.overlays {
            let id = self.take_in(&mut input, overlay, &self.texts_beside)?;
            input.overlays.push(id);
        }
        if let Some(config) = &self.config {
            input.config = Some(self.take_in(&mut input, config, &self.texts_beside)?);
        }
        let own = input.sources.iter().count();
        parts::read(&mut input, &self.document, &self.base, &self.reach, &self.texts);
        Ok(Read { input, own, bare_names: self.bare_names, lock: OnceLock::new() })
    }

    /// The document, and then the files that it refers to, by their paths from its folder, with their texts.
    ///
    /// # Errors
    /// When one of them is not below that folder.
    pub fn copied(&self, read: &Read) -> Result<Vec<(String, String)>> {
        let document = self.document_name();
        let below = |source: &Source| {
            let path = parts::relative(&document, &source.name);
            match Path::new(&path).is_absolute() || path.starts_with("../") {
                true => Err(Error::new(format!("`{}` is not below the document's folder", source.name))
                    .help("save the document and what it refers to in one folder")),
                false => Ok((path, source.text.clone())),
            }
        };
        read.input.sources.iter().map(|(_, source)| below(source)).collect()
    }

    fn take_in(&self, input: &mut Input, path: &Path, texts: &Texts) -> Result<FileId> {
        let help = if self.bare_names { "paths are relative to the current directory" } else { NAMED_IN_CONFIG };
        let text = read(path, &self.name(path), texts, help)?;
        Ok(input.sources.add(Source { name: self.name(path), text }))
    }
}

fn read(path: &Path, name: &str, texts: &Texts, help_if_missing: &str) -> Result<String> {
    texts.read(path).map_err(|error| {
        let failed = Error::io("read", Path::new(name), &error);
        if error.kind() == ErrorKind::NotFound { failed.help(help_if_missing) } else { failed }
    })
}

/// The files that a configuration names, relative to its own folder.
struct Paths {
    document: String,
    overlays: Vec<String>,
    out: String,
}

fn paths(config: &Path, name: &str, texts: &Texts) -> Result<Paths> {
    let help = "write it, or make a crate of its own from any document: `cargo xtask codegen --spec FILE --out DIR`";
    let mut sources = Sources::default();
    let file = sources.add(Source { name: name.to_owned(), text: read(config, name, texts, help)? });
    let mut diagnostics = Diagnostics::default();
    let read = sources.get(file).and_then(|source| crate::config::read(source, file, &mut diagnostics));
    let Some(read) = read else {
        return Err(Error::Refused(Box::new(Refusal { diagnostics, sources })));
    };
    match (read.document, read.out) {
        (Some(document), Some(out)) => Ok(Paths {
            document: document.value,
            overlays: read.overlays.into_iter().map(|overlay| overlay.value).collect(),
            out: out.value,
        }),
        (document, _) => {
            let missing = if document.is_none() { "document" } else { "out" };
            Err(Error::new(format!("`{name}` does not say `{missing}`"))
                .help("it needs at least `document` and `out`, relative to its own folder; `overlays` is a list"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_configuration_are_relative_to_it() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("spec/overlays")).unwrap();
        let config = "document = 'api.yaml'\noverlays = ['overlays/b.yaml', 'overlays/a.yaml']\nout = '../generated'\n";
        for (path, text) in
            [("codegen.toml", config), ("api.yaml", "a"), ("overlays/a.yaml", ""), ("overlays/b.yaml", "")]
        {
            fs::write(root.path().join("spec").join(path), text).unwrap();
        }
        let job = Job::of_workspace(root.path()).unwrap();
        assert_eq!(job.out, root.path().join("generated"));
        assert_eq!(job.describe(), "spec/api.yaml + 2 overlays");
        let read = job.read().unwrap();
        let names: Vec<_> = read.lock().inputs.iter().map(|input| input.name.as_str()).collect();
        assert_eq!(names, ["spec/api.yaml", "spec/overlays/b.yaml", "spec/overlays/a.yaml", "spec/codegen.toml"]);
        assert_eq!(read.input.sources.get(read.input.overlays[0]).unwrap().name, "spec/overlays/b.yaml");
    }

    #[test]
    fn a_missing_file_is_named() {
        let root = tempfile::tempdir().unwrap();
        let error = Job::of_workspace(root.path()).unwrap_err().to_string();
        assert!(error.starts_with("cannot read `spec/codegen.toml`: "), "{error}");
    }

    #[test]
    fn a_missing_key_is_named() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("spec")).unwrap();
        fs::write(root.path().join("spec/codegen.toml"), "document = 'a.yaml'\n").unwrap();
        let error = Job::of_workspace(root.path()).unwrap_err().to_string();
        assert!(error.contains("does not say `out`") && error.contains("= help: it needs"), "{error}");
    }

    #[test]
    fn the_lock_of_a_stand_alone_crate_has_no_folders() {
        let folder = tempfile::tempdir().unwrap();
        let spec = folder.path().join("deep/api.json");
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(&spec, "{}").unwrap();
        let read = Job::stand_alone(&spec, &[], None, &folder.path().join("out")).unwrap().read().unwrap();
        assert_eq!(read.lock().inputs[0].name, "api.json");
    }
}
