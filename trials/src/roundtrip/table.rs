//! The rows as a person reads them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::row::Row;
use crategen::cli::terminal::grouped;

const HEAD: [&str; 9] =
    ["document", "models", "tried", "loosely", "short", "instances", "failed models", "failed instances", "seconds"];

/// The table with its total, what failed by kind, and the first failures.
pub(super) fn render(rows: &[Row]) -> String {
    let mut lines = vec![HEAD.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    lines.push(total(rows));
    let mut text = aligned(&lines);
    text += &kinds(rows, "failed", |row| {
        let failures = row.models.iter().filter_map(|model| Some((&model.name, model.failures.first()?)));
        failures.map(|(model, failure)| (model.clone(), failure.problem.clone())).collect()
    });
    text += &kinds(rows, "not tried", |row| {
        row.models.iter().filter_map(|model| Some((model.name.clone(), model.untried.clone()?))).collect()
    });
    for row in rows {
        if let Some(problem) = &row.problem {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "FAILED {}: {problem}", row.name);
        }
    }
    text
}

fn cells(row: &Row) -> [String; 9] {
    [
        row.name.clone(),
        grouped(row.models.len()),
        grouped(row.tried()),
        grouped(row.loosely()),
        grouped(row.short()),
        grouped(row.instances()),
        grouped(row.failed()),
        grouped(row.failed_instances()),
        format!("{:.0}", row.seconds),
    ]
}

fn total(rows: &[Row]) -> [String; 9] {
    let sum = |number: fn(&Row) -> usize| rows.iter().map(number).sum::<usize>();
    let share =
        |part: usize, whole: usize| format!("{} ({:.2} %)", grouped(part), 100.0 * part as f64 / whole.max(1) as f64);
    [
        format!("{} documents", rows.len()),
        grouped(sum(|row| row.models.len())),
        grouped(sum(Row::tried)),
        grouped(sum(Row::loosely)),
        grouped(sum(Row::short)),
        grouped(sum(Row::instances)),
        share(sum(Row::failed), sum(Row::tried)),
        share(sum(Row::failed_instances), sum(Row::instances)),
        format!("{:.0}", rows.iter().map(|row| row.seconds).sum::<f64>()),
    ]
}

fn aligned(lines: &[[String; 9]]) -> String {
    let mut text = String::new();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 9] = std::array::from_fn(width);
    for line in lines {
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let _ = match column {
                0 => write!(text, "{cell:width$}"),
                _ => write!(text, "  {cell:>width$}"),
            };
        }
        text.push('\n');
    }
    text
}

/// What is said of models, without the names in it, with how often it is said and of which models first.
fn kinds(rows: &[Row], title: &str, said: impl Fn(&Row) -> Vec<(String, String)>) -> String {
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        for (model, problem) in said(row) {
            kinds.entry(without_names(&problem)).or_default().push(format!("{} {model}", row.name));
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, models)| std::cmp::Reverse(models.len()));
    let mut text = String::new();
    for (index, (kind, models)) in kinds.iter().enumerate() {
        if index == 0 {
            let _ = writeln!(text, "\n{title}:");
        }
        let first = models.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "{:>6} {kind} ({first}{})", models.len(), if models.len() > 3 { ", …" } else { "" });
    }
    text
}

/// A message without what stands in quotes, and without the path before a problem.
fn without_names(problem: &str) -> String {
    let parts = problem.split('`').enumerate();
    let text: String = parts.map(|(index, part)| if index % 2 == 0 { part } else { "…" }).collect();
    let mut words: Vec<&str> = text.split(", found ").next().unwrap_or_default().split(' ').collect();
    for word in &mut words {
        if word.len() > 40 || word.contains(['.', '[', '"']) {
            *word = "…";
        }
    }
    words.truncate(14);
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::row::{Failure, Tried};
    use super::*;

    #[test]
    fn failures_are_counted_by_kind() {
        let failure =
            |problem: &str| Failure { problem: problem.to_owned(), instance: String::new(), written: String::new() };
        let model = |name: &str, problem: &str| Tried {
            name: name.to_owned(),
            instances: 30,
            failed: 1,
            failures: vec![failure(problem)],
            ..Tried::default()
        };
        let models = vec![model("A", "`/a/0` is lost"), model("B", "`/b` is lost")];
        let text = render(&[Row { name: "a.yaml".to_owned(), models, ..Row::default() }]);
        assert!(text.contains("     2 … is lost (a.yaml A, a.yaml B)"), "{text}");
        assert!(text.contains("2 (100.00 %)") && text.contains("2 (3.33 %)"), "{text}");
    }
}
