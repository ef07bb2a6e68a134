//! An overlay that repairs of a document what can be repaired mechanically, for a person to review.
//!
//! Suggestions follow from what the stages report and from the document's tree as its writer knows it, never from a tree
//! that a stage has rewritten: an overlay is applied before all of them. What needs somebody who knows the service (which of
//! two meanings is right, what a keyword was meant to say) is not guessed.

mod action;
mod ids;
mod look;
mod names;
mod references;
mod schemas;
mod templates;
mod values;
mod write;

use std::collections::BTreeSet;

use crate::Input;
use crate::diagnostics::Diagnostics;
use crate::document::Source;
use action::Action;
use look::Look;

/// How often what was suggested is applied to see what that brings to light.
const ROUNDS: usize = 6;

/// What can be repaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// The text of an overlay, which applies after those that the input has.
    pub overlay: String,
    /// How many actions it has; with none there is nothing to write.
    pub actions: usize,
    /// Lines for `[names]` in the configuration, for names that no overlay can give. The overlay has them as a comment.
    pub names: Vec<String>,
}

/// Suggests an overlay. The same input gives the same text; with what it suggests applied, there is nothing to suggest.
///
/// # Errors
/// What keeps the document or an overlay of the input from being read.
pub fn suggest(input: &Input) -> Result<Suggestion, Diagnostics> {
    let mut actions: Vec<Action> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut names = BTreeSet::new();
    for _ in 0..ROUNDS {
        let trial = with(input, &actions);
        let look = Look::at(&trial)?;
        let mut found = round(&look);
        names = names::of_schemas(&look);
        found.retain(|action| known.insert(action.key()));
        if found.is_empty() {
            break;
        }
        found.sort_by(Action::order);
        actions.extend(found);
    }
    let names: Vec<String> = names.into_iter().collect();
    let name = input.sources.get(input.document).map_or("", |source| source.name.as_str());
    Ok(Suggestion { overlay: write::overlay(name, &actions, &names), actions: actions.len(), names })
}

/// All repairs of what is seen now; no two of them change the same value.
fn round(look: &Look) -> Vec<Action> {
    let mut found = Vec::new();
    ids::suggest(look, &mut found);
    names::suggest(look, &mut found);
    references::suggest(look, &mut found);
    templates::suggest(look, &mut found);
    values::suggest(look, &mut found);
    schemas::suggest(look, &mut found);
    let mut places = BTreeSet::new();
    found.retain(|action| places.insert(action.place()));
    // What is taken out of a list moves what stands behind it: one at a time, from the last one on.
    let removed: Vec<String> = found.iter().filter(|action| action.is_removal()).map(Action::list).collect();
    found.retain(|action| action.is_removal() || !removed.iter().any(|list| action.is_below(list)));
    found
}

/// The input with what was suggested as its last overlay.
fn with(input: &Input, actions: &[Action]) -> Input {
    let mut trial = input.clone();
    if !actions.is_empty() {
        let text = write::overlay("", actions, &[]);
        let overlay = trial.sources.add(Source { name: "suggested.yaml".to_owned(), text });
        trial.overlays.push(overlay);
    }
    trial
}
