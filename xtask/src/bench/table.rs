//! What was measured, beside what it is compared with, and how much of a difference there may be.

use std::fmt::Write as _;

use crategen::cli::terminal::grouped;

/// What was measured of one thing and of another.
pub(super) struct Table {
    /// What the benchmark is about: the thing that has limits, and the thing that it is compared with.
    pub(super) contenders: [&'static str; 2],
    pub(super) rows: Vec<Row>,
}

/// One measure of both.
pub(super) struct Row {
    pub(super) name: String,
    /// In the order of the contenders.
    pub(super) values: [f64; 2],
    pub(super) limit: Limit,
}

/// How large a value may be.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    /// As large as it is.
    None,
    /// So many times the other one's.
    Ratio(f64),
    /// This.
    Value(f64),
}

impl Row {
    fn ratio(&self) -> f64 {
        self.values[0] / self.values[1]
    }

    /// What is no number is not within a limit.
    fn is_within(&self) -> bool {
        match self.limit {
            Limit::None => true,
            Limit::Ratio(limit) => self.ratio() <= limit,
            Limit::Value(limit) => self.values[0] <= limit,
        }
    }

    fn cells(&self) -> [String; 5] {
        let [ours, theirs] = self.values.map(number);
        let ratio = if self.ratio().is_finite() { format!("{:.3}", self.ratio()) } else { String::new() };
        let limit = match self.limit {
            Limit::None => String::new(),
            Limit::Ratio(limit) => format!("{limit:.3}"),
            Limit::Value(limit) => number(limit),
        };
        let limit = if self.is_within() { limit } else { format!("{limit} EXCEEDED") };
        [self.name.clone(), ours, theirs, ratio, limit]
    }
}

impl Table {
    /// The table as a person reads it.
    pub(super) fn render(&self) -> String {
        let [ours, theirs] = self.contenders.map(str::to_owned);
        let mut lines = vec![[String::new(), ours, theirs, "ratio".to_owned(), "at most".to_owned()]];
        lines.extend(self.rows.iter().map(Row::cells));
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 5] = std::array::from_fn(width);
        let mut text = String::new();
        for [name, ours, theirs, ratio, limit] in &lines {
            let [first, second, third, fourth, fifth] = widths;
            let line = format!("{name:first$}  {ours:>second$}  {theirs:>third$}  {ratio:>fourth$}  {limit:>fifth$}");
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }

    /// How many measures are beyond their limits.
    pub(super) fn beyond(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_within()).count()
    }
}

/// A number that is large, as all of these are: without a fraction.
fn number(value: f64) -> String {
    let sign = if value <= -0.5 { "-" } else { "" };
    format!("{sign}{}", grouped(value.abs().round() as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |name: &str, values, limit| Row { name: name.to_owned(), values, limit };
        Table {
            contenders: ["ours", "theirs"],
            rows: vec![
                row("instructions", [105_000.0, 100_000.0], Limit::Ratio(1.05)),
                row("calls a second", [9_000.4, 10_000.0], Limit::None),
                row("bytes more", [-4096.0, 0.0], Limit::Value(65_536.0)),
            ],
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
        assert_eq!(table().render(), expected.trim_start_matches('\n'));
        assert_eq!(table().beyond(), 0);
    }

    #[test]
    fn what_is_beyond_its_limit_is_said_and_counted() {
        let mut table = table();
        table.rows[0].values[0] = 105_001.0;
        table.rows[2].values[0] = f64::NAN;
        assert_eq!(table.beyond(), 2);
        assert!(table.render().contains("1.050 EXCEEDED"));
    }
}
