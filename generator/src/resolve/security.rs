//! Every security requirement names schemes that the document declares.

use super::operations;
use crate::diagnostics::{Place, Tally, codes_typed};
use crate::dialect::CARRIED;
use crate::document::{Node, Pointer, escape};
use crate::parse::{SecurityRequirement, Typed};

/// Reports the schemes that are not declared.
pub(super) fn check(typed: &Typed, document: &Node, tally: &mut Tally) {
    requirements(&typed.security, document, &Pointer::from("/security"), tally);
    for found in operations::all(typed, document) {
        let own = found.operation.security.as_deref().unwrap_or_default();
        requirements(own, document, &found.pointer.key("security"), tally);
    }
}

fn requirements(requirements: &[SecurityRequirement], document: &Node, pointer: &Pointer, tally: &mut Tally) {
    for (index, requirement) in requirements.iter().enumerate() {
        for name in requirement.keys().filter(|name| !is_declared(document, name)) {
            let pointer = pointer.index(index).key(name);
            let place = Place::of(document.nearest(pointer.as_str()), pointer);
            let message = format!("security scheme `{name}` is not declared");
            tally.warn(codes_typed::UNDECLARED_SCHEME, message, place, "declare it in `components.securitySchemes`");
        }
    }
}

fn is_declared(document: &Node, name: &str) -> bool {
    let sections = ["securitySchemes".to_owned(), format!("{CARRIED}securitySchemes")];
    sections.iter().any(|section| document.at(&format!("/components/{section}/{}", escape(name))).is_some())
}
