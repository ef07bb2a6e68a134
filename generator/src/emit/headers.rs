//! The headers that a success comes with, as a struct.

use super::{
    aliases,
    code::{Code, code},
    docs,
    literals::AsIdent,
    rust_file::RustFile,
    structs,
    types::{self, From},
};
use crate::ir::{Api, Headers, Operation, Struct};

/// The type of an operation's headers.
pub(super) fn ty(operation: &Operation) -> Code {
    match &operation.headers {
        Some(headers) => {
            let name = headers.name.ident();
            code!(#name)
        }
        None => code!(()),
    }
}

/// Writes the struct, if there are any.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(headers) = &operation.headers else { return };
    let sentence = format!("The headers that come with a success of [`{}`].", operation.name);
    let whole = format!("{}/responses", operation.pointer);
    if let Some(same) = &headers.same_as {
        let (name, target) = (headers.name.ident(), same.ident());
        let like = aliases::like(&format!("[`{same}`](super::{same})"));
        let (docs, place) = (docs::lines([sentence.as_str(), "", like.as_str()]), docs::place(&whole));
        file.item(code!(#docs #place pub type #name = super::#target;));
        return;
    }
    fields(api, headers, &sentence, "header", &whole, file);
}

/// Writes a struct of headers, or of parameters that are read like them; `what` is one of them in a sentence, `whole` where
/// the document has them.
pub(super) fn fields(api: &Api, part: &Headers, sentence: &str, what: &str, whole: &str, file: &mut RustFile) {
    let name = part.name.ident();
    let docs = docs::lines([sentence]);
    let place = docs::place(whole);
    let fields = part.fields.iter().map(|field| {
        let name = field.name.ident();
        let sentence = format!("The {what} {}.", docs::code(&field.wire));
        let docs = docs::of_part(&field.docs, &sentence, &field.pointer);
        let deprecated = docs::deprecated(field.deprecated);
        let ty = types::field(api, field, From::Crate);
        code!(#docs #deprecated pub #name: #ty,)
    });
    file.item(code! {
        #docs
        #place
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
    });
    structs::record(&name, part.name.as_str(), &part.fields, &Struct::default(), file);
    structs::debug(&name, file);
}
