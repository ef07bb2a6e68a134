//! `cargo xtask bench codec`: what it costs to read and write lists of large objects with emitted models, against serde's
//! derives on the same types.
//!
//! The package `bench-codec` has both, and what they read. It checks first that both read all of it, and write it again.

use std::fs;
use std::path::{Path, PathBuf};

use super::callgrind;
use super::program::Program;
use super::table::{Limit, Row, Table};
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// What is done, and what with. What is mixed is written no differently.
const MEASURES: [(&str, &str); 6] = [
    ("read", "projects"),
    ("read", "projects-mixed"),
    ("read", "payments"),
    ("read", "payments-mixed"),
    ("write", "projects"),
    ("write", "payments"),
];

const CONTENDERS: [&str; 2] = ["runtime", "derive"];

/// How many times as many instructions it may take as with derives.
const RATIO: f64 = 1.10;

/// How often it is done: in one run so often, in another one twice as often. The difference is of that alone.
const COUNTED: u32 = 4;

/// Measures all of it.
pub(super) fn run(root: &Path) -> Result<Table> {
    let bench = Bench { program: Program::build(root, "bench-codec")?, folder: root.join("target/bench") };
    fs::create_dir_all(&bench.folder).map_err(|error| Error::io("make", &bench.folder, &error))?;
    bench.program.said(&["check"])?;
    let mut rows = Vec::new();
    match callgrind::is_there() {
        true => {
            for (what, name) in MEASURES {
                terminal::status("Counting", format!("instructions to {what} {name}"));
                rows.push(bench.instructions(what, name)?);
            }
        }
        false => {
            let problem = "there is no `valgrind`: instructions, and so their limit, are not measured";
            terminal::error(problem, Some("install it, such as with `apt install valgrind`"));
        }
    }
    Ok(Table::of(["emitted", "derives"], rows))
}

/// The program with both contenders.
struct Bench {
    program: Program,
    /// Where profiles go.
    folder: PathBuf,
}

impl Bench {
    fn instructions(&self, what: &str, name: &str) -> Result<Row> {
        let count = |contender: &str, times: u32| {
            let profile = self.folder.join(format!("codec.{what}.{name}.{contender}.callgrind"));
            callgrind::instructions(&self.program.path, &[contender, what, name, &times.to_string()], &profile)
        };
        let mut values = [0.0; 2];
        for (value, contender) in values.iter_mut().zip(CONTENDERS) {
            let (once, twice) = (count(contender, COUNTED)?, count(contender, 2 * COUNTED)?);
            *value = twice.saturating_sub(once) as f64 / f64::from(COUNTED);
        }
        Ok(Row::of_counts(format!("{what} {name}: instructions"), values, Limit::Ratio(RATIO)))
    }
}
