//! About how large values are: to know where clippy would rather have a box.
//!
//! A box that comes and goes with the size of what a document says would change the API with every field, so that
//! large variants stay as they are, and say why.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Field, Ty, TypeKind};

/// How deep types are followed; what is deeper counts as a pointer.
const DEPTH: usize = 12;

/// The difference between the largest and the next variant that clippy allows, less what an estimate may miss.
const DIFFERENCE: usize = 120;

/// The attribute of an enum with these variants: something only where one of them is much larger than the others.
pub(super) fn attribute<'a>(api: &Api, variants: impl Iterator<Item = Option<&'a Ty>>) -> TokenStream {
    let mut sizes: Vec<usize> = variants.map(|ty| ty.map_or(0, |ty| size(api, ty, DEPTH))).collect();
    sizes.sort_unstable_by(|one, two| two.cmp(one));
    match sizes.as_slice() {
        [largest, next, ..] if largest - next > DIFFERENCE => {
            quote!(#[allow(clippy::large_enum_variant, reason = "a box would come and go with the document")])
        }
        _ => TokenStream::new(),
    }
}

fn size(api: &Api, ty: &Ty, depth: usize) -> usize {
    let Some(depth) = depth.checked_sub(1) else { return 8 };
    match ty {
        Ty::Bool => 1,
        Ty::Integer(_) | Ty::UnixTime | Ty::F64 | Ty::F32 => 8,
        Ty::Duration | Ty::Time | Ty::HttpDate | Ty::Decimal => 16,
        Ty::String | Ty::List(_) | Ty::Map(_) => 24,
        Ty::DateTime | Ty::Date | Ty::Uuid => 24,
        Ty::Base64 | Ty::Json => 32,
        Ty::Nullable(inner) => size(api, inner, depth) + 8,
        Ty::Named(id) => match &api.types[*id].kind {
            TypeKind::Alias(target) => size(api, target, depth),
            TypeKind::Enum(_) => 24,
            TypeKind::Struct(body) => body.fields.iter().map(|field| of_field(api, field, depth)).sum(),
            TypeKind::Union(body) => {
                let held =
                    body.members.iter().map(|member| if member.boxed { 8 } else { size(api, &member.ty, depth) });
                held.max().unwrap_or(0).max(32)
            }
        },
    }
}

fn of_field(api: &Api, field: &Field, depth: usize) -> usize {
    if field.boxed { 8 } else { size(api, &field.ty, depth) }
}
