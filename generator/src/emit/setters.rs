//! Arguments that are pleasant to pass: what a constructor or a setter takes, and how it becomes the field's value.

use super::{
    code::{Code, Ident, code},
    literals::AsIdent,
    types::{self, From},
};
use crate::ir::{Api, FieldName, Ty, TypeKind};

/// An argument's type, and the expression that turns it into the value.
pub(super) struct Argument {
    pub(super) ty: Code,
    pub(super) value: Code,
}

/// Methods of every type that a setter of the same name would hide, and those of operators, which it would be taken for.
const OF_ALL: &[&str] = &["new", "clone", "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];

/// The same of every operation.
pub(super) const OF_OPERATIONS: &[&str] =
    &["build", "output", "headers", "failure", "request", "send", "items", "next_link"];

/// The name of a field's setter: the field's own, unless that is a method already.
pub(super) fn method_name<'a>(
    name: &FieldName,
    others: impl Iterator<Item = &'a FieldName> + Clone,
    taken: &[&str],
) -> Ident {
    if !OF_ALL.contains(&name.plain()) && !taken.contains(&name.plain()) {
        return name.ident();
    }
    let mut method = format!("set_{}", name.plain());
    while others.clone().any(|other| other.plain() == method) {
        method.push('_');
    }
    FieldName::new(&method).unwrap_or_else(|| name.clone()).ident()
}

/// The argument for a value of a type.
pub(super) fn argument(api: &Api, ty: &Ty, name: &Ident, from: From) -> Argument {
    let plain = types::ty(api, ty, from);
    match ty {
        Ty::String
        | Ty::Base64
        | Ty::DateTime
        | Ty::Date
        | Ty::UnixTime
        | Ty::Duration
        | Ty::Time
        | Ty::HttpDate
        | Ty::Decimal
        | Ty::Uuid
        | Ty::Json => into(&plain, name),
        Ty::Named(id) => match &api.types[*id].kind {
            TypeKind::Alias(target) => argument(api, target, name, from),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Struct(_) => into(&plain, name),
        },
        Ty::List(item) => {
            let item = types::ty(api, item, from);
            Argument {
                ty: code!(impl IntoIterator<Item = impl Into<#item>>),
                value: code!(#name.into_iter().map(Into::into).collect()),
            }
        }
        Ty::Map(item) => {
            let item = types::ty(api, item, from);
            Argument {
                ty: code!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                value: code!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
            }
        }
        Ty::Bool | Ty::Integer(_) | Ty::F64 | Ty::F32 | Ty::Nullable(_) => Argument { ty: plain, value: code!(#name) },
    }
}

/// A field's initializer: `name: value`, or just `name`.
pub(super) fn init(name: &Ident, value: &Code) -> Code {
    if value.is(name) { code!(#name) } else { code!(#name: #value) }
}

fn into(plain: &Code, name: &Ident) -> Argument {
    Argument { ty: code!(impl Into<#plain>), value: code!(#name.into()) }
}
