//! For a program. `report.schema.json` says what is in it; members may be added, none goes or changes without a new
//! `schema`.

use serde::Serialize;

use super::view::{At, Side, View};

/// The version of the form.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    title: &'a str,
    verdict: &'a str,
    compatible_on_the_wire: bool,
    next_version: &'a str,
    old: &'a Side,
    new: &'a Side,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    level: &'a str,
    kind: &'a str,
    subject: &'a str,
    name: &'a str,
    detail: &'a str,
    rule: &'a str,
    verdict: &'a str,
    reason: &'a str,
    old: Option<&'a At>,
    new: Option<&'a At>,
}

pub(super) fn render(view: &View) -> String {
    let mut changes = Vec::new();
    for section in &view.sections {
        for group in &section.groups {
            changes.extend(group.rows.iter().map(|row| Change {
                level: section.level,
                kind: row.kind,
                subject: row.subject,
                name: &row.name,
                detail: &row.detail,
                rule: group.rule,
                verdict: group.verdict,
                reason: &group.reason,
                old: row.old.as_ref(),
                new: row.new.as_ref(),
            }));
        }
    }
    let report = Report {
        schema: SCHEMA,
        title: &view.title,
        verdict: view.verdict,
        compatible_on_the_wire: view.compatible,
        next_version: &view.next,
        old: &view.old,
        new: &view.new,
        changes,
    };
    // Texts and numbers have a form in JSON.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
