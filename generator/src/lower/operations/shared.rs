//! Query parameters that the configuration makes the client's: which value each operation falls back on.

use super::tag_of;
use crate::config::Section;
use crate::diagnostics::codes_lower;
use crate::lower::Lower;
use crate::parse::Parameter;
use crate::resolve::{Located, ResolvedOperation};

impl Lower<'_, '_> {
    /// The value of a parameter if it is the client's: by operation, by tag, or for all.
    pub(super) fn shared_value(
        &mut self,
        operation: &ResolvedOperation<'_>,
        parameter: &Located<'_, Parameter>,
    ) -> Option<String> {
        let name = &*parameter.value.parameter_data_ref().name;
        let shared = &self.config.parameters.get(name)?.value;
        let id = operation.operation.operation_id.as_deref().unwrap_or_default();
        let tag = tag_of(operation);
        if let Some(setting) = shared.operations.get(id) {
            self.used.mark_in(Section::ParameterOperation, name, id);
            return Some(setting.value.clone());
        }
        if let Some(setting) = shared.tags.get(tag) {
            self.used.mark_in(Section::ParameterTag, name, tag);
            return Some(setting.value.clone());
        }
        if let Some(setting) = &shared.default {
            self.used.mark(Section::Parameter, name);
            return Some(setting.value.clone());
        }
        let message = format!("the configuration gives `{}` no value for this operation", name.escape_debug());
        let help = format!("add a `default` to `[parameters.{name}]`; until then it is an ordinary parameter");
        self.warn(codes_lower::SHARED_WITHOUT_DEFAULT, &message, &operation.pointer, &help);
        None
    }
}
