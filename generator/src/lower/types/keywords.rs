//! Keywords of JSON Schema that no Rust type can say.

use crate::diagnostics::codes_lower;
use crate::dialect::CARRIED;
use crate::lower::Lower;
use crate::lower::view::View;

/// Such keywords, as normalization carries them. Those whose effect is only prose are not among them.
const WITHOUT_EFFECT: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "contains",
    "propertyNames",
    "patternProperties",
    "prefixItems",
    "additionalItems",
    "unevaluatedItems",
    "contentSchema",
    "$dynamicRef",
    "$recursiveRef",
];

impl<'a> Lower<'a, '_> {
    /// Reports the keywords of a schema that have no effect on its type.
    pub(super) fn report_keywords(&mut self, view: &View<'a>) {
        let carries_any = view.data.extensions.keys().any(|key| key.starts_with(CARRIED));
        for key in WITHOUT_EFFECT.iter().filter(|_| carries_any) {
            let carried = format!("{CARRIED}{key}");
            if view.extension(&carried).is_some() {
                let message = format!("`{key}` has no effect on the type of a schema");
                let help = "values are not checked against it; say in the description what it demands";
                let pointer = view.pointer.key(&carried);
                self.warn(codes_lower::KEYWORD_WITHOUT_EFFECT, &message, pointer.as_str(), help);
            }
        }
        // Where it is `false`, a type that keeps none is just what is wanted.
        let unevaluated = view.extension("x-oas31-unevaluatedProperties");
        if unevaluated.is_some_and(|value| *value != serde_json::Value::Bool(false)) {
            let message = "`unevaluatedProperties` has no effect on the type of a schema";
            let help = "members that no property names are not kept; write `additionalProperties` if they shall be";
            let pointer = view.pointer.key("x-oas31-unevaluatedProperties");
            self.warn(codes_lower::KEYWORD_WITHOUT_EFFECT, message, pointer.as_str(), help);
        }
        self.report_not(view);
        self.report_default(view);
    }

    /// Reports that a schema excludes something; `false` is written as one that excludes everything.
    fn report_not(&mut self, view: &View<'a>) {
        if !view.excludes {
            return;
        }
        let excluded = view.pointer.key("not");
        if self.resolved.document().nearest(excluded.as_str()).entries().is_empty() {
            let message = "a schema that allows no value is typed as JSON";
            let help = "leave out what can never be there";
            self.warn(codes_lower::TYPED_AS_JSON, message, view.pointer.as_str(), help);
        } else {
            let message = "`not` has no effect on the type of a schema";
            let help = "values are not checked against it; say in the description what it demands";
            self.warn(codes_lower::KEYWORD_WITHOUT_EFFECT, message, excluded.as_str(), help);
        }
    }
}
