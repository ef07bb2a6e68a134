//! `cargo xtask bench client`: what a call through acs-sdk costs, against the same call by hand with reqwest and serde,
//! and through the official SDK for Python where `cargo xtask bench setup` has installed it.
//!
//! The package `bench-client` has both, and a service for them on loopback. It checks first that both send the same
//! bytes and read the same values.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use super::callgrind;
use super::program::Program;
use super::python::Python;
use super::table::{Limit, Row, Table, Unit};
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// A kind of call, and how many of them take about a second.
const CALLS: [(&str, u32); 2] = [("send-sms", 20_000), ("list-messages", 8_000)];

const CONTENDERS: [&str; 2] = ["sdk", "hand"];

/// How many times as many instructions a call may take as one by hand.
const RATIO: f64 = 1.05;

/// How many calls are counted: one run makes these, another twice as many. The difference is the calls' alone.
const COUNTED: u32 = 200;

/// How much of the time of the SDK for Python a call may take.
const PYTHON: f64 = 0.1;

/// How many times as many calls are made than through the SDK for Python, so that both take about as long.
const FEWER: u32 = 20;

/// How often calls are timed.
const ROUNDS: usize = 5;

/// How many calls are made to see whether memory grows. `bench-client` says how much there was after a tenth of them.
const MANY: u32 = 100_000;

/// How much memory they may take: what the allocator's own pages vary by.
const GROWTH: f64 = 256.0 * 1024.0;

/// Measures all calls.
pub(super) fn run(root: &Path) -> Result<Vec<Table>> {
    let bench = Bench::start(root)?;
    let mut rows = Vec::new();
    if callgrind::is_there() {
        for (call, _) in CALLS {
            terminal::status("Counting", format!("instructions of {call}"));
            rows.push(bench.instructions(call)?);
        }
    } else {
        let problem = "there is no `valgrind`: instructions, and so their limit, are not measured";
        terminal::error(problem, Some("install it, such as with `apt install valgrind`"));
    }
    for (call, calls) in CALLS {
        terminal::status("Timing", call);
        rows.push(bench.speed(call, calls)?);
    }
    for (call, _) in CALLS {
        terminal::status("Calling", format!("{call} {} times", terminal::grouped(MANY as usize)));
        rows.extend(bench.memory(call)?);
    }
    let by_hand = Table::of(["acs-sdk", "by hand"], rows);
    let given = bench.program.said(&["given"])?;
    let Some(python) = Python::find(root, given.trim().to_owned()) else {
        terminal::error("the SDK for Python is not there to be compared with", Some("run `cargo xtask bench setup`"));
        return Ok(vec![by_hand]);
    };
    let mut rows = Vec::new();
    for (call, calls) in CALLS {
        terminal::status("Timing", format!("{call} beside the SDK for Python"));
        rows.push(bench.beside(&python, call, calls)?);
    }
    Ok(vec![by_hand, Table::of(["acs-sdk", "Python SDK"], rows)])
}

/// The program with both contenders, and the service that they call.
struct Bench {
    program: Program,
    /// Where profiles go.
    folder: PathBuf,
    service: Child,
    address: String,
}

/// What the program says of a run.
#[derive(Deserialize)]
struct Measured {
    seconds: f64,
    settled: Option<f64>,
    memory: Option<f64>,
}

impl Bench {
    fn start(root: &Path) -> Result<Self> {
        let program = Program::build(root, "bench-client")?;
        let folder = root.join("target/bench");
        fs::create_dir_all(&folder).map_err(|error| Error::io("make", &folder, &error))?;
        program.said(&["check"])?;
        let failed = |error| Error::io("run", &program.path, &error);
        let mut service = Command::new(&program.path)
            .arg("service")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut address = String::new();
        if let Some(output) = service.stdout.take() {
            BufReader::new(output).read_line(&mut address).map_err(failed)?;
        }
        Ok(Self { program, folder, service, address: address.trim().to_owned() })
    }

    fn instructions(&self, call: &str) -> Result<Row> {
        let count = |contender: &str, calls: u32| {
            let profile = self.folder.join(format!("client.{call}.{contender}.callgrind"));
            callgrind::instructions(&self.program.path, &[contender, call, &self.address, &calls.to_string()], &profile)
        };
        let mut values = [0.0; 2];
        for (value, contender) in values.iter_mut().zip(CONTENDERS) {
            let (once, twice) = (count(contender, COUNTED)?, count(contender, 2 * COUNTED)?);
            *value = twice.saturating_sub(once) as f64 / f64::from(COUNTED);
        }
        Ok(Row::of_counts(format!("{call}: instructions a call"), values, Limit::Ratio(RATIO)))
    }

    fn speed(&self, call: &str, calls: u32) -> Result<Row> {
        let mut rounds = [const { Vec::new() }; 2];
        // By turns, so that what else the machine does meets both.
        for _ in 0..ROUNDS {
            for (rounds, contender) in rounds.iter_mut().zip(CONTENDERS) {
                rounds.push(f64::from(calls) / self.measure(contender, call, calls)?.seconds);
            }
        }
        Ok(Row::of_rounds(format!("{call}: calls a second"), Unit::Count, rounds.to_vec(), Limit::None))
    }

    /// The time of a call, beside that of the SDK for Python.
    fn beside(&self, python: &Python, call: &str, calls: u32) -> Result<Row> {
        let mut rounds = [const { Vec::new() }; 2];
        for _ in 0..ROUNDS {
            let [ours, theirs] = &mut rounds;
            ours.push(1e6 * self.measure("sdk", call, calls)?.seconds / f64::from(calls));
            theirs.push(1e6 * python.run(call, &self.address, calls / FEWER)? / f64::from(calls / FEWER));
        }
        let name = format!("{call}: microseconds a call");
        Ok(Row::of_rounds(name, Unit::Count, rounds.to_vec(), Limit::Ratio(PYTHON)))
    }

    /// The memory that nine tenths of the calls took, if the system tells.
    fn memory(&self, call: &str) -> Result<Option<Row>> {
        let mut values = [0.0; 2];
        for (value, contender) in values.iter_mut().zip(CONTENDERS) {
            let measured = self.measure(contender, call, MANY)?;
            let (Some(settled), Some(memory)) = (measured.settled, measured.memory) else {
                terminal::error("this system does not tell what memory a process has", None);
                return Ok(None);
            };
            *value = memory - settled;
        }
        let calls = terminal::grouped(MANY as usize);
        let name = format!("{call}: bytes of memory more after {calls} calls");
        Ok(Some(Row::of_counts(name, values, Limit::Value(GROWTH))))
    }

    fn measure(&self, contender: &str, call: &str, calls: u32) -> Result<Measured> {
        let text = self.program.said(&[contender, call, &self.address, &calls.to_string()])?;
        serde_json::from_str(&text)
            .map_err(|error| Error::new(format!("`{}` said {text}: {error}", self.program.path.display())))
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}
