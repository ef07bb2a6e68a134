//! What a success gives, and what a failure answers.

use std::borrow::Cow;

use super::representations::Representation;
use super::status::{status, status_name};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Content, Exceptions, Failure, FailureCase, Output, OutputCase, PartPointer, Status, Streamed};
use crate::lower::names::{self, Wish, camel, exact, number_camel, settle};
use crate::lower::{Lower, docs};
use crate::parse;
use crate::resolve::{Located, ResolvedOperation};

/// What an operation answers.
pub(super) struct Answers {
    /// What a success gives.
    pub(super) output: Output,
    /// Whether a success is a redirection.
    pub(super) redirects: bool,
    /// Statuses whose meaning is not the one that HTTP gives them.
    pub(super) exceptions: Exceptions,
    /// What a failure answers.
    pub(super) failure: Failure,
    /// The stream that a success can come as.
    pub(super) streamed: Option<Streamed>,
    /// The media types of successes and failures, as in `Accept`.
    pub(super) accept: String,
}

type Response<'a> = Located<'a, parse::Response>;

impl<'a> Lower<'a, '_> {
    /// What an operation answers, by its responses. `name` is that of the operation.
    pub(super) fn answers(&mut self, operation: &'a ResolvedOperation<'a>, name: &str) -> Answers {
        let mut accept = Accept::default();
        let streams = self.streams(operation);
        let output = self.output(operation, name, &streams, &mut accept);
        let redirects = successes(operation).iter().any(|(status, _)| is_redirection(*status));
        let failure = self.failure(operation, name, &mut accept);
        let streamed = streams.into_iter().next().map(|(_, streamed)| streamed);
        Answers { output, redirects, exceptions: exceptions(operation), failure, streamed, accept: accept.header() }
    }

    /// The streams as which a success can come, by status. Events are given one by one of the first.
    fn streams(&mut self, operation: &'a ResolvedOperation<'a>) -> Vec<(Status, Streamed)> {
        let mut streams: Vec<(Status, Streamed)> = Vec::new();
        for (status, response) in successes(operation) {
            if !has_body(operation, status) {
                continue;
            }
            let Some(streamed) = self.streamed(response) else { continue };
            if let Some((first, _)) = streams.first().filter(|(_, first)| !is_alike(first, &streamed)) {
                let message = format!("`events` gives the stream of {first}, and not that of {status}");
                let help =
                    "what is not declared as the first is read as it can be; a call reads each as it is declared";
                let at = Pointer::from(response.pointer.as_str()).key("content");
                self.warn(codes_lower::OTHER_MEDIA_TYPES, &message, at.as_str(), help);
            }
            streams.push((status, streamed));
        }
        streams
    }

    fn output(
        &mut self,
        operation: &'a ResolvedOperation<'a>,
        name: &str,
        streams: &[(Status, Streamed)],
        accept: &mut Accept,
    ) -> Output {
        let mut cases: Vec<(Status, Vec<Representation>, &'a Response<'a>)> = Vec::new();
        for (status, response) in successes(operation) {
            let mut forms = self.representations(response);
            accept.add(&forms);
            let streamed = streams.iter().find(|(of, _)| *of == status).map(|(_, streamed)| streamed);
            if let (true, Some(streamed)) = (forms.is_empty(), streamed) {
                accept.take(&streamed.accept);
                // What is the same but for its media type is read by what the response says.
                let first = streams.first().map(|(_, first)| first).filter(|first| is_alike(first, streamed));
                forms = vec![Representation::new(Content::Events(first.unwrap_or(streamed).clone()))];
            }
            if forms.is_empty() || !has_body(operation, status) {
                forms = vec![Representation::new(Content::Empty)];
            }
            cases.push((status, forms, response));
        }
        cases.sort_by_key(|(status, ..)| *status);
        let mut contents = cases.iter().flat_map(|(_, forms, _)| forms).map(|form| &form.content);
        let Some(first) = contents.next().cloned() else { return Output::One(Content::Empty) };
        // A 404 that is no failure says another thing than a 200, though both may come without a body.
        let by_status = cases.len() > 1 && !exceptions(operation).successes.is_empty();
        if !by_status && contents.all(|content| *content == first) {
            return Output::One(first);
        }
        let of_status = |(status, forms, response)| output_cases(status, forms, response, &operation.pointer);
        let cases = cases.into_iter().flat_map(of_status).collect();
        Output::Several { name: names::type_name(&format!("{name}Output")), cases }
    }

    fn failure(&mut self, operation: &'a ResolvedOperation<'a>, name: &str, accept: &mut Accept) -> Failure {
        let mut cases = Vec::new();
        for (status, response) in failures(operation) {
            let forms = self.representations(response);
            // Of failures one form is read, so only that is asked for.
            accept.add(forms.get(..1).unwrap_or_default());
            let content = match forms.into_iter().next() {
                Some(form) if has_body(operation, status) => form.content,
                _ => Content::Empty,
            };
            // The bytes are in the error in any case.
            let content = if content == Content::Bytes { Content::Empty } else { content };
            cases.push((status, content, response));
        }
        cases.sort_by_key(|(status, ..)| *status);
        // A redirection without a body makes no difference to what a failure answers.
        let says_more = |case: &&(Status, Content, &Response<'_>)| !is_redirection(case.0) || case.1 != Content::Empty;
        let mut contents = cases.iter().filter(says_more).map(|(_, content, _)| content);
        let first = contents.next().cloned().unwrap_or(Content::Empty);
        if contents.all(|content| *content == first) {
            return match first {
                Content::Empty => Failure::None,
                content => {
                    let statuses = cases.iter().filter(says_more).map(|(status, ..)| *status).collect();
                    Failure::One { content, statuses }
                }
            };
        }
        let case = |(status, content, response): (Status, Content, &Response<'_>)| FailureCase {
            status,
            name: names::type_name(&status_name(status)),
            content,
            docs: response_docs(response),
            pointer: PartPointer::new(&response.pointer, &operation.pointer),
        };
        let cases = cases.into_iter().map(case).collect();
        Failure::Several { name: names::type_name(&format!("{name}Failure")), cases }
    }
}

/// The variants for a status of the operation at `whole`: one, or one for each form.
fn output_cases(status: Status, forms: Vec<Representation>, response: &Response<'_>, whole: &str) -> Vec<OutputCase> {
    let several = forms.len() > 1;
    let words: Vec<String> = forms.iter().map(|form| media_word(form, several)).collect();
    let wish = |(word, form): (&String, &'_ Representation)| {
        let key = form.media_types.first().cloned().unwrap_or_default();
        (format!("{}{word}", status_name(status)), key)
    };
    let wanted: Vec<(String, String)> = words.iter().zip(&forms).map(wish).collect();
    let wishes: Vec<Wish<'_>> = wanted.iter().map(|(name, key)| Wish { name: name.clone(), wire: "", key }).collect();
    let (settled, _) = settle(&wishes, &mut Default::default(), exact, number_camel);
    let case = |(form, name): (Representation, Cow<'_, str>)| OutputCase {
        status,
        media_types: if several { form.media_types } else { Vec::new() },
        name: names::type_name(&name),
        content: form.content,
        secret: form.secret,
        docs: response_docs(response),
        pointer: PartPointer::new(&response.pointer, whole),
    };
    forms.into_iter().zip(settled).map(case).collect()
}

/// What a form of several adds to a variant's name.
fn media_word(form: &Representation, several: bool) -> String {
    let Some(media_type) = form.media_types.first().filter(|_| several) else { return String::new() };
    let essence = super::media::essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    match subtype {
        "json" => "Json".to_owned(),
        "plain" => "Text".to_owned(),
        "octet-stream" => "Binary".to_owned(),
        "*" if kind == "*" => "Other".to_owned(),
        "*" => camel(kind),
        subtype => camel(subtype.trim_start_matches("vnd.").trim_start_matches("x-")),
    }
}

/// Whether a response of that status can have a body (RFC 9110, sections 9.3.2 and 15).
fn has_body(operation: &ResolvedOperation<'_>, status: Status) -> bool {
    operation.method != "HEAD" && !matches!(status, Status::Code(204 | 205 | 304))
}

/// Whether the events of two streams are the same and are read in the same way.
fn is_alike(one: &Streamed, two: &Streamed) -> bool {
    one.event == two.event && one.form == two.form
}

fn is_redirection(status: Status) -> bool {
    matches!(status, Status::Code(300..=399) | Status::Range(3))
}

/// The media types that are asked for.
#[derive(Default)]
struct Accept(Vec<String>);

impl Accept {
    /// Asks for the forms of a response. What is not preferred weighs less.
    fn add(&mut self, forms: &[Representation]) {
        for (index, form) in forms.iter().enumerate() {
            for media_type in &form.media_types {
                let weighted = if index == 0 { media_type.clone() } else { format!("{media_type};q=0.9") };
                if !self.0.iter().any(|known| known.trim_end_matches(";q=0.9") == media_type) {
                    self.0.push(weighted);
                }
            }
        }
    }

    fn take(&mut self, media_type: &str) {
        if !self.0.iter().any(|known| known == media_type) {
            self.0.push(media_type.to_owned());
        }
    }

    fn header(self) -> String {
        self.0.join(", ")
    }
}

/// The responses of a success: 2xx, or redirections if no status of these is declared, or the default.
pub(super) fn successes<'a>(operation: &'a ResolvedOperation<'a>) -> Vec<(Status, &'a Response<'a>)> {
    let of = |is_so: &dyn Fn(Status) -> bool| -> Vec<(Status, &'a Response<'a>)> {
        let all = operation.responses.iter().map(|(code, response)| (status(*code), response));
        let is_it = |status, response| is_failure(response).map_or_else(|| is_so(status), |is_failure| !is_failure);
        all.filter(|(status, response)| is_it(*status, response)).collect()
    };
    let declared = of(&|status| matches!(status, Status::Code(200..=299) | Status::Range(2)));
    let redirections = || of(&|status| is_redirection(status) && status != Status::Code(304));
    [declared, redirections()]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_else(|| of(&|status| status == Status::Default))
}

/// What the document says of a response by Azure's `x-ms-error-response`: whether it is a failure, whatever its status.
fn is_failure(response: &Response<'_>) -> Option<bool> {
    response.value.extensions.get("x-ms-error-response")?.as_bool()
}

/// The statuses of which it says another thing than HTTP does.
fn exceptions(operation: &ResolvedOperation<'_>) -> Exceptions {
    let mut exceptions = Exceptions::default();
    for (code, response) in &operation.responses {
        let is_success = |code: u16| (200..=299).contains(&code);
        match (status(*code), is_failure(response)) {
            (Status::Code(code), Some(true)) if is_success(code) => exceptions.failures.push(code),
            (Status::Code(code), Some(false)) if !is_success(code) => exceptions.successes.push(code),
            _ => {}
        }
    }
    exceptions.successes.sort_unstable();
    exceptions.failures.sort_unstable();
    exceptions
}

/// The responses of a failure: the default, and 3xx, 4xx and 5xx unless they are a success.
fn failures<'a>(operation: &'a ResolvedOperation<'a>) -> Vec<(Status, &'a Response<'a>)> {
    let redirects = successes(operation).iter().any(|(status, _)| is_redirection(*status));
    operation
        .responses
        .iter()
        .map(|(code, response)| (status(*code), response))
        .filter(|(status, response)| match status {
            _ if is_failure(response).is_some() => is_failure(response) == Some(true),
            Status::Code(304) => true,
            status if is_redirection(*status) => !redirects,
            Status::Code(code) => (400..=599).contains(code),
            Status::Range(class) => matches!(class, 4 | 5),
            Status::Default => true,
        })
        .collect()
}

fn response_docs(response: &Response<'_>) -> crate::ir::Docs {
    docs::clean(response.description.unwrap_or(&response.value.description))
}
