//! The module `api`: a trait for each tag, so that code can take any implementation and a test can bring its own.

use super::{
    code::{Code, code},
    docs,
    literals::AsIdent,
    models, operations, outputs,
    rust_file::RustFile,
    types::{self, From},
};
use crate::{
    files::Sink,
    ir::{Api, Content, Operation, Output, Tag},
};

/// Writes all traits.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    let mut index = RustFile::index("A trait for each tag, implemented by the client.");
    let by_tag = operations::by_tag(api);
    for (id, tag) in api.tags.iter() {
        let module = tag.module.ident();
        let name = tag.api.ident();
        let gate = models::gate(api, &[id]);
        index.item(code! {
            #gate
            mod #module;
            #gate
            pub use #module::#name;
        });
        files.add(
            format!("src/generated/api/{}.rs", tag.module.plain()),
            file(api, tag, by_tag.get(&id).map(Vec::as_slice).unwrap_or_default()),
        );
    }
    files.add("src/generated/api/mod.rs", index.finish(api));
}

fn file(api: &Api, tag: &Tag, operations: &[&Operation]) -> String {
    let mut file = RustFile::new(format!("[`{}`].", tag.api));
    let module = tag.module.ident();
    let name = tag.api.ident();
    let declarations = operations.iter().map(|operation| {
        let method = operation.method_name.ident();
        let request = operation.name.ident();
        let output = output(api, tag, operation);
        let docs = docs::lines([format!("See [`{0}`]({1}::{0}).", operation.name, tag.module).as_str()]);
        let deprecated = docs::deprecated(operation.deprecated);
        code! {
            #docs
            #deprecated
            fn #method(&self, operation: #module::#request) -> runtime::BoxFuture<'_, Result<#output, runtime::Error>> {
                runtime::operation::perform(self.__client(), operation)
            }
        }
    });
    let docs = docs::lines([
        operations::of_tag(tag).as_str(),
        "",
        "Implemented by [`Client`](runtime::Client), which sends them. What another implementation does not write answers",
        "[`Error::Unsupported`](runtime::Error::Unsupported), so that a test writes only what it needs, and a new",
        "operation breaks nobody.",
    ]);
    file.import("crate::generated::operations", tag.module.as_str());
    file.item(code! {
        #docs
        pub trait #name: Send + Sync {
            #(#declarations)*
            /// The client that sends what has no other body.
            #[doc(hidden)]
            fn __client(&self) -> Option<&runtime::Client> {
                None
            }
        }
    });
    file.item(code! {
        impl #name for runtime::Client {
            #[inline]
            fn __client(&self) -> Option<&runtime::Client> {
                Some(self)
            }
        }
    });
    file.finish(api)
}

fn output(api: &Api, tag: &Tag, operation: &Operation) -> Code {
    match (&operation.output, outputs::name(operation)) {
        (Output::Several { .. }, Some(name)) => {
            let module = tag.module.ident();
            code!(#module::#name)
        }
        (Output::One(Content::Json(ty)), _) => types::ty(api, ty, From::Crate),
        _ => outputs::ty(api, operation),
    }
}
