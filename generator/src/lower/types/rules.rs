//! The bounds that a document sets to the values of a struct, for those who check them.

use std::borrow::Cow;

use crate::diagnostics::codes_lower;
use crate::ir::{Bound, Rule, Subject, Ty};
use crate::lower::Lower;
use crate::lower::docs::Constraints;
use crate::lower::schemas::Shape;
use crate::lower::view::{Site, View};

/// How many lists and maps deep bounds are looked for.
const DEPTH: usize = 4;

impl<'a> Lower<'a, '_> {
    /// The bounds of the value of a schema, and of what lists and maps in it hold.
    pub(super) fn rules(&mut self, view: &View<'a>, subject: Subject, rules: &mut Vec<Rule>) {
        self.rules_inside(view, subject, 0, rules);
    }

    /// The bounds of a struct itself.
    pub(super) fn rules_of_whole(&self, view: &View<'a>, rules: &mut Vec<Rule>) {
        let bounds = members(&view.constraints());
        rules.extend(bounds.map(|bound| Rule { subject: Subject::Whole, depth: 0, bound }));
    }

    /// The bounds of the members that no property names, or of a tuple's further items, which stand after its fields.
    pub(super) fn rules_of_rest(&mut self, site: &Site<'a>, positional: bool, fields: usize, rules: &mut Vec<Rule>) {
        let subject = if positional { Subject::Field(fields) } else { Subject::Rest };
        if let Some(view) = self.schemas.view(site) {
            self.rules_inside(&view, subject, 1, rules);
        }
    }

    fn rules_inside(&mut self, view: &View<'a>, subject: Subject, depth: usize, rules: &mut Vec<Rule>) {
        let mut view = Cow::Borrowed(view);
        // No chain of wrappers is longer; one that is leads back to itself.
        for _ in 0..64 {
            let shape = self.schemas.shape(&view, &mut Vec::new());
            let inner = match &shape {
                Shape::Same(inner) => {
                    let bounds = self.schemas.core(inner).map(|(_, shape)| bounds_of(&shape, &view.constraints()));
                    self.add(&view, subject, depth, bounds.unwrap_or_default(), rules);
                    let Some(inner) = self.schemas.view(inner) else { return };
                    view = Cow::Owned(inner);
                    continue;
                }
                Shape::List(inner) | Shape::Map(inner) => inner.as_ref(),
                _ => None,
            };
            self.add(&view, subject, depth, bounds_of(&shape, &view.constraints()), rules);
            if let Some(inner) = inner.filter(|_| depth < DEPTH).and_then(|inner| self.schemas.view(inner)) {
                self.rules_inside(&inner, subject, depth + 1, rules);
            }
            return;
        }
    }

    fn add(&mut self, view: &View<'a>, subject: Subject, depth: usize, bounds: Vec<Bound>, rules: &mut Vec<Rule>) {
        for bound in bounds {
            if let Bound::Pattern(pattern) = &bound
                && regex_lite::Regex::new(pattern).is_err()
            {
                let message = "`pattern` is not checked by `validate`, which knows no such expression";
                let help = "write it without look-around, references back and classes of Unicode, or check it by hand";
                self.warn(codes_lower::PATTERN_UNCHECKED, message, view.pointer.key("pattern").as_str(), help);
                continue;
            }
            let rule = Rule { subject, depth, bound };
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
}

/// The bounds that mean something for values of that shape.
fn bounds_of(shape: &Shape<'_>, constraints: &Constraints) -> Vec<Bound> {
    match shape {
        Shape::Scalar(Ty::String) => text(constraints),
        Shape::Scalar(Ty::Integer(_) | Ty::F64 | Ty::F32 | Ty::Decimal) => numbers(constraints),
        Shape::List(_) => items(constraints),
        Shape::Map(_) => members(constraints).collect(),
        _ => Vec::new(),
    }
}

fn text(constraints: &Constraints) -> Vec<Bound> {
    let least = constraints.min_length.filter(|least| *least > 0).map(Bound::MinLength);
    let most = constraints.max_length.map(Bound::MaxLength);
    least.into_iter().chain(most).chain(constraints.pattern.clone().map(Bound::Pattern)).collect()
}

fn numbers(constraints: &Constraints) -> Vec<Bound> {
    let number = |text: &Option<String>| text.as_deref()?.parse::<f64>().ok().filter(|number| number.is_finite());
    let least = number(&constraints.minimum).map(if constraints.above { Bound::Above } else { Bound::Minimum });
    let most = number(&constraints.maximum).map(if constraints.below { Bound::Below } else { Bound::Maximum });
    let divisor = number(&constraints.multiple_of).filter(|divisor| *divisor > 0.0).map(Bound::MultipleOf);
    least.into_iter().chain(most).chain(divisor).collect()
}

fn items(constraints: &Constraints) -> Vec<Bound> {
    let least = constraints.min_items.filter(|least| *least > 0).map(Bound::MinItems);
    let unique = constraints.unique_items.then_some(Bound::UniqueItems);
    least.into_iter().chain(constraints.max_items.map(Bound::MaxItems)).chain(unique).collect()
}

fn members(constraints: &Constraints) -> impl Iterator<Item = Bound> + use<> {
    let least = constraints.min_properties.filter(|least| *least > 0).map(Bound::MinProperties);
    least.into_iter().chain(constraints.max_properties.map(Bound::MaxProperties))
}
