//! What tells the members of a union apart: their kinds, and the properties that they have and fix.

use crate::ir::{Constant, JsonKind};
use crate::lower::Lower;
use crate::lower::schemas::Shape;
use crate::lower::view::Site;

/// The marks of a member.
#[derive(Default)]
pub(super) struct Marks {
    /// The kinds of JSON value that it can be; empty for any.
    pub(super) kinds: Vec<JsonKind>,
    /// The properties without which it cannot be.
    pub(super) required: Vec<String>,
    /// The properties that it fixes.
    pub(super) constants: Vec<Constant>,
}

impl<'a> Lower<'a, '_> {
    /// What tells the schema at a site from others.
    pub(super) fn marks(&self, site: &Site<'a>) -> Marks {
        let kinds = self.schemas.json_kinds(site);
        let Some((view, Shape::Struct)) = self.schemas.core(site) else { return Marks { kinds, ..Marks::default() } };
        let flat = self.schemas.flatten(&view);
        // What only the user writes is not there when a value arrives.
        let arrives = |name: &&str| {
            let property = flat.properties.get(*name).and_then(|property| self.schemas.view(&property.site));
            property.is_some_and(|property| !property.data.write_only)
        };
        let required = flat.required.iter().copied().filter(arrives).map(str::to_owned).collect();
        let mut constants = Vec::new();
        for (name, property) in &flat.properties {
            let value = self.schemas.only_value(&property.site).and_then(|value| value.literal());
            constants.extend(value.map(|value| Constant { wire: (*name).into(), value }));
        }
        Marks { kinds, required, constants }
    }
}
