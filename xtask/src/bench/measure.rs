//! What programs take, in rounds: by turns, so that whatever else the machine does meets all of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::table::{Limit, Row, Unit};
use crate::corpus::watch::{self, Ended, Limits};
use crategen::cli::error::{Error, Result};

/// What one contender took, a number for each round.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub(super) wall: Vec<f64>,
    pub(super) cpu: Vec<f64>,
    pub(super) memory: Vec<f64>,
    /// Why there are no numbers.
    pub(super) failure: Option<String>,
}

impl Taken {
    /// Runs a command within limits and takes down what it took. One that fails has no numbers, and no further rounds.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn run(&mut self, command: &mut Command, folder: &Path, limits: Limits) -> Result<()> {
        let ended = watch::run(command, folder, limits)?;
        match &ended.failure {
            None => {
                self.wall.push(ended.took.as_secs_f64());
                self.cpu.push(ended.worked.as_secs_f64());
                self.memory.push(ended.memory as f64);
            }
            Some(failure) => *self = Self { failure: Some(why(failure, &ended)), ..Self::default() },
        }
        Ok(())
    }
}

/// What a failed program says of it, in a line.
fn why(failure: &str, ended: &Ended) -> String {
    let lines = || ended.errors.lines().chain(ended.output.lines()).map(str::trim);
    let is_error = |line: &&str| {
        let line = line.to_lowercase();
        ["error", "panicked", "exception", "fail"].iter().any(|word| line.contains(word))
    };
    let begins = |line: &&str| line.to_lowercase().starts_with("error");
    let said =
        lines().find(begins).or_else(|| lines().find(is_error)).or_else(|| lines().find(|line| !line.is_empty()));
    match said {
        Some(said) => format!("{failure}: {}", said.chars().take(160).collect::<String>()),
        None => failure.to_owned(),
    }
}

/// The rows of wall time, CPU time and memory, with a limit for each.
pub(super) fn rows(taken: &[Taken], what: &str, limits: [Limit; 3]) -> Vec<Row> {
    let [wall, cpu, memory] = limits;
    let row = |name: &str, unit, of: fn(&Taken) -> &Vec<f64>, limit| {
        Row::of_rounds(format!("{what}{name}"), unit, taken.iter().map(|taken| of(taken).clone()).collect(), limit)
    };
    vec![
        row("wall", Unit::Seconds, |taken| &taken.wall, wall),
        row("CPU", Unit::Seconds, |taken| &taken.cpu, cpu),
        row("memory", Unit::Bytes, |taken| &taken.memory, memory),
    ]
}

/// A folder with nothing in it.
///
/// # Errors
/// When it cannot be made.
pub(super) fn fresh(folder: &Path) -> Result<()> {
    // It may not be there.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|error| Error::io("make", folder, &error))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn run(scripts: &[&str]) -> Taken {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { time: Duration::from_secs(60), memory: 1 << 30 };
        let mut taken = Taken::default();
        for script in scripts {
            taken.run(Command::new("sh").args(["-c", script]), folder.path(), limits).unwrap();
        }
        taken
    }

    #[test]
    fn each_round_has_its_numbers() {
        let taken = run(&["true", "true"]);
        assert_eq!([taken.wall.len(), taken.cpu.len(), taken.memory.len()], [2, 2, 2]);
        assert!(taken.memory.iter().all(|memory| *memory > 0.0));
    }

    #[test]
    fn who_fails_says_why_and_has_no_numbers() {
        let taken = run(&["true", "echo reading >&2; echo 'Error: no such schema' >&2; exit 2"]);
        assert!(taken.wall.is_empty() && taken.cpu.is_empty() && taken.memory.is_empty());
        assert!(taken.failure.unwrap().ends_with("2: Error: no such schema"));
    }
}
