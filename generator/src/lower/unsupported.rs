//! Parts of a document that no code is made of yet: said once each, since nothing is dropped in silence.

use super::Lower;
use super::operations::status;
use super::view::Site;
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{JsonKind, Status};
use crate::parse::{Parameter, ParameterSchemaOrContent};
use crate::resolve::ResolvedOperation;

impl<'a> Lower<'a, '_> {
    /// Reports links, and what these say without an effect.
    pub(super) fn report_unsupported(&mut self) {
        let resolved = self.resolved;
        let help = "describe it by operations of its own if code is needed";
        for operation in &resolved.operations {
            for (_, response) in operation.responses.iter().filter(|(_, response)| response.value.has_links) {
                let pointer = format!("{}/links", response.pointer);
                self.warn(codes_lower::NOT_EMITTED, "no code is emitted for `links`", &pointer, help);
            }
            self.report_statuses(operation);
            self.report_queries(operation);
        }
    }

    /// Reports responses that are neither successes nor failures, such as those that come before the answer.
    fn report_statuses(&mut self, operation: &ResolvedOperation<'_>) {
        for (code, response) in &operation.responses {
            let other = match status(*code) {
                Status::Code(code) => !matches!(code, 200..=599),
                Status::Range(class) => !matches!(class, 2..=5),
                Status::Default => false,
            };
            if other {
                let message = "a response that is neither a success nor a failure has no type";
                let help = "only responses of the statuses 2xx to 5xx are read by what the document says of them";
                self.warn(codes_lower::RESPONSE_WITHOUT_TYPE, message, &response.pointer, help);
            }
        }
    }

    /// Reports query parameters that may be empty although no value of their type is.
    fn report_queries(&mut self, operation: &'a ResolvedOperation<'a>) {
        for located in &operation.parameters {
            let Parameter::Query { parameter_data, allow_empty_value: true, .. } = located.value else {
                continue;
            };
            let ParameterSchemaOrContent::Schema(schema) = &parameter_data.format else { continue };
            let pointer = Pointer::from(located.pointer.as_str());
            let site = Site::new(schema, pointer.key("schema"));
            let kinds = self.schemas.json_kinds(&site);
            if !kinds.is_empty() && !kinds.contains(&JsonKind::String) {
                let message = "`allowEmptyValue` has no effect on a parameter whose values are no texts";
                let help = "give it the type `string` too, of which an empty one is written as `name=`";
                let pointer = pointer.key("allowEmptyValue");
                self.warn(codes_lower::PARAMETER_WITHOUT_EFFECT, message, pointer.as_str(), help);
            }
        }
    }
}
