//! Operations with their parameters, bodies and responses found, and with what they take over from their path and the
//! document.

use std::borrow::Cow;
use std::collections::HashMap;

use openapiv3::{ReferenceOr, StatusCode};

use super::components::find;
use super::{Located, ResolvedOperation, Status};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::{ItemOperation, operations};
use crate::document::{Node, Pointer};
use crate::parse::{self, Operation, Parameter, PathItem, RequestBody, Response, Typed};

/// Resolves all operations, less those that are skipped.
pub(super) fn resolve<'a>(
    typed: &'a Typed,
    document: &'a Node,
    diagnostics: &mut Diagnostics,
) -> Vec<ResolvedOperation<'a>> {
    let operations = resolve_each(all(typed, document), typed, document, diagnostics);
    duplicate_ids(&operations, document, diagnostics);
    operations
}

/// Resolves those that were found, less those that are skipped.
pub(super) fn resolve_each<'a>(
    found: Vec<Found<'a>>,
    typed: &'a Typed,
    document: &'a Node,
    diagnostics: &mut Diagnostics,
) -> Vec<ResolvedOperation<'a>> {
    let mut operations = Vec::new();
    for Found { path, item, item_pointer, pointer, method, operation, node } in found {
        let place = Place::of(node, pointer.as_str());
        let resolve = Resolve { typed, document, path, item, operation, pointer, item_pointer: &item_pointer };
        match resolve.operation(method, diagnostics) {
            Ok(operation) => operations.push(operation),
            Err(missing) => {
                let name = operation.operation_id.as_deref().map_or(format!("{method} {path}"), str::to_owned);
                let message = format!("operation `{name}` is skipped, since {missing} cannot be found");
                let help = "a call without it would be another call; correct the reference";
                diagnostics.push(Diagnostic::warning(codes_typed::OPERATION_SKIPPED, message).at(place).help(help));
            }
        }
    }
    operations
}

/// An operation that was read, with what is around it.
pub(super) struct Found<'a> {
    path: &'a str,
    item: &'a PathItem,
    item_pointer: Pointer,
    pub(super) pointer: Pointer,
    method: &'a str,
    pub(super) operation: &'a Operation,
    node: &'a Node,
}

/// All operations that the typed document has, in document order.
pub(super) fn all<'a>(typed: &'a Typed, document: &'a Node) -> Vec<Found<'a>> {
    let mut all = Vec::new();
    let paths = Pointer::root().key("paths");
    for (path, item) in &typed.paths {
        let Some(item) = item.as_item() else { continue };
        let item_pointer = paths.key(path);
        let Some(node) = document.at(item_pointer.as_str()) else { continue };
        for found in operations(node, &item_pointer) {
            let ItemOperation { pointer, keyword, method, node } = found;
            let operation = match keyword {
                Some(keyword) => item.operation(keyword),
                None => of_additional(typed, method, path),
            };
            if let Some(operation) = operation {
                let item_pointer = item_pointer.clone();
                all.push(Found { path, item, item_pointer, pointer, method, operation, node });
            }
        }
    }
    all
}

/// The operations of a path item that have a method of OpenAPI's own.
pub(super) fn in_item<'a>(path: &'a str, item: &'a PathItem, at: &Pointer, node: &'a Node) -> Vec<Found<'a>> {
    let typed = |ItemOperation { pointer, keyword, method, node }: ItemOperation<'a>| {
        let operation = item.operation(keyword?)?;
        Some(Found { path, item, item_pointer: at.clone(), pointer, method, operation, node })
    };
    operations(node, at).into_iter().filter_map(typed).collect()
}

/// An operation whose method the typed document does not have.
fn of_additional<'a>(typed: &'a Typed, method: &str, path: &str) -> Option<&'a Operation> {
    typed.paths.get(parse::additional(method, path).as_str())?.as_item()?.operation("get")
}

struct Resolve<'a, 'p> {
    typed: &'a Typed,
    document: &'a Node,
    path: &'a str,
    item: &'a PathItem,
    operation: &'a Operation,
    pointer: Pointer,
    item_pointer: &'p Pointer,
}

impl<'a> Resolve<'a, '_> {
    fn operation(self, method: &'a str, diagnostics: &mut Diagnostics) -> Result<ResolvedOperation<'a>, String> {
        let parameters = self.parameters(diagnostics)?;
        let request_body = self.request_body()?;
        let responses = self.responses()?;
        let Self { typed, path, item, operation, pointer, .. } = self;
        let security = operation.security.as_deref().unwrap_or(&typed.security);
        let servers = [&*operation.servers, &item.servers, &typed.servers].into_iter().find(|list| !list.is_empty());
        Ok(ResolvedOperation {
            pointer: pointer.into(),
            path,
            method,
            operation,
            parameters,
            request_body,
            responses,
            security,
            servers: servers.unwrap_or_default(),
        })
    }

    /// The parameters of the path, less those that the operation declares anew, and those of the operation.
    fn parameters(&self, diagnostics: &mut Diagnostics) -> Result<Vec<Located<'a, Parameter>>, String> {
        let shared = self.list(&self.item.parameters, self.item_pointer, diagnostics)?;
        let own = self.list(&self.operation.parameters, &self.pointer, diagnostics)?;
        let mut parameters: Vec<_> = shared
            .into_iter()
            .filter(|shared| !own.iter().any(|own| identity(own.value) == identity(shared.value)))
            .collect();
        parameters.extend(own);
        Ok(parameters)
    }

    fn list(
        &self,
        list: &'a [ReferenceOr<Parameter>],
        owner: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<Located<'a, Parameter>>, String> {
        let pointer = owner.key("parameters");
        let mut found: Vec<Located<'a, Parameter>> = Vec::with_capacity(list.len());
        for (index, parameter) in list.iter().enumerate() {
            let at = pointer.index(index);
            let located = find(self.typed, self.document, parameter, at.as_str())
                .ok_or_else(|| missing("parameter", parameter))?;
            let first = found.iter().find(|first| identity(first.value) == identity(located.value));
            let Some(first) = first else {
                found.push(located);
                continue;
            };
            let name = &located.value.parameter_data_ref().name;
            let place = |pointer: &str| Place::of(self.document.nearest(pointer), pointer);
            let report =
                Diagnostic::warning(codes_typed::DUPLICATE_PARAMETER, format!("parameter `{name}` is declared twice"))
                    .at(place(at.as_str()))
                    .also(place(&first.pointer), "first declared here")
                    .help("the first is used; remove one of them");
            // Parameters of a path are read once for each of its operations, but reported once.
            if !diagnostics.list.contains(&report) {
                diagnostics.push(report);
            }
        }
        Ok(found)
    }

    fn request_body(&self) -> Result<Option<Located<'a, RequestBody>>, String> {
        let Some(body) = &self.operation.request_body else { return Ok(None) };
        let pointer = self.pointer.key("requestBody");
        let found = find(self.typed, self.document, body, pointer.as_str());
        found.map(Some).ok_or_else(|| missing("request body", body))
    }

    fn responses(&self) -> Result<Vec<(Status, Located<'a, Response>)>, String> {
        let responses = &self.operation.responses;
        let by_code = responses.responses.iter().map(|(code, response)| (status(code), code.to_string(), response));
        let default = responses.default.iter().map(|response| (Status::Default, "default".to_owned(), response));
        let pointer = self.pointer.key("responses");
        by_code
            .chain(default)
            .map(|(status, key, response)| {
                find(self.typed, self.document, response, pointer.key(&key).as_str())
                    .map(|found| (status, found))
                    .ok_or_else(|| missing("response", response))
            })
            .collect()
    }
}

fn status(code: &StatusCode) -> Status {
    match code {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(class) => Status::Range(u8::try_from(*class).unwrap_or(u8::MAX)),
    }
}

fn missing<T>(what: &str, value: &ReferenceOr<T>) -> String {
    match value {
        ReferenceOr::Reference { reference } => format!("its {what} `{reference}`"),
        ReferenceOr::Item(_) => format!("its {what}"),
    }
}

/// What tells parameters apart: place and name, for headers whatever the case.
fn identity(parameter: &Parameter) -> (&'static str, Cow<'_, str>) {
    let name = &*parameter.parameter_data_ref().name;
    match parameter {
        Parameter::Query { .. } => ("query", name.into()),
        Parameter::Header { .. } => ("header", name.to_ascii_lowercase().into()),
        Parameter::Path { .. } => ("path", name.into()),
        Parameter::Cookie { .. } => ("cookie", name.into()),
    }
}

fn duplicate_ids(operations: &[ResolvedOperation<'_>], document: &Node, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for operation in operations {
        let Some(id) = operation.operation.operation_id.as_deref() else { continue };
        let Some(other) = first.insert(id, &operation.pointer) else { continue };
        let place = |pointer: &str| {
            let pointer = format!("{pointer}/operationId");
            Place::of(document.nearest(&pointer), pointer)
        };
        first.insert(id, other);
        diagnostics.push(
            Diagnostic::warning(
                codes_typed::DUPLICATE_OPERATION_ID,
                format!("two operations have the `operationId` `{id}`"),
            )
            .at(place(&operation.pointer))
            .also(place(other), "first used here")
            .help("give each operation an id of its own"),
        );
    }
}
