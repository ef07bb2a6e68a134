//! About how large values are: to know where clippy would rather have a box.
//!
//! A box that comes and goes with the size of what a document says would change the API with every field, so that
//! large variants stay as they are, and say why. What is too large for a stack has its box already.

use super::code::{Code, code};
use crate::ir::{Api, Ty};

/// How deep types are followed; what is deeper counts as a pointer.
const DEPTH: usize = 12;

/// The difference between the largest and the next variant that clippy allows, less what an estimate may miss.
const DIFFERENCE: usize = 120;

/// The attribute of an enum with these variants: something only where one of them is much larger than the others.
pub(super) fn attribute<'a>(api: &Api, variants: impl Iterator<Item = Option<&'a Ty>>) -> Code {
    let mut sizes: Vec<usize> = variants.map(|ty| ty.map_or(0, |ty| size(api, ty, DEPTH))).collect();
    sizes.sort_unstable_by(|one, two| two.cmp(one));
    match sizes.as_slice() {
        [largest, next, ..] if largest - next > DIFFERENCE => {
            code!(#[allow(clippy::large_enum_variant, reason = "a box would come and go with the document")])
        }
        _ => Code::new(),
    }
}

fn size(api: &Api, ty: &Ty, depth: usize) -> usize {
    let Some(depth) = depth.checked_sub(1) else { return 8 };
    ty.size(&mut |id| api.types[id].kind.size(&mut |inner| size(api, &Ty::Named(inner), depth)))
}
