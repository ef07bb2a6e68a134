//! The module `operations`: one request type for each operation, in a module for each tag.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    bodies, docs, examples, failures, headers,
    literals::{self, AsIdent},
    models, outputs,
    rust_file::RustFile,
    setters, styles,
    types::{self, From},
};
use crate::{
    files::Files,
    ir::{Api, BodyContent, FieldName, Location, Operation, Parameter, PathPart, Tag},
};

/// Writes all operations.
pub(super) fn emit(api: &Api, files: &mut Files) {
    let mut index = RustFile::index("One request type for each operation, by tag.");
    for (id, tag) in api.tags.iter() {
        let module = tag.module.ident();
        let gate = models::gate(api, &[id]);
        // Without a pointer: that has a position in it, which other tags change.
        let docs = docs::or(&tag.docs, &of_tag(tag));
        index.item(quote!(#docs #gate pub mod #module;));
        let mut names = RustFile::index(of_tag(tag));
        for operation in api.operations.values().filter(|operation| operation.tag == id) {
            let file = operation.module.ident();
            let exports = exports(operation);
            names.item(quote! {
                mod #file;
                pub use #file::{#(#exports),*};
            });
            let path = format!("src/generated/operations/{}/{}.rs", tag.module.plain(), operation.module.plain());
            files.add(path, self::file(api, operation));
        }
        files.add(format!("src/generated/operations/{}/mod.rs", tag.module.plain()), names.finish(api));
    }
    all(api, &mut index);
    files.add("src/generated/operations/mod.rs", index.finish(api));
}

/// What a tag's operations are called in a sentence.
pub(super) fn of_tag(tag: &Tag) -> String {
    match tag.wire.is_empty() {
        true => "The operations that have no tag.".to_owned(),
        false => format!("The operations of {}.", docs::code(&tag.wire)),
    }
}

/// Where the service is, and the list of what there is, for tests and tools.
fn all(api: &Api, index: &mut RustFile) {
    let server = &api.krate.server;
    if !server.is_empty() {
        index.item(quote! {
            /// The first server that the document names, with its variables' defaults: what a client's endpoint is if
            /// nobody says otherwise.
            pub const SERVER: &str = #server;
        });
    }
    let entries = api.operations.values().map(|operation| {
        let tag = &api.tags[operation.tag];
        let gate = models::gate(api, &[operation.tag]);
        let (module, name) = (tag.module.ident(), operation.name.ident());
        quote!(#gate <#module::#name as crate::generated::runtime::Operation>::META)
    });
    index.item(quote! {
        /// What is fixed about every operation of the enabled features, by tag and name.
        pub const ALL: &[&crate::generated::runtime::Meta] = &[#(#entries),*];
    });
}

/// The public types of an operation's file.
fn exports(operation: &Operation) -> Vec<Ident> {
    let mut names = vec![operation.name.ident()];
    names.extend(operation.headers.iter().map(|headers| headers.name.ident()));
    names.extend(failures::name(operation));
    names.extend(outputs::name(operation));
    names.extend(bodies::names(operation));
    names
}

fn file(api: &Api, operation: &Operation) -> String {
    let mut file = RustFile::new(docs::code(&format!("{} {}", operation.http_method, operation.path)));
    declare(api, operation, &mut file);
    constructor(api, operation, &mut file);
    implementation(api, operation, &mut file);
    paging(api, operation, &mut file);
    long_running(api, operation, &mut file);
    streamed(api, operation, &mut file);
    outputs::emit(api, operation, &mut file);
    headers::emit(api, operation, &mut file);
    failures::emit(api, operation, &mut file);
    bodies::emit(api, operation, &mut file);
    file.finish(api)
}

/// The parameters that have a field.
fn fields(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| !matches!(parameter.location, Location::SharedQuery { .. }))
}

fn declare(api: &Api, operation: &Operation, file: &mut RustFile) {
    let name = operation.name.ident();
    let sentence = format!("The operation {}.", docs::words(operation.name.as_str()));
    let docs = docs::or(&operation.docs, &sentence);
    let more = more_docs(api, operation);
    let deprecated = docs::deprecated(operation.deprecated);
    let parameters = fields(operation).map(|parameter| {
        let name = parameter.name.ident();
        let sentence = format!("The {}.", docs::words(parameter.name.plain()));
        let docs = docs::of_part(&parameter.docs, &sentence, &parameter.pointer, &operation.pointer);
        let deprecated = docs::deprecated(parameter.deprecated);
        let ty = optional(types::ty(api, &parameter.ty, From::Crate), parameter.required);
        quote!(#docs #deprecated pub #name: #ty,)
    });
    let body = operation.body.iter().map(|body| {
        let name = body.name.ident();
        let docs = docs::or(&body.docs, "The body.");
        let more = match &body.content {
            BodyContent::One(form) => bodies::more_docs(form),
            BodyContent::Several { .. } => TokenStream::new(),
        };
        let place = docs::place_of_part(&body.pointer, &operation.pointer);
        let ty = optional(bodies::ty(api, body), body.required);
        quote!(#docs #more #place pub #name: #ty,)
    });
    let secrets: Vec<(&FieldName, bool)> = fields(operation)
        .map(|parameter| (&parameter.name, parameter.secret))
        .chain(operation.body.iter().map(|body| (&body.name, body.secret)))
        .collect();
    let has_secrets = secrets.iter().any(|(_, secret)| *secret);
    let derive = if has_secrets { quote!(#[derive(Clone)]) } else { quote!(#[derive(Clone, Debug)]) };
    file.item(quote! {
        #docs
        #more
        #deprecated
        #derive
        #[must_use = "an operation does nothing until it is sent"]
        pub struct #name {
            #(#parameters)*
            #(#body)*
        }
    });
    if has_secrets {
        let shown = operation.name.as_str();
        let fields = secrets.iter().map(|(name, secret)| {
            let (ident, text) = (name.ident(), name.plain());
            match secret {
                true => quote!(.field(#text, &format_args!("[redacted]"))),
                false => quote!(.field(#text, &self.#ident)),
            }
        });
        file.item(quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.debug_struct(#shown) #(#fields)* .finish()
                }
            }
        });
    }
}

/// Errors, an example and the place in the document.
fn more_docs(api: &Api, operation: &Operation) -> TokenStream {
    let mut lines = vec![String::new(), "# Errors".to_owned()];
    lines.extend(failures::docs(api, operation));
    lines.push(String::new());
    if operation.streamed.is_some() {
        lines.push("# Events".to_owned());
        lines.push(
            "[`Client::events`](runtime::Client::events) gives what it answers with piece by piece, as it comes."
                .to_owned(),
        );
        lines.push(String::new());
    }
    lines.push("# Examples".to_owned());
    lines.extend(examples::lines(api, operation));
    lines.push(String::new());
    lines.push(docs::code(&format!("{} {}", operation.http_method, operation.path)));
    if let Some(server) = operation.servers.first() {
        lines.push(String::new());
        lines.push(format!(
            "Served at {}: see [`ClientBuilder::server`](runtime::ClientBuilder::server).",
            docs::code(server)
        ));
    }
    let docs = docs::lines(lines.iter().map(String::as_str));
    let place = docs::place(&operation.pointer);
    quote!(#docs #place)
}

fn optional(ty: TokenStream, required: bool) -> TokenStream {
    if required { ty } else { quote!(Option<#ty>) }
}

fn constructor(api: &Api, operation: &Operation, file: &mut RustFile) {
    let name = operation.name.ident();
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for parameter in fields(operation) {
        let ident = parameter.name.ident();
        if parameter.required {
            let argument = setters::argument(api, &parameter.ty, &ident, From::Crate);
            let (ty, value) = (argument.ty, argument.value);
            arguments.push(quote!(#ident: #ty));
            values.push(setters::init(&ident, &value));
        } else {
            values.push(quote!(#ident: None));
            let sentence = format!("Sets the {}.", docs::words(parameter.name.plain()));
            let docs = docs::or(&parameter.docs, &sentence);
            let value = setters::argument(api, &parameter.ty, &Ident::new("value", Span::call_site()), From::Crate);
            setters.push(setter(operation, &parameter.name, &docs, &value, parameter.deprecated));
        }
    }
    if let Some(body) = &operation.body {
        let ident = body.name.ident();
        let argument_name = if body.required { ident.clone() } else { Ident::new("value", Span::call_site()) };
        let argument = bodies::argument(api, body, &argument_name);
        if body.required {
            let (ty, value) = (argument.ty, argument.value);
            arguments.push(quote!(#ident: #ty));
            values.push(setters::init(&ident, &value));
        } else {
            values.push(quote!(#ident: None));
            setters.push(setter(operation, &body.name, &docs::or(&body.docs, "Sets the body."), &argument, false));
        }
    }
    let docs = match arguments.is_empty() {
        true => docs::lines(["The call."]),
        false => docs::lines(["The call with all that it needs."]),
    };
    let many = (arguments.len() > 7).then(|| quote!(#[expect(clippy::too_many_arguments)]));
    let default = arguments.is_empty().then(|| {
        quote! {
            impl Default for #name {
                #[inline]
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    file.item(quote! {
        impl #name {
            #docs
            #many
            #[inline]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    });
    if let Some(default) = default {
        file.item(default);
    }
}

fn setter(
    operation: &Operation,
    name: &FieldName,
    docs: &TokenStream,
    argument: &setters::Argument,
    deprecated: bool,
) -> TokenStream {
    let others = operation.parameters.iter().map(|parameter| &parameter.name);
    let method =
        setters::method_name(name, others.chain(operation.body.iter().map(|body| &body.name)), setters::OF_OPERATIONS);
    let ident = name.ident();
    let deprecated = docs::deprecated(deprecated);
    let (ty, value) = (&argument.ty, &argument.value);
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #method(mut self, value: #ty) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

fn implementation(api: &Api, operation: &Operation, file: &mut RustFile) {
    let name = operation.name.ident();
    let meta = meta(api, operation);
    let output_ty = outputs::ty(api, operation);
    let headers_ty = headers::ty(operation);
    let failure_ty = failures::ty(api, operation);
    let build = build(operation);
    let output = outputs::read(operation);
    let headers = headers::read(operation);
    let failure = failures::read(operation);
    file.item(quote! {
        impl runtime::Operation for #name {
            type Output = #output_ty;
            type Headers = #headers_ty;
            type Failure = #failure_ty;
            #meta
            #build
            #output
            #headers
            #failure
        }
    });
}

fn meta(api: &Api, operation: &Operation) -> TokenStream {
    let name = format!("{}.{}", api.tags[operation.tag].module.plain(), operation.method_name.plain());
    let id = &operation.id;
    let method = &operation.http_method;
    let path = &operation.path;
    let security = operation.security.iter().map(|set| quote!(&[#(#set),*]));
    let idempotency = match &operation.idempotency_header {
        Some(header) => quote!(Some(#header)),
        None => quote!(None),
    };
    let own = &operation.servers;
    let servers = match own.is_empty() {
        true => quote!(None),
        false => quote!(Some(&runtime::client::Servers { own: &[#(#own),*], all: crate::generated::servers::ALL })),
    };
    quote! {
        const META: &'static runtime::Meta = &runtime::Meta {
            name: #name,
            id: #id,
            method: #method,
            path: #path,
            security: &[#(#security),*],
            idempotency_header: #idempotency,
            servers: #servers,
        };
    }
}

fn build(operation: &Operation) -> TokenStream {
    let path = operation.path_parts.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(.literal(#text)),
        PathPart::Parameter(index) => operation.parameters.get(*index).map(styles::write).unwrap_or_default(),
    });
    let elsewhere = operation.parameters.iter().filter(|parameter| parameter.location != Location::Path);
    let parameters = elsewhere.map(styles::write);
    let accept = (!operation.accept.is_empty()).then_some(&operation.accept).map(|types| quote!(.accept(#types)));
    let body = operation.body.iter().filter_map(bodies::link);
    let statement = operation.body.as_ref().and_then(bodies::statement);
    quote! {
        #[inline]
        fn build(&self, request: &mut request::RequestBuilder<'_>) {
            request #(#path)* #(#parameters)* #accept #(#body)*;
            #statement
        }
    }
}

fn paging(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(paging) = &operation.paging else { return };
    let name = operation.name.ident();
    let item = types::ty(api, &paging.item, From::Crate);
    let (items, next) = (paging.items.ident(), paging.next.ident());
    let items = if paging.items_optional { quote!(page.#items.unwrap_or_default()) } else { quote!(page.#items) };
    let next = match paging.next_optional {
        true => quote!(page.#next.as_deref()),
        false => quote!(Some(page.#next.as_str())),
    };
    file.item(quote! {
        impl runtime::Paged for #name {
            type Item = #item;
            #[inline]
            fn items(page: Self::Output) -> Vec<Self::Item> {
                #items
            }
            #[inline]
            fn next_link(page: &Self::Output) -> Option<&str> {
                #next.filter(|link| !link.is_empty())
            }
        }
    });
}

fn long_running(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(long_running) = &operation.long_running else { return };
    let name = operation.name.ident();
    let header = &long_running.status_header;
    let status = types::ty(api, &long_running.status, From::Crate);
    file.item(quote! {
        impl runtime::LongRunning for #name {
            type Status = #status;

            const STATUS_HEADER: &'static str = #header;
        }
    });
}

fn streamed(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(streamed) = &operation.streamed else { return };
    let name = operation.name.ident();
    let accept = &streamed.accept;
    let event = types::ty(api, &streamed.event, From::Crate);
    let read = literals::event_reader(streamed.form);
    file.item(quote! {
        impl runtime::Streamed for #name {
            type Event = #event;

            const ACCEPT: &'static str = #accept;

            #[inline]
            fn event(frame: &runtime::events::Frame) -> Result<Self::Event, json::Malformed> {
                frame.#read()
            }
        }
    });
}
