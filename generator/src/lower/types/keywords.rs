//! Keywords of JSON Schema that no Rust type can say.

use crate::diagnostics::codes_lower;
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
        for key in WITHOUT_EFFECT {
            let carried = format!("x-oas31-{key}");
            if view.extension(&carried).is_some() {
                let message = format!("`{key}` has no effect on the type of a schema");
                let help = "values are not checked against it; say in the description what it demands";
                let pointer = view.pointer.key(&carried);
                self.warn(codes_lower::KEYWORD_WITHOUT_EFFECT, &message, pointer.as_str(), help);
            }
        }
    }
}
