//! Parts classes of things until those of one class are made of things of the same classes.
//!
//! Only what is made of something that changed its class is looked at again, and of a class that parts the largest piece
//! keeps its number, so that no thing changes its class more often than the logarithm of how many there are: a document can
//! have chains as long as it likes. Knows things by their positions, and nothing of what they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The classes of all things, from those that they have by themselves, and the things that each is made of.
pub(super) fn refine(mut classes: Vec<usize>, uses: &[Vec<usize>]) -> Vec<usize> {
    let mut members: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for (thing, class) in classes.iter().enumerate() {
        members.entry(*class).or_default().insert(thing);
    }
    let users = users(uses);
    let mut free = classes.iter().max().map_or(0, |last| last + 1);
    let mut changed: BTreeSet<usize> = (0..classes.len()).collect();
    while !changed.is_empty() {
        let mut by_class: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for thing in std::mem::take(&mut changed) {
            by_class.entry(classes.get(thing).copied().unwrap_or_default()).or_default().push(thing);
        }
        let mut moved = Vec::new();
        for (class, things) in by_class {
            let Some(members) = members.get_mut(&class) else { continue };
            let mut pieces = pieces(&classes, uses, members, things);
            let largest = pieces.iter().enumerate().max_by_key(|(_, piece)| piece.len()).map_or(0, |(at, _)| at);
            *members = if pieces.is_empty() { BTreeSet::new() } else { pieces.swap_remove(largest) };
            moved.extend(pieces);
        }
        for piece in moved {
            for thing in &piece {
                if let Some(class) = classes.get_mut(*thing) {
                    *class = free;
                }
                changed.extend(users.get(*thing).into_iter().flatten());
            }
            members.insert(free, piece);
            free += 1;
        }
    }
    classes
}

/// The members of a class, in pieces that are made of the same classes. Those that are not among `things` were so before.
fn pieces(
    classes: &[usize],
    uses: &[Vec<usize>],
    members: &mut BTreeSet<usize>,
    things: Vec<usize>,
) -> Vec<BTreeSet<usize>> {
    let made_of = |thing: usize| -> Vec<Option<usize>> {
        uses.get(thing).into_iter().flatten().map(|used| classes.get(*used).copied()).collect()
    };
    for thing in &things {
        members.remove(thing);
    }
    let mut pieces: HashMap<Vec<Option<usize>>, BTreeSet<usize>> = HashMap::new();
    if let Some(other) = members.first().copied() {
        pieces.insert(made_of(other), std::mem::take(members));
    }
    for thing in things {
        pieces.entry(made_of(thing)).or_default().insert(thing);
    }
    // In an order that is the same in each run.
    let mut pieces: Vec<BTreeSet<usize>> = pieces.into_values().collect();
    pieces.sort_unstable_by_key(|piece| piece.first().copied());
    pieces
}

/// The things that are made of each.
fn users(uses: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); uses.len()];
    for (thing, uses) in uses.iter().enumerate() {
        for used in uses {
            if let Some(users) = users.get_mut(*used) {
                users.push(thing);
            }
        }
    }
    users
}

#[cfg(test)]
mod tests {
    use super::refine;

    #[test]
    fn what_is_made_of_different_things_parts_all_the_way() {
        // Two chains of three; the ends differ.
        let uses = [vec![1], vec![2], vec![], vec![4], vec![5], vec![]];
        let classes = refine(vec![0, 0, 1, 0, 0, 2], &uses.map(Vec::from));
        assert_ne!(classes[1], classes[4]);
        assert_ne!(classes[0], classes[3]);
        assert_ne!(classes[0], classes[1]);
    }

    #[test]
    fn what_is_made_of_like_things_stays_together_in_circles_too() {
        let uses = [vec![1], vec![0], vec![3], vec![2], vec![5], vec![]];
        let classes = refine(vec![0, 0, 0, 0, 0, 1], &uses.map(Vec::from));
        assert!(classes[..4].iter().all(|class| *class == classes[0]));
        assert_ne!(classes[4], classes[0]);
    }

    #[test]
    fn long_chains_are_no_more_work_a_thing_than_short_ones() {
        let count = 100_000;
        let mut uses: Vec<Vec<usize>> = (1..count).map(|next| vec![next]).collect();
        uses.push(Vec::new());
        let mut classes = vec![0; count];
        classes[count - 1] = 1;
        let classes = refine(classes, &uses);
        assert_eq!(classes.iter().collect::<std::collections::HashSet<_>>().len(), count);
    }
}
