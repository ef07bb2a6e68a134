//! Operations: what is called, with what, and what comes back.
//!
//! An operation is planned first and lowered only if all of it can be written, so that one that is skipped leaves no
//! types behind.

mod bodies;
mod forms;
pub(in crate::lower) mod headers;
mod marks;
pub(in crate::lower) mod media;
mod multipart;
mod naming;
pub(in crate::lower) mod parameters;
mod paths;
mod representations;
mod responses;
mod shared;
mod status;
mod streams;
mod styles;
mod tags;

pub(super) use media::is_stream;
pub(crate) use naming::name_of_place;
pub(super) use status::{status, status_word};
pub(super) use tags::{each_once, tag_of};

use std::collections::BTreeMap;

use super::names::{self, Wish, exact, number_snake, plain, settle_beside};
use super::{Lower, docs};
use crate::diagnostics::codes_lower;
use crate::ir::{Arena, Operation, PathPart, Tag, TagId};
use crate::resolve::{Resolved, ResolvedOperation};

/// An operation all of which can be written.
pub(super) struct Planned<'a> {
    /// The operation as the document has it.
    pub(super) declared: &'a ResolvedOperation<'a>,
    parameters: Vec<parameters::Plan<'a>>,
    path_parts: Vec<PathPart>,
}

impl<'a> Lower<'a, '_> {
    /// Plans an operation; none, and a warning, if a part of it cannot be written.
    pub(super) fn plan_operation(&mut self, declared: &'a ResolvedOperation<'a>) -> Option<Planned<'a>> {
        let planned = self.plan_parameters(declared).and_then(|mut parameters| {
            let path_parts = self.path_parts(declared, &mut parameters)?;
            Ok(Planned { declared, parameters, path_parts })
        });
        planned
            .map_err(|problem| {
                let name = self.operation_names.get(&declared.pointer).cloned().unwrap_or_default();
                let message = format!("operation `{name}` is skipped, since {problem}");
                let help = "the rest of the crate is complete; describe it in another way if it is needed";
                self.warn(codes_lower::OPERATION_SKIPPED, &message, &declared.pointer, help);
            })
            .ok()
    }

    /// Lowers an operation.
    pub(super) fn operation(&mut self, planned: Planned<'a>, tag: TagId) -> Operation {
        let Planned { declared: resolved, parameters, path_parts } = planned;
        let declared = resolved.operation;
        let name = self.operation_names.get(&resolved.pointer).cloned().unwrap_or_default();
        let parameters = self.parameters(&parameters, &resolved.pointer);
        let body = self.body(resolved, &name, &parameters);
        let answers = self.answers(resolved, &name);
        let long_running = self.long_running(resolved, &answers.output);
        Operation {
            module: names::module_name(&names::module_text(&name)),
            method_name: names::method_name(&name),
            headers: self.headers(resolved, &name),
            name: names::type_name(&name),
            id: declared.operation_id.as_deref().unwrap_or_default().to_owned(),
            tag,
            docs: docs::clean_both(declared.summary.as_deref(), declared.description.as_deref()),
            pointer: resolved.pointer.clone(),
            deprecated: declared.deprecated,
            http_method: resolved.method.to_owned(),
            path: resolved.path.to_owned(),
            path_parts,
            parameters,
            body,
            accept: answers.accept,
            output: answers.output,
            redirects: answers.redirects,
            exceptions: answers.exceptions,
            failure: answers.failure,
            security: self.requirements(resolved),
            servers: self.own_servers(resolved),
            paging: None,
            long_running,
            streamed: answers.streamed,
            idempotency_header: None,
        }
    }

    /// What an operation can be given only when all types are known.
    pub(super) fn finish_operation(&mut self, declared: &ResolvedOperation<'_>, operation: &mut Operation) {
        operation.paging = self.paging(declared, &operation.output);
        operation.idempotency_header = self.idempotency_header(operation);
    }
}

/// Whether an operation or a webhook sends or answers XML.
pub(super) fn uses_xml(resolved: &Resolved<'_>) -> bool {
    resolved.operations.iter().chain(&resolved.received).any(|operation| {
        let sent = operation.request_body.iter().flat_map(|body| body.value.content.keys());
        let received = operation.responses.iter().flat_map(|(_, response)| response.value.content.keys());
        sent.chain(received).any(media::is_xml)
    })
}

/// Makes the modules and methods of the operations of each tag unique, the modules other than the tag's own too.
pub(super) fn settle_modules(tags: &Arena<Tag>, operations: &mut [Operation]) {
    let keys: Vec<String> = operations.iter().map(|operation| operation.pointer.clone()).collect();
    let mut by_tag: BTreeMap<TagId, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        by_tag.entry(operation.tag).or_default().push(index);
    }
    for (tag, indices) in by_tag {
        let wish = |index: usize, name: &str| {
            let key = keys.get(index).map(String::as_str).unwrap_or_default();
            Wish { name: name.to_owned(), wire: "", key }
        };
        let of = |index: &usize| operations.get(*index);
        let modules: Vec<_> =
            indices.iter().filter_map(|index| Some(wish(*index, of(index)?.module.as_str()))).collect();
        let methods: Vec<_> =
            indices.iter().filter_map(|index| Some(wish(*index, of(index)?.method_name.as_str()))).collect();
        let (modules, _) = settle_beside(&modules, &[tags[tag].module.plain().to_owned()].into(), exact, number_snake);
        let (methods, _) = settle_beside(&methods, &Default::default(), plain, number_snake);
        for ((index, module), method) in indices.iter().zip(modules).zip(methods) {
            if let Some(operation) = operations.get_mut(*index) {
                operation.module = names::module_name(&module);
                operation.method_name = names::field_name(&method);
            }
        }
    }
}
