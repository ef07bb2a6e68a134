//! How this process shows what the generator reports: as its command line asks, and as the terminal can.
//!
//! The command line is read once, and reports come up wherever something is read, so that what it asks for is known here
//! for the rest of the process.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use supports_hyperlinks::Stream;

use crate::cli::terminal;
use crate::diagnostics::{Diagnostics, Format, Links, Look};
use crate::document::Sources;

/// The pages of the codes, where this program was made.
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostics/pages");

static CHOSEN: OnceLock<Look> = OnceLock::new();

/// The flags that say how reports are shown.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ReportFlags {
    /// For whom reports are: `human`, on standard error; `json`, an object a line, or `github`, annotations of a workflow,
    /// both on standard output.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Show every warning, however many there are of a kind.
    #[arg(long)]
    pub all: bool,
}

/// Says how reports are shown from now on, whose files have names that start from `folder`; to be called once.
pub fn choose(flags: &ReportFlags, folder: &Path) {
    let _ = CHOSEN.set(look(flags, folder));
}

/// Shows reports, if there are any.
pub fn show(diagnostics: &Diagnostics, sources: &Sources) {
    let look = CHOSEN.get().cloned().unwrap_or_else(|| look(&ReportFlags::default(), Path::new("")));
    let text = diagnostics.render_as(sources, &look);
    match look.format {
        _ if text.is_empty() => {}
        Format::Human => terminal::plain(&text),
        Format::Json | Format::Github => {
            if let Err(error) = terminal::print(&text) {
                error.print();
            }
        }
    }
}

fn look(flags: &ReportFlags, folder: &Path) -> Look {
    let links = supports_hyperlinks::on(Stream::Stderr).then(|| links(folder)).flatten();
    Look { format: flags.format, color: terminal::color(), all: flags.all, links }
}

/// Links to files as they are here; none where paths are no texts.
fn links(folder: &Path) -> Option<Links> {
    let folder: PathBuf = env::current_dir().ok()?.join(folder);
    let pages = Path::new(PAGES).is_dir().then(|| PAGES.replace('\\', "/"));
    Some(Links::new(&folder.to_str()?.replace('\\', "/"), pages.as_deref()))
}
