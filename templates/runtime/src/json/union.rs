//! Which member of a union it is that arrived.
//!
//! In this order: the discriminator's text, unless it means several; members that can be of this kind and whose fixed values and required
//! properties are there, the one that knows most properties first and of those the most demanding, by trying. One in which
//! a constant has another value, however deep, is not the right one, and of the others the best is the one that drops
//! least, however deep. What is none of them is kept as it came: a service that grows a new member breaks no call.

use std::cell::Cell;

use serde_json::Value as Tree;

use super::super::model::{Constant, Kinds, Member, Slot, Union, UnionTable};
use super::{Malformed, decode::decode_tree, trace::Trial};

/// How deep unions of unions are looked into before anything is tried.
const DEEPEST: usize = 4;

/// Reads a tree into the member that it is.
///
/// # Errors
/// When the discriminator names a member that the rest of the value is not.
pub(super) fn choose(union: &mut dyn Union, tree: Tree, trial: Option<Trial<'_>>) -> Result<(), Malformed> {
    // A union in a union in a union is tried in each member of each, and copied for each of them: a service could make
    // that take for ever. So the outermost one gets as many steps as any honest value needs.
    let (own, strangers) = (Cell::new(0), Cell::new(0));
    let trial = trial.unwrap_or_else(|| {
        let reserve = weight(&tree).saturating_mul(64).saturating_add(1024);
        own.set(reserve.saturating_mul(2));
        Trial { budget: &own, reserve, strangers: &strangers, strict: false }
    });
    let members: Vec<usize> = named(union.table(), &tree).map(|(index, _)| index).collect();
    // Some documents give the same text to several members, which the rest has to tell apart.
    if let ([only], Some(_)) = (members.as_slice(), tag(union.table(), &tree)) {
        return decode_tree(&tree, union.select(*only), Some(trial));
    }
    if !try_members(union, &tree, &members, trial) {
        // Where another member of a union around this one knows the value, that is the better one.
        trial.meet_strangers(size(&tree));
        union.keep(tree);
    }
    Ok(())
}

/// Where a text belongs, if only one member can be a text, and that one can be any.
pub(super) fn only_text(union: &mut dyn Union) -> Option<&mut String> {
    let is_able = |member: &Member| member.kinds.contains(Kinds::STRING) && member.required.is_empty();
    let mut able = union.table().members.iter().enumerate().filter(|(_, member)| is_able(member));
    match (able.next(), able.next()) {
        (Some((index, _)), None) => match union.select(index) {
            Slot::String(slot) => Some(slot),
            _ => None,
        },
        _ => None,
    }
}

/// The member that a discriminator means, if it means one only.
pub(super) fn only_named(table: &UnionTable, discriminator: &Tree) -> Option<usize> {
    let text = discriminator.as_str()?;
    let mut named = table.members.iter().enumerate().filter(|(_, member)| member.tags.contains(&text));
    match (named.next(), named.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}

/// The text of the discriminator.
fn tag<'t>(table: &UnionTable, tree: &'t Tree) -> Option<&'t str> {
    table.tag.and_then(|tag| tree.get(tag)).and_then(Tree::as_str)
}

/// The members that the discriminator's text means; all if there is none.
fn named(table: &'static UnionTable, tree: &Tree) -> impl Iterator<Item = (usize, &'static Member)> {
    let text = tag(table, tree);
    table.members.iter().enumerate().filter(move |(_, member)| text.is_none_or(|text| member.tags.contains(&text)))
}

/// Reads a tree into that of these members that fits it best. `false` if there is none.
fn try_members(union: &mut dyn Union, tree: &Tree, which: &[usize], trial: Trial<'_>) -> bool {
    let table = union.table();
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for &index in which {
        let Some(member) = table.members.get(index).filter(|member| possible(member, tree)) else { continue };
        if let Some(known) = known(union.select(index), tree, 0) {
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

/// How many steps it is to copy a tree: one for each value, and more for long texts.
pub(super) fn weight(tree: &Tree) -> u64 {
    match tree {
        Tree::Array(items) => items.iter().map(weight).fold(1, u64::saturating_add),
        Tree::Object(members) => {
            members.iter().map(|(name, value)| length(name) + weight(value)).fold(1, u64::saturating_add)
        }
        Tree::String(text) => 1 + length(text),
        _ => 1,
    }
}

/// How many steps more a text is than a number.
#[inline]
pub(super) fn length(text: &str) -> u64 {
    text.len() as u64 / 64
}

/// How many of an object's members a struct has columns for: of members that demand the same, the one that would drop
/// the least is the right one. Of a union it is what its best member has. `None` if it would drop everything.
fn known(slot: Slot<'_>, tree: &Tree, depth: usize) -> Option<usize> {
    match (slot, tree) {
        (Slot::Record(record), Tree::Object(members)) => {
            let table = record.table();
            let known = members.keys().filter(|name| table.find(name, 0).is_some()).count();
            (known > 0 || members.is_empty() || record.rest().is_some()).then_some(known)
        }
        (Slot::Union(union), Tree::Object(_)) if depth < DEEPEST => {
            let members = named(union.table(), tree).filter(|(_, member)| possible(member, tree));
            members.filter_map(|(index, _)| known(union.select(index), tree, depth + 1)).max()
        }
        _ => Some(0),
    }
}

fn possible(member: &Member, tree: &Tree) -> bool {
    member.kinds.contains(Kinds::of(tree))
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{
        super::{super::model, decode_value, trace::STEPS},
        *,
    };

    /// `{"left": …}` or `{"right": …}`, each of which may hold another such.
    enum Nested {
        Left(Side),
        Right(Side),
        Unknown(Tree),
    }

    /// What both have, so that both are tried.
    struct Side(Option<Box<Nested>>);

    const SIDE: Member = Member { tags: &[], kinds: model::Kinds::OBJECT, required: &[], constants: &[] };

    impl Union for Nested {
        fn table(&self) -> &'static model::UnionTable {
            &model::UnionTable { name: "Nested", tag: None, members: &[SIDE, SIDE] }
        }
        fn select(&mut self, index: usize) -> Slot<'_> {
            let side = Side(None);
            *self = if index == 0 { Self::Left(side) } else { Self::Right(side) };
            match self {
                Self::Left(side) | Self::Right(side) => model::Field::slot(side),
                Self::Unknown(tree) => model::Field::slot(tree),
            }
        }
        fn keep(&mut self, value: Tree) {
            *self = Self::Unknown(value);
        }
        fn member(&self) -> model::Value<'_> {
            match self {
                Self::Left(side) | Self::Right(side) => model::Field::value(side),
                Self::Unknown(tree) => model::Field::value(tree),
            }
        }
    }

    impl model::Field for Nested {
        fn empty() -> Self {
            Self::Unknown(Tree::Null)
        }
        fn slot(&mut self) -> Slot<'_> {
            Slot::Union(self)
        }
        fn value(&self) -> model::Value<'_> {
            self.member()
        }
    }

    impl model::Record for Side {
        fn table(&self) -> &'static model::Table {
            const TABLE: &model::Table =
                &model::Table { name: "Side", columns: &[model::Column("side", model::OPTIONAL)] };
            TABLE
        }
        fn field(&self, _: usize) -> &dyn model::Field {
            &self.0
        }
        fn field_mut(&mut self, _: usize) -> &mut dyn model::Field {
            &mut self.0
        }
    }

    impl model::Field for Side {
        fn empty() -> Self {
            Self(None)
        }
        fn slot(&mut self) -> Slot<'_> {
            Slot::Record(self)
        }
        fn value(&self) -> model::Value<'_> {
            model::Value::Record(self)
        }
    }

    /// The steps of reading that many unions in each other, with something in the innermost that nobody knows.
    fn steps(depth: usize, stranger: Tree) -> (u64, u64) {
        let mut tree = json!({ "side": null, "stranger": stranger });
        for _ in 0..depth {
            tree = json!({ "side": tree });
        }
        let before = STEPS.get();
        assert!(decode_value::<Nested>(&tree).is_ok());
        (STEPS.get() - before, weight(&tree))
    }

    #[test]
    fn reading_is_no_more_work_than_so_many_steps_for_each_value_whatever_is_copied() {
        for stranger in [json!(vec![0; 10_000]), json!("x".repeat(1_000_000)), json!({ "x".repeat(1_000_000): 0 })] {
            for depth in [1, 10, 100] {
                let (steps, weight) = steps(depth, stranger.clone());
                // What is copied when the steps run out is copied once more than they allow.
                let most = 2 * (64 * weight + 1024) + 2 * weight;
                assert!((weight..=most).contains(&steps), "{depth} deep: {steps} steps for a weight of {weight}");
            }
        }
    }

    #[test]
    fn what_is_copied_is_paid_for() {
        // Twice in each of two members that are tried, and once more in the one that is taken.
        let (small, _) = steps(1, json!(vec![0; 1_000]));
        let (large, _) = steps(1, json!(vec![0; 2_000]));
        assert!(large - small >= 4 * 1_000, "{small} steps, and {large} for what is twice as large");
    }
}
