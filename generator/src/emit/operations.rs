//! The module `operations`: one request type for each operation, in a module for each tag.

use std::collections::BTreeMap;

use super::{
    FEW, bodies,
    code::{Code, Ident, code},
    continuations, docs, failures, headers,
    literals::{self, AsIdent},
    models, outputs, requests,
    rust_file::RustFile,
    styles,
};
use crate::{
    files::Sink,
    ir::{Api, Location, Operation, PathPart, Tag, TagId},
    parallel,
};

/// Writes all operations.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    let mut index = RustFile::index("One request type for each operation, by tag.");
    let operations: Vec<&Operation> = api.operations.values().collect();
    parallel::each(&operations, FEW, |operation| {
        let (tag, name) = (&api.tags[operation.tag].module, &operation.module);
        files.add(format!("src/generated/operations/{}/{}.rs", tag.plain(), name.plain()), file(api, operation));
    });
    let by_tag = by_tag(api);
    for (id, tag) in api.tags.iter() {
        let module = tag.module.ident();
        let gate = models::gate(api, &[id]);
        // Without a pointer: that has a position in it, which other tags change.
        let docs = docs::or(&tag.docs, &of_tag(tag));
        index.item(code!(#docs #gate pub mod #module;));
        let mut names = RustFile::index(of_tag(tag));
        for operation in by_tag.get(&id).into_iter().flatten() {
            let file = operation.module.ident();
            let exports = literals::names(&exports(operation));
            names.item(code! {
                mod #file;
                pub use #file::#exports;
            });
        }
        files.add(format!("src/generated/operations/{}/mod.rs", tag.module.plain()), names.finish(api));
    }
    all(api, &mut index);
    files.add("src/generated/operations/mod.rs", index.finish(api));
}

/// The operations of each tag, in order.
pub(super) fn by_tag(api: &Api) -> BTreeMap<TagId, Vec<&Operation>> {
    api.operations.values().fold(BTreeMap::new(), |mut by_tag, operation| {
        by_tag.entry(operation.tag).or_insert_with(Vec::new).push(operation);
        by_tag
    })
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
        index.item(code! {
            /// The first server that the document names, with its variables' defaults: what a client's endpoint is if
            /// nobody says otherwise.
            pub const SERVER: &str = #server;
        });
    }
    let entries = api.operations.values().map(|operation| {
        let tag = &api.tags[operation.tag];
        let gate = models::gate(api, &[operation.tag]);
        let (module, name) = (tag.module.ident(), operation.name.ident());
        code!(#gate <#module::#name as crate::generated::runtime::Operation>::META)
    });
    index.item(code! {
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
    requests::emit(api, operation, &mut file);
    implementation(api, operation, &mut file);
    continuations::emit(api, operation, &mut file);
    outputs::emit(api, operation, &mut file);
    headers::emit(api, operation, &mut file);
    failures::emit(api, operation, &mut file);
    bodies::emit(api, operation, &mut file);
    file.finish(api)
}

fn implementation(api: &Api, operation: &Operation, file: &mut RustFile) {
    let name = operation.name.ident();
    let meta = meta(api, operation);
    let output_ty = outputs::ty(api, operation);
    let headers_ty = headers::ty(operation);
    let failure_ty = failures::ty(api, operation);
    let build = build(operation);
    let output = outputs::read(operation);
    let failure = failures::read(operation);
    file.item(code! {
        impl runtime::Operation for #name {
            type Output = #output_ty;
            type Headers = #headers_ty;
            type Failure = #failure_ty;

            #meta
            #build
            #output
            #failure
        }
    });
}

fn meta(api: &Api, operation: &Operation) -> Code {
    let name = format!("{}.{}", api.tags[operation.tag].module.plain(), operation.method_name.plain());
    let id = &operation.id;
    let method = &operation.http_method;
    let path = &operation.path;
    let security = operation.security.iter().map(|set| code!(&[#(#set),*]));
    let idempotency = match &operation.idempotency_header {
        Some(header) => code!(Some(#header)),
        None => code!(None),
    };
    let own = &operation.servers;
    let servers = match own.is_empty() {
        true => code!(None),
        false => code!(Some(&runtime::client::Servers { own: &[#(#own),*], all: crate::generated::servers::ALL })),
    };
    code! {
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

fn build(operation: &Operation) -> Code {
    let path = operation.path_parts.iter().map(|part| match part {
        PathPart::Literal(text) => code!(.literal(#text)),
        PathPart::Parameter(index) => operation.parameters.get(*index).map(styles::write).unwrap_or_default(),
    });
    let elsewhere = operation.parameters.iter().filter(|parameter| parameter.location != Location::Path);
    let parameters = elsewhere.map(styles::write);
    let accept = (!operation.accept.is_empty()).then_some(&operation.accept).map(|types| code!(.accept(#types)));
    let body = operation.body.iter().filter_map(bodies::link);
    let statement = operation.body.as_ref().and_then(bodies::statement);
    code! {
        #[inline]
        fn build(&self, request: &mut request::RequestBuilder<'_>) {
            request #(#path)* #(#parameters)* #accept #(#body)*;
            #statement
        }
    }
}
