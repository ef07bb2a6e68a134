//! Other names for types.

use super::{
    code::{Code, code},
    docs,
    literals::AsIdent,
    rust_file::RustFile,
    types::{self, From},
};
use crate::ir::{Api, Ty, Type};

/// A type as another name of one that is like it: the very item, so that the variants of an enum are below both names. Its
/// documentation is that of the item, after this.
pub(super) fn same(ty: &Type, same: &Type, gate: &Code) -> Code {
    let (name, module, target) = (ty.name.ident(), same.module.ident(), same.name.ident());
    let docs = docs::lines([like(&format!("[`{target}`]")).as_str()]);
    let place = docs::place(&ty.pointer);
    code!(#docs #place #gate pub use #module::#target as #name;)
}

/// The sentence that says that something is another name, of what that link leads to.
pub(super) fn like(link: &str) -> String {
    format!("Another name of {link}, which the document describes in the same way.")
}

/// Writes an alias.
pub(super) fn emit(api: &Api, ty: &Type, target: &Ty, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let target = types::ty(api, target, From::Models);
    file.item(code!(#docs #deprecated pub type #name = #target;));
}
