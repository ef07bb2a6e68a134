//! The module `webhooks`: requests that the service makes, as types that are read from them.

use super::{
    code::{Code, Ident, code},
    docs, headers,
    literals::{self, AsIdent},
    rust_file::RustFile,
    secrets::{self, Shown},
    types, xml,
};
use crate::{
    files::Sink,
    ir::{Api, Headers, Received, Webhook},
};

/// Writes the module, if the service makes requests.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    if api.webhooks.is_empty() {
        return;
    }
    let mut index = RustFile::index("Requests that the service makes: webhooks, and callbacks of operations.");
    for line in example(api) {
        index.docs_line(line);
    }
    for webhook in &api.webhooks {
        let module = webhook.module.ident();
        let mut names = vec![webhook.name.ident()];
        names.extend(parts(webhook).map(|(_, part)| part.name.ident()));
        let names = literals::names(&names);
        index.item(code! {
            mod #module;
            pub use #module::#names;
        });
        files.add(format!("src/generated/webhooks/{}.rs", webhook.module.plain()), file(api, webhook));
    }
    files.add("src/generated/webhooks/mod.rs", index.finish(api));
}

/// How the first of them is read.
fn example(api: &Api) -> Vec<String> {
    let krate = api.krate.name.replace('-', "_");
    let Some(webhook) = api.webhooks.iter().find(|webhook| !webhook.deprecated) else { return Vec::new() };
    let name = &webhook.name;
    vec![
        String::new(),
        "```".to_owned(),
        format!("use {krate}::{{runtime::{{Webhook as _, json::Malformed}}, webhooks::{name}}};"),
        String::new(),
        "fn received(request: &http::Request<bytes::Bytes>) -> Result<(), Malformed> {".to_owned(),
        format!("    let webhook = {name}::parse(request)?;"),
        "    println!(\"{webhook:?}\");".to_owned(),
        "    Ok(())".to_owned(),
        "}".to_owned(),
        "```".to_owned(),
    ]
}

/// The parts of a webhook beside its body, with their fields' names.
pub(super) fn parts(webhook: &Webhook) -> impl Iterator<Item = (&'static str, &Headers)> {
    let headers = webhook.headers.iter().map(|part| ("headers", part));
    headers.chain(webhook.query.iter().map(|part| ("query", part)))
}

/// The type of the body; `None` if there is none.
pub(super) fn body_ty(api: &Api, webhook: &Webhook) -> Option<Code> {
    let ty = match &webhook.body {
        Received::Empty => return None,
        Received::Json(ty) | Received::Form(ty) | Received::Xml { ty, .. } => types::ty(api, ty, types::From::Crate),
        Received::Text => return Some(code!(String)),
        Received::Bytes => return Some(code!(bytes::Bytes)),
    };
    Some(if webhook.body_required { ty } else { code!(Option<#ty>) })
}

fn file(api: &Api, webhook: &Webhook) -> String {
    let mut file = RustFile::new(docs::code(&format!("{} {}", webhook.http_method, webhook.wire)));
    declare(api, webhook, &mut file);
    parse(webhook, &mut file);
    for (what, part) in parts(webhook) {
        let sentence = format!("The parameters in the {what} of [`{}`].", webhook.name);
        headers::fields(api, part, &sentence, "parameter", &webhook.pointer, &mut file);
    }
    file.finish(api)
}

fn declare(api: &Api, webhook: &Webhook, file: &mut RustFile) {
    let name = webhook.name.ident();
    let sentence = format!("The request {}.", docs::words(webhook.name.as_str()));
    let docs = docs::or(&webhook.docs, &sentence);
    let request = docs::lines(["", docs::code(&format!("{} {}", webhook.http_method, webhook.wire)).as_str()]);
    let place = docs::place(&webhook.pointer);
    let deprecated = docs::deprecated(webhook.deprecated);
    let fields = parts(webhook).map(|(what, part)| {
        let (field, ty) = (Ident::new(what), part.name.ident());
        let docs = docs::lines([format!("The parameters of its {what}.").as_str()]);
        code!(#docs pub #field: #ty,)
    });
    let body = body_ty(api, webhook).map(|ty| {
        code! {
            /// The body.
            pub body: #ty,
        }
    });
    let mut shown: Vec<Shown> = parts(webhook).map(|(what, _)| Shown::own(what, false)).collect();
    shown.extend(body.is_some().then(|| Shown::own("body", webhook.secret)));
    let derive = secrets::derive(&shown);
    file.item(code! {
        #docs
        #request
        #place
        #deprecated
        #derive
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #body
        }
    });
    secrets::debug(&webhook.name, &shown, file);
}

fn parse(webhook: &Webhook, file: &mut RustFile) {
    let name = webhook.name.ident();
    let (wire, method) = (&webhook.wire, &webhook.http_method);
    let parts = parts(webhook).map(|(what, _)| match what {
        "query" => code!(query: webhook::query(request.uri())?,),
        _ => code!(headers: response::headers(request.headers())?,),
    });
    let value = match &webhook.body {
        Received::Empty => None,
        Received::Json(_) => Some(code!(webhook::json(request.body()))),
        Received::Form(_) => Some(code!(webhook::form(request.body()))),
        Received::Xml { root, .. } => {
            let root = xml::reference(root);
            Some(code!(runtime::xml::decode(#root, request.body())))
        }
        Received::Text => Some(code!(webhook::text(request.body()))),
        Received::Bytes => Some(code!(request.body().clone())),
    };
    let body = value.map(|value| match (&webhook.body, webhook.body_required) {
        (Received::Bytes, _) => code!(body: #value,),
        (Received::Text, _) | (_, true) => code!(body: #value?,),
        (_, false) => code!(body: webhook::optional(request.body(), || #value)?,),
    });
    let is_empty = body.is_none() && webhook.headers.is_none() && webhook.query.is_none();
    let argument = if is_empty { code!(_request) } else { code!(request) };
    file.item(code! {
        impl runtime::Webhook for #name {
            const NAME: &'static str = #wire;
            const METHOD: &'static str = #method;

            fn parse(#argument: &http::Request<bytes::Bytes>) -> Result<Self, json::Malformed> {
                Ok(Self { #(#parts)* #body })
            }
        }
    });
}
