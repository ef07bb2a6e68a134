//! Security: which schemes an operation accepts, and what each asks for.

use std::collections::BTreeSet;

use openapiv3::{APIKeyLocation, ReferenceOr, SecurityScheme as Declared};

use super::names::{self, Clash, Wish, camel, exact, number_snake, plain, settle};
use super::operations::parameters::is_token;
use super::{Lower, docs, servers};
use crate::config::Section;
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Docs, FieldName, OAuth2Client, Operation, SchemeKind, SecurityScheme};
use crate::resolve::ResolvedOperation;

/// The methods that credentials have besides.
const TAKEN_METHODS: &[&str] = &["new", "default", "fmt"];

impl Lower<'_, '_> {
    /// The sets of schemes that an operation accepts. An empty set means that it can be called without any.
    pub(super) fn requirements(&self, operation: &ResolvedOperation<'_>) -> Vec<Vec<String>> {
        let mut sets: Vec<Vec<String>> = Vec::new();
        for requirement in operation.security {
            let mut set: Vec<String> = requirement.keys().map(str::to_owned).collect();
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
        let mut schemes: Vec<SecurityScheme> = named.into_iter().map(|name| self.scheme(name)).collect();
        let words: Vec<String> = schemes.iter().map(|scheme| method(&scheme.wire)).collect();
        let wishes: Vec<Wish<'_>> = schemes
            .iter()
            .zip(words)
            .map(|(scheme, name)| Wish { name, wire: &scheme.wire, key: &scheme.wire })
            .collect();
        let mut taken = TAKEN_METHODS.iter().map(|name| (*name).to_owned()).collect();
        let (settled, clashes) = settle(&wishes, &mut taken, plain, number_snake);
        self.report_methods(&schemes, &clashes);
        let settled: Vec<FieldName> = settled.iter().map(|name| names::field_name(name)).collect();
        for (scheme, name) in schemes.iter_mut().zip(settled) {
            scheme.name = name;
        }
        // A second method must not be the first of another scheme.
        for scheme in &mut schemes {
            let wanted = format!("{}_client", scheme.name.plain());
            if let SchemeKind::OAuth2 { client: Some(client) } = &mut scheme.kind {
                let wish = Wish { name: wanted, wire: "", key: &scheme.wire };
                let wishes = [wish];
                let (settled, _) = settle(&wishes, &mut taken, exact, number_snake);
                client.method = names::field_name(settled.first().map_or("client", AsRef::as_ref));
            }
        }
        schemes
    }

    /// Reports the schemes whose method is not called as they are, since something else is.
    fn report_methods(&mut self, schemes: &[SecurityScheme], clashes: &[Clash]) {
        for clash in clashes {
            let Some(scheme) = schemes.get(clash.lost_by) else { continue };
            let message = format!(
                "the credentials of `{}` are set with `{}`, since `{}` is {}",
                scheme.wire.escape_debug(),
                clash.instead,
                clash.name,
                match clash.kept_by.and_then(|index| schemes.get(index)) {
                    Some(other) => format!("for those of `{}`", other.wire.escape_debug()),
                    None => "another method".to_owned(),
                },
            );
            let help = "to name it yourself, give the scheme another name, or let an overlay do so";
            self.warn(codes_lower::NAME_TAKEN, &message, section().key(&scheme.wire).as_str(), help);
        }
    }

    fn scheme(&mut self, name: &str) -> SecurityScheme {
        let schemes = &self.resolved.typed().components.security_schemes;
        let mut declared = schemes.get(name);
        for _ in 0..8 {
            let Some(ReferenceOr::Reference { reference }) = declared else { break };
            let target = reference.rsplit('/').next().map(crate::document::unescape).unwrap_or_default();
            declared = schemes.get(target.as_ref());
        }
        let declared = declared.and_then(ReferenceOr::as_item);
        let docs = declared.map(|declared| docs::clean(description(declared))).unwrap_or_default();
        let custom = self.config.security.contains_key(name);
        if custom {
            self.used.mark(Section::Security, name);
        }
        let nameless = declared.and_then(nameless);
        let kind = declared.filter(|_| !custom && nameless.is_none()).and_then(kind);
        if kind.is_none() && !custom {
            let shown = name.escape_debug();
            let message = match nameless {
                Some(place) => format!("no code is emitted for the security scheme `{shown}`: {place} has its name"),
                None => format!("no code is emitted for the security scheme `{shown}`"),
            };
            let help = "bind it to code of yours with `custom = true` in `[security]` of the configuration";
            self.warn(codes_lower::SECURITY_SCHEME, &message, section().key(name).as_str(), help);
        }
        let unnamed = names::field_name("unnamed");
        SecurityScheme {
            name: unnamed,
            wire: name.to_owned(),
            kind: kind.unwrap_or(SchemeKind::Custom),
            docs: first_paragraph(&docs),
            // One that operations name and nothing declares stands nowhere.
            pointer: declared.map(|_| section().key(name).to_string()).unwrap_or_default(),
        }
    }
}

/// Where a document declares its schemes.
fn section() -> Pointer {
    Pointer::from("/components/securitySchemes")
}

/// The method for a scheme.
fn method(wire: &str) -> String {
    match names::method_name(&camel(wire)).as_str() {
        // What has no letters that a name can have.
        "value" => "credential".to_owned(),
        name => name.to_owned(),
    }
}

/// What cannot have the name that a scheme's key shall have (RFC 9110, section 5.1; RFC 6265, section 4.1.1).
fn nameless(declared: &Declared) -> Option<&'static str> {
    match declared {
        Declared::APIKey { name, .. } if is_token(name) => None,
        Declared::APIKey { location: APIKeyLocation::Header, .. } => Some("no header"),
        Declared::APIKey { location: APIKeyLocation::Cookie, .. } => Some("no cookie"),
        _ => None,
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
        Declared::OAuth2 { flows, .. } => {
            let client = flows.client_credentials.as_ref().filter(|flow| servers::is_absolute(&flow.token_url));
            SchemeKind::OAuth2 {
                client: client.map(|flow| OAuth2Client {
                    method: names::field_name("client"),
                    token_url: flow.token_url.clone(),
                    scopes: flow.scopes.keys().cloned().collect(),
                }),
            }
        }
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
fn first_paragraph(docs: &Docs) -> Docs {
    Docs::new(&docs.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>())
}
