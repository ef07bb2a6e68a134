//! `--watch`: does it again whenever somebody saves one of the texts, and says what came of it.
//!
//! For people who write a document. A text that is wrong is reported as ever, and the next save is waited for. What a save
//! changes in the crate's API is shown line by line, with what it asks of the next version.

mod stamps;

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Flags, Interrupt, Job, job, make, news, put, read};
use crate::cli::error::{Error, Result};
use crate::cli::terminal;
use crate::diff::{self, Change, Level, Snapshot, Verdict};
use stamps::Stamps;

/// How often the files are looked at. A look is one question to the system for each file.
const BEAT: Duration = Duration::from_millis(50);
/// How many looks a file may be missing in which an editor replaces it.
const PATIENCE: usize = 10;

/// Watches until it is interrupted.
///
/// # Errors
/// When there is no current directory.
pub(super) fn run(root: &Path, flags: &Flags, interrupt: &Interrupt) -> Result<()> {
    let mut stamps = Stamps::default();
    let mut history = History::default();
    if flags.document.spec.is_none() {
        stamps.add(&root.join("spec/codegen.toml"), None);
    }
    loop {
        stamps.take();
        match job(root, flags) {
            Ok(job) => {
                for (file, _) in job.files(None) {
                    stamps.add(&file, None);
                }
                stamps.take();
                match once(&job, flags, interrupt, &mut stamps, &mut history) {
                    Err(Error::Interrupted) => break,
                    done => done.unwrap_or_else(|error| error.print()),
                }
            }
            Err(error) => error.print(),
        }
        match wait(&mut stamps, interrupt) {
            Some(changed) => terminal::status("Saved", changed.join(", ")),
            None => break,
        }
    }
    terminal::status("Stopped", "watching");
    Ok(())
}

/// One run, with what it changed.
fn once(job: &Job, flags: &Flags, interrupt: &Interrupt, stamps: &mut Stamps, history: &mut History) -> Result<()> {
    let start = Instant::now();
    let read = read(job, flags)?;
    for (file, text) in job.files(Some(&read)) {
        stamps.add(&file, text);
    }
    let made = make(job, &read)?;
    let old_api = news::api_on_disk(job).unwrap_or_default();
    let written = put(job, &made, start, interrupt)?;
    if history.is_empty() {
        // What was there when the watch began is what the first save is compared with.
        history.see(Snapshot::of(&read.input).ok());
        return Ok(());
    }
    news::files(&written);
    news::api(&old_api, &made);
    if written.changed + written.removed > 0 {
        history.see(Snapshot::of(&read.input).ok());
        history.show();
    }
    Ok(())
}

/// The names of the files that somebody saved; none when it is time to stop.
fn wait(stamps: &mut Stamps, interrupt: &Interrupt) -> Option<Vec<String>> {
    let deferred = interrupt.defer();
    terminal::status("Watching", format!("{}, until Ctrl-C", terminal::count(stamps.number(), "file")));
    let mut changed = stamps.changed();
    while changed.is_empty() {
        deferred.stop_if_requested().ok()?;
        sleep(BEAT);
        changed = stamps.changed();
    }
    // Some editors write in several steps: a file is empty, or away, in between.
    for _ in 0..PATIENCE {
        let before = stamps.look();
        sleep(BEAT);
        if stamps.look() == before && !stamps.is_any_gone() {
            break;
        }
    }
    changed.extend(stamps.changed());
    changed.sort_unstable();
    changed.dedup();
    Some(changed)
}

/// What the crate was when the watch began, and after the last save.
#[derive(Default)]
struct History {
    first: Option<Snapshot>,
    last: Option<Snapshot>,
    before: Option<Snapshot>,
}

impl History {
    fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    fn see(&mut self, snapshot: Option<Snapshot>) {
        if self.first.is_none() {
            self.first.clone_from(&snapshot);
        }
        self.before = self.last.take();
        self.last = snapshot;
    }

    /// What the last save asks of the next version and, if that is something else, what all since the beginning do.
    fn show(&self) {
        let verdict = |old: &Option<Snapshot>| {
            let (old, new) = (old.as_ref()?, self.last.as_ref()?);
            let report = diff::compare(old, new);
            let verdict = report.verdict();
            let is_why = |change: &&Change| change.verdict == verdict && change.level == Level::Api;
            let why = report.changes.iter().find(is_why).map(|change| format!(": {} ({})", change.name, change.reason));
            Some((verdict, why.unwrap_or_default()))
        };
        let Some((now, why)) = verdict(&self.before) else { return };
        let in_all = verdict(&self.first).map_or(now, |(verdict, _)| verdict);
        let all = if in_all == now { String::new() } else { format!(" ({} since the watch began)", word(in_all)) };
        terminal::status("Verdict", format!("{}{all}{why}", word(now)));
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => "nothing",
        Verdict::Patch => "patch",
        Verdict::Minor => "minor",
        Verdict::Major => "major",
    }
}
