//! Keywords that 3.0 has a name for, under the names that Swagger 2.0 needed for them, and that outlived it.

use crate::document::Node;

/// Renames `x-nullable` and `x-example`; the keyword itself wins where it is there too.
pub(super) fn keywords_are_named_as_in_openapi(schema: &mut Node) {
    for (vendor, keyword) in [("x-nullable", "nullable"), ("x-isnullable", "nullable"), ("x-example", "example")] {
        if schema.get(keyword).is_none() && schema.get(&format!("x-oas31-{keyword}")).is_none() {
            schema.rename(vendor, keyword);
        }
    }
}
