//! Operations, webhooks and callbacks.

use super::{
    bodies, parameters, responses,
    rules::*,
    security, servers,
    walk::{Direction, Walk},
};
use crate::diff::{
    operations::{Operation, Pair, named_pairs, pairs},
    words::from_to,
};

/// Compares all that is called.
pub(super) fn compare(walk: &mut Walk<'_>) {
    for pair in pairs(walk.old, walk.new) {
        match pair {
            Pair::Added(new) => walk.report(&OPERATION_ADDED, None, Some(&new.site), String::new()),
            Pair::Removed(old) => walk.report(&OPERATION_REMOVED, Some(&old.site), None, String::new()),
            Pair::Both { old, new, moved } => {
                if moved {
                    let detail = from_to(old.name(walk.old), new.name(walk.new));
                    walk.report(&OPERATION_MOVED, Some(&old.site), Some(&new.site), detail);
                }
                operation(walk, &old, &new, moved);
            }
        }
    }
    let key = "x-oas31-webhooks";
    for pair in named_pairs(walk.old.root.members_of(key), walk.new.root.members_of(key)) {
        match pair {
            Pair::Added(new) => walk.report(&WEBHOOK_ADDED, None, Some(&new.site), String::new()),
            Pair::Removed(old) => walk.report(&WEBHOOK_REMOVED, Some(&old.site), None, String::new()),
            Pair::Both { old, new, .. } => called_back(walk, &old, &new),
        }
    }
}

fn operation<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>, moved: bool) {
    servers::compare(walk, old, new);
    security::compare(walk, &old.site, &new.site);
    walk.direction = Direction::Sent;
    parameters::compare(walk, old, new, moved);
    bodies::compare(walk, &old.site, &new.site);
    walk.direction = Direction::Received;
    responses::compare(walk, &old.site, &new.site);
    callbacks(walk, old, new);
}

fn callbacks<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>) {
    let (was, is) = (old.site.members_of("callbacks"), new.site.members_of("callbacks"));
    for (name, was) in &was {
        let was = walk.old.resolved(was);
        let Some((_, is)) = is.iter().find(|(other, _)| other == name) else {
            walk.report(&CALLBACK_REMOVED, Some(&was), None, String::new());
            continue;
        };
        let is = walk.new.resolved(is);
        for pair in named_pairs(was.members().collect(), is.members().collect()) {
            match pair {
                Pair::Added(new) => walk.report(&CALLBACK_ADDED, None, Some(&new.site), String::new()),
                Pair::Removed(old) => walk.report(&CALLBACK_REMOVED, Some(&old.site), None, String::new()),
                Pair::Both { old, new, .. } => called_back(walk, &old, &new),
            }
        }
    }
    for (_, is) in is.iter().filter(|(name, _)| !was.iter().any(|(other, _)| other == name)) {
        walk.report(&CALLBACK_ADDED, None, Some(is), String::new());
    }
}

/// Compares what the service sends and what it is answered.
fn called_back<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>) {
    walk.direction = Direction::Received;
    bodies::compare(walk, &old.site, &new.site);
    walk.direction = Direction::Sent;
    responses::compare(walk, &old.site, &new.site);
}
