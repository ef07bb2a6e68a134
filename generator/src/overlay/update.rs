//! What actions do to the tree: merging and removing.

use super::action::Action;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};
use crate::document::{MAX_DEPTH, Node, Pointer, Value, unescape};

/// How many nodes an overlay may add. Overlays are written by hand; only `copy` in a circle or `$..*` reach this.
pub(super) const BUDGET: usize = 500_000;

/// Merges a value into each target: members into objects, items to the end of arrays, scalars over scalars.
pub(super) fn update(
    document: &mut Node,
    targets: &[String],
    update: &Node,
    action: &Action<'_>,
    budget: &mut usize,
    diagnostics: &mut Diagnostics,
) -> Result<(), Box<Diagnostic>> {
    check_same_kind(document, targets, action)?;
    let (count, height) = measure(update);
    let deepest = targets.iter().map(|target| target.matches('/').count()).max().unwrap_or(0);
    let Some(left) = budget.checked_sub(count.saturating_mul(targets.len())).filter(|_| deepest + height < MAX_DEPTH)
    else {
        let problem = Diagnostic::error(codes::OVERLAY_BUDGET, "the action makes the document too large or too deep");
        return Err(Box::new(
            problem
                .at(Place::of(action.target, action.pointer.key("target")))
                .help("select fewer targets, or refer to a shared part with `$ref`"),
        ));
    };
    *budget = left;
    let update_at = action.pointer.key(if action.node.get("update").is_some() { "update" } else { "copy" });
    for target in targets {
        let Some(node) = document.at_mut(target) else { continue };
        let at = Pointer::from(target.as_str());
        match (&mut node.value, &update.value) {
            // A targeted array also takes a single item; an array within an update does not.
            (Value::Array(items), value) if !matches!(value, Value::Array(_)) => items.push(update.clone()),
            _ => merge(node, update, &at, &update_at, diagnostics),
        }
    }
    Ok(())
}

/// Takes each target out of the object or array that holds it.
pub(super) fn remove(document: &mut Node, targets: &[String], action: &Action<'_>) -> Result<(), Box<Diagnostic>> {
    let mut paths: Vec<Vec<&str>> = targets.iter().map(|target| target.split('/').skip(1).collect()).collect();
    if paths.iter().any(Vec::is_empty) {
        let problem = Diagnostic::error(codes::ACTION, "the action removes the whole document")
            .at(Place::of(action.target, action.pointer.key("target")))
            .help("give it a target inside of the document");
        return Err(Box::new(problem));
    }
    // From the end of each array, so that the indices before stay what they are.
    paths.sort_by(|one, other| compare(other, one));
    for path in &paths {
        let Some((last, parents)) = path.split_last() else { continue };
        let parent = parents.iter().fold(String::new(), |pointer, part| format!("{pointer}/{part}"));
        match document.at_mut(&parent) {
            Some(Node { value: Value::Array(items), .. }) => {
                if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                    items.remove(index);
                }
            }
            Some(object) => {
                object.remove(&unescape(last));
            }
            None => {}
        }
    }
    Ok(())
}

fn compare(one: &[&str], other: &[&str]) -> std::cmp::Ordering {
    let key = |part: &str| (part.parse::<usize>().ok(), part.to_owned());
    one.iter().map(|part| key(part)).cmp(other.iter().map(|part| key(part)))
}

fn merge(target: &mut Node, update: &Node, at: &Pointer, update_at: &Pointer, diagnostics: &mut Diagnostics) {
    match (&mut target.value, &update.value) {
        (Value::Object(entries), Value::Object(members)) => {
            for member in members {
                match entries.get_mut(&member.key) {
                    Some(present) => {
                        let (at, update_at) = (at.key(&member.key), update_at.key(&member.key));
                        merge(present, &member.node, &at, &update_at, diagnostics);
                    }
                    None => entries.push(member.clone()),
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (old, new) if is_scalar(old) && is_scalar(new) => *target = update.clone(),
        _ => {
            let what = format!("{} cannot be merged into {}", update.kind(), target.kind());
            diagnostics.push(
                Diagnostic::error(codes::INCOMPATIBLE_UPDATE, what)
                    .at(Place::of(update, update_at.clone()))
                    .also(Place::of(target, at.clone()), format!("this is {}", target.kind()))
                    .help("remove the old value with an action before this one"),
            );
        }
    }
}

/// An update needs targets of one kind, or else it cannot fit all of them.
fn check_same_kind(document: &Node, targets: &[String], action: &Action<'_>) -> Result<(), Box<Diagnostic>> {
    let class = |node: &Node| match node.value {
        Value::Object(_) => 0,
        Value::Array(_) => 1,
        _ => 2,
    };
    let mut nodes = targets.iter().filter_map(|target| Some((target, document.at(target)?)));
    let Some((first_at, first)) = nodes.next() else { return Ok(()) };
    let Some((other_at, other)) = nodes.find(|(_, node)| class(node) != class(first)) else { return Ok(()) };
    Err(Box::new(
        Diagnostic::error(codes::INCOMPATIBLE_UPDATE, "the target matches values of different kinds")
            .at(Place::of(action.target, action.pointer.key("target")))
            .also(Place::of(first, first_at.as_str()), format!("this is {}", first.kind()))
            .also(Place::of(other, other_at.as_str()), format!("this is {}", other.kind()))
            .help("make one action for each kind"),
    ))
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// How many nodes a tree has, and how many levels of collections.
fn measure(node: &Node) -> (usize, usize) {
    let parts = node.items().iter().chain(node.entries().iter().map(|entry| &entry.node));
    let (count, height) = parts.map(measure).fold((1, 0), |all, part| (all.0 + part.0, all.1.max(part.1)));
    (count, if is_scalar(&node.value) { 0 } else { height + 1 })
}
