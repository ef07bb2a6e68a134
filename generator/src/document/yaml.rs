//! YAML text to nodes.
//!
//! The scanner is granit-parser's; here its events become what JSON could have said: keys are text, aliases are unfolded,
//! tags are honoured or reported. Knows nothing of what keys mean.

mod aliases;
mod problem;
mod scalar;

use std::collections::HashSet;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span, Tag};

use self::aliases::Aliases;
use super::build::{Builder, Key, MAX_DEPTH, Open, Stop};
use super::{FileId, Node, Value};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};

/// Reads a YAML text. Problems that leave the rest readable go to `problems`; the error is the one that does not.
pub(super) fn parse(text: &str, file: FileId, problems: &mut Diagnostics) -> Result<Node, Stop> {
    // Few documents have aliases, and to remember each anchored value costs a copy: so the first reading remembers none,
    // and only if it meets an alias there is a second one that knows which to remember.
    let mut found = Diagnostics::default();
    let node = match read(text, file, Aliases::none(), &mut found) {
        Err(Halt::Alias) => {
            found = Diagnostics::default();
            read(text, file, Aliases::of(aliased(text), text.len()), &mut found)
        }
        outcome => outcome,
    };
    problems.list.append(&mut found.list);
    node.map_err(|halt| match halt {
        Halt::Problem(problem) => problem,
        Halt::Alias => empty(file),
    })
}

/// The error for a file without a value.
pub(super) fn empty(file: FileId) -> Stop {
    Box::new(
        Diagnostic::error(codes::EMPTY, "the file holds no value")
            .at(Place::file(file))
            .help("an OpenAPI document begins with `openapi: 3.1.0`, an overlay with `overlay: 1.1.0`"),
    )
}

/// Why a reading stopped.
enum Halt {
    /// The text cannot be read on.
    Problem(Stop),
    /// An alias was met by a reading that remembers no anchors.
    Alias,
}

impl From<Stop> for Halt {
    fn from(problem: Stop) -> Self {
        Self::Problem(problem)
    }
}

struct Reader<'a> {
    builder: Builder<'a>,
    aliases: Aliases,
    /// The anchor of each open collection, 0 where it has none.
    anchors: Vec<usize>,
}

fn options() -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    // One more than the tree may have, so that it is the tree which refuses, and says where.
    options.flow_nesting_limit = MAX_DEPTH + 1;
    options.block_nesting_limit = MAX_DEPTH + 1;
    options
}

/// The anchors that some alias refers to.
fn aliased(text: &str) -> HashSet<usize> {
    Parser::new_from_str_with_options(text, options())
        .map_while(Result::ok)
        .filter_map(|(event, _)| event.alias_id())
        .collect()
}

fn read(text: &str, file: FileId, aliases: Aliases, problems: &mut Diagnostics) -> Result<Node, Halt> {
    let mut reader = Reader { builder: Builder::new(file, problems), aliases, anchors: Vec::new() };
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options()) {
        let (event, span) = next.map_err(|error| problem::syntax(&error, text, &reader.builder))?;
        let range = span.byte_range().unwrap_or_default();
        let (start, end) = (range.start, range.end);
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(Halt::Problem(Box::new(
                        Diagnostic::error(codes::SEVERAL_DOCUMENTS, "a second YAML document begins in this file")
                            .at(Place { span: reader.builder.span(start, end), pointer: String::new() })
                            .help("give each document a file of its own, or remove the `---` in the middle"),
                    )));
                }
            }
            Event::Scalar(content, style, anchor, tag) => {
                // A value that is not there comes as `~` without a place.
                let content = if start == end && style == ScalarStyle::Plain { "" } else { content.as_ref() };
                let end = start + text.get(start..end).unwrap_or("").trim_end().len();
                reader.scalar(content, style, anchor, written(tag.as_deref(), &span), start, end);
            }
            Event::SequenceStart(_, anchor, tag) => {
                reader.open(Open::Array, anchor, written(tag.as_deref(), &span), start)?
            }
            Event::MappingStart(_, anchor, tag) => {
                reader.open(Open::Object, anchor, written(tag.as_deref(), &span), start)?
            }
            Event::SequenceEnd | Event::MappingEnd => reader.close(if end > start { Some(end) } else { None })?,
            Event::Alias(id) => reader.alias(id, start, end)?,
            _ => {}
        }
    }
    match reader.builder.finish() {
        Some(Node { value: Value::Null, span }) if span.start == span.end => Err(Halt::Problem(empty(file))),
        Some(node) => Ok(node),
        None => Err(Halt::Problem(empty(file))),
    }
}

impl Reader<'_> {
    fn scalar(
        &mut self,
        content: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<Written<'_>>,
        start: usize,
        end: usize,
    ) {
        let span = self.builder.span(start, end);
        if self.builder.wants_key() {
            let text = self.builder.texts.get(content);
            self.aliases.remember(anchor, &Node::string(text.clone(), span));
            let merge = content == "<<" && style == ScalarStyle::Plain;
            self.builder.key(Key { text, span, merge });
            return;
        }
        let value = match tag {
            None => scalar::resolve(content, style, &mut self.builder.texts),
            Some(tag) => {
                self.check_tag(&tag);
                scalar::resolve_tagged(content, style, tag.tag, &mut self.builder.texts)
            }
        };
        if style == ScalarStyle::Plain && scalar::is_no_json_number(content) {
            let problem =
                Diagnostic::warning(codes::NOT_A_JSON_NUMBER, format!("number `{content}` does not exist in JSON"))
                    .at(self.builder.place(start, end))
                    .help("it is read as text; put it in quotes, or use a finite number");
            self.builder.report(problem);
        }
        let node = Node::new(value, span);
        self.aliases.remember(anchor, &node);
        self.builder.value(node);
    }

    fn open(&mut self, kind: Open, anchor: usize, tag: Option<Written<'_>>, start: usize) -> Result<(), Stop> {
        if self.builder.wants_key() {
            let what = if kind == Open::Array { "an array" } else { "an object" };
            return Err(Box::new(
                Diagnostic::error(codes::KEY_KIND, format!("a key is {what}"))
                    .at(self.builder.place(start, start + 1))
                    .help("keys are text: put it in quotes; a template such as `{name}` needs them too"),
            ));
        }
        if let Some(tag) = tag {
            self.check_tag(&tag);
        }
        self.builder.open(kind, start)?;
        self.anchors.push(anchor);
        Ok(())
    }

    fn close(&mut self, end: Option<usize>) -> Result<(), Stop> {
        let anchor = self.anchors.pop().unwrap_or_default();
        if let Some(node) = self.builder.close(end) {
            self.aliases.remember(anchor, &node);
            self.builder.value(node);
        }
        Ok(())
    }

    fn alias(&mut self, id: usize, start: usize, end: usize) -> Result<(), Halt> {
        let node = self.aliases.unfold(id, &self.builder, start, end)?;
        if !self.builder.wants_key() {
            self.builder.value(node);
            return Ok(());
        }
        let text = match node.value {
            Value::String(text) => text,
            Value::Number(number) => number.0,
            Value::Bool(value) => if value { "true" } else { "false" }.into(),
            Value::Null => "null".into(),
            Value::Array(_) | Value::Object(_) => {
                let what = node.kind();
                return Err(Halt::Problem(Box::new(
                    Diagnostic::error(codes::KEY_KIND, format!("a key is an alias of {what}"))
                        .at(self.builder.place(start, end))
                        .help("keys are text: write the key out"),
                )));
            }
        };
        let span = self.builder.span(start, end);
        self.builder.key(Key { text, span, merge: false });
        Ok(())
    }

    fn check_tag(&mut self, written: &Written<'_>) {
        let tag = written.tag;
        if tag.is_custom() && tag.original() != "!" {
            let problem =
                Diagnostic::warning(codes::UNKNOWN_TAG, format!("tag `{}` means nothing here", tag.original()))
                    .at(self.builder.place(written.start, written.end))
                    .help("the value is read as if it had no tag; remove the tag");
            self.builder.report(problem);
        }
    }
}

/// A tag and where it stands.
struct Written<'a> {
    tag: &'a Tag,
    start: usize,
    end: usize,
}

fn written<'a>(tag: Option<&'a Tag>, span: &Span) -> Option<Written<'a>> {
    let range = span.tag_span().and_then(|span| span.byte_range()).or(span.byte_range()).unwrap_or_default();
    tag.map(|tag| Written { tag, start: range.start, end: range.end })
}
