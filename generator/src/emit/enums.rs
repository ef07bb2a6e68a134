//! Enums: the values that the document knows, and room for those that it does not.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};

use super::{
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    structs,
};
use crate::ir::{Enum, EnumBase, Literal, Type};

/// Writes an open enum.
pub(super) fn emit(ty: &Type, body: &Enum, file: &mut RustFile) {
    let name = ty.name.ident();
    let unknown = unknown(body);
    declare(ty, body, &unknown, file);
    let known = Known {
        name,
        unknown,
        idents: body.variants.iter().map(|variant| variant.name.ident()).collect(),
        wires: body.variants.iter().map(|variant| &variant.wire).collect(),
    };
    match body.base {
        EnumBase::Text => text(&known, file),
        EnumBase::Integer => integer(&known, &Width::I64, file),
        EnumBase::Natural => integer(&known, &Width::U64, file),
        EnumBase::Json => json(&known, file),
    }
    structs::serde(&known.name, file);
}

/// The variant for what is none of the others.
pub(super) fn unknown(body: &Enum) -> Ident {
    literals::free_name("Unknown", body.variants.iter().map(|variant| &variant.name))
}

/// The names of an enum, with the values that they stand for.
struct Known<'a> {
    name: Ident,
    unknown: Ident,
    idents: Vec<Ident>,
    wires: Vec<&'a Literal>,
}

fn declare(ty: &Type, body: &Enum, unknown: &Ident, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let unknown_docs = docs::lines(["A value that this version of the crate does not know, as it arrived."]);
    let variants = body.variants.iter().map(|variant| {
        let name = variant.name.ident();
        let value = match &variant.wire {
            Literal::String(text) => docs::code(text),
            value => docs::code(&value.to_string()),
        };
        let docs = docs::of_part(&variant.docs, &value, &variant.pointer, &ty.pointer);
        quote!(#docs #name,)
    });
    let (copy, held) = match body.base {
        EnumBase::Text => (None, quote!(model::Unknown)),
        EnumBase::Integer => (Some(quote!(Copy,)), quote!(model::Unknown<i64>)),
        EnumBase::Natural => (Some(quote!(Copy,)), quote!(model::Unknown<u64>)),
        EnumBase::Json => (None, quote!(model::Unknown<serde_json::Value>)),
    };
    file.item(quote! {
        #docs
        #deprecated
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown_docs
            #unknown(#held),
        }
    });
}

fn text(known: &Known<'_>, file: &mut RustFile) {
    let Known { name, unknown, idents, .. } = known;
    let wires: Vec<TokenStream> = known.wires.iter().map(|wire| literals::plain(wire)).collect();
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
    display(name, &quote!(formatter.write_str(self.as_str())), file);
    field(name, &quote!(Self::from("")), &quote!(Text), &quote!(model::Value::String(self.as_str())), file);
    file.item(quote! {
        impl model::TextSlot for #name {
            #[inline]
            fn set(&mut self, text: &str) -> Result<(), &'static str> {
                *self = Self::from(text);
                Ok(())
            }
        }
    });
}

/// What holds the integers of an enum.
enum Width {
    I64,
    U64,
}

fn integer(known: &Known<'_>, width: &Width, file: &mut RustFile) {
    let Known { name, unknown, idents, .. } = known;
    let wires: Vec<TokenStream> = known.wires.iter().map(|wire| literals::plain(wire)).collect();
    let (ty, as_ty, zero) = match width {
        Width::I64 => (quote!(i64), quote!(as_i64), quote!(0_i64)),
        Width::U64 => (quote!(u64), quote!(as_u64), quote!(0_u64)),
    };
    file.item(quote! {
        impl #name {
            /// The number on the wire.
            #[must_use]
            pub fn #as_ty(&self) -> #ty {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::#unknown(number) => *number.get(),
                }
            }
        }
    });
    file.item(quote! {
        impl From<#ty> for #name {
            fn from(number: #ty) -> Self {
                match number {
                    #(#wires => Self::#idents,)*
                    number => Self::#unknown(model::Unknown::keep(number)),
                }
            }
        }
    });
    display(name, &quote!(std::fmt::Display::fmt(&self.#as_ty(), formatter)), file);
    let value = quote!(model::Value::Integer(self.#as_ty().into()));
    field(name, &quote!(Self::from(0)), &quote!(Integer), &value, file);
    file.item(quote! {
        impl model::IntegerSlot for #name {
            #[inline]
            fn set(&mut self, value: i128) -> Result<(), &'static str> {
                let mut number = #zero;
                model::IntegerSlot::set(&mut number, value)?;
                *self = Self::from(number);
                Ok(())
            }
            #[inline]
            fn expected(&self) -> &'static str {
                model::IntegerSlot::expected(&#zero)
            }
        }
    });
}

fn json(known: &Known<'_>, file: &mut RustFile) {
    let Known { name, unknown, idents, .. } = known;
    let compared = known.wires.iter().map(|wire| match wire {
        // The type of a number says which comparison is meant.
        Literal::Integer(value) => match i64::try_from(*value) {
            Ok(value) => proc_macro2::Literal::i64_suffixed(value).into_token_stream(),
            Err(_) => proc_macro2::Literal::u64_suffixed(u64::try_from(*value).unwrap_or(u64::MAX)).into_token_stream(),
        },
        wire => literals::plain(wire),
    });
    let values = known.wires.iter().map(|wire| {
        let value = literals::plain(wire);
        match wire {
            Literal::String(_) => quote!(model::Value::String(#value)),
            Literal::Integer(_) => quote!(model::Value::Integer(#value)),
            Literal::Bool(_) => quote!(model::Value::Bool(#value)),
        }
    });
    file.item(quote! {
        impl From<serde_json::Value> for #name {
            fn from(value: serde_json::Value) -> Self {
                match value {
                    #(value if value == #compared => Self::#idents,)*
                    value => Self::#unknown(model::Unknown::keep(value)),
                }
            }
        }
    });
    display(name, &quote!(json::display(self, formatter)), file);
    let value = quote! {
        match self {
            #(Self::#idents => #values,)*
            Self::#unknown(value) => model::Value::Json(value.get()),
        }
    };
    field(name, &quote!(Self::from(serde_json::Value::Null)), &quote!(Any), &value, file);
    file.item(quote! {
        impl model::AnySlot for #name {
            #[inline]
            fn set(&mut self, value: serde_json::Value) {
                *self = Self::from(value);
            }
        }
    });
}

fn display(name: &Ident, body: &TokenStream, file: &mut RustFile) {
    file.item(quote! {
        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #body
            }
        }
    });
}

fn field(name: &Ident, empty: &TokenStream, slot: &TokenStream, value: &TokenStream, file: &mut RustFile) {
    file.item(quote! {
        impl model::Field for #name {
            #[inline]
            fn empty() -> Self {
                #empty
            }
            #[inline]
            fn slot(&mut self) -> model::Slot<'_> {
                model::Slot::#slot(self)
            }
            #[inline]
            fn value(&self) -> model::Value<'_> {
                #value
            }
        }
    });
}
