//! What a success gives: how an operation reads its responses.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    sizes,
    types::{self, From},
};
use crate::ir::{Api, Content, Operation, Output, Status};

/// The name of the operation's own output type, if it has one.
pub(super) fn name(operation: &Operation) -> Option<Ident> {
    match &operation.output {
        Output::One(_) => None,
        Output::Several { name, .. } => Some(name.ident()),
    }
}

/// The type of the output.
pub(super) fn ty(api: &Api, operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::One(content) => content_ty(api, content),
        Output::Several { name, .. } => {
            let name = name.ident();
            quote!(#name)
        }
    }
}

/// The type of a body.
pub(super) fn content_ty(api: &Api, content: &Content) -> TokenStream {
    match content {
        Content::Empty => quote!(()),
        Content::Json(ty) => types::ty(api, ty, From::Crate),
        Content::Text => quote!(String),
        Content::Bytes => quote!(bytes::Bytes),
    }
}

fn reader(content: &Content) -> TokenStream {
    match content {
        Content::Empty => quote!(response::empty),
        Content::Json(_) => quote!(response::json),
        Content::Text => quote!(response::text),
        Content::Bytes => quote!(response::bytes),
    }
}

/// The method that reads a response.
pub(super) fn read(operation: &Operation) -> TokenStream {
    let body = match &operation.output {
        Output::One(content) => {
            let reader = reader(content);
            quote! {
                match response.status().is_success() {
                    true => #reader(Self::META, response),
                    false => Err(response::unexpected(Self::META, response)),
                }
            }
        }
        Output::Several { name, cases } => {
            let enum_name = name.ident();
            let arms = cases.iter().map(|case| {
                let name = case.name.ident();
                let status = match case.status {
                    // A default that stands for a success stands for no failure.
                    Status::Default => quote!(status if status / 100 == 2),
                    status => literals::status(status),
                };
                match &case.content {
                    Content::Empty => quote!(#status => Ok(#enum_name::#name)),
                    content => {
                        let reader = reader(content);
                        quote!(#status => #reader(Self::META, response).map(#enum_name::#name))
                    }
                }
            });
            let undeclared = undeclared(operation);
            let rest = (!covers_all(operation))
                .then(|| quote!(status if status / 100 == 2 => Ok(#enum_name::#undeclared(response)),));
            quote! {
                match response.status().as_u16() {
                    #(#arms,)*
                    #rest
                    _ => Err(response::unexpected(Self::META, response)),
                }
            }
        }
    };
    quote! {
        #[inline]
        fn output(response: http::Response<bytes::Bytes>) -> Result<Self::Output, runtime::Error> {
            #body
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

fn undeclared(operation: &Operation) -> Ident {
    match &operation.output {
        Output::One(_) => literals::free_name("Undeclared", [].into_iter()),
        Output::Several { cases, .. } => literals::free_name("Undeclared", cases.iter().map(|case| &case.name)),
    }
}

/// Writes the operation's own output type, if it has one.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Output::Several { name, cases } = &operation.output else { return };
    let name = name.ident();
    let variants = cases.iter().map(|case| {
        let name = case.name.ident();
        let docs = docs::or(&case.docs, &format!("The service answered {}.", status_words(case.status)));
        match &case.content {
            Content::Empty => quote!(#docs #name,),
            content => {
                let ty = content_ty(api, content);
                quote!(#docs #name(#ty),)
            }
        }
    });
    let undeclared = undeclared(operation);
    let rest = (!covers_all(operation)).then(|| {
        let docs = docs::lines(["Another success, which the document does not declare."]);
        quote!(#docs #undeclared(http::Response<bytes::Bytes>),)
    });
    let has_secrets = rest.is_some() || cases.iter().any(|case| case.secret);
    let derive = if has_secrets { quote!(#[derive(Clone)]) } else { quote!(#[derive(Clone, Debug)]) };
    let docs = docs::lines([format!("What [`{}`] gives, by status.", operation.name).as_str()]);
    let large = sizes::attribute(
        api,
        cases.iter().map(|case| match &case.content {
            Content::Json(ty) => Some(ty),
            Content::Empty | Content::Text | Content::Bytes => None,
        }),
    );
    file.item(quote! {
        #docs
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
                (Content::Empty, _) => quote!(Self::#name => formatter.write_str(#text),),
                (_, true) => quote! {
                    Self::#name(_) => formatter.debug_tuple(#text).field(&format_args!("[redacted]")).finish(),
                },
                (_, false) => quote!(Self::#name(value) => formatter.debug_tuple(#text).field(value).finish(),),
            }
        });
        // Of an answer that nobody described nobody knows what in it is secret.
        let rest = rest.map(|_| {
            let text = undeclared.to_string();
            quote!(Self::#undeclared(response) => formatter.debug_tuple(#text).field(&response.status()).finish(),)
        });
        file.item(quote! {
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

/// A status in words: `404`, `any 5XX`.
pub(super) fn status_words(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("any {digit}XX"),
        Status::Default => "any other status".to_owned(),
    }
}
