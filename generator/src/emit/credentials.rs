//! The module `credentials`: what calls are authenticated with, by the names of the document's security schemes.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::AsIdent,
    rust_file::RustFile,
};
use crate::{
    files::Sink,
    ir::{Api, OAuth2Client, SchemeKind, SecurityScheme},
};

/// Whether there is such a module: there is something to say about at least one scheme.
pub(super) fn are_emitted(api: &Api) -> bool {
    api.security.iter().any(|scheme| scheme.kind != SchemeKind::Custom)
}

/// Writes the module.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    if !are_emitted(api) {
        return;
    }
    let mut file = RustFile::new("What calls are authenticated with: [`Credentials`].");
    let methods = api.security.iter().map(method);
    file.item(code! {
        /// Credentials for the service, by the names of its security schemes.
        ///
        /// A client takes them with [`ClientBuilder::authenticate`](runtime::ClientBuilder::authenticate). For each call
        /// they satisfy the first of the operation's alternatives for which all credentials are there; an operation that
        /// asks for none gets none.
        #[derive(Debug, Default)]
        pub struct Credentials(runtime::auth::Credentials);
    });
    file.item(code! {
        impl Credentials {
            /// No credentials.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
            #(#methods)*
        }
    });
    file.item(code! {
        impl runtime::Authenticate for Credentials {
            fn authenticate<'a>(
                &'a self,
                attempt: runtime::client::Attempt<'a>,
                request: &'a mut http::Request<runtime::Payload>,
            ) -> runtime::BoxFuture<'a, Result<(), runtime::error::AuthenticationError>> {
                self.0.authenticate(attempt, request)
            }
            fn rejected(&self, rejection: &runtime::client::Rejection<'_>) -> bool {
                self.0.rejected(rejection)
            }
        }
    });
    files.add("src/generated/credentials.rs", file.finish(api));
}

/// The names of a scheme's methods, with their arguments.
pub(super) fn signatures(scheme: &SecurityScheme) -> Vec<String> {
    let name = scheme.name.plain();
    match &scheme.kind {
        SchemeKind::ApiKey { .. } => vec![format!("{name}(key)")],
        SchemeKind::Basic => vec![format!("{name}(user, password)")],
        SchemeKind::Bearer | SchemeKind::OAuth2 { client: None } => vec![format!("{name}(token)")],
        SchemeKind::OAuth2 { client: Some(client) } => {
            vec![format!("{name}(token)"), format!("{}(id, secret, scopes)", client.method.plain())]
        }
        SchemeKind::Custom => vec![format!("{name}(credential)")],
    }
}

fn method(scheme: &SecurityScheme) -> Code {
    let name = scheme.name.ident();
    let wire = &scheme.wire;
    match &scheme.kind {
        SchemeKind::ApiKey { location, name: key } => {
            let place = Ident::new(location);
            let sentence = format!("The key that goes into the {location}, as {}.", docs::code(key));
            let value = code!(runtime::auth::ApiKey::#place(#key, key));
            one(scheme, &sentence, code!(key: impl Into<runtime::auth::Secret>), value)
        }
        SchemeKind::Basic => one(
            scheme,
            "A user's name, which has no colon in it, and password (RFC 7617).",
            code!(user: impl Into<String>, password: impl Into<runtime::auth::Secret>),
            code!(runtime::auth::Basic::new(user, password)),
        ),
        SchemeKind::Bearer => bearer(scheme),
        SchemeKind::OAuth2 { client } => {
            let token = bearer(scheme);
            let client = client.as_ref().map(|client| oauth2(scheme, client));
            code! {
                #token
                #client
            }
        }
        SchemeKind::Custom => {
            let sentence = "What the service asks for here is written by hand.";
            let docs = docs::with_pointer(&scheme.docs, sentence, &scheme.pointer);
            code! {
                #docs
                #[must_use]
                pub fn #name(self, credential: impl runtime::Authenticate + 'static) -> Self {
                    Self(self.0.with(#wire, credential))
                }
            }
        }
    }
}

fn bearer(scheme: &SecurityScheme) -> Code {
    one(
        scheme,
        "A token (RFC 6750) that is used as it is.",
        code!(token: impl Into<runtime::auth::Secret>),
        code!(runtime::auth::Bearer::new(token)),
    )
}

fn oauth2(scheme: &SecurityScheme, client: &OAuth2Client) -> Code {
    let name = client.method.ident();
    let (wire, url) = (&scheme.wire, &client.token_url);
    let sentence =
        docs::lines([
            format!("A client that gets its tokens itself (RFC 6749, section 4.4), at {}.", docs::code(url)).as_str()
        ]);
    let scopes = match client.scopes.is_empty() {
        true => Code::new(),
        false => {
            let scopes: Vec<String> = client.scopes.iter().map(|scope| docs::code(scope)).collect();
            docs::lines(["", format!("Scopes that the service knows: {}.", scopes.join(", ")).as_str()])
        }
    };
    let place = docs::place(&scheme.pointer);
    code! {
        #sentence
        #scopes
        #place
        #[must_use]
        pub fn #name(
            self,
            id: impl Into<String>,
            secret: impl Into<runtime::auth::Secret>,
            scopes: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            let client = runtime::auth::ClientCredentials::new(#url, id, secret);
            let client = scopes.into_iter().fold(client, |client, scope| client.scope(scope));
            Self(self.0.with(#wire, client))
        }
    }
}

fn one(scheme: &SecurityScheme, sentence: &str, arguments: Code, value: Code) -> Code {
    let (name, wire) = (scheme.name.ident(), &scheme.wire);
    let docs = match scheme.docs.is_empty() {
        true => docs::lines([sentence]),
        false => {
            let docs = docs::or(&scheme.docs, sentence);
            let sentence = docs::lines(["", sentence]);
            code!(#docs #sentence)
        }
    };
    let place = docs::place(&scheme.pointer);
    code! {
        #docs
        #place
        #[must_use]
        pub fn #name(self, #arguments) -> Self {
            Self(self.0.with(#wire, #value))
        }
    }
}
