//! Parameters: what goes into the path, the query and the headers of a request.

use openapiv3::{Parameter as Declared, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};

use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{JsonKind, Parameter, ParameterKind, PathPart, Style, Ty};
use crate::lower::schemas::Shape;
use crate::lower::view::Site;
use crate::lower::{Lower, docs, names};
use crate::resolve::{Located, ResolvedOperation};

/// A parameter that can be written.
pub(super) struct Plan<'a> {
    declared: &'a Declared,
    data: &'a ParameterData,
    site: Site<'a>,
    description: Option<&'a str>,
    kind: ParameterKind,
}

impl<'a> Lower<'a, '_> {
    /// The parameters that can be written, path parameters first; an error if one cannot and must be.
    pub(super) fn plan_parameters(&mut self, operation: &'a ResolvedOperation<'a>) -> Result<Vec<Plan<'a>>, String> {
        let mut plans = Vec::new();
        for located in &operation.parameters {
            let data = located.value.parameter_data_ref();
            match self.plan(operation, located) {
                Ok(plan) => plans.extend(plan),
                Err(problem) if data.required => {
                    return Err(format!("its parameter `{}` {problem}", data.name.escape_debug()));
                }
                Err(problem) => {
                    let name = data.name.escape_debug();
                    let message = format!("optional parameter `{name}` is left out, since it {problem}");
                    let help = "the operation works without it; describe it in another style if it is needed";
                    self.warn(codes_lower::PARAMETER_DROPPED, &message, &located.pointer, help);
                }
            }
        }
        plans.sort_by_key(|plan| plan.kind != ParameterKind::Path);
        Ok(plans)
    }

    fn plan(
        &mut self,
        operation: &'a ResolvedOperation<'a>,
        located: &'a Located<'a, Declared>,
    ) -> Result<Option<Plan<'a>>, String> {
        let data = located.value.parameter_data_ref();
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            return Err("has a content of its own, which cannot be written yet".to_owned());
        };
        let site = Site::new(schema, Pointer::from(located.pointer.as_str()).key("schema"));
        if let Declared::Query { .. } = located.value
            && let Some(default) = self.shared_value(operation, located)
        {
            let (declared, description) = (located.value, located.description);
            let kind = ParameterKind::SharedQuery { default };
            return Ok(Some(Plan { declared, data, site, description, kind }));
        }
        let kinds = self.schemas.json_kinds(&site);
        let (is_list, is_object) = (kinds.contains(&JsonKind::Array), kinds.contains(&JsonKind::Object));
        let inner_is_simple = self.items_are_simple(&site);
        let kind = match located.value {
            Declared::Path { style: PathStyle::Simple, .. } => ParameterKind::Path,
            Declared::Path { .. } => {
                return Err("has the style `matrix` or `label`, which cannot be written yet".into());
            }
            Declared::Query { style, .. } => {
                let explode = data.explode.unwrap_or(*style == QueryStyle::Form);
                match style {
                    QueryStyle::DeepObject => {
                        return Err("has the style `deepObject`, which cannot be written yet".to_owned());
                    }
                    _ if is_list && !explode => {
                        return Err("is a list in one value, which cannot be written yet".to_owned());
                    }
                    _ => ParameterKind::Query(Style::FormExplode),
                }
            }
            Declared::Header { .. } if is_ignored(&data.name) => return Ok(None),
            Declared::Header { .. } if !is_token(&data.name) => return Err("has a name that no header has".to_owned()),
            Declared::Header { .. } => ParameterKind::Header,
            Declared::Cookie { .. } => return Err("goes into a cookie, which cannot be written yet".to_owned()),
        };
        if is_object || !inner_is_simple {
            return Err("is an object or holds objects, which cannot be written there yet".to_owned());
        }
        Ok(Some(Plan { declared: located.value, data, site, description: located.description, kind }))
    }

    /// Whether a list's items are no objects and no lists themselves.
    fn items_are_simple(&self, site: &Site<'a>) -> bool {
        match self.schemas.core(site) {
            Some((_, Shape::List(Some(items)))) => {
                let kinds = self.schemas.json_kinds(&items);
                !kinds.contains(&JsonKind::Array) && !kinds.contains(&JsonKind::Object)
            }
            _ => true,
        }
    }

    /// The parameters of an operation.
    pub(super) fn parameters(&mut self, plans: &[Plan<'a>]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = plans.iter().map(|plan| self.parameter(plan)).collect();
        // A wire name may stand in the path and in the query; where it stands keeps the two apart.
        let wires: Vec<(String, String)> = plans
            .iter()
            .map(|plan| {
                let own = plan.data.extensions.get("x-ms-client-name").and_then(serde_json::Value::as_str);
                (plan.data.name.clone(), own.unwrap_or(&plan.data.name).to_owned())
            })
            .collect();
        let pairs: Vec<(&str, &str)> = wires.iter().map(|(wire, name)| (wire.as_str(), name.as_str())).collect();
        for (parameter, name) in parameters.iter_mut().zip(names::field_names(&pairs)) {
            parameter.name = name;
        }
        parameters
    }

    fn parameter(&mut self, plan: &Plan<'a>) -> Parameter {
        let ty = match &plan.kind {
            ParameterKind::SharedQuery { .. } => Ty::String,
            _ => self.use_of(&plan.site).ty,
        };
        let view = self.schemas.core(&plan.site).map(|(view, _)| view);
        let own = plan.description.or(plan.data.description.as_deref());
        let docs = match view {
            Some(view) => {
                let mut constraints = view.constraints.clone();
                if matches!(ty, Ty::List(_)) {
                    constraints.default = None;
                }
                docs::clean_with(own, &constraints)
            }
            None => docs::clean(own.unwrap_or_default()),
        };
        Parameter {
            name: names::field_name("unnamed"),
            wire: plan.data.name.clone(),
            kind: plan.kind.clone(),
            ty,
            required: plan.data.required || matches!(plan.declared, Declared::Path { .. }),
            // Swagger 2.0 writes of a parameter itself what its schema says.
            secret: self.schemas.is_secret(&plan.site)
                || plan.data.extensions.get("x-ms-secret") == Some(&serde_json::Value::Bool(true)),
            deprecated: plan.data.deprecated.unwrap_or(false),
            docs,
        }
    }
}

/// The path in parts; an error if it names a parameter that is not among these, or the other way round.
pub(super) fn path_parts(path: &str, plans: &[Plan<'_>]) -> Result<Vec<PathPart>, String> {
    // A fragment never travels: documents use it to tell operations of one path apart.
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    if query.is_some_and(|query| query.contains(['{', '?'])) {
        return Err("its path holds a query with parameters, which cannot be written yet".to_owned());
    }
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let position = plans
            .iter()
            .position(|plan| plan.kind == ParameterKind::Path && plan.data.name == name)
            .ok_or_else(|| format!("its path has a parameter `{}` that is not declared", name.escape_debug()))?;
        if !before.is_empty() {
            parts.push(PathPart::Literal(literal(before)));
        }
        parts.push(PathPart::Parameter(position));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(PathPart::Literal(literal(rest)));
    }
    for (index, plan) in plans.iter().enumerate() {
        if plan.kind == ParameterKind::Path && !parts.contains(&PathPart::Parameter(index)) {
            return Err(format!("its path has no place for its parameter `{}`", plan.data.name.escape_debug()));
        }
    }
    parts.extend(query.and_then(|query| fixed_query(query, plans)).map(PathPart::Literal));
    Ok(parts)
}

/// A query that the path has itself, less the parameters that are declared too.
fn fixed_query(query: &str, plans: &[Plan<'_>]) -> Option<String> {
    let is_declared = |name: &str| plans.iter().any(|plan| plan.kind != ParameterKind::Path && plan.data.name == name);
    let mut text = String::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        if !is_declared(pair.split('=').next().unwrap_or(pair)) {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(&literal(pair));
        }
    }
    (!text.is_empty()).then_some(text)
}

/// A piece of a path as it can stand in a URI: what cannot is percent-encoded.
fn literal(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => output.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+'
            | b',' | b';' | b'=' | b'?' | b'%' => output.push(char::from(byte)),
            _ => output.push_str(&format!("%{byte:02X}")),
        }
    }
    output
}

/// Headers that OpenAPI says are described elsewhere.
fn is_ignored(name: &str) -> bool {
    ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a text can be the name of a header (RFC 9110, section 5.6.2).
pub(in crate::lower) fn is_token(name: &str) -> bool {
    let sign = |byte: u8| b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.len() < 256 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || sign(byte))
}
