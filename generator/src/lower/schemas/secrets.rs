//! Which values must not be shown: those that a schema calls a secret, and those that hold one without a name of its own.
//!
//! An object's fields each know for themselves whether they are secret, so the search ends at objects with properties.

use std::collections::HashSet;

use super::{Choice, Guard, Schemas, Shape, remembered};
use crate::lower::view::{Site, View};

impl<'a> Schemas<'a> {
    /// Whether the values of a schema are secret, or are lists, maps or alternatives that hold a secret.
    pub(crate) fn is_secret(&self, site: &Site<'a>) -> bool {
        remembered(&self.secret, site, || self.view(site).is_some_and(|view| self.holds_secret(&view)))
    }

    /// The same for a schema itself.
    pub(crate) fn holds_secret(&self, view: &View<'a>) -> bool {
        let mut waiting = Vec::new();
        if self.is_called_secret(view, &mut waiting) {
            return true;
        }
        let mut seen = HashSet::new();
        while let Some(site) = waiting.pop() {
            let Some(inner) = self.view(&site) else { continue };
            let is_new = inner.pointer != view.pointer && seen.insert(inner.pointer.as_str().to_owned());
            if is_new && self.is_called_secret(&inner, &mut waiting) {
                return true;
            }
        }
        false
    }

    /// Whether a schema itself is called a secret. If it is not, what may hold one is to be looked at.
    fn is_called_secret(&self, view: &View<'a>, waiting: &mut Vec<Site<'a>>) -> bool {
        if view.format == "password" || view.flag("x-ms-secret") {
            return true;
        }
        match self.shape(view, &mut Guard::new()) {
            Shape::Struct => return false,
            Shape::Tuple => waiting.extend(view.properties().map(|(_, site)| site)),
            Shape::Same(inner) => waiting.push(inner),
            Shape::List(inner) | Shape::Map(inner) => waiting.extend(inner),
            Shape::Union(choices) => waiting.extend(choices.into_iter().filter_map(|choice| match choice {
                Choice::Site(member) => Some(member),
                Choice::Kind(_) => None,
            })),
            Shape::Enum(_) | Shape::Scalar(_) | Shape::Json | Shape::Unsupported(_) => {}
        }
        waiting.extend(view.items.iter().chain(&view.parts).cloned());
        false
    }
}
