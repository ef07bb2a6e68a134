//! The bounds of a struct's values: a table of constants that is there with the feature `validate` only.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Bound, Rule, Subject};

/// The method of a record that lends its rules, if it has any.
pub(super) fn method(rules: &[Rule]) -> TokenStream {
    if rules.is_empty() {
        return TokenStream::new();
    }
    let rules = rules.iter().map(|rule| {
        let depth = Literal::usize_unsuffixed(rule.depth);
        let bound = bound(&rule.bound);
        match rule.subject {
            Subject::Field(index) => {
                let index = Literal::usize_unsuffixed(index);
                quote!(model::Rule::field(#index, #depth, model::Bound::#bound))
            }
            Subject::Rest => quote!(model::Rule::rest(#depth, model::Bound::#bound)),
            Subject::Whole => quote!(model::Rule::whole(model::Bound::#bound)),
        }
    });
    quote! {
        #[cfg(feature = "validate")]
        fn rules(&self) -> &'static [model::Rule] {
            const RULES: &[model::Rule] = &[#(#rules),*];
            RULES
        }
    }
}

fn bound(bound: &Bound) -> TokenStream {
    let count = |count: &usize| Literal::usize_unsuffixed(*count);
    // Numbers that are not finite were left out before.
    let number = |number: &f64| Literal::f64_unsuffixed(if number.is_finite() { *number } else { 0.0 });
    let (name, value) = match bound {
        Bound::MinLength(least) => (quote!(MinLength), count(least)),
        Bound::MaxLength(most) => (quote!(MaxLength), count(most)),
        Bound::Pattern(pattern) => (quote!(Pattern), Literal::string(pattern)),
        Bound::Minimum(least) => (quote!(Minimum), number(least)),
        Bound::Above(least) => (quote!(Above), number(least)),
        Bound::Maximum(most) => (quote!(Maximum), number(most)),
        Bound::Below(most) => (quote!(Below), number(most)),
        Bound::MultipleOf(divisor) => (quote!(MultipleOf), number(divisor)),
        Bound::MinItems(least) => (quote!(MinItems), count(least)),
        Bound::MaxItems(most) => (quote!(MaxItems), count(most)),
        Bound::UniqueItems => return quote!(UniqueItems),
        Bound::MinProperties(least) => (quote!(MinProperties), count(least)),
        Bound::MaxProperties(most) => (quote!(MaxProperties), count(most)),
    };
    quote!(#name(#value))
}
