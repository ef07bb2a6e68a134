//! `API.txt`: one sorted line for each public item, which is what two versions of a crate are compared by.
//!
//! A line begins with what it is and its path. Then comes what belongs to that: a type after `:`, a value after `=`, what a
//! variant holds or a function takes in parentheses, what it gives after `->`. Attributes end the line. A feature that is on
//! unless its users say otherwise has a line more, `default`, and so has a type that is another name of one that is like it,
//! `alike`: not of which, since that changes with others. What follows from the rest is not listed: setters, which every
//! field has that is not required and not `#[read_only]`; conversions and standard traits that all things of a kind have; the
//! runtime, which is the same in all crates but for what has a line.

use std::sync::{Mutex, PoisonError};

use super::{
    FEW, bodies,
    code::Code,
    credentials, enums, failures, headers, multipart, outputs, servers, structs,
    types::{self, From},
    unions, webhooks, xml,
};
use crate::{
    Item,
    document::Span,
    files::Files,
    ir::{
        Api, Body, BodyCase, BodyContent, BodyKind, Content, EnumBase, Failure, Field, Location, Operation, Output,
        PartPointer, Ty, Type, TypeKind, Webhook,
    },
    parallel,
};

/// What a user should not use any more has this at the end of its line.
const DEPRECATED: &str = " #[deprecated]";

/// All public items with their places, sorted by their lines.
pub(crate) fn items(api: &Api) -> Vec<Item> {
    let mut found = Vec::new();
    let mut take = |line, at: At<'_>| found.push(Item { line, pointer: at.pointer(), span: Span::default() });
    let items = &mut Items(&mut take);
    api.types.values().for_each(|ty| self::ty(api, ty, items));
    api.operations.values().for_each(|operation| self::operation(api, operation, items));
    others(api, items);
    found.sort();
    found
}

/// The lines of all public items, sorted.
pub(crate) fn lines(api: &Api) -> Vec<String> {
    let found = Mutex::new(Vec::new());
    let add = |make: &dyn Fn(&mut Items<'_>)| {
        let mut lines = Vec::new();
        make(&mut Items(&mut |line, _| lines.push(line)));
        found.lock().unwrap_or_else(PoisonError::into_inner).append(&mut lines);
    };
    parallel::each(api.types.values().as_slice(), FEW, |ty| add(&|items| self::ty(api, ty, items)));
    let operations = api.operations.values().as_slice();
    parallel::each(operations, FEW, |operation| add(&|items| self::operation(api, operation, items)));
    add(&|items| others(api, items));
    let mut lines = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    lines.sort_unstable();
    lines
}

/// What is neither of a type nor of an operation.
fn others(api: &Api, items: &mut Items<'_>) {
    api.webhooks.iter().for_each(|webhook| self::webhook(api, webhook, items));
    of_the_whole(api, items);
}

/// Where the items go, one by one.
struct Items<'t>(&'t mut dyn FnMut(String, At<'_>));

/// What an item was made from.
enum At<'a> {
    /// What stands at a pointer.
    Pointer(&'a str),
    /// A part of what stands at a pointer.
    Part(&'a PartPointer, &'a str),
}

impl At<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Pointer(pointer) => (*pointer).to_owned(),
            Self::Part(part, whole) => part.from_root(whole).into_owned(),
        }
    }
}

impl Items<'_> {
    /// Adds the item with that line, made from what stands at `pointer`.
    fn add(&mut self, pointer: &str, line: String) {
        (self.0)(line, At::Pointer(pointer));
    }

    /// Adds the item with that line, made from a part of what stands at `whole`.
    fn add_part(&mut self, whole: &str, pointer: &PartPointer, line: String) {
        (self.0)(line, At::Part(pointer, whole));
    }
}

/// What belongs to no type, operation or webhook alone.
fn of_the_whole(api: &Api, items: &mut Items<'_>) {
    for tag in api.tags.values() {
        items.add(&tag.pointer, format!("trait api::{}", tag.api));
    }
    features(api, items);
    if xml::is_used(api) {
        items.add("", "mod runtime::xml".to_owned());
    }
    items.add("", "const operations::ALL".to_owned());
    if !api.krate.server.is_empty() {
        items.add("", format!("const operations::SERVER = {:?}", api.krate.server));
    }
    if credentials::are_emitted(api) {
        items.add("", "struct credentials::Credentials".to_owned());
        for scheme in &api.security {
            for signature in credentials::signatures(scheme) {
                items.add(&scheme.pointer, format!("fn credentials::Credentials::{signature}"));
            }
        }
    }
    if !api.servers.is_empty() {
        items.add("", "const servers::ALL".to_owned());
    }
    for server in &api.servers {
        let address = &server.address;
        if server.variables.is_empty() {
            let name = servers::constant_name(server);
            items.add(&server.pointer, format!("const servers::{name} = {address:?}"));
            continue;
        }
        items.add(&server.pointer, format!("struct servers::{} = {address:?}", server.name));
        for variable in &server.variables {
            items.add(&variable.pointer, format!("fn servers::{}::{}", server.name, variable.name));
        }
    }
}

/// The features that are the document's or the configuration's, and all that are on by default.
fn features(api: &Api, items: &mut Items<'_>) {
    for tag in api.tags.values() {
        if let Some(feature) = &tag.feature {
            items.add(&tag.pointer, format!("feature {feature}"));
        }
    }
    for feature in api.krate.features.iter().filter_map(|line| feature(line)) {
        items.add("", format!("feature {feature}"));
    }
    if !api.webhooks.is_empty() {
        items.add("", "feature webhooks".to_owned());
    }
    for feature in &api.krate.default_features {
        items.add("", format!("default {feature}"));
    }
}

/// The name of a feature in a line of `[crate.features]`.
fn feature(line: &str) -> Option<&str> {
    let (name, _) = line.split_once('=')?;
    Some(name.trim().trim_matches(['"', '\'']))
}

/// Writes the list.
pub(super) fn emit<'l>(api: &Api, lines: impl Iterator<Item = &'l str>, files: &mut Files) {
    let mut text = format!(
        "# @generated by `cargo xtask codegen` from {}. Do not edit: change the document and run it again.\n",
        api.krate.source
    );
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    files.add("API.txt", text);
}

fn ty(api: &Api, ty: &Type, items: &mut Items<'_>) {
    let (path, pointer) = (format!("models::{}", ty.name), &ty.pointer);
    if ty.same_as.is_some() {
        items.add(pointer, format!("alike {path}"));
    }
    let deprecated = deprecated(ty.deprecated);
    match &ty.kind {
        TypeKind::Struct(body) => {
            let open = if structs::is_built(ty) { "" } else { " #[non_exhaustive]" };
            items.add(pointer, format!("struct {path}{open}{deprecated}"));
            fields(api, &path, pointer, &body.fields, structs::is_built(ty), items);
            if let Some(rest) = &body.rest {
                let item = shown(api, &rest.ty);
                let ty = if body.positional { format!("Vec<{item}>") } else { format!("BTreeMap<String, {item}>") };
                items.add_part(pointer, &rest.pointer, format!("field {path}.{}: {ty}", rest.name));
            }
            if structs::is_built(ty) {
                let arguments: Vec<&str> = body
                    .fields
                    .iter()
                    .filter(|field| structs::is_argument(field))
                    .map(|field| field.name.as_str())
                    .collect();
                items.add(pointer, format!("fn {path}::new({})", arguments.join(", ")));
            }
        }
        TypeKind::Enum(body) => {
            let (base, held) = match body.base {
                EnumBase::Text => ("String", "model::Unknown"),
                EnumBase::Integer => ("i64", "model::Unknown<i64>"),
                EnumBase::Natural => ("u64", "model::Unknown<u64>"),
                EnumBase::Json => ("serde_json::Value", "model::Unknown<serde_json::Value>"),
            };
            items.add(pointer, format!("enum {path}: {base}{deprecated}"));
            for variant in &body.variants {
                items.add_part(
                    pointer,
                    &variant.pointer,
                    format!("variant {path}::{} = {}", variant.name, variant.wire),
                );
            }
            items.add(pointer, format!("variant {path}::{}({held})", enums::unknown(body)));
        }
        TypeKind::Union(body) => {
            items.add(pointer, format!("union {path}{deprecated}"));
            for member in &body.members {
                let held = plain(&unions::member_ty(api, member, From::Crate));
                items.add_part(pointer, &member.pointer, format!("variant {path}::{}({held})", member.name));
            }
            items.add(pointer, format!("variant {path}::{}(serde_json::Value)", unions::unknown(body)));
            for member in unions::converted(api, body) {
                items.add_part(pointer, &member.pointer, format!("impl From<{}> for {path}", shown(api, &member.ty)));
            }
        }
        TypeKind::Alias(target) => items.add(pointer, format!("type {path} = {}{deprecated}", shown(api, target))),
    }
}

fn deprecated(is_deprecated: bool) -> &'static str {
    if is_deprecated { DEPRECATED } else { "" }
}

/// The fields of a struct that was made from what stands at `whole`, with setters if users build it.
fn fields(api: &Api, path: &str, whole: &str, fields: &[Field], is_built: bool, items: &mut Items<'_>) {
    for field in fields {
        let ty = plain(&types::field(api, field, From::Crate));
        let read_only = if is_built && !field.required && field.read_only { " #[read_only]" } else { "" };
        let deprecated = deprecated(field.deprecated);
        items.add_part(whole, &field.pointer, format!("field {path}.{}: {ty}{read_only}{deprecated}", field.name));
    }
}

fn operation(api: &Api, operation: &Operation, items: &mut Items<'_>) {
    let tag = &api.tags[operation.tag];
    let path = format!("operations::{}::{}", tag.module, operation.name);
    let pointer = &operation.pointer;
    let (method, url, deprecated) =
        (&operation.http_method, operation.path.escape_debug(), self::deprecated(operation.deprecated));
    items.add(pointer, format!("operation {path} = {method} {url}{deprecated}"));
    items.add(
        pointer,
        format!("fn api::{}::{} -> {}", tag.api, operation.method_name, plain(&outputs::ty(api, operation))),
    );
    let mut arguments = Vec::new();
    for parameter in &operation.parameters {
        if matches!(parameter.location, Location::SharedQuery { .. }) {
            continue;
        }
        let (ty, deprecated) = (shown(api, &parameter.ty), self::deprecated(parameter.deprecated));
        let ty = if parameter.required { ty } else { format!("Option<{ty}>") };
        items.add_part(pointer, &parameter.pointer, format!("field {path}.{}: {ty}{deprecated}", parameter.name));
        arguments.extend(parameter.required.then_some(parameter.name.as_str()));
    }
    if let Some(body) = &operation.body {
        let ty = plain(&bodies::ty(api, body));
        let ty = if body.required { ty } else { format!("Option<{ty}>") };
        items.add_part(pointer, &body.pointer, format!("field {path}.{}: {ty}", body.name));
        arguments.extend(body.required.then_some(body.name.as_str()));
    }
    items.add(pointer, format!("fn {path}::new({})", arguments.join(", ")));
    for (name, ty) in [
        ("Output", outputs::ty(api, operation)),
        ("Headers", headers::ty(operation)),
        ("Failure", failures::ty(api, operation)),
    ] {
        items.add(pointer, format!("type {path}::{name} = {}", plain(&ty)));
    }
    if let Some(paging) = &operation.paging {
        items.add(pointer, format!("impl Paged<{}> for {path}", shown(api, &paging.item)));
    }
    if operation.long_running.is_some() {
        items.add(pointer, format!("impl LongRunning for {path}"));
    }
    if let Some(streamed) = &operation.streamed {
        items.add(pointer, format!("impl Streamed<{}> for {path}", shown(api, &streamed.event)));
    }
    own_types(api, operation, &format!("operations::{}", tag.module), items);
}

fn webhook(api: &Api, webhook: &Webhook, items: &mut Items<'_>) {
    let (path, pointer) = (format!("webhooks::{}", webhook.name), &webhook.pointer);
    let (method, wire, deprecated) =
        (&webhook.http_method, webhook.wire.escape_debug(), self::deprecated(webhook.deprecated));
    items.add(pointer, format!("webhook {path} = {method} {wire}{deprecated}"));
    if let Some(ty) = webhooks::body_ty(api, webhook) {
        items.add(&webhook.body_pointer, format!("field {path}.body: {}", plain(&ty)));
    }
    for (what, part) in webhooks::parts(webhook) {
        items.add(pointer, format!("field {path}.{what}: webhooks::{}", part.name));
        let part_path = format!("webhooks::{}", part.name);
        items.add(pointer, format!("struct {part_path} #[non_exhaustive]"));
        fields(api, &part_path, pointer, &part.fields, false, items);
    }
}

/// The types that stand beside the request type.
fn own_types(api: &Api, operation: &Operation, module: &str, items: &mut Items<'_>) {
    let pointer = &format!("{}/responses", operation.pointer);
    if let Some(headers) = &operation.headers {
        let path = format!("{module}::{}", headers.name);
        items.add(pointer, format!("struct {path} #[non_exhaustive]"));
        fields(api, &path, &operation.pointer, &headers.fields, false, items);
    }
    if let Some(body) = &operation.body {
        of_body(api, &operation.pointer, body, module, items);
    }
    if let Output::Several { name, cases } = &operation.output {
        items.add(pointer, format!("enum {module}::{name}"));
        for case in cases {
            let held = match &case.content {
                Content::Empty => String::new(),
                content => format!("({})", plain(&outputs::content_ty(api, content))),
            };
            items.add_part(&operation.pointer, &case.pointer, format!("variant {module}::{name}::{}{held}", case.name));
        }
        if let Some(undeclared) = outputs::undeclared(operation) {
            items.add(pointer, format!("variant {module}::{name}::{undeclared}(http::Response<Bytes>)"));
        }
    }
    if let Failure::Several { name, cases } = &operation.failure {
        items.add(pointer, format!("enum {module}::{name}"));
        for case in cases {
            let held = failures::held(api, &case.content).map(|ty| format!("({})", plain(&ty))).unwrap_or_default();
            items.add_part(&operation.pointer, &case.pointer, format!("variant {module}::{name}::{}{held}", case.name));
        }
        if let Some(undeclared) = failures::undeclared(cases) {
            items.add(pointer, format!("variant {module}::{name}::{undeclared}"));
        }
    }
}

/// The types that the body of an operation at `whole` brings along.
fn of_body(api: &Api, whole: &str, body: &Body, module: &str, items: &mut Items<'_>) {
    if let BodyContent::Several { name, cases } = &body.content {
        items.add_part(whole, &body.pointer, format!("enum {module}::{name}"));
        let held = |case: &BodyCase| plain(&bodies::form_ty(api, &case.form));
        for case in cases {
            items.add_part(
                whole,
                &case.form.pointer,
                format!("variant {module}::{name}::{}({})", case.name, held(case)),
            );
        }
        for case in bodies::converted(api, cases) {
            if bodies::is_text(api, case) {
                items.add_part(whole, &case.form.pointer, format!("impl From<&str> for {module}::{name}"));
            }
            items.add_part(whole, &case.form.pointer, format!("impl From<{}> for {module}::{name}", held(case)));
        }
    }
    for form in body.content.forms() {
        let BodyKind::Multipart(body) = &form.kind else { continue };
        let (path, pointer) = (format!("{module}::{}", body.name), &body.pointer);
        items.add(pointer, format!("struct {path}"));
        for part in &body.parts {
            let (ty, deprecated) = (plain(&multipart::ty(api, part)), deprecated(part.field.deprecated));
            let line = format!("field {path}.{}: {ty}{deprecated}", part.field.name);
            items.add_part(pointer, &part.field.pointer, line);
        }
        if let Some((rest, kind)) = &body.rest {
            let ty = plain(&multipart::rest_ty(api, rest, kind));
            items.add_part(pointer, &rest.pointer, format!("field {path}.{}: BTreeMap<String, {ty}>", rest.name));
        }
        let arguments: Vec<&str> = multipart::arguments(body).map(|(name, ..)| name.as_str()).collect();
        items.add(pointer, format!("fn {path}::new({})", arguments.join(", ")));
    }
}

fn shown(api: &Api, ty: &Ty) -> String {
    plain(&types::ty(api, ty, From::Crate))
}

/// A type without the modules that are clear without saying.
fn plain(ty: &Code) -> String {
    ty.plain().replace("std::collections::", "").replace("bytes::", "")
}
