//! The bounds of a struct's values: a table of constants that is there with the feature `validate` only.

use super::code::{Code, code};
use crate::ir::{Bound, Rule, Subject};

/// The method of a record that lends its rules, if it has any.
pub(super) fn method(rules: &[Rule]) -> Code {
    if rules.is_empty() {
        return Code::new();
    }
    let rules = rules.iter().map(|rule| {
        let depth = rule.depth;
        let bound = bound(&rule.bound);
        match rule.subject {
            Subject::Field(index) => code!(model::Rule::field(#index, #depth, model::Bound::#bound)),
            Subject::Rest => code!(model::Rule::rest(#depth, model::Bound::#bound)),
            Subject::Whole => code!(model::Rule::whole(model::Bound::#bound)),
        }
    });
    code! {
        #[cfg(feature = "validate")]
        fn rules(&self) -> &'static [model::Rule] {
            const RULES: &[model::Rule] = &[#(#rules),*];
            RULES
        }
    }
}

/// The rest of `model::Bound::…`
fn bound(bound: &Bound) -> Code {
    match bound {
        Bound::MinLength(least) => code!(MinLength(#least)),
        Bound::MaxLength(most) => code!(MaxLength(#most)),
        Bound::Pattern(pattern) => code!(Pattern(#pattern)),
        Bound::Minimum(least) => code!(Minimum(#least)),
        Bound::Above(least) => code!(Above(#least)),
        Bound::Maximum(most) => code!(Maximum(#most)),
        Bound::Below(most) => code!(Below(#most)),
        Bound::MultipleOf(divisor) => code!(MultipleOf(#divisor)),
        Bound::MinItems(least) => code!(MinItems(#least)),
        Bound::MaxItems(most) => code!(MaxItems(#most)),
        Bound::UniqueItems => code!(UniqueItems),
        Bound::MinProperties(least) => code!(MinProperties(#least)),
        Bound::MaxProperties(most) => code!(MaxProperties(#most)),
    }
}
