//! Which member of a union it is that arrived.
//!
//! In this order: the discriminator's text, unless it means several; members that can be of this kind and whose fixed values and required
//! properties are there, the one that knows most properties first and of those the most demanding, by trying. One in which
//! a constant has another value, however deep, is not the right one, and of the others the best is the one that drops
//! least, however deep. What is none of them is kept as it came: a service that grows a new member breaks no call.

use std::cell::Cell;

use serde_json::Value as Tree;

use super::super::model::{Constant, Member, Slot, Union};
use super::{Malformed, decode::decode_tree, trace::Trial};

/// Reads a tree into the member that it is.
///
/// # Errors
/// When the discriminator names a member that the rest of the value is not.
pub(super) fn choose(union: &mut dyn Union, tree: Tree, trial: Option<Trial<'_>>) -> Result<(), Malformed> {
    // A union in a union in a union is tried in each member of each: a service could make that take for ever. So the
    // outermost one gets as many steps as any honest value needs.
    let (own, strangers) = (Cell::new(0), Cell::new(0));
    let trial = trial.unwrap_or_else(|| {
        let reserve = size(&tree).saturating_mul(64).saturating_add(1024);
        own.set(reserve.saturating_mul(2));
        Trial { budget: &own, reserve, strangers: &strangers, strict: false }
    });
    let table = union.table();
    let mut members: Vec<usize> = (0..table.members.len()).collect();
    if let Some(text) = table.tag.and_then(|tag| tree.get(tag)).and_then(Tree::as_str) {
        members.retain(|index| table.members.get(*index).is_some_and(|member| member.tags.contains(&text)));
        // Some documents give the same text to several members, which the rest has to tell apart.
        if let [only] = members.as_slice() {
            return decode_tree(&tree, union.select(*only), Some(trial));
        }
    }
    if !try_members(union, &tree, &members, trial) {
        union.keep(tree);
    }
    Ok(())
}

/// Reads a tree into that of these members that fits it best. `false` if there is none.
fn try_members(union: &mut dyn Union, tree: &Tree, which: &[usize], trial: Trial<'_>) -> bool {
    let table = union.table();
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for &index in which {
        let Some(member) = table.members.get(index).filter(|member| possible(member, tree)) else { continue };
        if let Some(known) = known(union.select(index), tree) {
            candidates.push((index, member.required.len() + member.constants.len(), known));
        }
    }
    candidates.sort_by_key(|&(_, demands, known)| std::cmp::Reverse((known, demands)));
    let members = tree.as_object().map_or(0, serde_json::Map::len);
    let mut best: Option<(usize, u64)> = None;
    let mut last = None;
    for (index, _, known) in candidates {
        let at_least = members.saturating_sub(known) as u64;
        let hopeless = best.is_some_and(|(_, strangers)| strangers <= at_least || trial.budget.get() < trial.reserve);
        if hopeless {
            continue;
        }
        last = Some(index);
        let strangers = Cell::new(0);
        let strict = Trial { strict: true, strangers: &strangers, ..trial };
        if decode_tree(tree, union.select(index), Some(strict)).is_ok()
            && best.is_none_or(|(_, fewest)| strangers.get() < fewest)
        {
            best = Some((index, strangers.get()));
        }
    }
    let Some((index, strangers)) = best else { return false };
    trial.meet_strangers(strangers);
    let again = Trial { strict: true, strangers: &Cell::new(0), ..trial };
    last == Some(index) || decode_tree(tree, union.select(index), Some(again)).is_ok()
}

/// How many values there are in a tree, itself included.
pub(super) fn size(tree: &Tree) -> u64 {
    match tree {
        Tree::Array(items) => items.iter().map(size).fold(1, u64::saturating_add),
        Tree::Object(members) => members.values().map(size).fold(1, u64::saturating_add),
        _ => 1,
    }
}

/// How many of an object's members a struct has columns for: of members that demand the same, the one that would drop
/// the least is the right one. `None` if it would drop everything.
fn known(slot: Slot<'_>, tree: &Tree) -> Option<usize> {
    let (Slot::Record(record), Tree::Object(members)) = (slot, tree) else { return Some(0) };
    let table = record.table();
    let known = members.keys().filter(|name| table.find(name, 0).is_some()).count();
    (known > 0 || members.is_empty() || record.rest().is_some()).then_some(known)
}

fn possible(member: &Member, tree: &Tree) -> bool {
    member.kinds.contains(tree)
        && member.required.iter().all(|name| tree.get(name).is_some())
        && member
            .constants
            .iter()
            .all(|(name, constant)| tree.get(name).is_none_or(|value| is_constant(value, *constant)))
}

/// Whether a value is the one that a schema fixes.
pub(super) fn is_constant(value: &Tree, constant: Constant) -> bool {
    match constant {
        Constant::String(text) => value.as_str() == Some(text),
        Constant::Integer(number) => {
            let exact = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
            exact.map_or_else(|| value.as_f64() == Some(number as f64), |exact| exact == number)
        }
        Constant::Bool(truth) => value.as_bool() == Some(truth),
    }
}
