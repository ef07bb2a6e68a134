//! The rows as a person reads them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::row::{Compiled, Row};
use crategen::cli::terminal::grouped;

/// How many reasons of a kind are listed.
const REASONS: usize = 15;

/// The table with its total, the reasons for what was lost, and the problems.
pub(super) fn render(rows: &[Row]) -> String {
    let mut lines = vec![HEAD.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    lines.push(total(rows));
    let mut text = aligned(&lines);
    for (title, code) in [("operations skipped", "W0602"), ("schemas as JSON", "W0604"), ("refused", "E")] {
        text += &reasons(rows, title, code);
    }
    for row in rows {
        if let Some(problem) = row.problem() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "FAILED {}: {problem}", row.name);
        }
    }
    text
}

const HEAD: [&str; 14] = [
    "document",
    "version",
    "operations",
    "emitted",
    "schemas",
    "as JSON",
    "properties",
    "as JSON",
    "warnings",
    "seconds",
    "MB",
    "lines",
    "compiles",
    "clippy",
];

fn cells(row: &Row) -> [String; 14] {
    let found = &row.found;
    let what = match (&row.failure, found.generated) {
        (Some(_), _) => "FAILED".to_owned(),
        (None, false) => "refused".to_owned(),
        (None, true) => said(row.compiled.as_ref()),
    };
    [
        row.name.clone(),
        found.version.clone().unwrap_or_default(),
        grouped(found.operations_in_document),
        grouped(found.operations),
        grouped(found.schemas),
        grouped(found.schemas_as_json),
        grouped(found.properties),
        grouped(found.properties_as_json),
        grouped(found.warnings),
        format!("{:.2}", found.seconds),
        (row.memory / 1_000_000).to_string(),
        grouped(found.lines),
        what,
        said(row.clippy.as_ref()),
    ]
}

/// `3.2 s, 400 MB`, or what is wrong.
fn said(compiled: Option<&Compiled>) -> String {
    match compiled {
        None => String::new(),
        Some(Compiled { compiles: false, .. }) => "NO".to_owned(),
        Some(Compiled { warnings: 0, seconds, memory, .. }) => format!("{seconds:.1} s, {} MB", memory / 1_000_000),
        Some(Compiled { warnings, .. }) => format!("{warnings} warnings"),
    }
}

fn total(rows: &[Row]) -> [String; 14] {
    let sum = |number: fn(&Row) -> usize| grouped(rows.iter().map(number).sum());
    let share = |number: fn(&Row) -> usize, of: fn(&Row) -> usize| {
        let (number, of): (usize, usize) = (rows.iter().map(number).sum(), rows.iter().map(of).sum());
        format!("{} ({:.2} %)", grouped(number), 100.0 * number as f64 / of.max(1) as f64)
    };
    let compiling = rows.iter().filter(|row| row.compiled.as_ref().is_some_and(|compiled| compiled.compiles)).count();
    let clean = |row: &&Row| row.clippy.as_ref().is_some_and(|clippy| clippy.compiles && clippy.warnings == 0);
    let generated = rows.iter().filter(|row| row.found.generated).count();
    [
        format!(
            "{} documents, {} generated, {} refused",
            rows.len(),
            generated,
            rows.iter().filter(|row| row.is_refused()).count()
        ),
        String::new(),
        sum(|row| row.found.operations_in_document),
        share(|row| row.found.operations, |row| row.found.operations_in_document),
        sum(|row| row.found.schemas),
        sum(|row| row.found.schemas_as_json),
        sum(|row| row.found.properties),
        share(|row| row.found.properties_as_json, |row| row.found.properties),
        sum(|row| row.found.warnings),
        format!("{:.2}", rows.iter().map(|row| row.found.seconds).sum::<f64>()),
        rows.iter().map(|row| row.memory / 1_000_000).max().unwrap_or(0).to_string(),
        sum(|row| row.found.lines),
        if rows.iter().any(|row| row.compiled.is_some()) { compiling.to_string() } else { String::new() },
        if rows.iter().any(|row| row.clippy.is_some()) {
            rows.iter().filter(clean).count().to_string()
        } else {
            String::new()
        },
    ]
}

fn aligned(lines: &[[String; 14]]) -> String {
    let mut text = String::new();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 14] = std::array::from_fn(width);
    for line in lines {
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let _ = match column {
                0 => write!(text, "{cell:width$}"),
                _ => write!(text, "  {cell:>width$}"),
            };
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The commonest reasons of a kind: what reports with such a code say, without the names in them.
fn reasons(rows: &[Row], title: &str, code: &str) -> String {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in rows {
        let mut here: BTreeMap<String, usize> = BTreeMap::new();
        for report in row.found.reports.iter().filter(|report| report.starts_with(code)) {
            *here.entry(without_names(report)).or_default() += 1;
        }
        for (reason, count) in here {
            let (reports, documents) = counts.entry(reason).or_default();
            *reports += count;
            *documents += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.1));
    let mut text = String::new();
    for (index, (reason, (reports, documents))) in counts.iter().take(REASONS).enumerate() {
        if index == 0 {
            let _ = writeln!(text, "\n{title}:");
        }
        let _ = writeln!(text, "{reports:>6} in {documents:>3} documents: {reason}");
    }
    text
}

/// A report with `…` for every name of the document, up to the places that it counts.
fn without_names(report: &str) -> String {
    let report = report.split(", here and in").next().unwrap_or(report);
    let parts = report.split('`').enumerate();
    let keep = |part: &str| part.contains('/') && !part.contains('{') && !part.starts_with('/');
    parts.map(|(index, part)| if index % 2 == 0 || keep(part) { part.to_owned() } else { "…".to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_counted_without_names() {
        let report =
            "W0602 operation `a` is skipped, since its body comes as `text/xml` only, here and in 2 other places";
        assert_eq!(without_names(report), "W0602 operation … is skipped, since its body comes as text/xml only");
        let mut row = Row::default();
        row.found.reports = vec![report.to_owned(), report.replace("`a`", "`b`")];
        assert!(reasons(&[row], "skipped", "W0602").contains("     2 in   1 documents: W0602 operation …"));
    }

    #[test]
    fn a_table_has_a_line_a_document_and_a_total() {
        let text = render(&[Row { name: "a.yaml".to_owned(), ..Row::default() }]);
        assert!(text.contains("\na.yaml") && text.contains("\n1 documents, 0 generated, 1 refused"), "{text}");
    }
}
