//! Unions: one variant for each member, and one for what no member is.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    sizes, structs,
    types::{self, From},
};
use crate::ir::{Api, Member, Ty, Type, Union};

/// Writes a union.
pub(super) fn emit(api: &Api, ty: &Type, body: &Union, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let unknown = unknown(body);
    let unknown_docs = docs::lines(["Something that this version of the crate does not know, as it arrived."]);
    let variants = body.members.iter().map(|member| {
        let name = member.name.ident();
        let sentence = match &member.ty {
            Ty::Named(id) => format!("[`{}`].", api.types[*id].name),
            _ => format!("The {}.", docs::words(member.name.as_str())),
        };
        let docs = docs::of_part(&member.docs, &sentence, &member.pointer);
        let ty = member_ty(api, member, From::Models);
        code!(#docs #name(#ty),)
    });
    let large = sizes::attribute(api, body.members.iter().map(|member| (!member.boxed).then_some(&member.ty)));
    file.item(code! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown_docs
            #unknown(serde_json::Value),
        }
    });
    union_impl(ty, body, &unknown, file);
    conversions(api, ty, body, file);
    structs::shims(&name, file);
}

/// The variant for what is none of the others.
pub(super) fn unknown(body: &Union) -> Ident {
    literals::free_name("Unknown", body.members.iter().map(|member| &member.name))
}

/// What a member's variant holds.
pub(super) fn member_ty(api: &Api, member: &Member, from: From) -> Code {
    let ty = types::ty(api, &member.ty, from);
    if member.boxed { code!(Box<#ty>) } else { ty }
}

fn union_impl(ty: &Type, body: &Union, unknown: &Ident, file: &mut RustFile) {
    let name = ty.name.ident();
    let shown = ty.name.as_str();
    let tag = match &body.tag {
        Some(tag) => code!(Some(#tag)),
        None => code!(None),
    };
    let members = body.members.iter().map(|member| {
        let tags = &member.tags;
        let kinds = literals::kinds(&member.kinds);
        let required = &member.required;
        let constants = member.constants.iter().map(literals::named_constant);
        code! {
            model::Member {
                tags: &[#(#tags),*],
                kinds: #kinds,
                required: &[#(#required),*],
                constants: &[#(#constants),*],
            }
        }
    });
    let idents: Vec<_> = body.members.iter().map(|member| member.name.ident()).collect();
    let index = 0..idents.len();
    file.item(code! {
        impl model::Model for #name {
            type Kind = model::AsUnion;
        }
    });
    file.item(code! {
        impl model::OneOf for #name {
            const TABLE: &'static model::UnionTable = &model::UnionTable {
                name: #shown,
                tag: #tag,
                members: &[#(#members,)*],
            };
            #[inline]
            fn empty(index: usize) -> Self {
                match index {
                    #(#index => Self::#idents(model::Field::empty()),)*
                    _ => Self::#unknown(model::Field::empty()),
                }
            }
            #[inline]
            fn member_mut(&mut self) -> model::Slot<'_> {
                match self {
                    #(Self::#idents(member) => model::Field::slot(member),)*
                    Self::#unknown(member) => model::Field::slot(member),
                }
            }
            #[inline]
            fn member(&self) -> model::Value<'_> {
                match self {
                    #(Self::#idents(member) => model::Field::value(member),)*
                    Self::#unknown(member) => model::Field::value(member),
                }
            }
        }
    });
}

/// The members that a union is made from by `From`: those whose type is no other member's, as far as such impls can stand
/// side by side.
pub(super) fn converted<'a>(api: &'a Api, body: &'a Union) -> impl Iterator<Item = &'a Member> {
    body.members.iter().filter(|member| {
        let resolved = types::resolved(api, &member.ty);
        let alone = body.members.iter().filter(|other| types::resolved(api, &other.ty) == resolved).count() == 1;
        alone && !matches!(resolved, Ty::Json)
    })
}

fn conversions(api: &Api, ty: &Type, body: &Union, file: &mut RustFile) {
    let name = ty.name.ident();
    for member in converted(api, body) {
        let variant = member.name.ident();
        let ty = types::ty(api, &member.ty, From::Models);
        let value = if member.boxed { code!(Box::new(value)) } else { code!(value) };
        file.item(code! {
            impl std::convert::From<#ty> for #name {
                #[inline]
                fn from(value: #ty) -> Self {
                    Self::#variant(#value)
                }
            }
        });
    }
}
