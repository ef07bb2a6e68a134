//! The table of all codes, each with its title and its page.
//!
//! A code is declared once, as a constant with a comment: the comment is its title, and a file of its name in `pages/` its
//! page, without which nothing compiles. Knows nothing of what any code means.

use super::{Severity, codes, codes_lower, codes_typed};

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable name, such as `E0201`.
    pub id: &'static str,
    /// What it is, in a sentence.
    pub title: &'static str,
    /// All that there is to say of it, as Markdown: what it means, an example, what to do and what becomes of the crate.
    pub page: &'static str,
}

impl Code {
    /// How bad it is, unless a run is strict.
    pub fn severity(&self) -> Severity {
        if self.id.starts_with('E') { Severity::Error } else { Severity::Warning }
    }

    /// The stage that reports it.
    pub fn stage(&self) -> &'static str {
        match self.id.get(1..3) {
            Some("01") => "document",
            Some("02") => "overlay",
            Some("03") => "normalize",
            Some("04") => "parse",
            Some("05") => "resolve",
            Some("06") => "lower",
            _ => "configuration",
        }
    }
}

/// All codes: stage by stage, of each the errors first.
pub fn all_codes() -> Vec<&'static Code> {
    let mut all: Vec<&Code> = [codes::ALL, codes_typed::ALL, codes_lower::ALL].into_iter().flatten().collect();
    all.sort_by_key(|code| (code.id.get(1..3), code.id));
    all
}

/// The code of that name, in whatever case it is written.
pub fn code(id: &str) -> Option<&'static Code> {
    all_codes().into_iter().find(|code| code.id.eq_ignore_ascii_case(id))
}

/// The page of a code.
pub fn page(id: &str) -> Option<&'static str> {
    code(id).map(|code| code.page)
}

/// Declares codes as constants and lists them in `ALL`.
macro_rules! declare {
    ($($(#[doc = $title:literal])+ pub const $name:ident: &str = $id:literal;)+) => {
        $($(#[doc = $title])+ pub const $name: &str = $id;)+

        /// All codes of this module.
        pub(super) const ALL: &[super::table::Code] = &[$(super::table::Code {
            id: $id,
            title: concat!($($title),+).trim_ascii(),
            page: include_str!(concat!("pages/", $id, ".md")),
        }),+];
    };
}

pub(super) use declare;
