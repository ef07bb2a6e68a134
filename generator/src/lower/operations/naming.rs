//! Names of operations: from their ids, or from method and path.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::Section;
use crate::lower::Lower;
use crate::lower::names::{Wish, camel, exact, number_camel, settle, type_text};
use crate::resolve::ResolvedOperation;

impl<'a> Lower<'a, '_> {
    /// Gives every operation its name, by its pointer. Operations and types are in different modules, so that neither
    /// renames the other; an operation's name is unique among all tags all the same.
    pub(in crate::lower) fn name_operations(&mut self) -> BTreeMap<String, String> {
        let operations = &self.resolved.operations;
        let mut wishes = Vec::new();
        for operation in operations {
            let wish = match self.config.names.get(&operation.pointer) {
                Some(setting) => {
                    self.used.mark(Section::Name, &operation.pointer);
                    Wish { name: setting.value.clone(), wire: &setting.value, key: &operation.pointer }
                }
                None => Wish {
                    name: type_text(&own_name(operation), "Operation"),
                    wire: operation.operation.operation_id.as_deref().unwrap_or_default(),
                    key: &operation.pointer,
                },
            };
            wishes.push(wish);
        }
        let (names, clashes) = settle(&wishes, &mut BTreeSet::new(), exact, number_camel);
        self.report_clashes("operation", &wishes, &clashes);
        operations
            .iter()
            .map(|operation| operation.pointer.clone())
            .zip(names.into_iter().map(Cow::into_owned))
            .collect()
    }
}

/// The name that an operation wants: its id's, or one of its method and path.
fn own_name(operation: &ResolvedOperation<'_>) -> String {
    let id = camel(operation.operation.operation_id.as_deref().unwrap_or_default());
    if !id.is_empty() {
        return id;
    }
    name_of_place(operation.method, operation.path)
}

/// The name of an operation without any other: of its method and path, in upper camel case.
pub(crate) fn name_of_place(method: &str, path: &str) -> String {
    let mut text = method.to_ascii_lowercase();
    for segment in path.split('/') {
        let parameter = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
        text.push_str(if parameter.is_some() { "_by_" } else { "_" });
        text.push_str(parameter.unwrap_or(segment));
    }
    camel(&text)
}
