//! Security: which schemes an operation accepts, and what each asks for.

use std::collections::BTreeSet;

use openapiv3::{APIKeyLocation, ReferenceOr, SecurityScheme as Declared};

use super::{Lower, docs};
use crate::config::Section;
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Docs, Operation, SchemeKind, SecurityScheme};
use crate::resolve::ResolvedOperation;

impl Lower<'_, '_> {
    /// The sets of schemes that an operation accepts. An empty set means that it can be called without any.
    pub(super) fn requirements(&self, operation: &ResolvedOperation<'_>) -> Vec<Vec<String>> {
        let mut sets: Vec<Vec<String>> = Vec::new();
        for requirement in operation.security {
            let mut set: Vec<String> = requirement.keys().cloned().collect();
            set.sort_unstable();
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets
    }

    /// The schemes that operations name, in the order of their names.
    pub(super) fn schemes(&mut self, operations: &[Operation]) -> Vec<SecurityScheme> {
        let named: BTreeSet<&str> =
            operations.iter().flat_map(|operation| operation.security.iter().flatten()).map(String::as_str).collect();
        named.into_iter().map(|name| self.scheme(name)).collect()
    }

    fn scheme(&mut self, name: &str) -> SecurityScheme {
        let section = Pointer::from("/components/securitySchemes");
        let components = self.resolved.openapi().components.as_ref();
        let mut declared = components.and_then(|components| components.security_schemes.get(name));
        for _ in 0..8 {
            let Some(ReferenceOr::Reference { reference }) = declared else { break };
            let target = reference.rsplit('/').next().map(crate::document::unescape).unwrap_or_default();
            declared = components.and_then(|components| components.security_schemes.get(&target));
        }
        let declared = declared.and_then(ReferenceOr::as_item);
        let docs = declared.map(|declared| docs::clean(description(declared))).unwrap_or_default();
        let custom = self.config.security.contains_key(name);
        if custom {
            self.used.mark(Section::Security, name);
        }
        let kind = declared.filter(|_| !custom).and_then(kind);
        if kind.is_none() && !custom {
            let message = format!("no code is emitted for the security scheme `{}`", name.escape_debug());
            let help = "bind it to code of yours with `custom = true` in `[security]` of the configuration";
            self.warn(codes_lower::SECURITY_SCHEME, &message, section.key(name).as_str(), help);
        }
        SecurityScheme { wire: name.to_owned(), kind: kind.unwrap_or(SchemeKind::Custom), docs: first_paragraph(docs) }
    }
}

fn kind(declared: &Declared) -> Option<SchemeKind> {
    Some(match declared {
        Declared::APIKey { location, name, .. } => {
            let location = match location {
                APIKeyLocation::Query => "query",
                APIKeyLocation::Header => "header",
                APIKeyLocation::Cookie => "cookie",
            };
            SchemeKind::ApiKey { location, name: name.clone() }
        }
        Declared::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => SchemeKind::Basic,
        Declared::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => SchemeKind::Bearer,
        Declared::HTTP { .. } => return None,
        Declared::OAuth2 { .. } => SchemeKind::OAuth2,
        Declared::OpenIDConnect { .. } => SchemeKind::Bearer,
    })
}

fn description(declared: &Declared) -> &str {
    match declared {
        Declared::APIKey { description, .. }
        | Declared::HTTP { description, .. }
        | Declared::OAuth2 { description, .. }
        | Declared::OpenIDConnect { description, .. } => description.as_deref().unwrap_or_default(),
    }
}

/// Vendors explain how to obtain credentials over many pages here; the start says what it is.
fn first_paragraph(docs: Docs) -> Docs {
    Docs { lines: docs.lines.into_iter().take_while(|line| !line.is_empty()).collect() }
}
