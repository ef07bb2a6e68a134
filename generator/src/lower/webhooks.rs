//! Webhooks and callbacks: what the service sends, as types that are read from the request.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::names::{self, Wish, camel, exact, number_camel, number_snake, settle};
use super::operations::{headers::name_by_wire, media, parameters::is_token};
use super::view::Site;
use super::{Lower, docs};
use crate::config::Section;
use crate::diagnostics::codes_lower;
use crate::document::{Pointer, unescape};
use crate::ir::{Field, Headers, JsonKind, PartPointer, Received, Ty, Webhook};
use crate::parse::{Parameter, ParameterSchemaOrContent};
use crate::resolve::{Located, ResolvedOperation};

/// What the names of a webhook's parts end with.
const PARTS: [&str; 2] = ["Headers", "Query"];

impl<'a> Lower<'a, '_> {
    /// The names of all webhooks and callbacks, by pointer.
    pub(super) fn name_webhooks(&mut self) {
        let mut wishes = Vec::new();
        for received in &self.resolved.received {
            let own = self.config.names.get(&received.pointer);
            if own.is_some() {
                self.used.mark(Section::Name, &received.pointer);
            }
            let name = own.map_or_else(|| names::type_text(&self.wished(received), "Webhook"), |own| own.value.clone());
            wishes.push(Wish { name, wire: received.path, key: &received.pointer });
        }
        let (settled, clashes) = settle(&wishes, &mut BTreeSet::new(), exact, number_camel);
        self.report_clashes("webhook", &wishes, &clashes);
        let pointers = self.resolved.received.iter().map(|received| received.pointer.clone());
        self.webhook_names = pointers.zip(settled.into_iter().map(Cow::into_owned)).collect();
    }

    /// The name of a webhook, or of an operation and its callback; with the method where there are several.
    fn wished(&self, received: &ResolvedOperation<'_>) -> String {
        let parts: Vec<_> = received.pointer.split('/').skip(1).map(unescape).collect();
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        let words = match parts.as_slice() {
            ["paths", path, method, "callbacks", name, ..] => {
                let pointer = Pointer::from("/paths").key(path).key(method);
                let operation = self.operation_names.get(pointer.as_str()).cloned().unwrap_or_default();
                format!("{operation}{}", camel(name))
            }
            ["components", "callbacks", name, ..] => camel(name),
            _ => camel(received.path),
        };
        let item = received.pointer.rsplit_once('/').map_or("", |(item, _)| item);
        let has_siblings = self.resolved.received.iter().any(|other| {
            other.pointer != received.pointer && other.pointer.rsplit_once('/').is_some_and(|(at, _)| at == item)
        });
        if has_siblings { format!("{words}{}", camel(&received.method.to_ascii_lowercase())) } else { words }
    }

    /// All webhooks and callbacks.
    pub(super) fn webhooks(&mut self) -> Vec<Webhook> {
        let resolved = self.resolved;
        let mut webhooks: Vec<Webhook> = resolved.received.iter().map(|received| self.webhook(received)).collect();
        let mut taken = self.webhook_names.values().cloned().collect();
        let keys: Vec<String> = webhooks.iter().map(|webhook| webhook.pointer.clone()).collect();
        for suffix in PARTS {
            let wish = |(webhook, key): (&Webhook, &'_ String)| (format!("{}{suffix}", webhook.name), key.clone());
            let wanted: Vec<(String, String)> = webhooks.iter().zip(&keys).map(wish).collect();
            let wishes: Vec<Wish<'_>> =
                wanted.iter().map(|(name, key)| Wish { name: name.clone(), wire: "", key }).collect();
            let (settled, _) = settle(&wishes, &mut taken, exact, number_camel);
            for (webhook, name) in webhooks.iter_mut().zip(settled) {
                let part = if suffix == "Query" { &mut webhook.query } else { &mut webhook.headers };
                part.iter_mut().for_each(|part| part.name = names::type_name(&name));
            }
        }
        let modules: Vec<String> = webhooks.iter().map(|webhook| names::module_text(webhook.name.as_str())).collect();
        let wishes: Vec<Wish<'_>> =
            modules.iter().zip(&keys).map(|(name, key)| Wish { name: name.clone(), wire: "", key }).collect();
        let (settled, _) = settle(&wishes, &mut BTreeSet::new(), exact, number_snake);
        for (webhook, module) in webhooks.iter_mut().zip(settled) {
            webhook.module = names::module_name(&module);
        }
        webhooks.sort_by(|one, two| one.name.cmp(&two.name));
        webhooks
    }

    fn webhook(&mut self, received: &'a ResolvedOperation<'a>) -> Webhook {
        let name = self.webhook_names.get(&received.pointer).cloned().unwrap_or_default();
        let declared = received.operation;
        let (body, body_required, secret) = self.received_body(received);
        self.report_elsewhere(received);
        Webhook {
            name: names::type_name(&name),
            module: names::module_name("unnamed"),
            wire: received.path.to_owned(),
            docs: docs::clean_both(declared.summary.as_deref(), declared.description.as_deref()),
            pointer: received.pointer.clone(),
            deprecated: declared.deprecated,
            http_method: received.method.to_owned(),
            headers: self.received_fields(received, |parameter| matches!(parameter, Parameter::Header { .. })),
            query: self.received_fields(received, |parameter| matches!(parameter, Parameter::Query { .. })),
            body,
            body_pointer: received.request_body.as_ref().map(|body| body.pointer.clone()).unwrap_or_default(),
            body_required,
            secret,
        }
    }

    fn received_body(&mut self, received: &'a ResolvedOperation<'a>) -> (Received, bool, bool) {
        let nothing = (Received::Empty, false, false);
        let Some(body) = &received.request_body else { return nothing };
        let Some(choice) = media::of_received(&body.value.content) else { return nothing };
        let others = body.value.content.keys().filter(|key| *key != choice.key);
        let others: Vec<String> = others.map(|key| format!("`{}`", key.escape_debug())).collect();
        if !others.is_empty() {
            let message =
                format!("of the bodies of a webhook `{}` is read, and not {}", choice.media_type, others.join(", "));
            let help = "its bytes are in the request all the same, without a type";
            self.warn(codes_lower::OTHER_MEDIA_TYPES, &message, &body.pointer, help);
        }
        let at = Pointer::from(body.pointer.as_str()).key("content").key(choice.key).key("schema");
        let site = choice.value.schema.as_ref().map(|schema| Site::new(schema, at));
        let secret = site.as_ref().is_some_and(|site| self.schemas.is_secret(site));
        let content = match choice.form {
            media::Form::Json => Received::Json(site.map_or(Ty::Json, |site| self.use_of(&site).alone())),
            // A form, and XML, that are described as a text are read by their user.
            media::Form::UrlEncoded if site.as_ref().is_some_and(|site| !self.may_be_object(site)) => Received::Text,
            media::Form::UrlEncoded => Received::Form(site.map_or(Ty::Json, |site| self.use_of(&site).ty)),
            media::Form::Xml => match site {
                Some(site) if self.is_simple(&site) => Received::Text,
                Some(site) => Received::Xml { root: Box::new(self.xml_root(Some(&site))), ty: self.use_of(&site).ty },
                None => Received::Bytes,
            },
            media::Form::Text => Received::Text,
            media::Form::Multipart | media::Form::Lines => {
                let message = format!("the body of a webhook is given as bytes, since it is `{}`", choice.media_type);
                let help = "a library that takes such bodies apart reads it";
                self.warn(codes_lower::NOT_EMITTED, &message, &body.pointer, help);
                Received::Bytes
            }
            media::Form::Bytes => Received::Bytes,
        };
        (content, body.value.required, secret)
    }

    /// Reports the parameters that are neither in a header nor in the query.
    fn report_elsewhere(&mut self, received: &ResolvedOperation<'_>) {
        for located in &received.parameters {
            let place = match located.value {
                Parameter::Header { .. } | Parameter::Query { .. } => continue,
                Parameter::Path { .. } => "the path",
                Parameter::Cookie { .. } => "a cookie",
            };
            let name = located.value.parameter_data_ref().name.escape_debug().to_string();
            let message = format!("parameter `{name}` of a webhook is left out, since it is in {place}");
            let help = "it is in the request all the same, without a type";
            self.warn(codes_lower::HEADER_DROPPED, &message, &located.pointer, help);
        }
    }

    /// The parameters of one place as fields.
    fn received_fields(
        &mut self,
        received: &'a ResolvedOperation<'a>,
        is_there: fn(&Parameter) -> bool,
    ) -> Option<Headers> {
        let mut fields = Vec::new();
        for located in received.parameters.iter().filter(|located| is_there(located.value)) {
            fields.extend(self.received_field(located, &received.pointer));
        }
        name_by_wire(&mut fields);
        (!fields.is_empty()).then(|| Headers { name: names::type_name("Unnamed"), fields, same_as: None })
    }

    fn received_field(&mut self, located: &'a Located<'a, Parameter>, whole: &str) -> Option<Field> {
        let data = located.value.parameter_data_ref();
        let is_header = matches!(located.value, Parameter::Header { .. });
        let has_pairs = |site: &Site<'a>| {
            let is_plain = matches!(data.format, ParameterSchemaOrContent::Schema(_));
            !is_header && is_plain && self.schemas.json_kinds(site).contains(&JsonKind::Object)
        };
        let site = match self.text_site(&data.format, &located.pointer) {
            _ if is_header && !is_token(&data.name) => Err("has a name that no header has"),
            // Whose members are parameters themselves.
            Ok(site) if has_pairs(&site) => Err("is an object"),
            found => found,
        };
        let site = match site {
            Ok(site) => site,
            Err(problem) => {
                let name = data.name.escape_debug();
                let message = format!("parameter `{name}` of a webhook is left out, since it {problem}");
                let help = "its text is in the request all the same, without a type";
                self.warn(codes_lower::HEADER_DROPPED, &message, &located.pointer, help);
                return None;
            }
        };
        let wire = if is_header { data.name.to_ascii_lowercase() } else { data.name.to_string() };
        let text = located.description.or(data.description.as_deref()).unwrap_or_default();
        let pointer = PartPointer::new(&located.pointer, whole);
        Some(self.text_field(&wire, &site, data.required, data.deprecated, text, pointer))
    }
}
