//! Other names for types.

use super::{
    code::code,
    docs,
    literals::AsIdent,
    rust_file::RustFile,
    types::{self, From},
};
use crate::ir::{Api, Ty, Type};

/// Writes an alias.
pub(super) fn emit(api: &Api, ty: &Type, target: &Ty, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let target = types::ty(api, target, From::Models);
    file.item(code!(#docs #deprecated pub type #name = #target;));
}
