//! The struct of a multipart body: a field for each part, and how they are put together.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::AsIdent,
    rust_file::RustFile,
    secrets::{self, Shown},
    setters::{self, Argument},
    styles,
    types::{self, From},
};
use crate::ir::{Api, FieldName, Literal, Multipart, Operation, Part, PartKind, Rest, Ty};

/// Methods that a setter of the same name would hide.
const OF_MULTIPART: &[&str] = &["parts"];

/// Writes the struct with all that belongs to it.
pub(super) fn emit(api: &Api, operation: &Operation, multipart: &Multipart, file: &mut RustFile) {
    declare(api, operation, multipart, file);
    let name = multipart.name.ident();
    let required: Vec<&Part> = multipart.parts.iter().filter(|part| is_required(part)).collect();
    let arguments = required.iter().map(|part| {
        let name = part.field.name.ident();
        let ty = argument(api, part, &name).ty;
        code!(#name: #ty)
    });
    let values = multipart.parts.iter().map(|part| {
        let name = part.field.name.ident();
        match is_required(part) {
            true => setters::init(&name, &argument(api, part, &name).value),
            false => code!(#name: None),
        }
    });
    let rest = multipart.rest.iter().map(|(rest, _)| {
        let name = rest.name.ident();
        code!(#name: std::collections::BTreeMap::new())
    });
    let setters = multipart.parts.iter().filter(|part| !is_required(part)).map(|part| setter(api, multipart, part));
    let parts = parts(multipart);
    let docs = match required.is_empty() {
        true => docs::lines(["Without any part."]),
        false => docs::lines(["With all parts that are required, and no other."]),
    };
    let many = (required.len() > 7).then(|| code!(#[expect(clippy::too_many_arguments)]));
    file.item(code! {
        impl #name {
            #docs
            #many
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* #(#rest,)* }
            }
            #(#setters)*
            #parts
        }
    });
    if required.is_empty() {
        file.item(code! {
            impl Default for #name {
                #[inline]
                fn default() -> Self {
                    Self::new()
                }
            }
        });
    }
}

fn declare(api: &Api, operation: &Operation, multipart: &Multipart, file: &mut RustFile) {
    let name = multipart.name.ident();
    let sentence = format!("The parts that [`{}`] sends.", operation.name);
    let docs = docs::lines([sentence.as_str()]);
    let fields = multipart.parts.iter().map(|part| {
        let name = part.field.name.ident();
        let sentence = format!("The {}.", docs::words(part.field.name.plain()));
        let docs = docs::of_part(&part.field.docs, &sentence, &part.field.pointer);
        let deprecated = docs::deprecated(part.field.deprecated);
        let ty = ty(api, part);
        code!(#docs #deprecated pub #name: #ty,)
    });
    let rest = multipart.rest.iter().map(|(rest, kind)| {
        let name = rest.name.ident();
        let item = rest_ty(api, rest, kind);
        let docs = docs::lines(["All other parts, by their names."]);
        let place = docs::place_of_part(&rest.pointer);
        code!(#docs #place pub #name: std::collections::BTreeMap<String, #item>,)
    });
    let shown: Vec<Shown> = multipart
        .parts
        .iter()
        .map(|part| Shown::of_field(&part.field.name, part.field.secret))
        .chain(multipart.rest.iter().map(|(rest, _)| Shown::of_field(&rest.name, false)))
        .collect();
    let derive = secrets::derive(&shown);
    let place = docs::place(&multipart.pointer);
    file.item(code! {
        #docs
        #place
        #derive
        pub struct #name {
            #(#fields)*
            #(#rest)*
        }
    });
    secrets::debug(&multipart.name, &shown, file);
}

/// Whether a part is always there: a part that is null is not.
fn is_required(part: &Part) -> bool {
    part.field.required && !part.field.nullable
}

/// The arguments of the constructor, for examples: a part's field, and whether it is a file, or several.
pub(super) fn arguments(multipart: &Multipart) -> impl Iterator<Item = (&FieldName, Option<bool>, &Ty)> {
    multipart.parts.iter().filter(|part| is_required(part)).map(|part| {
        let file = match part.kind {
            PartKind::File { many, .. } => Some(many),
            _ => None,
        };
        (&part.field.name, file, &part.field.ty)
    })
}

/// The type of a part's field.
pub(super) fn ty(api: &Api, part: &Part) -> Code {
    let plain = match &part.kind {
        kind @ PartKind::File { .. } => file_ty(kind),
        _ => types::ty(api, &part.field.ty, From::Crate),
    };
    if is_required(part) { plain } else { code!(Option<#plain>) }
}

/// The type of what has no field of its own.
pub(super) fn rest_ty(api: &Api, rest: &Rest, kind: &PartKind) -> Code {
    match kind {
        PartKind::File { .. } => file_ty(kind),
        _ => types::ty(api, &rest.ty, From::Crate),
    }
}

fn file_ty(kind: &PartKind) -> Code {
    match kind {
        PartKind::File { many: true, .. } => code!(Vec<runtime::FilePart>),
        _ => code!(runtime::FilePart),
    }
}

fn argument(api: &Api, part: &Part, name: &Ident) -> Argument {
    match part.kind {
        PartKind::File { many: false, .. } => {
            Argument { ty: code!(impl Into<runtime::FilePart>), value: code!(#name.into()) }
        }
        PartKind::File { many: true, .. } => Argument {
            ty: code!(impl IntoIterator<Item = impl Into<runtime::FilePart>>),
            value: code!(#name.into_iter().map(Into::into).collect()),
        },
        _ => setters::argument(api, &part.field.ty, name, From::Crate),
    }
}

fn setter(api: &Api, multipart: &Multipart, part: &Part) -> Code {
    let field = &part.field;
    let others = multipart.parts.iter().map(|part| &part.field.name);
    let rest = multipart.rest.iter().map(|(rest, _)| &rest.name);
    let method = setters::method_name(&field.name, others.chain(rest), OF_MULTIPART);
    let ident = field.name.ident();
    let docs = docs::or(&field.docs, &format!("Sets the {}.", docs::words(field.name.plain())));
    let deprecated = docs::deprecated(field.deprecated);
    let argument = argument(api, part, &Ident::new("value"));
    let (ty, value) = (argument.ty, argument.value);
    code! {
        #docs
        #deprecated
        #[inline]
        #[must_use]
        pub fn #method(mut self, value: #ty) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

/// The method that puts the parts together.
fn parts(multipart: &Multipart) -> Code {
    let parts = multipart.parts.iter().map(|part| {
        let (wire, name) = (&part.field.wire, part.field.name.ident());
        match &part.kind {
            PartKind::File { content_type, .. } => {
                let content_type = default_type(content_type.as_deref());
                code!(.files(#wire, #content_type, &self.#name))
            }
            PartKind::Value => code!(.value(#wire, &self.#name)),
            PartKind::ValueAs(media_type) => code!(.value_as(#wire, #media_type, &self.#name)),
            PartKind::Styled(style) => {
                let style = styles::constant(*style);
                code!(.styled(#wire, #style, &self.#name))
            }
        }
    });
    let constants = multipart.constants.iter().map(|constant| {
        let (wire, text) = (&constant.wire, text(&constant.value));
        code!(.text(#wire, #text))
    });
    let rest = multipart.rest.iter().map(|(rest, kind)| {
        let name = rest.name.ident();
        match kind {
            PartKind::File { content_type, .. } => {
                let content_type = default_type(content_type.as_deref());
                code!(.named_files(#content_type, &self.#name))
            }
            _ => code!(.values(&self.#name)),
        }
    });
    code! {
        /// The parts as they are sent, in the order of the document.
        #[must_use]
        pub fn parts(&self) -> runtime::Multipart {
            runtime::Multipart::new() #(#parts)* #(#constants)* #(#rest)*
        }
    }
}

fn default_type(content_type: Option<&str>) -> Code {
    match content_type {
        Some(content_type) => code!(Some(#content_type)),
        None => code!(None),
    }
}

fn text(value: &Literal) -> String {
    match value {
        Literal::String(text) => text.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Bool(value) => value.to_string(),
    }
}
