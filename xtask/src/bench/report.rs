//! All tables of one benchmark, for a person and for a program.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::{machine, table::Table};
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// What a benchmark measured.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    benchmark: &'static str,
    machine: String,
    tables: Vec<Table>,
    /// The measures that are beyond their limits.
    exceeded: Vec<String>,
}

impl Report {
    pub(super) fn new(benchmark: &'static str, tables: Vec<Table>) -> Self {
        let exceeded = tables.iter().flat_map(Table::exceeded).collect();
        Self { benchmark, machine: machine::describe(), tables, exceeded }
    }

    /// Shows it: as JSON if it goes to standard output (`-`), else as tables, and as JSON to that file.
    ///
    /// # Errors
    /// When it cannot be written, and when something is beyond its limit.
    pub(super) fn show(&self, json: Option<&Path>) -> Result<()> {
        let text = || serde_json::to_string_pretty(self).map_err(|error| Error::new(error.to_string()));
        match json {
            Some(path) if path == Path::new("-") => terminal::print(&format!("{}\n", text()?))?,
            Some(path) => {
                fs::write(path, text()?).map_err(|error| Error::io("write", path, &error))?;
                terminal::print(&self.render())?;
            }
            None => terminal::print(&self.render())?,
        }
        for measure in &self.exceeded {
            terminal::error(measure, None);
        }
        match self.exceeded.len() {
            0 => Ok(()),
            beyond => Err(Error::new(format!("{} beyond the limit", terminal::count(beyond, "measure")))),
        }
    }

    fn render(&self) -> String {
        let tables: Vec<String> = self.tables.iter().map(Table::render).collect();
        format!("{}\n\n{}", self.machine, tables.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::{Limit, Row, Unit};
    use super::*;

    #[test]
    fn a_program_reads_rounds_medians_and_what_is_beyond() {
        let rows = vec![Row::of_rounds("wall", Unit::Seconds, vec![vec![1.0, 3.0, 2.0], vec![1.0]], Limit::Ratio(0.5))];
        let contenders = vec!["ours".to_owned(), "theirs 1.0".to_owned()];
        let report = Report::new("generate", vec![Table { title: "pets".to_owned(), contenders, rows, notes: vec![] }]);
        let value = serde_json::to_value(&report).unwrap();
        assert_eq!(value["tables"][0]["contenders"][1], "theirs 1.0");
        let row = &value["tables"][0]["rows"][0];
        assert_eq!(row["cells"][0], serde_json::json!({ "rounds": [1.0, 3.0, 2.0], "median": 2.0 }));
        assert_eq!((&row["ratio"], &row["limit"]["ratio"]), (&2.0.into(), &0.5.into()));
        assert_eq!(value["exceeded"][0], "pets: wall: 2.000, at most 0.500");
    }
}
