//! What vendors mark operations with: pages, answers that come later, and headers that make a call safe to repeat.

use serde_json::Value;

use super::responses::successes;
use crate::config::Section;
use crate::diagnostics::codes_lower;
use crate::ir::{Content, Field, Location, LongRunning, Operation, Output, Paging, Struct, Ty, TypeKind};
use crate::lower::Lower;
use crate::resolve::ResolvedOperation;

/// Where services say how a long-running operation is going, the preferred place first.
const STATUS_HEADERS: &[&str] = &["operation-location", "azure-asyncoperation", "location"];

impl<'a> Lower<'a, '_> {
    /// The names of the parts of a page, if an operation is marked as paged: items, and the link to the next page.
    fn page_parts(&mut self, operation: &ResolvedOperation<'_>) -> Option<(String, String)> {
        let mark = operation.operation.extensions.get("x-ms-pageable")?;
        let next = match mark.get("nextLinkName") {
            // One page has them all.
            Some(Value::Null) => return None,
            Some(name) => name.as_str().map(str::to_owned),
            None => None,
        };
        let next = next.or_else(|| {
            let setting = self.config.paging.next.as_ref()?;
            self.used.mark(Section::Paging, "next");
            Some(setting.value.clone())
        })?;
        let items = mark.get("itemName").and_then(Value::as_str).map(str::to_owned).or_else(|| {
            let setting = self.config.paging.items.as_ref()?;
            self.used.mark(Section::Paging, "items");
            Some(setting.value.clone())
        });
        Some((items.unwrap_or_else(|| "value".to_owned()), next))
    }

    /// How an operation goes on to the next page. All types must have been lowered.
    pub(super) fn paging(&mut self, operation: &ResolvedOperation<'_>, output: &Output) -> Option<Paging> {
        let (items, next) = self.page_parts(operation)?;
        let page = match output {
            Output::One(Content::Json(ty)) => self.structure_of(ty),
            Output::One(_) | Output::Several { .. } => None,
        };
        let find = |wire: &str| page.and_then(|page| page.fields.iter().find(|field| field.wire == wire));
        let is_optional = |field: &Field| !field.required || field.nullable;
        match (find(&items), find(&next)) {
            (Some(items), Some(next)) if matches!(self.alias_of(&next.ty), Ty::String) => {
                if let Ty::List(item) = self.alias_of(&items.ty) {
                    return Some(Paging {
                        items: items.name.clone(),
                        items_optional: is_optional(items),
                        item: (**item).clone(),
                        next: next.name.clone(),
                        next_optional: is_optional(next),
                    });
                }
            }
            _ => {}
        }
        let message = format!(
            "an operation is marked as paged, but its answer has no list `{}` and text `{}`",
            items.escape_debug(),
            next.escape_debug()
        );
        let help = "correct `x-ms-pageable` or the schema of the answer; until then it gives one page";
        self.warn(codes_lower::NOT_PAGED, &message, &operation.pointer, help);
        None
    }

    /// How the service goes on after an operation has answered.
    pub(super) fn long_running(&mut self, operation: &ResolvedOperation<'_>, output: &Output) -> Option<LongRunning> {
        let mark = operation.operation.extensions.get("x-ms-long-running-operation")?;
        if mark.as_bool() != Some(true) {
            return None;
        }
        let declared: Vec<String> = successes(operation)
            .iter()
            .flat_map(|(_, response)| response.value.headers.keys().map(|name| name.to_ascii_lowercase()))
            .collect();
        let found = STATUS_HEADERS.iter().find(|header| declared.iter().any(|name| name == *header));
        if found.is_none() {
            let message = "an operation is marked as long-running, but no response header says where to ask";
            let help = "declare `Operation-Location`, `Azure-AsyncOperation` or `Location` as a header of its response";
            self.warn(codes_lower::NOT_LONG_RUNNING, message, &operation.pointer, help);
        }
        // Services answer the first call with the status that they answer later ones with.
        let status = match output {
            Output::One(Content::Json(ty)) => ty.clone(),
            Output::One(_) | Output::Several { .. } => Ty::Json,
        };
        found.map(|header| LongRunning { status_header: (*header).to_owned(), status })
    }

    /// The header of an operation that makes it safe to repeat.
    pub(super) fn idempotency_header(&mut self, operation: &Operation) -> Option<String> {
        for setting in &self.config.idempotency {
            let found = operation.parameters.iter().find(|parameter| {
                parameter.location == Location::Header && parameter.wire.eq_ignore_ascii_case(&setting.value)
            });
            if let Some(parameter) = found {
                self.used.mark(Section::Idempotency, &setting.value);
                return Some(parameter.wire.to_string());
            }
        }
        None
    }

    fn structure_of(&self, ty: &Ty) -> Option<&Struct> {
        match self.alias_of(ty) {
            Ty::Named(id) => match &self.types.arena[*id].kind {
                TypeKind::Struct(structure) => Some(structure),
                TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
            },
            _ => None,
        }
    }

    /// A type without its other names.
    fn alias_of<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        let mut ty = ty;
        for _ in 0..64 {
            match ty {
                Ty::Named(id) => match &self.types.arena[*id].kind {
                    TypeKind::Alias(target) => ty = target,
                    TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => return ty,
                },
                Ty::Nullable(inner) => ty = inner,
                _ => return ty,
            }
        }
        ty
    }
}
