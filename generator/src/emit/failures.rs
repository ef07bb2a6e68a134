//! What a failure answers, by status.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    sizes,
    types::{self, From},
    xml,
};
use crate::ir::{Api, Content, Failure, FailureCase, Operation, Status, Ty};

/// The name of the operation's own failure type, if it has one.
pub(super) fn name(operation: &Operation) -> Option<Ident> {
    match &operation.failure {
        Failure::Several { name, .. } => Some(name.ident()),
        Failure::None | Failure::One { .. } => None,
    }
}

/// The type of the failure.
pub(super) fn ty(api: &Api, operation: &Operation) -> Code {
    match &operation.failure {
        Failure::None => code!(()),
        Failure::One { content, .. } => held(api, content).unwrap_or_else(|| code!(())),
        Failure::Several { name, .. } => {
            let name = name.ident();
            code!(#name)
        }
    }
}

/// What a body holds, if it is read.
pub(super) fn held(api: &Api, content: &Content) -> Option<Code> {
    match content {
        Content::Json(ty) | Content::Xml { ty, .. } => Some(types::ty(api, ty, From::Crate)),
        Content::Text | Content::TextOrJson => Some(code!(String)),
        Content::Empty | Content::Bytes | Content::Events(_) => None,
    }
}

/// How it is read.
fn reader(content: &Content) -> Option<Code> {
    match content {
        Content::Json(_) => Some(code!(error.decode())),
        Content::Xml { root, .. } => {
            let root = xml::reference(root);
            Some(code!(runtime::xml::decode(#root, error.body())))
        }
        Content::Text => Some(code!(error.text())),
        Content::TextOrJson => Some(code!(error.text_or_json())),
        Content::Empty | Content::Bytes | Content::Events(_) => None,
    }
}

/// The method that reads it.
pub(super) fn read(operation: &Operation) -> Code {
    let (argument, body) = match &operation.failure {
        Failure::None => (code!(_error), code!(Ok(()))),
        Failure::One { content, statuses } => {
            let reader = reader(content).unwrap_or_else(|| code!(Ok(())));
            let body = match statuses.contains(&Status::Default) {
                true => reader,
                false => {
                    let statuses = any_of(statuses);
                    code!(match error.status().as_u16() {
                        #statuses => #reader,
                        _ => Err(error.undeclared()),
                    })
                }
            };
            (code!(error), body)
        }
        Failure::Several { name, cases } => {
            let enum_name = name.ident();
            let arms = cases.iter().map(|case| {
                let name = case.name.ident();
                let status = literals::status(case.status);
                match reader(&case.content) {
                    Some(reader) => code!(#status => #reader.map(#enum_name::#name)),
                    None => code!(#status => Ok(#enum_name::#name)),
                }
            });
            let rest = undeclared(cases).map(|undeclared| code!(_ => Ok(#enum_name::#undeclared)));
            (code!(error), code!(match error.status().as_u16() { #(#arms,)* #rest }))
        }
    };
    code! {
        #[inline]
        fn failure(#argument: &runtime::ServiceError) -> Result<Self::Failure, json::Malformed> {
            #body
        }
    }
}

/// The pattern of all of some statuses, without a guard, and with ranges where they follow on one another.
fn any_of(statuses: &[Status]) -> Code {
    let mut spans: Vec<(u16, u16)> = statuses
        .iter()
        .filter_map(|status| match status {
            Status::Code(code) => Some((*code, *code)),
            Status::Range(digit) => Some((u16::from(*digit) * 100, u16::from(*digit) * 100 + 99)),
            Status::Default => None,
        })
        .collect();
    spans.sort_unstable();
    let mut joined: Vec<(u16, u16)> = Vec::new();
    for (first, last) in spans {
        match joined.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    let patterns = joined.into_iter().map(|(first, last)| match last - first {
        0 => code!(#first),
        1 => code!(#first | #last),
        _ => code!(#first..=#last),
    });
    code!(#(#patterns)|*)
}

/// The variant for a status that the document does not declare, if there can be one.
pub(super) fn undeclared(cases: &[FailureCase]) -> Option<Ident> {
    let has_default = cases.iter().any(|case| case.status == Status::Default);
    (!has_default).then(|| literals::free_name("Undeclared", cases.iter().map(|case| &case.name)))
}

/// Writes the operation's own failure type, if it has one.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Failure::Several { name, cases } = &operation.failure else { return };
    let name = name.ident();
    let variants = cases.iter().map(|case| {
        let name = case.name.ident();
        let sentence = format!("The service answered {}.", case.status);
        let docs = docs::of_part(&case.docs, &sentence, &case.pointer);
        match held(api, &case.content) {
            None => code!(#docs #name,),
            Some(ty) => code!(#docs #name(#ty),),
        }
    });
    let rest = undeclared(cases).map(|undeclared| {
        let docs = docs::lines(["A status that the document does not declare."]);
        code!(#docs #undeclared,)
    });
    let docs = docs::lines([format!("What a failed [`{}`] answers, by status.", operation.name).as_str()]);
    let place = docs::place(&format!("{}/responses", operation.pointer));
    let large = sizes::attribute(api, cases.iter().map(|case| case.content.ty()));
    file.item(code! {
        #docs
        #place
        #[derive(Clone, Debug, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #rest
        }
    });
}

/// The section on errors.
pub(super) fn docs(api: &Api, operation: &Operation) -> Vec<String> {
    const ERROR: &str = "[`Error::Service`](runtime::Error::Service)";
    const READ: &str = "[`failure`](runtime::Operation::failure) reads it.";
    let body = |content: &Content| match content {
        Content::Json(Ty::Named(id)) | Content::Xml { ty: Ty::Named(id), .. } => {
            let name = &api.types[*id].name;
            let article = if name.as_str().starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
            Some(format!("{article} [`{name}`](models::{name})"))
        }
        Content::Json(_) | Content::Xml { .. } => Some("a value".to_owned()),
        Content::Text | Content::TextOrJson => Some("a text".to_owned()),
        Content::Empty | Content::Bytes | Content::Events(_) => None,
    };
    match &operation.failure {
        Failure::None => {
            vec![format!("{ERROR} when the service answers with a failure; the document does not say more.")]
        }
        Failure::One { content, statuses } => {
            let words = |status: &Status| match status {
                // Nothing stands beside it that it could be other than.
                Status::Default if statuses.len() == 1 => "any status of a failure".to_owned(),
                status => status.to_string(),
            };
            let statuses: Vec<String> = statuses.iter().map(words).collect();
            vec![
                format!("{ERROR} with {} and {}.", alternatives(&statuses), body(content).unwrap_or_default()),
                READ.to_owned(),
            ]
        }
        Failure::Several { cases, .. } => {
            let mut lines = vec![format!("{ERROR} with"), String::new()];
            lines.extend(cases.iter().map(|case| {
                let status = case.status;
                match body(&case.content) {
                    Some(body) => format!("- {status} and {body}"),
                    None => format!("- {status}"),
                }
            }));
            lines.extend([String::new(), READ.to_owned()]);
            lines
        }
    }
}

/// `400, 403 or any other status`
fn alternatives(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}
