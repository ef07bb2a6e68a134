//! Structs of which some fields are not shown: their `Debug` is written out.

use super::{
    code::{Code, Ident, code},
    literals::AsIdent,
    rust_file::RustFile,
};
use crate::ir::{FieldName, TypeName};

/// A field as `Debug` has it.
pub(super) struct Shown {
    ident: Ident,
    text: String,
    secret: bool,
}

impl Shown {
    /// A field of the document.
    pub(super) fn of_field(name: &FieldName, secret: bool) -> Self {
        Self { ident: name.ident(), text: name.plain().to_owned(), secret }
    }

    /// A field that we named.
    pub(super) fn own(name: &'static str, secret: bool) -> Self {
        Self { ident: Ident::new(name), text: name.to_owned(), secret }
    }
}

/// The derives of a struct with these fields.
pub(super) fn derive(fields: &[Shown]) -> Code {
    match fields.iter().any(|field| field.secret) {
        true => code!(#[derive(Clone)]),
        false => code!(#[derive(Clone, Debug)]),
    }
}

/// Writes the `Debug` that is not derived, if there is something to hide.
pub(super) fn debug(name: &TypeName, fields: &[Shown], file: &mut RustFile) {
    if !fields.iter().any(|field| field.secret) {
        return;
    }
    let (ident, shown) = (name.ident(), name.as_str());
    let fields = fields.iter().map(|Shown { ident, text, secret }| match secret {
        true => code!(.field(#text, &format_args!("[redacted]"))),
        false => code!(.field(#text, &self.#ident)),
    });
    file.item(code! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(#shown) #(#fields)* .finish()
            }
        }
    });
}
