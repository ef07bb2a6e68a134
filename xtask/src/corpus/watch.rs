//! Runs a process within limits of time and memory, and measures both.
//!
//! The time that counts is what the process itself works, so that a busy machine fails nothing; one that waits is stopped
//! much later. This and memory are what Linux tells of a process; elsewhere there is no limit of memory and no number,
//! and all time counts.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crategen::cli::error::{Error, Result};

const BEAT: Duration = Duration::from_millis(10);

/// How many times longer than it may work a process may take.
const PATIENCE: u32 = 8;

/// How far a process may go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For how long it may work.
    pub(crate) time: Duration,
    /// With how many bytes of memory.
    pub(crate) memory: u64,
}

/// How a process ended.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    /// Why it was stopped, or why it did not end well; none if it did.
    pub(crate) failure: Option<String>,
    /// What it wrote.
    pub(crate) output: String,
    pub(crate) errors: String,
    /// How long it ran.
    pub(crate) took: Duration,
    /// The most memory that it had, in bytes; zero if nobody knows.
    pub(crate) memory: u64,
}

/// Runs a command to its end or to its limits. What it writes goes to files in `folder` meanwhile, so that no pipe can
/// be full.
///
/// # Errors
/// When it cannot be started or read.
pub(crate) fn run(command: &mut Command, folder: &Path, limits: Limits) -> Result<Ended> {
    let paths = [folder.join("output.txt"), folder.join("errors.txt")];
    let create = |path: &Path| File::create(path).map_err(|error| Error::io("write", path, &error));
    let [output, errors] = &paths;
    let program = command.get_program().to_owned();
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(create(output)?)
        .stderr(create(errors)?)
        .spawn()
        .map_err(|error| Error::io("run", program.as_ref(), &error))?;
    let mut memory = 0;
    let failure = loop {
        memory = peak(child.id()).unwrap_or(0).max(memory);
        match child.try_wait() {
            Ok(Some(status)) => break how(status),
            Ok(None) => {}
            Err(error) => break Some(format!("nobody knows how it ended: {error}")),
        }
        let took = start.elapsed();
        let is_over = match worked(child.id()) {
            Some(worked) => worked > limits.time || took > limits.time * PATIENCE,
            None => took > limits.time,
        };
        let stopped = match (is_over, memory > limits.memory) {
            (true, _) => Some(format!("it ran for more than {} s", limits.time.as_secs())),
            (_, true) => Some(format!("it took more than {} MB of memory", limits.memory / 1_000_000)),
            (false, false) => None,
        };
        if stopped.is_some() {
            // It may have ended by itself just now.
            let _ = child.kill();
            let _ = child.wait();
            break stopped;
        }
        std::thread::sleep(BEAT);
    };
    let took = start.elapsed();
    let read = |path: &Path| fs::read(path).map_err(|error| Error::io("read", path, &error));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Ended { failure, output: text(read(output)?), errors: text(read(errors)?), took, memory })
}

fn how(status: ExitStatus) -> Option<String> {
    (!status.success()).then(|| format!("it ended with {status}"))
}

/// How long a process has worked so far. The kernel counts in hundredths of a second wherever Rust runs.
fn worked(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is a name in parentheses, in which anything may stand.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map_while(|field| field.parse::<u64>().ok());
    let hundredths = times.next()?.saturating_add(times.next()?);
    Some(Duration::from_millis(hundredths.saturating_mul(10)))
}

/// The most memory that a process had so far.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(script: &str) -> Ended {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { time: Duration::from_millis(300), memory: 1 << 30 };
        run(Command::new("sh").args(["-c", script]), folder.path(), limits).unwrap()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_process_works_is_counted() {
        let before = worked(std::process::id()).unwrap();
        let start = std::time::Instant::now();
        while worked(std::process::id()).unwrap() == before {
            assert!(start.elapsed() < Duration::from_secs(60), "it worked all the time");
        }
    }

    #[test]
    #[cfg(unix)]
    fn every_end_is_told() {
        let good = ended("echo text; echo error >&2");
        assert_eq!((good.failure, good.output.as_str(), good.errors.as_str()), (None, "text\n", "error\n"));
        assert!(ended("exit 3").failure.unwrap().contains('3'));
        assert!(ended("exec sleep 60").failure.unwrap().contains("more than 0 s"));
        assert!(ended("while :; do :; done").failure.unwrap().contains("more than 0 s"));
    }
}
