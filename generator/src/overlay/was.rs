//! `x-was`: what an action expects to find, compared with what is there.
//!
//! The guard of a correction: when the publisher changes what was corrected, somebody has to look again.

use super::describe;
use crate::diagnostics::{Diagnostic, Place, codes};
use crate::document::{Node, Pointer, Value};

/// Compares each target with what was expected.
pub(super) fn check(document: &Node, targets: &[String], was: &Node, pointer: &Pointer) -> Result<(), Box<Diagnostic>> {
    let mut differences = targets.iter().filter_map(|target| {
        let found = document.at(target);
        let at = Pointer::from(target.as_str());
        difference(was, pointer.clone(), found, at)
    });
    let Some(first) = differences.next() else { return Ok(()) };
    let name = first.at.as_str().rsplit('/').next().unwrap_or_default();
    let expected = describe_expected(first.expected);
    let found = first.found.map_or("nothing".to_owned(), describe);
    let message = format!("`{}` was expected to be {expected}, and is {found}", crate::document::unescape(name));
    let mut problem = Diagnostic::error(codes::WAS, message)
        .at(Place::of(first.expected, first.expected_at.clone()))
        .help("the document has changed here: look whether the action is still right, then delete it or correct its `x-was`");
    for difference in std::iter::once(first).chain(differences) {
        let why = match difference.found {
            Some(found) => format!("this is {} now", describe(found)),
            None => "it is no longer in here".to_owned(),
        };
        let place = Place::of(document.nearest(difference.at.as_str()), difference.at.as_str());
        problem = problem.also(place, why);
    }
    Err(Box::new(problem))
}

struct Difference<'a> {
    expected: &'a Node,
    expected_at: Pointer,
    found: Option<&'a Node>,
    at: Pointer,
}

/// The first difference: of objects only the listed members count, and a member listed as null may be absent.
fn difference<'a>(
    expected: &'a Node,
    expected_at: Pointer,
    found: Option<&'a Node>,
    at: Pointer,
) -> Option<Difference<'a>> {
    let same = match (&expected.value, found) {
        (Value::Null, None) => true,
        (Value::Object(members), Some(object)) if object.is_object() => {
            return members.iter().find_map(|member| {
                let found = object.get(&member.key);
                difference(&member.node, expected_at.key(&member.key), found, at.key(&member.key))
            });
        }
        (_, Some(found)) => expected == found,
        (_, None) => false,
    };
    (!same).then_some(Difference { expected, expected_at, found, at })
}

fn describe_expected(node: &Node) -> String {
    match node.value {
        Value::Null => "absent".to_owned(),
        _ => describe(node),
    }
}
