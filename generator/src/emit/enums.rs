//! Enums: the texts that the document knows, and room for those that it does not.

use quote::quote;

use super::{
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    structs,
};
use crate::ir::{Enum, Type};

/// Writes an open enum.
pub(super) fn emit(ty: &Type, body: &Enum, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let unknown = literals::free_name("Unknown", body.variants.iter().map(|variant| &variant.name));
    let unknown_docs = docs::lines(["A value that this version of the crate does not know, as it arrived."]);
    let variants = body.variants.iter().map(|variant| {
        let name = variant.name.ident();
        let docs = docs::or(&variant.docs, &docs::code(&variant.wire));
        quote!(#docs #name,)
    });
    file.item(quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown_docs
            #unknown(model::Unknown),
        }
    });
    let idents: Vec<_> = body.variants.iter().map(|variant| variant.name.ident()).collect();
    let wires: Vec<&str> = body.variants.iter().map(|variant| variant.wire.as_str()).collect();
    file.item(quote! {
        impl #name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::#unknown(text) => text.as_str(),
                }
            }
        }
    });
    file.item(quote! {
        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#wires => Self::#idents,)*
                    text => Self::#unknown(model::Unknown::new(text)),
                }
            }
        }
    });
    file.item(quote! {
        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    });
    file.item(quote! {
        impl model::Field for #name {
            #[inline]
            fn empty() -> Self {
                Self::from("")
            }
            #[inline]
            fn slot(&mut self) -> model::Slot<'_> {
                model::Slot::Text(self)
            }
            #[inline]
            fn value(&self) -> model::Value<'_> {
                model::Value::String(self.as_str())
            }
        }
    });
    file.item(quote! {
        impl model::TextSlot for #name {
            #[inline]
            fn set(&mut self, text: &str) -> Result<(), &'static str> {
                *self = Self::from(text);
                Ok(())
            }
        }
    });
    structs::serde(&name, file);
}
