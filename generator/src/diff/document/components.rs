//! Components, each under its own name.

use std::collections::BTreeSet;

use super::{objects, rules::*, schemas, walk::Walk};
use crate::dialect::{Kind, Shape, field};
use crate::diff::words::from_to;

/// Compares all components.
pub(super) fn compare(walk: &mut Walk<'_>) {
    let (was, is) = (walk.old.root.members_of("components"), walk.new.root.members_of("components"));
    let sections: BTreeSet<&str> = was.iter().chain(&is).map(|(section, _)| *section).collect();
    for section in sections {
        match field(Kind::Components, section).map(|field| field.shape) {
            Some(Shape::Map(Kind::Schema)) => self::schemas(walk, section),
            // What stands there was written out where it is used.
            Some(Shape::Map(Kind::Example | Kind::PathItem | Kind::MediaType)) | None => {}
            Some(Shape::Map(kind)) => others(walk, section, kind),
            Some(_) => {}
        }
    }
}

fn schemas(walk: &mut Walk<'_>, section: &str) {
    let (was, is) = (walk.old.components(section), walk.new.components(section));
    for (name, old) in &was {
        let now = walk.renames.of(name).unwrap_or(name);
        match is.iter().find(|(name, _)| *name == now) {
            Some((_, new)) => {
                if now != *name {
                    walk.report(&SCHEMA_RENAMED, Some(old), Some(new), from_to(name, now));
                }
                schemas::compare(walk, old, new);
                walk.finish(old, new);
            }
            None => walk.report(&SCHEMA_REMOVED, Some(old), None, String::new()),
        }
    }
    for (name, new) in &is {
        if !walk.renames.is_new_name(name) && !was.iter().any(|(old, _)| old == name) {
            walk.report(&SCHEMA_ADDED, None, Some(new), String::new());
        }
    }
}

fn others(walk: &mut Walk<'_>, section: &str, kind: Kind) {
    let (was, is) = (walk.old.components(section), walk.new.components(section));
    let (added, removed) = match kind {
        Kind::SecurityScheme => (&SECURITY_SCHEME_ADDED, &SECURITY_SCHEME_REMOVED),
        _ => (&COMPONENT_ADDED, &COMPONENT_REMOVED),
    };
    for (name, old) in &was {
        match is.iter().find(|(other, _)| other == name) {
            Some((_, new)) => {
                match kind {
                    Kind::Callback => super::operations::callback(walk, old, new),
                    _ => objects::compare(walk, kind, old, new),
                }
                walk.finish(old, new);
            }
            None => walk.report(removed, Some(old), None, String::new()),
        }
    }
    for (_, new) in is.iter().filter(|(name, _)| !was.iter().any(|(old, _)| old == name)) {
        walk.report(added, None, Some(new), String::new());
    }
}
