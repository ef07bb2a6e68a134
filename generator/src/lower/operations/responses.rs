//! What a success gives, and what a failure answers.

use super::media::{self, Form};
use super::status::{status, status_name};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Content, Failure, FailureCase, Output, OutputCase, Status, Ty};
use crate::lower::view::Site;
use crate::lower::{Lower, docs, names};
use crate::resolve::{Located, ResolvedOperation};

/// What an operation answers.
pub(super) struct Answers {
    /// What a success gives.
    pub(super) output: Output,
    /// What a failure answers.
    pub(super) failure: Failure,
    /// The media types of both.
    pub(super) accept: String,
}

type Response<'a> = Located<'a, openapiv3::Response>;

impl<'a> Lower<'a, '_> {
    /// What an operation answers, by its responses. `name` is that of the operation.
    pub(super) fn answers(&mut self, operation: &'a ResolvedOperation<'a>, name: &str) -> Answers {
        let mut accept = Vec::new();
        let output = self.output(operation, name, &mut accept);
        let failure = self.failure(operation, name, &mut accept);
        Answers { output, failure, accept: accept.join(", ") }
    }

    fn output(&mut self, operation: &'a ResolvedOperation<'a>, name: &str, accept: &mut Vec<String>) -> Output {
        let mut cases: Vec<(Status, Content, &'a Response<'a>)> = Vec::new();
        for (status, response) in successes(operation) {
            let content = self.content(response, accept);
            cases.push((status, content, response));
        }
        cases.sort_by_key(|(status, ..)| *status);
        let Some((_, first, _)) = cases.first() else { return Output::One(Content::Empty) };
        if cases.iter().all(|(_, content, _)| content == first) {
            return Output::One(first.clone());
        }
        let case = |(status, content, response): (Status, Content, &Response<'_>)| OutputCase {
            status,
            name: names::type_name(&status_name(status)),
            content,
            secret: self.content_is_secret(response),
            docs: response_docs(response),
        };
        let cases = cases.into_iter().map(case).collect();
        Output::Several { name: names::type_name(&format!("{name}Output")), cases }
    }

    fn failure(&mut self, operation: &'a ResolvedOperation<'a>, name: &str, accept: &mut Vec<String>) -> Failure {
        let mut cases = Vec::new();
        for (status, response) in failures(operation) {
            let ty = match self.content(response, accept) {
                Content::Json(ty) => Some(ty),
                Content::Empty | Content::Text | Content::Bytes => None,
            };
            cases.push((status, ty, response));
        }
        cases.sort_by_key(|(status, ..)| *status);
        let Some(first) = cases.iter().find_map(|(_, ty, _)| ty.clone()) else { return Failure::None };
        if cases.iter().all(|(_, ty, _)| ty.as_ref() == Some(&first)) {
            return Failure::One { ty: first, statuses: cases.iter().map(|(status, ..)| *status).collect() };
        }
        let case = |(status, ty, response): (Status, Option<Ty>, &Response<'_>)| FailureCase {
            status,
            name: names::type_name(&status_name(status)),
            ty,
            docs: response_docs(response),
        };
        let cases = cases.into_iter().map(case).collect();
        Failure::Several { name: names::type_name(&format!("{name}Failure")), cases }
    }

    /// What the body of a response holds.
    fn content(&mut self, response: &'a Response<'a>, accept: &mut Vec<String>) -> Content {
        let content = &response.value.content;
        let Some(choice) = media::of_response(content) else { return Content::Empty };
        let at = Pointer::from(response.pointer.as_str()).key("content");
        self.other_media_types(content, &choice, at.as_str());
        if !choice.media_type.is_empty() && !accept.contains(&choice.media_type) {
            accept.push(choice.media_type.clone());
        }
        let site = choice.value.schema.as_ref().map(|schema| Site::new(schema, at.key(choice.key).key("schema")));
        match choice.form {
            Form::Json => Content::Json(site.map_or(Ty::Json, |site| self.use_of(&site).alone())),
            Form::Text | Form::UrlEncoded => Content::Text,
            Form::Bytes | Form::Multipart | Form::Lines => {
                if media::is_xml(&choice.media_type) {
                    let message = format!("a response comes as `{}` only, and is read as bytes", choice.media_type);
                    let help = "XML cannot be read yet; read it from the bytes";
                    self.warn(codes_lower::BODY_AS_BYTES, &message, &response.pointer, help);
                }
                Content::Bytes
            }
        }
    }

    /// Whether the body of a response must not be shown.
    fn content_is_secret(&self, response: &Response<'a>) -> bool {
        let Some(choice) = media::of_response(&response.value.content) else { return false };
        let at = Pointer::from(response.pointer.as_str()).key("content").key(choice.key).key("schema");
        choice.value.schema.as_ref().is_some_and(|schema| self.schemas.is_secret(&Site::new(schema, at)))
    }

    /// Notes that of several media types one is used.
    pub(super) fn other_media_types(
        &mut self,
        content: &indexmap::IndexMap<String, openapiv3::MediaType>,
        used: &media::Choice<'_>,
        pointer: &str,
    ) {
        let others: Vec<String> =
            content.keys().filter(|key| *key != used.key).map(|key| format!("`{}`", key.escape_debug())).collect();
        if !others.is_empty() {
            let message =
                format!("of the media types of a body `{}` is used, and not {}", used.media_type, others.join(", "));
            let help = "only one form of a body can be written or read yet";
            self.warn(codes_lower::OTHER_MEDIA_TYPES, &message, pointer, help);
        }
    }
}

/// The responses of a success: 2xx, or the default if no status of these is declared.
pub(super) fn successes<'a>(operation: &'a ResolvedOperation<'a>) -> Vec<(Status, &'a Response<'a>)> {
    let all = || operation.responses.iter().map(|(code, response)| (status(*code), response));
    let declared: Vec<_> =
        all().filter(|(status, _)| matches!(status, Status::Code(200..=299) | Status::Range(2))).collect();
    if declared.is_empty() { all().filter(|(status, _)| *status == Status::Default).collect() } else { declared }
}

/// The responses of a failure: 4xx, 5xx and the default, if that is not a success.
fn failures<'a>(operation: &'a ResolvedOperation<'a>) -> Vec<(Status, &'a Response<'a>)> {
    let succeeds = successes(operation).iter().any(|(status, _)| *status == Status::Default);
    operation
        .responses
        .iter()
        .map(|(code, response)| (status(*code), response))
        .filter(|(status, _)| match status {
            Status::Code(code) => (400..=599).contains(code),
            Status::Range(class) => matches!(class, 4 | 5),
            Status::Default => !succeeds,
        })
        .collect()
}

fn response_docs(response: &Response<'_>) -> crate::ir::Docs {
    docs::clean(response.description.unwrap_or(&response.value.description))
}
