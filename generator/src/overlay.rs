//! OpenAPI Overlay documents (1.0 and 1.1), applied to a tree.
//!
//! An overlay is how somebody corrects a document that is not theirs. So an action that no longer fits is an error and
//! not, as the specification would have it, a success without effect: corrections must not outlive what they correct.
//! `x-was` is ours: an action may say what it expects to find. Knows trees and JSONPath, and nothing of OpenAPI.

mod action;
pub(crate) mod path;
mod shape;
mod target;
mod update;
mod was;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};
use crate::document::{Node, Pointer, Value};

/// Applies the actions of an overlay in their order. Each problem is reported, and the action that has it is left out; what
/// an action brings keeps its place in the overlay.
pub fn apply(document: &mut Node, overlay: &Node, diagnostics: &mut Diagnostics) {
    let Some(version) = shape::check(overlay, diagnostics) else { return };
    let Some(actions) = overlay.get("actions") else { return };
    let mut budget = update::BUDGET;
    let pointer = Pointer::root().key("actions");
    for (index, node) in actions.items().iter().enumerate() {
        let pointer = pointer.index(index);
        let Some(action) = action::read(node, &pointer, version, diagnostics) else { continue };
        if let Err(problem) = perform(document, &action, &mut budget, diagnostics) {
            diagnostics.push(*problem);
        }
    }
}

fn perform(
    document: &mut Node,
    action: &action::Action<'_>,
    budget: &mut usize,
    diagnostics: &mut Diagnostics,
) -> Result<(), Box<Diagnostic>> {
    let matched = target::find(document, action.target, &action.pointer.key("target"))?;
    if matched.is_empty() {
        let target = action.target.as_str().unwrap_or_default();
        let problem = Diagnostic::error(codes::NO_MATCH, format!("target `{target}` matches nothing"))
            .at(Place::of(action.target, action.pointer.key("target")))
            .help("the document no longer has this: delete the action or correct its target");
        return Err(Box::new(problem));
    }
    if let Some(was) = action.was {
        was::check(document, &matched, was, &action.pointer.key("x-was"))?;
    }
    match &action.effect {
        action::Effect::Remove => update::remove(document, &matched, action)?,
        action::Effect::Update(update) => update::update(document, &matched, update, action, budget, diagnostics)?,
        action::Effect::Copy(path) => {
            let pointer = action.pointer.key("copy");
            let source = copy_source(document, target::find(document, path, &pointer)?, path, &pointer)?;
            update::update(document, &matched, &source, action, budget, diagnostics)?;
        }
    }
    Ok(())
}

/// A copy of the one value that `copy` selects.
fn copy_source(document: &Node, matched: Vec<String>, path: &Node, pointer: &Pointer) -> Result<Node, Box<Diagnostic>> {
    let problem = |what: String| {
        let text = path.as_str().unwrap_or_default();
        Diagnostic::error(codes::COPY_SOURCE, format!("copy `{text}` matches {what}"))
            .at(Place::of(path, pointer.clone()))
            .help("select exactly one value to copy")
    };
    match matched.as_slice() {
        [one] => document.at(one).cloned().ok_or_else(|| Box::new(problem("nothing".to_owned()))),
        [] => Err(Box::new(problem("nothing".to_owned()))),
        [first, second, ..] => {
            let mut several = problem(format!("{} values", matched.len()));
            for pointer in [first, second] {
                several = several.also(Place::of(document.nearest(pointer), pointer.as_str()), "this is one of them");
            }
            Err(Box::new(several))
        }
    }
}

/// A value in few words, for messages.
fn describe(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.0.to_string(),
        Value::String(text) => format!("\"{text}\""),
        Value::Array(items) => format!("an array of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}
