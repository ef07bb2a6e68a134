//! Types as tokens.

use super::{
    code::{Code, code},
    literals::AsIdent,
};
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
pub(super) fn ty(api: &Api, ty: &Ty, from: From) -> Code {
    match ty {
        Ty::Bool => code!(bool),
        Ty::Integer(integer) => match integer {
            Integer::I8 => code!(i8),
            Integer::I16 => code!(i16),
            Integer::I32 => code!(i32),
            Integer::I64 => code!(i64),
            Integer::U8 => code!(u8),
            Integer::U16 => code!(u16),
            Integer::U32 => code!(u32),
            Integer::U64 => code!(u64),
        },
        Ty::F64 => code!(f64),
        Ty::F32 => code!(f32),
        Ty::String => code!(String),
        Ty::Base64 => code!(model::Base64),
        Ty::DateTime => code!(model::DateTime),
        Ty::Date => code!(model::Date),
        Ty::UnixTime => code!(model::UnixTime),
        Ty::Duration => code!(model::Duration),
        Ty::Time => code!(model::Time),
        Ty::HttpDate => code!(model::HttpDate),
        Ty::Decimal => code!(model::Decimal),
        Ty::Uuid => code!(model::Uuid),
        Ty::Json => code!(serde_json::Value),
        Ty::List(item) => {
            let item = self::ty(api, item, from);
            code!(Vec<#item>)
        }
        Ty::Map(item) => {
            let item = self::ty(api, item, from);
            code!(std::collections::BTreeMap<String, #item>)
        }
        Ty::Nullable(inner) => {
            let inner = self::ty(api, inner, from);
            code!(Option<#inner>)
        }
        Ty::Named(id) => named(api, *id, from),
    }
}

fn named(api: &Api, id: TypeId, from: From) -> Code {
    let name = api.types[id].name.ident();
    match from {
        From::Models => Code::imported(&name),
        From::Crate => code!(models::#name),
    }
}

/// The type of a field, with what its presence adds.
pub(super) fn field(api: &Api, field: &Field, from: From) -> Code {
    let mut ty = ty(api, &field.ty, from);
    if field.boxed {
        ty = code!(Box<#ty>);
    }
    match (field.required, field.nullable) {
        (true, false) => ty,
        (false, true) => code!(model::Nullable<#ty>),
        (false, false) | (true, true) => code!(Option<#ty>),
    }
}

/// The value of a field that nothing was set in or read into.
pub(super) fn empty(field: &Field) -> Code {
    match field.required == field.nullable {
        // The types that are options: see `field`.
        true => code!(None),
        false => code!(model::Field::empty()),
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
