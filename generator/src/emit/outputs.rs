//! What a success gives: how an operation reads its responses.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    sizes,
    types::{self, From},
    xml,
};
use crate::ir::{Api, Content, Operation, Output, OutputCase, Status};

/// The name of the operation's own output type, if it has one.
pub(super) fn name(operation: &Operation) -> Option<Ident> {
    match &operation.output {
        Output::One(_) => None,
        Output::Several { name, .. } => Some(name.ident()),
    }
}

/// The type of the output.
pub(super) fn ty(api: &Api, operation: &Operation) -> Code {
    match &operation.output {
        Output::One(content) => content_ty(api, content),
        Output::Several { name, .. } => {
            let name = name.ident();
            code!(#name)
        }
    }
}

/// The type of a body.
pub(super) fn content_ty(api: &Api, content: &Content) -> Code {
    match content {
        Content::Empty => code!(()),
        Content::Json(ty) | Content::Xml { ty, .. } => types::ty(api, ty, From::Crate),
        Content::Text | Content::TextOrJson => code!(String),
        Content::Bytes => code!(bytes::Bytes),
        Content::Events(streamed) => {
            let event = types::ty(api, &streamed.event, From::Crate);
            code!(Vec<runtime::Event<#event>>)
        }
    }
}

/// The function that reads a response, if there is one that needs to know nothing else.
fn plain_reader(content: &Content) -> Option<Code> {
    match content {
        Content::Empty => Some(code!(response::empty)),
        Content::Json(_) => Some(code!(response::json)),
        Content::Text => Some(code!(response::text)),
        Content::TextOrJson => Some(code!(response::text_or_json)),
        Content::Bytes => Some(code!(response::bytes)),
        Content::Xml { .. } | Content::Events(_) => None,
    }
}

/// The call that reads a response.
fn reader(operation: &Operation, content: &Content) -> Code {
    match content {
        Content::Xml { root, .. } => {
            let root = xml::reference(root);
            code!(runtime::xml::read(Self::META, #root, response))
        }
        Content::Events(streamed) if operation.streamed.as_ref() == Some(streamed) => {
            code!(runtime::events::read::<Self>(response))
        }
        Content::Events(streamed) => {
            let accept = &streamed.accept;
            let read = literals::event_reader(streamed.form);
            code!(runtime::events::read_as(Self::META, #accept, response, |frame| frame.#read()))
        }
        content => plain_reader(content).map(|reader| code!(#reader(Self::META, response))).unwrap_or_default(),
    }
}

/// The method that reads a response.
pub(super) fn read(operation: &Operation) -> Code {
    let is_usual = !operation.redirects && operation.exceptions.successes.is_empty();
    let body = match &operation.output {
        Output::One(content) if is_usual && plain_reader(content).is_some() => {
            let reader = plain_reader(content);
            code!(response::success(Self::META, response, #reader))
        }
        Output::One(content) => {
            let reader = reader(operation, content);
            let is_success = match operation.redirects {
                true => code!(response.status().is_success() || response.status().is_redirection()),
                false => code!(response.status().is_success()),
            };
            let answers = patterns(&operation.exceptions.successes)
                .map(|answers| code!(|| matches!(response.status().as_u16(), #answers)));
            code! {
                match #is_success #answers {
                    true => #reader,
                    false => Err(response::unexpected(Self::META, response)),
                }
            }
        }
        Output::Several { name, cases } => {
            let enum_name = name.ident();
            let arms =
                cases.chunk_by(|one, two| one.status == two.status).map(|forms| arm(operation, &enum_name, forms));
            let rest = undeclared(operation)
                .map(|undeclared| code!(status if status / 100 == 2 => Ok(#enum_name::#undeclared(response)),));
            code! {
                match response.status().as_u16() {
                    #(#arms,)*
                    #rest
                    _ => Err(response::unexpected(Self::META, response)),
                }
            }
        }
    };
    let fails = patterns(&operation.exceptions.failures).map(|fails| {
        code! {
            if matches!(response.status().as_u16(), #fails) {
                return Err(response::failed(Self::META, response));
            }
        }
    });
    code! {
        #[inline]
        fn output(response: http::Response<bytes::Bytes>) -> Result<Self::Output, runtime::Error> {
            #fails
            #body
        }
    }
}

/// The pattern of some statuses; none for none.
fn patterns(statuses: &[u16]) -> Option<Code> {
    let pattern = code!(#(#statuses)|*);
    (!pattern.is_empty()).then_some(pattern)
}

/// The arm of a status, in one form or in several.
fn arm(operation: &Operation, enum_name: &Ident, forms: &[OutputCase]) -> Code {
    let value = |case: &OutputCase| {
        let name = case.name.ident();
        match &case.content {
            Content::Empty => code!(Ok(#enum_name::#name)),
            content => {
                let reader = reader(operation, content);
                code!(#reader.map(#enum_name::#name))
            }
        }
    };
    let Some((first, others)) = forms.split_first() else { return Code::new() };
    let status = match first.status {
        // A default that stands for a success stands for no failure.
        Status::Default => code!(status if status / 100 == 2),
        status => literals::status(status),
    };
    let first_value = value(first);
    if others.is_empty() {
        return code!(#status => #first_value);
    }
    let media_types = forms.iter().map(|case| {
        let media_types = &case.media_types;
        code!(&[#(#media_types),*])
    });
    let others = others.iter().enumerate().map(|(index, case)| {
        let index = index + 1;
        let value = value(case);
        code!(#index => #value)
    });
    code! {
        #status => match response::form(&response, &[#(#media_types),*]) {
            #(#others,)*
            _ => #first_value,
        }
    }
}

fn covers_all(operation: &Operation) -> bool {
    match &operation.output {
        Output::One(_) => true,
        Output::Several { cases, .. } => {
            cases.iter().any(|case| matches!(case.status, Status::Default | Status::Range(2)))
        }
    }
}

/// The variant of the operation's own output type for a success that the document does not declare, if there can be one.
pub(super) fn undeclared(operation: &Operation) -> Option<Ident> {
    match &operation.output {
        Output::Several { cases, .. } if !covers_all(operation) => {
            Some(literals::free_name("Undeclared", cases.iter().map(|case| &case.name)))
        }
        _ => None,
    }
}

/// Writes the operation's own output type, if it has one.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Output::Several { name, cases } = &operation.output else { return };
    let name = name.ident();
    let variants = cases.iter().map(|case| {
        let name = case.name.ident();
        let mut docs = docs::or(&case.docs, &format!("The service answered {}.", case.status));
        if !case.media_types.is_empty() {
            let media_types: Vec<String> = case.media_types.iter().map(|text| docs::code(text)).collect();
            docs.push(&docs::lines(["", &format!("It comes as {}.", media_types.join(" or "))]));
        }
        docs.push(&docs::place_of_part(&case.pointer));
        match &case.content {
            Content::Empty => code!(#docs #name,),
            content => {
                let ty = content_ty(api, content);
                code!(#docs #name(#ty),)
            }
        }
    });
    let undeclared = undeclared(operation);
    let rest = undeclared.as_ref().map(|undeclared| {
        let docs = docs::lines(["Another success, which the document does not declare."]);
        code!(#docs #undeclared(http::Response<bytes::Bytes>),)
    });
    let has_secrets = rest.is_some() || cases.iter().any(|case| case.secret);
    let derive = if has_secrets { code!(#[derive(Clone)]) } else { code!(#[derive(Clone, Debug)]) };
    let by = if cases.iter().any(|case| !case.media_types.is_empty()) { "status and media type" } else { "status" };
    let docs = docs::lines([format!("What [`{}`] gives, by {by}.", operation.name).as_str()]);
    let place = docs::place(&format!("{}/responses", operation.pointer));
    let large = sizes::attribute(api, cases.iter().map(|case| case.content.ty()));
    file.item(code! {
        #docs
        #place
        #derive
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #rest
        }
    });
    if has_secrets {
        let shown = cases.iter().map(|case| {
            let (name, text) = (case.name.ident(), case.name.as_str());
            match (&case.content, case.secret) {
                (Content::Empty, _) => code!(Self::#name => formatter.write_str(#text),),
                (_, true) => code! {
                    Self::#name(_) => formatter.debug_tuple(#text).field(&format_args!("[redacted]")).finish(),
                },
                (_, false) => code!(Self::#name(value) => formatter.debug_tuple(#text).field(value).finish(),),
            }
        });
        // Of an answer that nobody described nobody knows what in it is secret.
        let rest = undeclared.map(|undeclared| {
            let text = undeclared.as_str();
            code!(Self::#undeclared(response) => formatter.debug_tuple(#text).field(&response.status()).finish(),)
        });
        file.item(code! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    match self {
                        #(#shown)*
                        #rest
                    }
                }
            }
        });
    }
}
