//! How chores talk to a person: cargo's manner, on standard error; what was asked for goes to standard output.
//!
//! Colours go away by themselves when nobody would see them (`anstream` knows `NO_COLOR`, `CLICOLOR_FORCE` and pipes).
//! Nothing here knows what the chores do.

mod progress;
mod text;

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal as _, Write as _, stderr, stdout};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice, eprintln};
use anstyle::{AnsiColor, Style};

use super::error::{Error, Result};

pub use progress::progress;
pub use text::{bytes, count, grouped, seconds};

const VERB: Style = AnsiColor::Green.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// How wide a line with a time at its end is.
const WIDTH: usize = 80;

/// Whether what goes to standard error may have colours.
pub fn color() -> bool {
    AutoStream::choice(&stderr()) != ColorChoice::Never
}

/// Whether what goes to standard output may have colours.
pub fn color_on_stdout() -> bool {
    AutoStream::choice(&stdout()) != ColorChoice::Never
}

/// Writes what was asked for to standard output. Who reads it may stop when he has seen enough.
///
/// # Errors
/// When it cannot be written for another reason.
pub fn print(text: &str) -> Result<()> {
    match stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::io("write", "standard output".as_ref(), &error))
        }
        _ => Ok(()),
    }
}

/// Whether a person watches standard error, so that a line may be drawn more than once.
pub fn watched() -> bool {
    stderr().is_terminal()
}

/// `   Reading spec/acs.yaml`.
pub fn status(verb: &str, rest: impl Display) {
    eprintln!("{VERB}{verb:>10}{VERB:#} {rest}");
}

/// `   Writing 96 files` with the time it took at the end of the line.
pub fn timed_status(verb: &str, rest: &str, took: Duration) {
    timed(VERB, verb, rest, took);
}

/// The same for something that did not go well.
pub fn timed_failure(verb: &str, rest: &str, took: Duration) {
    timed(ERROR, verb, rest, took);
}

/// An error and what to do about it.
pub fn error(message: &str, help: Option<&str>) {
    eprintln!("{ERROR}error{ERROR:#}: {message}");
    if let Some(text) = help {
        self::help(text);
    }
}

/// What to do about what was just said.
pub fn help(text: &str) {
    eprintln!("  = {HELP}help{HELP:#}: {text}");
}

/// A line that is there now (`+`), or is not any more.
pub fn difference(is_new: bool, line: &str) {
    let (style, sign) = if is_new { (ADDED, '+') } else { (REMOVED, '-') };
    eprintln!("{style}{sign:>10} {line}{style:#}");
}

/// Text as it is.
pub fn plain(text: &str) {
    eprintln!("{}", text.trim_end());
}

fn timed(style: Style, verb: &str, rest: &str, took: Duration) {
    let took = seconds(took);
    let room = WIDTH.saturating_sub(12 + rest.chars().count());
    eprintln!("{style}{verb:>10}{style:#} {rest} {took:>room$}");
}
