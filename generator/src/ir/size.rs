//! About how large values are in place: an estimate, since only the compiler knows.

use super::{Ty, TypeId, TypeKind};

/// How many bytes a pointer takes.
const POINTER: usize = 8;

impl Ty {
    /// About how many bytes a value takes, when `named` says so of the types that it names.
    pub(crate) fn size(&self, named: &mut dyn FnMut(TypeId) -> usize) -> usize {
        match self {
            Self::Bool => 1,
            Self::Integer(_) | Self::UnixTime | Self::F64 | Self::F32 => 8,
            Self::Duration | Self::Time | Self::HttpDate | Self::Decimal => 16,
            Self::String | Self::List(_) | Self::Map(_) => 24,
            Self::DateTime | Self::Date | Self::Uuid => 24,
            Self::Base64 | Self::Json => 32,
            Self::Nullable(inner) => inner.size(named) + 8,
            Self::Named(id) => named(*id),
        }
    }
}

impl TypeKind {
    /// About how many bytes a value takes, when `named` says so of the types that it is made of.
    pub(crate) fn size(&self, named: &mut dyn FnMut(TypeId) -> usize) -> usize {
        match self {
            Self::Alias(target) => target.size(named),
            Self::Enum(_) => 24,
            Self::Struct(body) => {
                let fields = body.fields.iter();
                fields.map(|field| if field.boxed { POINTER } else { field.ty.size(named) }).sum()
            }
            Self::Union(body) => {
                let members = body.members.iter();
                let held = members.map(|member| if member.boxed { POINTER } else { member.ty.size(named) });
                held.max().unwrap_or(0).max(32)
            }
        }
    }
}
