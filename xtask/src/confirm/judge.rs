//! What the others say of a pair, held against what we say.

use std::fmt::Write as _;
use std::path::Path;

use crategen::cli::error::Result;
use crategen::diff::{Change, Verdict, lints_of};

use super::cases::Case;
use super::krate::{self, Side};
use super::{tool, user};
use crate::corpus::compile::Dependencies;

/// What was found of a pair.
pub(super) struct Judgement {
    name: String,
    verdict: Verdict,
    /// What the tool says breaks; none if it was not asked.
    lints: Option<Vec<String>>,
    /// What the compiler says of the old crate's user with the new crate; empty if it compiles.
    says: Vec<String>,
    /// Where they disagree with us.
    pub(super) objections: Vec<String>,
}

/// Asks the tool and the compiler.
pub(super) fn judge(case: &Case, work: &Path, dependencies: &Dependencies, tool: Option<&Path>) -> Result<Judgement> {
    let old = krate::compile(case, Side::Old, work, dependencies)?;
    let new = krate::compile(case, Side::New, work, dependencies)?;
    let folder = krate::folder(case, Side::Old, work);
    let folder = folder.parent().unwrap_or(work);
    let program = user::write(case, folder)?;
    let mut objections = Vec::new();
    let with_old = user::compile(&program, &old, dependencies)?;
    if let Some(first) = with_old.first() {
        objections.push(format!("the program is no user of the old crate: {first}"));
    }
    let mut says = user::compile(&program, &new, dependencies)?;
    says.extend(user::features_that_went(case));
    let lints = match tool {
        Some(tool) => {
            let old = krate::describe(case, Side::Old, work, dependencies)?;
            let new = krate::describe(case, Side::New, work, dependencies)?;
            Some(tool::breaking(tool, &old, &new, folder)?)
        }
        None => None,
    };
    objections.extend(disagreements(case, lints.as_deref(), &says));
    Ok(Judgement { name: case.name.clone(), verdict: case.verdict(), lints, says, objections })
}

fn disagreements(case: &Case, lints: Option<&[String]>, says: &[String]) -> Vec<String> {
    let mut objections = Vec::new();
    let breaks = case.verdict() == Verdict::Major;
    match (breaks, says.first()) {
        (true, None) => objections.push("nothing breaks: the old crate's user compiles".to_owned()),
        (false, Some(first)) => objections.push(format!("it breaks: {first}")),
        _ => {}
    }
    let major = || case.changes.iter().filter(|change| change.verdict == Verdict::Major);
    for lint in lints.unwrap_or_default() {
        if !major().any(|change| lints_of(change.rule).contains(&lint.as_str())) {
            objections.push(format!("no change of ours is what it finds with `{lint}`"));
        }
    }
    for change in major().filter(|change| lints.is_some() && is_looked_at(change)) {
        let expected = lints_of(change.rule);
        let found = lints.unwrap_or_default();
        if !expected.is_empty() && !expected.iter().any(|lint| found.iter().any(|found| found == lint)) {
            objections.push(format!("it does not find `{}` of {}", change.rule, change.name));
        }
    }
    objections
}

/// Whether the tool looks at such things at all. At aliases it does not, neither at those that went nor at those that are
/// types of their own now; of the arguments of a function it knows only how many there are, and of a variant only whether it
/// holds something; and what rustdoc describes has no features, which are held against each other here.
fn is_looked_at(change: &Change) -> bool {
    let is_function = matches!(change.subject, "constructor" | "method");
    let sides = change.detail.split_once(" → ");
    let is_as_long = sides.is_some_and(|(old, new)| old.matches(", ").count() == new.matches(", ").count())
        && sides.is_some_and(|(old, new)| (old == "()") == (new == "()"));
    let holds_still =
        change.subject == "variant" && sides.is_some_and(|(old, new)| old.starts_with('(') && new.starts_with('('));
    let is_alias = matches!(change.subject, "type" | "feature") || change.detail.starts_with("type → ");
    !(is_alias || holds_still || is_function && is_as_long)
}

/// A line for each pair.
pub(super) fn table(judged: &[Judgement]) -> String {
    let width = judged.iter().map(|judgement| judgement.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for Judgement { name, verdict, lints, says, objections } in judged {
        let verdict = format!("{verdict:?}").to_lowercase();
        let lints = match lints.as_deref() {
            None => "not asked".to_owned(),
            Some([]) => "passes".to_owned(),
            Some(lints) => lints.join(", "),
        };
        let compiler = match says.len() {
            0 => "compiles".to_owned(),
            1 => "1 error".to_owned(),
            errors => format!("{errors} errors"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<width$}  {verdict:<5}  {compiler:<10}  {lints}");
        for objection in objections {
            let _ = writeln!(text, "{:width$}  ! {objection}", "");
        }
    }
    text
}
