//! Parameters: what goes into the path, the query, the headers and the cookies of a request.

use serde_json::Value;

use super::media;
use super::styles::declared_style;
use crate::diagnostics::codes_lower;
use crate::dialect::CARRIED;
use crate::document::Pointer;
use crate::ir::{JsonKind, Layout, Location, Parameter, PartPointer, Style, Ty};
use crate::lower::view::Site;
use crate::lower::{Lower, docs, hints, names};
use crate::parse::{MediaType, Parameter as Declared, ParameterSchemaOrContent};
use crate::resolve::{Located, ResolvedOperation};

/// A parameter that can be written.
pub(super) struct Plan<'a> {
    /// Its name on the wire.
    pub(super) wire: String,
    /// Where it goes.
    pub(super) location: Location,
    /// How it is written there.
    pub(super) style: Style,
    /// Whether it is always sent.
    pub(super) required: bool,
    /// What its field is named after.
    word: String,
    /// What it holds; anything or, where that has no form, a text, if nothing says so.
    site: Option<Site<'a>>,
    description: Option<&'a str>,
    /// Where it is declared.
    pointer: String,
    deprecated: bool,
    /// Whether the parameter itself says that it is secret.
    secret: bool,
}

impl Plan<'_> {
    /// A parameter of a path that nothing declares: a text. `pointer` is that of the operation.
    pub(super) fn undeclared(name: &str, pointer: &str) -> Self {
        Self {
            wire: name.to_owned(),
            location: Location::Path,
            style: Style::plain(Layout::Simple),
            required: true,
            word: name.to_owned(),
            site: None,
            description: None,
            pointer: pointer.to_owned(),
            deprecated: false,
            secret: false,
        }
    }
}

impl<'a> Lower<'a, '_> {
    /// The parameters that can be written; an error if one cannot and must be.
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
                    let help = "the operation works without it; describe it in another way if it is needed";
                    self.warn(codes_lower::PARAMETER_DROPPED, &message, &located.pointer, help);
                }
            }
        }
        Ok(plans)
    }

    fn plan(
        &mut self,
        operation: &'a ResolvedOperation<'a>,
        located: &'a Located<'a, Declared>,
    ) -> Result<Option<Plan<'a>>, String> {
        let data = located.value.parameter_data_ref();
        let location = match located.value {
            Declared::Path { .. } => Location::Path,
            Declared::Query { .. } => match self.shared_value(operation, located) {
                Some(default) => Location::SharedQuery { default },
                None => Location::Query,
            },
            Declared::Header { .. } if is_ignored(&data.name) => return Ok(None),
            Declared::Header { .. } if !is_token(&data.name) => return Err("has a name that no header has".to_owned()),
            Declared::Header { .. } => Location::Header,
            Declared::Cookie { .. } if !is_token(&data.name) => return Err("has a name that no cookie has".to_owned()),
            Declared::Cookie { .. } => Location::Cookie,
        };
        let own_word = hints::of_field(&data.name, |key| data.extensions.get(key)?.as_str());
        let mut plan = Plan {
            wire: data.name.to_string(),
            word: own_word.unwrap_or(&data.name).to_owned(),
            required: data.required || location == Location::Path,
            style: declared_style(located.value),
            site: None,
            description: located.description.or(data.description.as_deref()),
            pointer: located.pointer.clone(),
            deprecated: data.deprecated,
            // Swagger 2.0 writes of a parameter itself what its schema says.
            secret: data.extensions.get("x-ms-secret") == Some(&Value::Bool(true)),
            location,
        };
        let at = Pointer::from(located.pointer.as_str());
        match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let site = Site::new(schema, at.key("schema"));
                plan.style = self.settled_style(plan.style, &site);
                self.report_nested(&plan, &site, &located.pointer);
                plan.site = Some(site);
            }
            ParameterSchemaOrContent::Content(content) => {
                let is_all = data.extensions.get(&format!("{CARRIED}querystring")) == Some(&Value::Bool(true));
                if let Some((media_type, value)) = content.first() {
                    let at = at.key("content").key(media_type);
                    self.plan_content(&mut plan, (media_type, value), is_all, &at);
                }
            }
        }
        Ok(Some(plan))
    }

    /// A parameter that is written in a media type; or the whole query, which has no name before it.
    fn plan_content(
        &mut self,
        plan: &mut Plan<'a>,
        (media_type, value): (&'a str, &'a MediaType),
        is_all: bool,
        at: &Pointer,
    ) {
        let layout = match plan.location {
            Location::Query | Location::Cookie | Location::SharedQuery { .. } if !is_all => Layout::Form,
            _ => Layout::Simple,
        };
        let schema = value.schema.as_ref().map(|schema| Site::new(schema, at.key("schema")));
        let is_text = schema.as_ref().is_none_or(|site| self.schemas.json_kinds(site) == [JsonKind::String]);
        plan.style = Style { explode: false, ..Style::plain(layout) };
        let essence = media::essence(media_type);
        if media::is_json(media_type) {
            plan.style.json = true;
            plan.site = schema;
        } else if is_all && essence == "application/x-www-form-urlencoded" {
            plan.location = Location::QueryString { styles: self.form_styles(value, at) };
            plan.site = schema;
        } else if !is_text && !essence.starts_with("text/") {
            let message = format!("`{}` of a parameter is written as a text", essence.escape_debug());
            let help = "give it as a text of that type; only JSON is made of values";
            self.warn(codes_lower::PARAMETER_AS_TEXT, &message, at.as_str(), help);
        } else {
            plan.site = schema;
        }
        if layout == Layout::Form && !plan.style.json {
            plan.style.explode = true;
        }
    }

    fn report_nested(&mut self, plan: &Plan<'a>, site: &Site<'a>, pointer: &str) {
        if self.is_nested(site, plan.style) {
            let name = plan.wire.escape_debug();
            let message =
                format!("parameter `{name}` holds lists or objects inside of others, which its style has no form for");
            let help = "they are written as JSON; say so with a `content`, or give the style `deepObject` to objects";
            self.warn(codes_lower::PARAMETER_NESTED, &message, pointer, help);
        }
    }

    /// The parameters of the operation at `whole`.
    pub(super) fn parameters(&mut self, plans: &[Plan<'a>], whole: &str) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = plans.iter().map(|plan| self.parameter(plan, whole)).collect();
        // A wire name may stand in the path and in the query; where it stands keeps the two apart.
        let pairs: Vec<(&str, &str)> = plans.iter().map(|plan| (plan.wire.as_str(), plan.word.as_str())).collect();
        for (parameter, name) in parameters.iter_mut().zip(names::field_names(&pairs)) {
            parameter.name = name;
        }
        parameters
    }

    fn parameter(&mut self, plan: &Plan<'a>, whole: &str) -> Parameter {
        let ty = match (&plan.location, &plan.site) {
            (Location::SharedQuery { .. }, _) => Ty::String,
            (_, Some(site)) => self.use_of(site).ty,
            (_, None) if plan.style.json => Ty::Json,
            (_, None) => Ty::String,
        };
        let core = plan.site.as_ref().and_then(|site| self.schemas.core(site));
        let docs = match core {
            Some((view, _)) => {
                let mut constraints = self.documented(&view);
                if matches!(ty, Ty::List(_)) {
                    constraints.default = None;
                }
                docs::clean_with(plan.description, &constraints)
            }
            None => docs::clean(plan.description.unwrap_or_default()),
        };
        Parameter {
            name: names::field_name("unnamed"),
            wire: plan.wire.as_str().into(),
            location: plan.location.clone(),
            style: plan.style,
            ty,
            required: plan.required,
            secret: plan.secret || plan.site.as_ref().is_some_and(|site| self.schemas.is_secret(site)),
            deprecated: plan.deprecated,
            docs,
            pointer: PartPointer::new(&plan.pointer, whole),
        }
    }
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
