//! Parts of a document that no code is made of yet: said once each, since nothing is dropped in silence.

use super::Lower;
use crate::diagnostics::codes_lower;
use crate::document::escape;

impl Lower<'_, '_> {
    /// Reports callbacks, links, webhooks, and servers of single operations.
    pub(super) fn report_unsupported(&mut self) {
        let resolved = self.resolved;
        let help = "describe it by operations of its own if code is needed";
        for operation in &resolved.operations {
            if !operation.operation.callbacks.is_empty() {
                let message = "no code is emitted for `callbacks`";
                self.warn(codes_lower::NOT_EMITTED, message, &format!("{}/callbacks", operation.pointer), help);
            }
            for (_, response) in operation.responses.iter().filter(|(_, response)| !response.value.links.is_empty()) {
                let pointer = format!("{}/links", response.pointer);
                self.warn(codes_lower::NOT_EMITTED, "no code is emitted for `links`", &pointer, help);
            }
            if operation.servers != resolved.openapi().servers.as_slice() {
                let message = "an operation's own `servers` are not used";
                let help = "give a client of its own the address of that server";
                self.warn(codes_lower::NOT_EMITTED, message, &operation.pointer, help);
            }
        }
        if let Some(webhooks) = resolved.document().get("x-oas31-webhooks").filter(|node| !node.entries().is_empty()) {
            let first = webhooks.entries().first().map(|entry| escape(&entry.key)).unwrap_or_default();
            let pointer = format!("/x-oas31-webhooks/{first}");
            let message = "no code is emitted for `webhooks`; the types of the components are";
            self.warn(codes_lower::NOT_EMITTED, message, &pointer, help);
        }
    }
}
