//! Which values must not be shown: those that a schema calls a secret, and those that hold one without a name of its own.
//!
//! An object's fields each know for themselves whether they are secret, so the search ends at objects with properties.

use std::collections::HashSet;

use super::{Choice, Guard, Schemas, Shape, remembered};
use crate::lower::view::Site;

impl<'a> Schemas<'a> {
    /// Whether the values of a schema are secret, or are lists, maps or alternatives that hold a secret.
    pub(crate) fn is_secret(&self, site: &Site<'a>) -> bool {
        remembered(&self.secret, site, || self.holds_secret(site))
    }

    fn holds_secret(&self, site: &Site<'a>) -> bool {
        let mut seen = HashSet::new();
        let mut waiting = vec![site.clone()];
        while let Some(site) = waiting.pop() {
            let Some(view) = self.view(&site) else { continue };
            if !seen.insert(view.pointer.as_str().to_owned()) {
                continue;
            }
            if view.format == "password" || view.flag("x-ms-secret") {
                return true;
            }
            match self.shape(&view, &mut Guard::new()) {
                Shape::Struct => continue,
                Shape::Tuple => waiting.extend(view.properties.iter().filter_map(|name| view.property(name))),
                Shape::Same(inner) => waiting.push(inner),
                Shape::List(inner) | Shape::Map(inner) => waiting.extend(inner),
                Shape::Union(choices) => waiting.extend(choices.into_iter().filter_map(|choice| match choice {
                    Choice::Site(member) => Some(member),
                    Choice::Kind(_) => None,
                })),
                Shape::Enum(_) | Shape::Scalar(_) | Shape::Json | Shape::Unsupported(_) => {}
            }
            waiting.extend(view.items.iter().chain(&view.parts).cloned());
        }
        false
    }
}
