//! The module `servers`: where the service is, by the names of the document's servers.

use super::{
    code::{Ident, code},
    docs,
    literals::AsIdent,
    rust_file::RustFile,
};
use crate::{
    files::Sink,
    ir::{Api, FieldName, Server, ServerPart, ServerVariable, TypeName},
};

/// Writes the module, if the document names servers.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    if api.servers.is_empty() {
        return;
    }
    let mut file = RustFile::index("Where the service is: the servers that the document names.");
    let all = api.servers.iter().map(|server| &server.address);
    file.item(code! {
        /// All of them, with the defaults of their variables.
        pub const ALL: &[&str] = &[#(#all),*];
    });
    for server in &api.servers {
        match server.variables.is_empty() {
            true => constant(server, &mut file),
            false => builder(server, &mut file),
        }
    }
    files.add("src/generated/servers.rs", file.finish(api));
}

/// The name of a server that is a constant.
pub(super) fn constant_name(server: &Server) -> String {
    docs::words(server.name.as_str()).replace(' ', "_").to_ascii_uppercase()
}

/// A server whose address is fixed.
fn constant(server: &Server, file: &mut RustFile) {
    let name = TypeName::new(&constant_name(server)).unwrap_or_else(|| server.name.clone()).ident();
    let address = &server.address;
    let docs = docs::with_pointer(&server.docs, "A server.", &server.pointer);
    file.item(code! {
        #docs
        pub const #name: &str = #address;
    });
}

/// A server whose address has variables.
fn builder(server: &Server, file: &mut RustFile) {
    let name = server.name.ident();
    let docs = docs::or(&server.docs, "A server.");
    let more = docs::lines(["", docs::code(&template(server)).as_str(), "", "[`url`](Self::url) gives the address."]);
    let place = docs::place(&server.pointer);
    let defaults = docs::lines([format!("The server with the defaults: {}.", docs::code(&server.address)).as_str()]);
    let fields: Vec<Ident> = server.variables.iter().map(|variable| variable.name.ident()).collect();
    let values = server.variables.iter().map(|variable| &variable.default);
    let setters = server.variables.iter().map(|ServerVariable { name, default, docs, .. }| {
        let field = name.ident();
        let sentence = docs::or(docs, &format!("Sets the {}.", docs::words(name.plain())));
        let default = docs::lines(["", format!("{} by default.", docs::code(default)).as_str()]);
        code! {
            #sentence
            #default
            pub fn #field(mut self, value: impl Into<String>) -> Self {
                self.#field = value.into();
                self
            }
        }
    });
    let parts = server.parts.iter().map(|part| match part {
        ServerPart::Literal(text) => code!(#text),
        ServerPart::Variable(index) => {
            let field = fields.get(*index);
            code!(self.#field.as_str())
        }
    });
    file.item(code! {
        #docs
        #more
        #place
        #[derive(Clone, Debug)]
        #[must_use = "a server is only an address"]
        pub struct #name {
            #(#fields: String,)*
        }
    });
    file.item(code! {
        impl #name {
            #defaults
            pub fn new() -> Self {
                Self { #(#fields: #values.to_owned()),* }
            }
            #(#setters)*
            /// The address, for a client's endpoint.
            #[must_use]
            pub fn url(&self) -> String {
                [#(#parts),*].concat()
            }
        }
    });
    file.item(code! {
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    });
}

/// The address with the variables' names in braces.
fn template(server: &Server) -> String {
    let part = |part: &ServerPart| match part {
        ServerPart::Literal(text) => text.clone(),
        ServerPart::Variable(index) => {
            format!(
                "{{{}}}",
                server.variables.get(*index).map_or("", |ServerVariable { name, .. }| FieldName::plain(name))
            )
        }
    };
    server.parts.iter().map(part).collect()
}
