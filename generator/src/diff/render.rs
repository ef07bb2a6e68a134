//! A report as somebody reads it: on a terminal, in a changelog or a pull request, in a browser, in a program.
//!
//! All renderings show the same view, which has lines and columns worked out and everything in the order in which
//! it matters. Nothing here judges; texts of a document are foreign, and each rendering makes them harmless in its way.

mod html;
mod json;
mod markdown;
mod text;
mod view;

use super::{Level, Report, Snapshot};

/// What is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// What it is about: the crate's name, or the document's.
    pub title: &'a str,
    /// What was.
    pub old: &'a Snapshot,
    /// What is.
    pub new: &'a Snapshot,
    /// How they differ.
    pub report: &'a Report,
    /// Which views are shown; the verdict is that of all.
    pub levels: &'a [Level],
}

impl Comparison<'_> {
    /// For a terminal, with ANSI colours when `color` is set; of many changes of a kind only `most` are shown.
    pub fn text(&self, color: bool, most: usize) -> String {
        text::render(&view::of(self), color, most)
    }

    /// For a pull request or a changelog, with headings of the level `heading` and below.
    pub fn markdown(&self, heading: usize) -> String {
        markdown::render(&view::of(self), heading)
    }

    /// For a program: a JSON object, described by the schema in `report.schema.json` beside this module's files.
    pub fn json(&self) -> String {
        json::render(&view::of(self))
    }

    /// A page that needs nothing beside itself.
    pub fn html(&self) -> String {
        html::render(&view::of(self))
    }
}
