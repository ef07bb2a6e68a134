//! `cargo xtask where`: from Rust to the line of the document that somebody can change, and back.
//!
//! What it finds goes to standard output, so that an editor can read it. Which thing a question means is `origins`' to say.

use std::path::Path;

use crate::Item;
use crate::cli::document::DocumentFlags;
use crate::cli::error::{Error, Refusal, Result};
use crate::cli::terminal;
use crate::diagnostics::{Diagnostics, Place as Reported, Shown};
use crate::document::{Sources, Span};
use crate::origins::{Answer, Found, Origins, Place, path_of};

/// How many items are listed of those that are not the answer itself.
const LISTED: usize = 40;
/// How many places are shown in which overlays change something.
const CHANGES: usize = 3;

/// The flags of `where`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// Rust: a path as in API.txt or the end of one, `ChatMessage.content`, `send_chat_message`. The document: a JSON
    /// pointer, `GET /pets`, the name of a component, an `operationId`, `spec/api.yaml:120`.
    #[arg(required = true, value_name = "ITEM|POINTER")]
    pub question: Vec<String>,
    /// What is searched.
    #[command(flatten)]
    pub document: DocumentFlags,
}

/// Answers the question.
///
/// # Errors
/// When nothing is found, or more than one thing; and what is wrong with the document.
pub fn run(root: &Path, flags: &Flags) -> Result<()> {
    let input = flags.document.job(root, root)?.read()?.input;
    let origins = Origins::of(&input)
        .map_err(|diagnostics| Error::Refused(Box::new(Refusal { diagnostics, sources: input.sources.clone() })))?;
    let answer = answer(&origins, &flags.question.join(" "), terminal::color_on_stdout())?;
    terminal::print(&format!("{answer}\n"))
}

/// What is printed for a question.
///
/// # Errors
/// When nothing is found, or more than one thing.
pub fn answer(origins: &Origins, question: &str, color: bool) -> Result<String> {
    match origins.find(question) {
        Answer::Item(found) => Ok(item(&found, &origins.sources, color)),
        Answer::Place(found) => Ok(place(&found, &origins.sources, color)),
        Answer::Several(items) => {
            let list = list(&items, |item| format!("{}  {}", path_of(&item.line), at(&origins.sources, item.span)));
            Err(Error::new(format!("`{question}` is the end of {} paths:\n{list}", items.len()))
                .help("write more of the one that you mean"))
        }
        Answer::Nothing { similar } => {
            let error = Error::new(format!("nothing is called `{question}`"));
            Err(match similar.as_slice() {
                [] => error.help("API.txt lists what there is in Rust; a pointer into the document begins with `/`"),
                similar => error.help(format!("did you mean `{}`?", similar.join("`, `"))),
            })
        }
    }
}

fn item(found: &Found<'_>, sources: &Sources, color: bool) -> String {
    let Found { item, pointer, changes, others, sources: parts } = found;
    let mut notes = Vec::new();
    let mut places = Vec::new();
    if item.pointer.is_empty() {
        notes.push("it belongs to the document as a whole".to_owned());
    } else {
        places.push((item.span, ""));
        places.extend(parts.iter().take(CHANGES).map(|span| (*span, "with what is here")));
        places.extend(changes.iter().take(CHANGES).map(|span| (*span, "changed here")));
        notes.push(format!("at {pointer}"));
        let more = changes.iter().skip(CHANGES);
        let named: Vec<String> = more.clone().take(CHANGES).map(|span| at(sources, *span)).collect();
        if !named.is_empty() {
            notes.push(format!("changed also at {}{}", named.join(", "), and_more(more.count())));
        }
    }
    if !others.is_empty() {
        let paths: Vec<&str> = others.iter().take(CHANGES).map(|item| path_of(&item.line)).collect();
        notes.push(format!("its name is also that of `{}`{}", paths.join("`, `"), and_more(others.len())));
    }
    Shown { title: &item.line, places, notes }.render(sources, color)
}

fn place(place: &Place<'_>, sources: &Sources, color: bool) -> String {
    let title = match place.pointer.is_empty() {
        true => at(sources, place.span),
        false => place.pointer.clone(),
    };
    let shown = Shown { title: &title, places: vec![(place.span, "")], notes: Vec::new() };
    let mut text = shown.render(sources, color);
    let mut add = |title: &str, items: &[&Item]| {
        if !items.is_empty() {
            text.push_str(&format!("\n\n{title}\n{}", list(items, |item| item.line.clone())));
        }
    };
    add("made from it:", &place.items);
    add(if place.items.is_empty() { "made from its parts:" } else { "and from its parts:" }, &place.inside);
    if let Some((pointer, items)) = &place.target {
        add(&format!("it refers to {}:", written(pointer)), items);
    }
    match &place.around {
        Some((pointer, items)) => add(&format!("no item of its own; it is part of {}:", written(pointer)), items),
        None if place.items.is_empty() && place.inside.is_empty() && place.target.is_none() => {
            text.push_str("\n\nnothing is made from it")
        }
        None => {}
    }
    if !place.warnings.is_empty() {
        let list = place.warnings.iter().map(|warning| (*warning).clone()).collect();
        text.push_str("\n\n");
        text.push_str(Diagnostics { list }.render(sources, color).trim_end());
    }
    text
}

fn list(items: &[&Item], line: impl Fn(&Item) -> String) -> String {
    let mut lines: Vec<String> = items.iter().take(LISTED).map(|item| format!("  {}", line(item))).collect();
    if items.len() > LISTED {
        lines.push(format!("  … and {} more", terminal::grouped(items.len() - LISTED)));
    }
    lines.join("\n")
}

/// What ends a list of so many of which only the first few are named.
fn and_more(number: usize) -> String {
    if number > CHANGES { format!(" and {} more", terminal::grouped(number - CHANGES)) } else { String::new() }
}

/// A pointer as the document's writer knows it.
fn written(pointer: &str) -> String {
    Reported { span: Span::default(), pointer: pointer.to_owned() }.written_pointer().into_owned()
}

/// `spec/acs.yaml:12:5`.
fn at(sources: &Sources, span: Span) -> String {
    let (line, column) = sources.line_column(span.file, span.start);
    let name = sources.get(span.file).map_or("", |source| source.name.as_str());
    if span == Span::default() { String::new() } else { format!("{name}:{line}:{column}") }
}
