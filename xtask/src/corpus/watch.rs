//! Runs a process within limits of time and memory, and measures both.
//!
//! The time that counts is what the process itself works, so that a busy machine fails nothing; one that waits is stopped
//! much later. Whatever the process starts counts with it. While it runs, this and memory are what Linux tells of processes;
//! elsewhere there is no limit of memory, and all time counts. What it took in the end is told by every system.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use super::family;
use crategen::cli::error::{Error, Result};

/// How often a process is looked at. What it took is known without.
const BEAT: Duration = Duration::from_millis(50);

/// How many times longer than it may work a process may take.
const PATIENCE: u32 = 8;

/// How far a process may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For how long it may work.
    pub time: Duration,
    /// With how many bytes of memory.
    pub memory: u64,
}

/// How a process ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Why it was stopped, or why it did not end well; none if it did.
    pub failure: Option<String>,
    /// What it wrote to its standard output.
    pub output: String,
    /// What it wrote to its standard error.
    pub errors: String,
    /// How long it ran.
    pub took: Duration,
    /// How long it worked, with all that it started and waited for.
    pub worked: Duration,
    /// The most memory in bytes that it had, or one of those that it started. At least what this program had, since a
    /// process begins as a copy of the one that starts it.
    pub memory: u64,
}

/// Runs a command to its end or to its limits. What it writes goes to files in `folder` meanwhile, so that no pipe can
/// be full.
///
/// # Errors
/// When it cannot be started or read.
pub fn run(command: &mut Command, folder: &Path, limits: Limits) -> Result<Ended> {
    let paths = [folder.join("output.txt"), folder.join("errors.txt")];
    let create = |path: &Path| File::create(path).map_err(|error| Error::io("write", path, &error));
    let [output, errors] = &paths;
    let program = command.get_program().to_owned();
    let failed = |error| Error::io("run", program.as_ref(), &error);
    let start = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(create(output)?).stderr(create(errors)?).spawn().map_err(failed)?;
    let process = child.id();
    let (used, stopped, took) = thread::scope(|scope| {
        let (ended, is_ended) = mpsc::channel();
        let watcher = scope.spawn(move || watch(process, &is_ended, limits, start));
        let used = child.wait4();
        let took = start.elapsed();
        // The watcher may have gone.
        let _ = ended.send(());
        (used, watcher.join().unwrap_or_default(), took)
    });
    let used = used.map_err(failed)?;
    let read = |path: &Path| fs::read(path).map_err(|error| Error::io("read", path, &error));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Ended {
        failure: stopped.or_else(|| how(used.status)),
        output: text(read(output)?),
        errors: text(read(errors)?),
        took,
        worked: used.rusage.utime + used.rusage.stime,
        memory: used.rusage.maxrss,
    })
}

/// Stops a process and all that it started once it is beyond its limits, and says why.
fn watch(process: u32, is_ended: &Receiver<()>, limits: Limits, start: Instant) -> Option<String> {
    while is_ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
        let family = family::of(process);
        let took = start.elapsed();
        let is_over = match &family {
            Some(family) => family.worked() > limits.time || took > limits.time * PATIENCE,
            None => took > limits.time,
        };
        let memory = family.as_ref().map_or(0, |family| family.memory());
        let reason = match (is_over, memory > limits.memory) {
            (true, _) => format!("it ran for more than {} s", limits.time.as_secs()),
            (_, true) => format!("it took more than {} MB of memory", limits.memory / 1_000_000),
            (false, false) => continue,
        };
        family::stop(process, family.as_ref());
        return Some(reason);
    }
    None
}

fn how(status: ExitStatus) -> Option<String> {
    (!status.success()).then(|| format!("it ended with {status}"))
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
    #[cfg(unix)]
    fn every_end_is_told() {
        let good = ended("echo text; echo error >&2");
        assert_eq!((good.failure, good.output.as_str(), good.errors.as_str()), (None, "text\n", "error\n"));
        assert!(ended("exit 3").failure.unwrap().contains('3'));
        assert!(ended("exec sleep 60").failure.unwrap().contains("more than 0 s"));
        assert!(ended("while :; do :; done").failure.unwrap().contains("more than 0 s"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_process_starts_is_measured_and_stopped_with_it() {
        let start = Instant::now();
        let ended = ended("sh -c 'while :; do :; done'; true");
        assert!(ended.failure.unwrap().contains("more than 0 s"));
        assert!(ended.memory > 0);
        assert!(start.elapsed() < Duration::from_secs(60), "nothing was left that runs");
    }

    #[test]
    #[cfg(unix)]
    fn what_a_process_worked_is_told() {
        let ended = ended("i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done");
        assert!(ended.worked > Duration::ZERO && ended.memory > 0);
    }
}
