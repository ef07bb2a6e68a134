//! Names of operations: from their ids, or from method and path.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Section;
use crate::diagnostics::codes_lower;
use crate::lower::Lower;
use crate::lower::names::{Wish, camel, number_camel, settle, type_text};
use crate::resolve::ResolvedOperation;

impl<'a> Lower<'a, '_> {
    /// Gives every operation its name, by its pointer. `taken` are the names of components.
    pub(in crate::lower) fn name_operations(&mut self, taken: &mut BTreeSet<String>) -> BTreeMap<String, String> {
        let operations = &self.resolved.operations;
        let mut wishes = Vec::new();
        for operation in operations {
            let configured = self.config.names.get(&operation.pointer);
            if configured.is_some() {
                self.used.mark(Section::Name, &operation.pointer);
            }
            let (name, wire) = match configured {
                Some(setting) => (setting.value.clone(), setting.value.as_str()),
                None => (own_name(operation), operation.operation.operation_id.as_deref().unwrap_or_default()),
            };
            let base = type_text(&name, "Operation");
            let name = if taken.contains(&base) { format!("{base}Operation") } else { base.clone() };
            if taken.contains(&base) {
                let message = format!("operation `{base}` is called `{name}`, since a schema has that name");
                self.warn(
                    codes_lower::NAME_TAKEN,
                    &message,
                    &operation.pointer,
                    &crate::lower::wishes::naming_help(&operation.pointer),
                );
            }
            wishes.push(Wish { name, wire, key: &operation.pointer });
        }
        let (names, clashes) = settle(&wishes, taken, str::to_owned, number_camel);
        self.report_clashes("operation", &wishes, &clashes);
        operations.iter().map(|operation| operation.pointer.clone()).zip(names).collect()
    }
}

/// The name that an operation wants: its id's, or one of its method and path.
fn own_name(operation: &ResolvedOperation<'_>) -> String {
    let id = camel(operation.operation.operation_id.as_deref().unwrap_or_default());
    if !id.is_empty() {
        return id;
    }
    let mut text = operation.method.to_ascii_lowercase();
    for segment in operation.path.split('/') {
        let parameter = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
        text.push_str(if parameter.is_some() { "_by_" } else { "_" });
        text.push_str(parameter.unwrap_or(segment));
    }
    camel(&text)
}
