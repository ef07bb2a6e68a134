//! Types as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::literals::AsIdent;
use crate::ir::{Api, Field, Integer, Ty, TypeId};

/// From where a type is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// From a file of the models: by its name, which is imported.
    Models,
    /// From elsewhere in the crate: `models::ChatMessage`.
    Crate,
}

/// A type.
pub(super) fn ty(api: &Api, ty: &Ty, from: From) -> TokenStream {
    match ty {
        Ty::Bool => quote!(bool),
        Ty::Integer(integer) => match integer {
            Integer::I8 => quote!(i8),
            Integer::I16 => quote!(i16),
            Integer::I32 => quote!(i32),
            Integer::I64 => quote!(i64),
            Integer::U8 => quote!(u8),
            Integer::U16 => quote!(u16),
            Integer::U32 => quote!(u32),
            Integer::U64 => quote!(u64),
        },
        Ty::F64 => quote!(f64),
        Ty::F32 => quote!(f32),
        Ty::String => quote!(String),
        Ty::Base64 => quote!(model::Base64),
        Ty::DateTime => quote!(model::DateTime),
        Ty::Date => quote!(model::Date),
        Ty::UnixTime => quote!(model::UnixTime),
        Ty::Duration => quote!(model::Duration),
        Ty::Time => quote!(model::Time),
        Ty::HttpDate => quote!(model::HttpDate),
        Ty::Decimal => quote!(model::Decimal),
        Ty::Uuid => quote!(model::Uuid),
        Ty::Json => quote!(serde_json::Value),
        Ty::List(item) => {
            let item = self::ty(api, item, from);
            quote!(Vec<#item>)
        }
        Ty::Map(item) => {
            let item = self::ty(api, item, from);
            quote!(std::collections::BTreeMap<String, #item>)
        }
        Ty::Nullable(inner) => {
            let inner = self::ty(api, inner, from);
            quote!(Option<#inner>)
        }
        Ty::Named(id) => named(api, *id, from),
    }
}

fn named(api: &Api, id: TypeId, from: From) -> TokenStream {
    let name = api.types[id].name.ident();
    match from {
        From::Models => quote!(#name),
        From::Crate => quote!(models::#name),
    }
}

/// The type of a field, with what its presence adds.
pub(super) fn field(api: &Api, field: &Field, from: From) -> TokenStream {
    let mut ty = ty(api, &field.ty, from);
    if field.boxed {
        ty = quote!(Box<#ty>);
    }
    match (field.required, field.nullable) {
        (true, false) => ty,
        (false, true) => quote!(model::Nullable<#ty>),
        (false, false) | (true, true) => quote!(Option<#ty>),
    }
}

/// The named types that a type mentions.
pub(super) fn mentioned(ty: &Ty, visit: &mut dyn FnMut(TypeId)) {
    match ty {
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => mentioned(inner, visit),
        Ty::Named(id) => visit(*id),
        _ => {}
    }
}

/// The type that an alias stands for, all the way.
pub(super) fn resolved(api: &Api, ty: &Ty) -> Ty {
    match ty {
        Ty::Named(id) => match &api.types[*id].kind {
            crate::ir::TypeKind::Alias(target) => resolved(api, target),
            _ => ty.clone(),
        },
        Ty::List(inner) => Ty::List(Box::new(resolved(api, inner))),
        Ty::Map(inner) => Ty::Map(Box::new(resolved(api, inner))),
        Ty::Nullable(inner) => Ty::Nullable(Box::new(resolved(api, inner))),
        _ => ty.clone(),
    }
}
