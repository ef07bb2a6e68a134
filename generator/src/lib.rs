//! crategen: from OpenAPI documents to the files of a Rust crate.
//!
//! A small compiler in named stages, and a pure function: text in, files out, no I/O. `ARCHITECTURE.md` has the map.
//! What people call from a command line is around it: the module `cli`, behind the feature of that name, is the only one
//! that touches files, clock and terminal.

pub mod bundle;
mod calls;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostics;
mod dialect;
pub mod diff;
pub mod document;
pub mod emit;
pub mod files;
pub mod ir;
pub mod lock;
pub mod lower;
pub mod normalize;
pub mod origins;
pub mod overlay;
mod parallel;
pub mod parse;
mod reserved;
pub mod resolve;
mod suggest;
mod templates;
mod unread;

pub use bundle::Parts;
pub use calls::{Call, CallField, Holds, Place};
pub use suggest::{Suggestion, suggest};

use diagnostics::Diagnostics;
use document::{FileId, Node, Sources, Span};
use files::{Files, Sink};

/// All that a crate is made from.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The texts.
    pub sources: Sources,
    /// Which of them is the document.
    pub document: FileId,
    /// Which are overlays, in the order in which they apply.
    pub overlays: Vec<FileId>,
    /// Which is the configuration; without one everything has its default.
    pub config: Option<FileId>,
    /// Whether a warning that the configuration does not allow stands in the way of output, whatever that says itself.
    pub strict: bool,
    /// Which further files the document may refer to. Those that it [wants](wanted) are sources, too.
    pub parts: Parts,
}

/// A crate.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files that belong to the generator: written, and deleted when they are no longer emitted.
    pub files: Files,
    /// Files that are written once, for a new crate, and belong to its owner from then on.
    pub scaffold: Files,
    /// How many operations and types there are.
    pub summary: Summary,
    /// The types of the module `models`, sorted by name.
    pub models: Vec<Model>,
    /// The operations, in the order of their modules and names.
    pub calls: Vec<Call>,
    /// The public items, in the order of `API.txt`.
    pub items: Vec<Item>,
    /// Warnings; there are no errors among them.
    pub diagnostics: Diagnostics,
}

/// The files of a crate, as an [`Output`] has them.
#[derive(Clone, Debug)]
pub struct CrateFiles {
    /// The files that belong to the generator.
    pub files: Files,
    /// Files that are written once.
    pub scaffold: Files,
    /// How many operations and types there are.
    pub summary: Summary,
    /// Warnings; there are no errors among them.
    pub diagnostics: Diagnostics,
}

/// A type of the module `models`, and what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// The pointer of its schema, after references to other files and versions of OpenAPI have been settled.
    pub pointer: String,
    /// Where that schema is written.
    pub span: Span,
    /// Whether it is part of requests.
    pub sent: bool,
    /// Whether it is part of responses.
    pub received: bool,
}

/// A public item of the emitted crate, and what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its line in `API.txt`.
    pub line: String,
    /// The pointer of what it was made from, after references to other files and versions of OpenAPI have been settled;
    /// empty for what belongs to the document as a whole.
    pub pointer: String,
    /// Where that is written: its name, where it has one.
    pub span: Span,
}

/// What a run made, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Operations that the document has.
    pub operations_in_document: usize,
    /// Operations that were emitted.
    pub operations: usize,
    /// Types that were emitted.
    pub types: usize,
    /// Component schemas that the document has.
    pub schemas: usize,
    /// Schemas anywhere that say a type and became JSON nevertheless.
    pub schemas_as_json: usize,
    /// Fields of emitted structs.
    pub properties: usize,
    /// Those of them that are JSON, or hold it, although their schema says a type.
    pub properties_as_json: usize,
}

/// Turns a document into the files of a crate.
///
/// The same input gives the same bytes.
///
/// # Errors
/// All that is wrong with the input, when something is. Warnings come with the [`Output`] otherwise.
pub fn generate(input: &Input) -> Result<Output, Diagnostics> {
    let (Compiled { api, summary, document }, diagnostics) = compiled(input)?;
    let (models, calls, items) = (models(&api, &document), calls::of(&api), items(&api, &document));
    drop(document);
    let files = emit::beside(&api, items.iter().map(|item| item.line.as_str())).collect(|sink| emit::tree(&api, sink));
    let scaffold = emit::scaffold(&api);
    Ok(Output { files, scaffold, summary, models, calls, items, diagnostics })
}

/// Turns a document into the files of a crate, and says nothing of where what stands in them comes from, which takes more
/// time and memory.
///
/// # Errors
/// As of [`generate`].
pub fn files(input: &Input) -> Result<CrateFiles, Diagnostics> {
    let decided = decide(input)?;
    let (files, scaffold) = (decided.beside().collect(|sink| decided.tree(sink)), decided.scaffold());
    Ok(CrateFiles { files, scaffold, summary: decided.summary, diagnostics: decided.diagnostics })
}

/// A crate of which all is decided and nothing written down: for those who do not want to hold all of its files at once.
#[derive(Clone, Debug)]
pub struct Decided {
    api: ir::Api,
    /// How many operations and types there are.
    pub summary: Summary,
    /// Warnings; there are no errors among them.
    pub diagnostics: Diagnostics,
}

/// Decides what the crate of a document is.
///
/// # Errors
/// As of [`generate`].
pub fn decide(input: &Input) -> Result<Decided, Diagnostics> {
    let (Compiled { api, summary, .. }, diagnostics) = compiled(input)?;
    Ok(Decided { api, summary, diagnostics })
}

impl Decided {
    /// The files that belong to the generator and are beside `src/generated`.
    pub fn beside(&self) -> Files {
        emit::beside(&self.api, emit::lines(&self.api).iter().map(String::as_str))
    }

    /// Hands over the files of `src/generated`, each once, in no order, from several threads.
    pub fn tree(&self, files: &Sink<'_>) {
        emit::tree(&self.api, files);
    }

    /// Files that are written once.
    pub fn scaffold(&self) -> Files {
        emit::scaffold(&self.api)
    }
}

/// What a crate is, with warnings; else all that is wrong.
fn compiled(input: &Input) -> Result<(Compiled, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    match compile(input, Tree::Places, &mut diagnostics) {
        Some(compiled) if !diagnostics.has_errors() => Ok((compiled, diagnostics)),
        _ => Err(diagnostics),
    }
}

/// The version that a document says it follows, of OpenAPI or Swagger; none if it says none or cannot be read.
pub fn declared_version(input: &Input) -> Option<String> {
    let document = document::read(&input.sources, input.document, &mut Diagnostics::default())?;
    normalize::declared_version(&document)
}

/// The title of a document; none if it says none or cannot be read.
pub fn title(input: &Input) -> Option<String> {
    let document = document::read(&input.sources, input.document, &mut Diagnostics::default())?;
    document.at("/info/title").and_then(Node::as_str).map(str::to_owned)
}

/// The document as its overlays make it, as JSON, with warnings: what other programs read that know nothing of overlays.
///
/// What it refers to in other files stays there, and is not looked at.
///
/// # Errors
/// What keeps the document from being read, or an overlay from being applied.
pub fn effective(input: &Input) -> Result<(String, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    match read_document(input, &mut diagnostics) {
        Some(document) if !diagnostics.has_errors() => Ok((document.to_json(), diagnostics)),
        _ => Err(diagnostics),
    }
}

/// The names of the files that the document refers to and that are not among the sources yet.
///
/// The caller adds each under that name, or says in [`Parts::unreadable`] why it cannot, and asks again until there are
/// none. A file that may not be read, by the limits of [`Parts`], is never among them. What is wrong with the document is
/// for [`generate`] to say.
pub fn wanted(input: &Input) -> Vec<String> {
    if !bundle::may_want(&input.sources) {
        return Vec::new();
    }
    match read_document(input, &mut Diagnostics::default()) {
        Some(document) => bundle::wanted(&document, input),
        None => Vec::new(),
    }
}

/// What the normalized document is wanted for once the stages are over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tree {
    /// All that it says.
    Whole,
    /// Where things stand.
    Places,
}

/// What is known once all is decided, before anything is written down.
struct Compiled {
    /// The crate in its own terms.
    api: ir::Api,
    /// How much of the document is in it.
    summary: Summary,
    /// The document, normalized.
    document: Node,
}

/// The stages up to the crate in its own terms. Stops early only where there is nothing left to go on with.
fn compile(input: &Input, tree: Tree, diagnostics: &mut Diagnostics) -> Option<Compiled> {
    let config = read_config(input, diagnostics)?;
    let mut document = read_document(input, diagnostics)?;
    bundle::bundle(&mut document, input, diagnostics);
    normalize::normalize(&mut document, diagnostics)?;
    let typed = parse::parse(&document, diagnostics)?;
    if tree == Tree::Places {
        unread::let_go(&mut document);
    }
    let resolved = resolve::resolve(&typed, &document, diagnostics);
    let (operations_in_document, schemas) = (in_document(&typed), resolved.component_schemas().count());
    let mut used = config::Used::default();
    let lowered = lower::lower(&resolved, source_name(input), &config, &mut used);
    // What is looked at as a whole needs room of its own.
    drop(resolved);
    drop(typed);
    let (api, losses) = lowered.settle(&document, &config, &mut used, diagnostics);
    check::check(&api, &config, &used, diagnostics);
    config::allow(&config, diagnostics);
    if input.strict || config.strict {
        diagnostics.promote();
    }
    let summary = Summary {
        operations_in_document,
        operations: api.operations.len(),
        types: api.types.len(),
        schemas,
        schemas_as_json: losses.schemas,
        properties: losses.properties,
        properties_as_json: losses.properties_as_json,
    };
    Some(Compiled { api, summary, document })
}

/// How many operations there are under the document's paths.
fn in_document(typed: &parse::Typed) -> usize {
    let paths = typed.paths.iter().filter(|(path, _)| !parse::is_webhook(path));
    paths.filter_map(|(_, item)| item.as_item()).map(|item| item.operations.len()).sum()
}

fn models(api: &ir::Api, document: &Node) -> Vec<Model> {
    let model = |ty: &ir::Type| Model {
        name: ty.name.as_str().to_owned(),
        pointer: ty.pointer.to_string(),
        span: document.nearest(&ty.pointer).span,
        sent: ty.usage.request,
        received: ty.usage.response,
    };
    api.types.values().map(model).collect()
}

/// The public items with their places.
fn items(api: &ir::Api, document: &Node) -> Vec<Item> {
    let mut places = document::Places::new(document);
    let mut items = emit::items(api);
    for item in &mut items {
        item.span = places.of(&item.pointer);
    }
    items
}

/// The document with its overlays.
fn read_document(input: &Input, diagnostics: &mut Diagnostics) -> Option<Node> {
    let files: Vec<FileId> = [input.document].into_iter().chain(input.overlays.iter().copied()).collect();
    let mut trees = parallel::map(&files, 2, |file| {
        let mut problems = Diagnostics::default();
        (document::read(&input.sources, *file, &mut problems), problems)
    })
    .into_iter();
    // Problems are told as if one text had been read after the other.
    let mut next = |diagnostics: &mut Diagnostics| {
        let (tree, mut problems) = trees.next()?;
        diagnostics.list.append(&mut problems.list);
        Some(tree)
    };
    let mut document = next(diagnostics)??;
    while let Some(overlay) = next(diagnostics) {
        if let Some(overlay) = overlay {
            overlay::apply(&mut document, &overlay, diagnostics);
        }
    }
    Some(document)
}

fn read_config(input: &Input, diagnostics: &mut Diagnostics) -> Option<config::Config> {
    match input.config.and_then(|file| Some((input.sources.get(file)?, file))) {
        Some((source, file)) => config::read(source, file, diagnostics),
        None => Some(config::Config::default()),
    }
}

/// What emitted files say they come from: the document's file name, since its folder means nothing elsewhere.
fn source_name(input: &Input) -> &str {
    let name = input.sources.get(input.document).map_or("", |source| source.name.as_str());
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
