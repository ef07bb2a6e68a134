//! What was measured, beside what it is compared with, and how much of a difference there may be.
//!
//! The first contender has the limits; the others are what it is held against. What is less is better, so the best of
//! the others is the least.

use std::fmt::Write as _;

use serde::Serialize;

use super::statistics::median;
use crategen::cli::terminal::grouped;

/// What was measured of several things.
#[derive(Debug, Default, Serialize)]
pub(super) struct Table {
    /// What it is about, if there is more than one table.
    pub(super) title: String,
    pub(super) contenders: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// What numbers do not say: why one is missing, for instance.
    pub(super) notes: Vec<String>,
}

/// One measure of all contenders.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    name: String,
    unit: Unit,
    /// In the order of the contenders.
    cells: Vec<Cell>,
    /// How many times the best of the others the first is.
    ratio: Option<f64>,
    limit: Limit,
}

/// What was measured of one contender, as often as it was; the median counts.
#[derive(Debug, Serialize)]
struct Cell {
    rounds: Vec<f64>,
    median: Option<f64>,
}

/// What numbers are, which decides how they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    /// Without a fraction.
    Count,
    Seconds,
    /// Shown as megabytes.
    Bytes,
    /// How many times something else.
    Times,
}

/// How large a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Limit {
    /// As large as it is.
    None,
    /// So many times that of the best of the others.
    Ratio(f64),
    /// This.
    Value(f64),
}

impl Table {
    /// A table that stands for itself.
    pub(super) fn of<const N: usize>(contenders: [&str; N], rows: Vec<Row>) -> Self {
        Self { contenders: contenders.map(str::to_owned).to_vec(), rows, ..Self::default() }
    }
}

impl Row {
    /// What was measured in several rounds, those of a contender together. One without rounds was not measured.
    pub(super) fn of_rounds(name: impl Into<String>, unit: Unit, rounds: Vec<Vec<f64>>, limit: Limit) -> Self {
        let cells: Vec<Cell> = rounds.into_iter().map(|rounds| Cell { median: median(&rounds), rounds }).collect();
        let ratio = match cells.split_first() {
            Some((Cell { median: Some(ours), .. }, others)) => {
                let best = others.iter().filter_map(|cell| cell.median).reduce(f64::min);
                best.map(|best| ours / best).filter(|ratio| ratio.is_finite())
            }
            _ => None,
        };
        Self { name: name.into(), unit, cells, ratio, limit }
    }

    /// What was counted once of each.
    pub(super) fn of_counts(name: impl Into<String>, values: impl IntoIterator<Item = f64>, limit: Limit) -> Self {
        Self::of_rounds(name, Unit::Count, values.into_iter().map(|value| vec![value]).collect(), limit)
    }

    /// A ratio that is not that of two numbers beside it.
    pub(super) fn of_ratio(name: impl Into<String>, ratio: Option<f64>, limit: Limit) -> Self {
        Self { name: name.into(), unit: Unit::Times, cells: Vec::new(), ratio, limit }
    }

    /// The same where the first is not held against the others.
    pub(super) fn without_ratio(self) -> Self {
        Self { ratio: None, ..self }
    }

    pub(super) fn ratio(&self) -> Option<f64> {
        self.ratio
    }

    fn value(&self) -> Option<f64> {
        self.cells.first()?.median
    }

    /// Whether it is not beyond its limit. A value that is none is beyond, a ratio to nothing is not.
    pub(super) fn is_within(&self) -> bool {
        match self.limit {
            Limit::None => true,
            Limit::Ratio(limit) => match (self.cells.first(), self.ratio) {
                (_, Some(ratio)) => ratio <= limit,
                // Nobody else could do it.
                (Some(ours), None) => ours.median.is_some_and(f64::is_finite),
                (None, None) => true,
            },
            Limit::Value(limit) => self.value().is_some_and(|value| value <= limit),
        }
    }

    /// Its name, what it is and what it may be.
    fn excess(&self) -> String {
        match self.limit {
            Limit::None => self.name.clone(),
            Limit::Ratio(limit) => format!("{}: {}, at most {limit:.3}", self.name, shown_ratio(self.ratio)),
            Limit::Value(limit) => {
                let value = self.unit.show(self.value());
                format!("{}: {value}, at most {}", self.name, self.unit.show(Some(limit)))
            }
        }
    }

    fn line(&self, contenders: usize) -> Vec<String> {
        let mut line = vec![self.name.clone()];
        line.extend((0..contenders).map(|index| self.unit.show(self.cells.get(index).and_then(|cell| cell.median))));
        line.push(shown_ratio(self.ratio));
        let limit = match self.limit {
            Limit::None => String::new(),
            Limit::Ratio(limit) => format!("{limit:.3}"),
            Limit::Value(limit) => self.unit.show(Some(limit)),
        };
        line.push(if self.is_within() { limit } else { format!("{limit} EXCEEDED") });
        line
    }
}

impl Unit {
    fn show(self, value: Option<f64>) -> String {
        let Some(value) = value else { return String::new() };
        if !value.is_finite() {
            return "?".to_owned();
        }
        match self {
            Self::Count => rounded(value),
            Self::Bytes => format!("{} MB", fraction(value / 1e6)),
            Self::Seconds => format!("{} s", fraction(value)),
            Self::Times => fraction(value),
        }
    }
}

impl Table {
    /// The table as a person reads it.
    pub(super) fn render(&self) -> String {
        let mut head = vec![self.title.clone()];
        head.extend(self.contenders.iter().cloned());
        head.extend(["ratio", "at most"].map(str::to_owned));
        let mut lines = vec![head];
        lines.extend(self.rows.iter().map(|row| row.line(self.contenders.len())));
        let mut text = aligned(&lines);
        for note in &self.notes {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {note}");
        }
        text
    }

    /// The measure with this name.
    pub(super) fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// The measures that are beyond their limits.
    pub(super) fn exceeded(&self) -> Vec<String> {
        let title = if self.title.is_empty() { String::new() } else { format!("{}: ", self.title) };
        self.rows.iter().filter(|row| !row.is_within()).map(|row| format!("{title}{}", row.excess())).collect()
    }
}

/// Lines with their first column to the left and all others to the right.
fn aligned(lines: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        widths.resize(widths.len().max(line.len()), 0);
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for line in lines {
        let mut padded = String::new();
        for (index, (cell, &width)) in line.iter().zip(&widths).enumerate() {
            let _ = match index {
                0 => write!(padded, "{cell:width$}"),
                _ => write!(padded, "  {cell:>width$}"),
            };
        }
        let _ = writeln!(text, "{}", padded.trim_end());
    }
    text
}

fn shown_ratio(ratio: Option<f64>) -> String {
    ratio.map(|ratio| format!("{ratio:.3}")).unwrap_or_default()
}

/// With as many digits as are worth reading.
fn fraction(value: f64) -> String {
    match value.abs() {
        0.0..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => rounded(value),
    }
}

/// A number that is large, without a fraction.
fn rounded(value: f64) -> String {
    let sign = if value <= -0.5 { "-" } else { "" };
    format!("{sign}{}", grouped(value.abs().round() as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(instructions: f64) -> Table {
        Table {
            contenders: vec!["ours".to_owned(), "theirs".to_owned()],
            rows: vec![
                Row::of_counts("instructions", [instructions, 100_000.0], Limit::Ratio(1.05)),
                Row::of_counts("calls a second", [9_000.4, 10_000.0], Limit::None),
                Row::of_counts("bytes more", [-4096.0, 0.0], Limit::Value(65_536.0)),
            ],
            ..Table::default()
        }
    }

    #[test]
    fn a_table_has_a_line_a_measure_with_ratio_and_limit() {
        let expected = "
                   ours   theirs  ratio  at most
instructions    105,000  100,000  1.050    1.050
calls a second    9,000   10,000  0.900
bytes more       -4,096        0          65,536
";
        assert_eq!(table(105_000.0).render(), expected.trim_start_matches('\n'));
        assert!(table(105_000.0).exceeded().is_empty());
    }

    #[test]
    fn what_is_beyond_its_limit_is_said() {
        let mut table = table(105_101.0);
        table.rows.push(Row::of_counts("no number", [f64::NAN, 0.0], Limit::Value(1.0)));
        assert_eq!(table.exceeded(), ["instructions: 1.051, at most 1.050", "no number: ?, at most 1"]);
        assert!(table.render().contains("1.050 EXCEEDED"));
    }

    #[test]
    fn the_first_is_held_against_the_best_of_those_that_did_it() {
        let rounds = vec![vec![4.0, 1.0, 2.0], vec![], vec![8.0], vec![5.0]];
        let row = Row::of_rounds("wall", Unit::Seconds, rounds, Limit::Ratio(0.5));
        assert_eq!(row.ratio(), Some(0.4));
        assert_eq!(row.line(4), ["wall", "2.00 s", "", "8.00 s", "5.00 s", "0.400", "0.500"]);
        assert!(row.is_within());
    }

    #[test]
    fn who_is_alone_is_within_and_who_failed_is_not() {
        let row = |rounds| Row::of_rounds("wall", Unit::Seconds, rounds, Limit::Ratio(0.5));
        assert!(row(vec![vec![4.0], vec![]]).is_within());
        assert!(!row(vec![vec![], vec![4.0]]).is_within());
        assert!(!row(vec![vec![], vec![]]).is_within());
    }

    #[test]
    fn numbers_are_shown_as_what_they_are() {
        let shown = [Unit::Count, Unit::Seconds, Unit::Bytes, Unit::Times].map(|unit| unit.show(Some(12_345_678.0)));
        assert_eq!(shown, ["12,345,678", "12,345,678 s", "12.3 MB", "12,345,678"]);
        assert_eq!(Unit::Seconds.show(Some(0.456)), "0.46 s");
        assert_eq!(Unit::Seconds.show(None), "");
    }
}
