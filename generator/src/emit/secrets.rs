//! Structs of which some fields are not shown: their `Debug` is written out.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{literals::AsIdent, rust_file::RustFile};
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
    pub(super) fn own(name: &str, secret: bool) -> Self {
        Self { ident: format_ident!("{name}"), text: name.to_owned(), secret }
    }
}

/// The derives of a struct with these fields.
pub(super) fn derive(fields: &[Shown]) -> TokenStream {
    match fields.iter().any(|field| field.secret) {
        true => quote!(#[derive(Clone)]),
        false => quote!(#[derive(Clone, Debug)]),
    }
}

/// Writes the `Debug` that is not derived, if there is something to hide.
pub(super) fn debug(name: &TypeName, fields: &[Shown], file: &mut RustFile) {
    if !fields.iter().any(|field| field.secret) {
        return;
    }
    let (ident, shown) = (name.ident(), name.as_str());
    let fields = fields.iter().map(|Shown { ident, text, secret }| match secret {
        true => quote!(.field(#text, &format_args!("[redacted]"))),
        false => quote!(.field(#text, &self.#ident)),
    });
    file.item(quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(#shown) #(#fields)* .finish()
            }
        }
    });
}
