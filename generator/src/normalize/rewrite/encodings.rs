//! An encoding says whether it explodes: the typed document takes a missing `explode` for false, where OpenAPI takes it for
//! true when the style is `form`, as it is by default.

use super::Site;
use crate::diagnostics::codes_typed;
use crate::document::Node;

/// The styles that an encoding may have.
const STYLES: [&str; 4] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/// Writes the default of `explode` down, and leaves out a style that there is not.
pub(super) fn explode_is_explicit(site: &mut Site<'_>, node: &mut Node) {
    if let Some(style) = node.get("style")
        && let Some(text) = style.as_str().filter(|text| !STYLES.contains(text))
    {
        let message = format!("style `{text}` is none that an encoding may have");
        site.warn(codes_typed::PARAMETER, message, style.span, "style", "the default, `form`, is used");
        node.remove("style");
    }
    let is_form = node.get("style").is_none_or(|style| style.as_str() == Some("form"));
    if is_form && node.get("explode").is_none() {
        node.set("explode", Node::bool(true, node.span));
    }
}
