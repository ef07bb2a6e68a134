//! Walks over the types that a type or an operation mentions.

use crate::ir::{Failure, Operation, Output, Ty, TypeId, TypeKind, Webhook};

/// All uses of types in what a type is made of.
pub(super) fn type_uses(kind: &TypeKind) -> Vec<&Ty> {
    match kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter().map(|field| &field.ty).chain(structure.rest.iter().map(|rest| &rest.ty)).collect()
        }
        TypeKind::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The same, to change them.
pub(super) fn type_uses_mut(kind: &mut TypeKind) -> Vec<&mut Ty> {
    match kind {
        TypeKind::Struct(structure) => structure
            .fields
            .iter_mut()
            .map(|field| &mut field.ty)
            .chain(structure.rest.iter_mut().map(|rest| &mut rest.ty))
            .collect(),
        TypeKind::Union(union) => union.members.iter_mut().map(|member| &mut member.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// What an operation sends.
pub(super) fn sent(operation: &Operation) -> Vec<&Ty> {
    let body = operation.body.iter().flat_map(|body| body.content.forms()).flat_map(|form| form.kind.types());
    operation.parameters.iter().map(|parameter| &parameter.ty).chain(body).collect()
}

/// What an operation receives.
pub(super) fn received(operation: &Operation) -> Vec<&Ty> {
    let mut found = Vec::new();
    match &operation.output {
        Output::One(content) => found.extend(content.ty()),
        Output::Several { cases, .. } => found.extend(cases.iter().filter_map(|case| case.content.ty())),
    }
    match &operation.failure {
        Failure::None => {}
        Failure::One { content, .. } => found.extend(content.ty()),
        Failure::Several { cases, .. } => found.extend(cases.iter().filter_map(|case| case.content.ty())),
    }
    found.extend(operation.headers.iter().flat_map(|headers| headers.fields.iter().map(|field| &field.ty)));
    found.extend(operation.long_running.iter().map(|long_running| &long_running.status));
    found.extend(operation.streamed.iter().map(|streamed| &streamed.event));
    found
}

/// All uses of types in an operation, to change them.
pub(super) fn operation_uses_mut(operation: &mut Operation) -> Vec<&mut Ty> {
    let mut found: Vec<&mut Ty> = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty).collect();
    let bodies = operation.body.iter_mut().flat_map(|body| body.content.forms_mut());
    found.extend(bodies.flat_map(|form| form.kind.types_mut()));
    match &mut operation.output {
        Output::One(content) => found.extend(content.ty_mut()),
        Output::Several { cases, .. } => found.extend(cases.iter_mut().filter_map(|case| case.content.ty_mut())),
    }
    match &mut operation.failure {
        Failure::None => {}
        Failure::One { content, .. } => found.extend(content.ty_mut()),
        Failure::Several { cases, .. } => found.extend(cases.iter_mut().filter_map(|case| case.content.ty_mut())),
    }
    found.extend(operation.headers.iter_mut().flat_map(|headers| headers.fields.iter_mut().map(|field| &mut field.ty)));
    found.extend(operation.paging.iter_mut().map(|paging| &mut paging.item));
    found.extend(operation.long_running.iter_mut().map(|long_running| &mut long_running.status));
    found.extend(operation.streamed.iter_mut().map(|streamed| &mut streamed.event));
    found
}

/// What a request of the service brings.
pub(super) fn brought(webhook: &Webhook) -> Vec<&Ty> {
    let parts = webhook.headers.iter().chain(&webhook.query);
    parts.flat_map(|part| part.fields.iter().map(|field| &field.ty)).chain(webhook.body.ty()).collect()
}

/// The same, to change it.
pub(super) fn webhook_uses_mut(webhook: &mut Webhook) -> Vec<&mut Ty> {
    let parts = webhook.headers.iter_mut().chain(&mut webhook.query);
    let mut found: Vec<&mut Ty> = parts.flat_map(|part| part.fields.iter_mut().map(|field| &mut field.ty)).collect();
    found.extend(webhook.body.ty_mut());
    found
}

/// The type that a use names, however deep within lists and maps, to change it.
pub(super) fn named_mut(ty: &mut Ty) -> Option<&mut TypeId> {
    match ty {
        Ty::Named(id) => Some(id),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => named_mut(inner),
        _ => None,
    }
}
