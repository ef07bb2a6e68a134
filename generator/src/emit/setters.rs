//! Arguments that are pleasant to pass: what a constructor or a setter takes, and how it becomes the field's value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::{self, From};
use crate::ir::{Api, Ty, TypeKind};

/// An argument's type, and the expression that turns it into the value.
pub(super) struct Argument {
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
}

/// The argument for a value of a type.
pub(super) fn argument(api: &Api, ty: &Ty, name: &Ident, from: From) -> Argument {
    let plain = types::ty(api, ty, from);
    match ty {
        Ty::String | Ty::Base64 | Ty::DateTime | Ty::Json => into(&plain, name),
        Ty::Named(id) => match &api.types[*id].kind {
            TypeKind::Enum(_) | TypeKind::Union(_) => into(&plain, name),
            TypeKind::Alias(target) => argument(api, &target.clone(), name, from),
            TypeKind::Struct(_) => Argument { ty: plain, value: quote!(#name) },
        },
        Ty::List(item) => {
            let item = types::ty(api, item, from);
            Argument {
                ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                value: quote!(#name.into_iter().map(Into::into).collect()),
            }
        }
        Ty::Map(item) => {
            let item = types::ty(api, item, from);
            Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                value: quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
            }
        }
        Ty::Bool | Ty::Integer(_) | Ty::F64 | Ty::F32 | Ty::Nullable(_) => Argument { ty: plain, value: quote!(#name) },
    }
}

fn into(plain: &TokenStream, name: &Ident) -> Argument {
    Argument { ty: quote!(impl Into<#plain>), value: quote!(#name.into()) }
}
