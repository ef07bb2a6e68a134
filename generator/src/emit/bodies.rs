//! Request bodies: their types, and how an operation writes them.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::AsIdent,
    multipart,
    rust_file::RustFile,
    setters::{self, Argument},
    sizes, styles,
    types::{self, From},
    xml,
};
use crate::ir::{Api, Body, BodyCase, BodyContent, BodyForm, BodyKind, Operation, Ty};

/// The names of the types that an operation's body brings along.
pub(super) fn names(operation: &Operation) -> Vec<Ident> {
    let Some(body) = &operation.body else { return Vec::new() };
    let mut names = Vec::new();
    if let BodyContent::Several { name, .. } = &body.content {
        names.push(name.ident());
    }
    for form in body.content.forms() {
        if let BodyKind::Multipart(multipart) = &form.kind {
            names.push(multipart.name.ident());
        }
    }
    names
}

/// The type of a body.
pub(super) fn ty(api: &Api, body: &Body) -> Code {
    match &body.content {
        BodyContent::One(form) => form_ty(api, form),
        BodyContent::Several { name, .. } => {
            let name = name.ident();
            code!(#name)
        }
    }
}

/// The type of a body in one form.
pub(super) fn form_ty(api: &Api, form: &BodyForm) -> Code {
    match &form.kind {
        BodyKind::Json(ty) | BodyKind::Form { ty, .. } | BodyKind::Xml { ty, .. } => types::ty(api, ty, From::Crate),
        BodyKind::Multipart(multipart) => {
            let name = multipart.name.ident();
            code!(#name)
        }
        BodyKind::Parts => code!(runtime::Multipart),
        BodyKind::Lines(ty) => {
            let ty = types::ty(api, ty, From::Crate);
            code!(Vec<#ty>)
        }
        BodyKind::Text => code!(String),
        BodyKind::Bytes => code!(runtime::Payload),
    }
}

/// What a constructor or a setter takes for a body.
pub(super) fn argument(api: &Api, body: &Body, name: &Ident) -> Argument {
    let into = |ty: Code| Argument { ty: code!(impl Into<#ty>), value: code!(#name.into()) };
    let BodyContent::One(form) = &body.content else { return into(ty(api, body)) };
    match &form.kind {
        BodyKind::Json(ty) | BodyKind::Form { ty, .. } | BodyKind::Xml { ty, .. } => {
            setters::argument(api, ty, name, From::Crate)
        }
        BodyKind::Lines(ty) => setters::argument(api, &Ty::List(Box::new(ty.clone())), name, From::Crate),
        BodyKind::Text => setters::argument(api, &Ty::String, name, From::Crate),
        BodyKind::Bytes => into(code!(runtime::Payload)),
        BodyKind::Multipart(_) | BodyKind::Parts => Argument { ty: form_ty(api, form), value: code!(#name) },
    }
}

/// What a user should know of a body beside what the document says: the media types that bytes may have.
pub(super) fn more_docs(form: &BodyForm) -> Code {
    if form.alternatives.is_empty() {
        return Code::new();
    }
    let types: Vec<String> = form.alternatives.iter().map(|media_type| docs::code(media_type)).collect();
    let sent = docs::code(&form.media_type);
    let line = format!(
        "Sent as {sent}, unless [`Payload::content_type`](runtime::Payload::content_type) says otherwise: {}.",
        types.join(", ")
    );
    docs::lines(["", line.as_str()])
}

/// The call that writes a body, as a link of the chain of all that is written; none if it takes more than a link.
pub(super) fn link(body: &Body) -> Option<Code> {
    let BodyContent::One(form) = &body.content else { return None };
    let name = body.name.ident();
    let (media_type, kind) = (&form.media_type, &form.kind);
    Some(match (kind, body.required) {
        (BodyKind::Bytes, false) => code!(.optional_body(#media_type, self.#name.as_ref())),
        (BodyKind::Multipart(multipart), false) => {
            let ty = multipart.name.ident();
            code!(.optional_multipart(#media_type, self.#name.as_ref().map(#ty::parts)))
        }
        (BodyKind::Parts, false) => code!(.optional_multipart(#media_type, self.#name.clone())),
        (BodyKind::Multipart(_) | BodyKind::Parts | BodyKind::Bytes, true) => write(form, &code!(self.#name)),
        _ => write(form, &code!(&self.#name)),
    })
}

/// The statement that writes a body that comes in several forms.
pub(super) fn statement(body: &Body) -> Option<Code> {
    let BodyContent::Several { name: enum_name, cases } = &body.content else { return None };
    let (name, enum_name) = (body.name.ident(), enum_name.ident());
    let arms = cases.iter().map(|case| {
        let (variant, call) = (case.name.ident(), write(&case.form, &code!(body)));
        code!(#enum_name::#variant(body) => request #call,)
    });
    Some(match body.required {
        true => code!(match &self.#name { #(#arms)* };),
        false => code! {
            if let Some(body) = &self.#name {
                match body { #(#arms)* };
            }
        },
    })
}

/// The call that writes a value in a form.
fn write(form: &BodyForm, value: &Code) -> Code {
    let media_type = &form.media_type;
    match &form.kind {
        BodyKind::Json(_) => code!(.json(#media_type, #value)),
        BodyKind::Form { styles, .. } => {
            let styles = styles::table(styles);
            code!(.form(#media_type, #value, #styles))
        }
        BodyKind::Multipart(_) => code!(.multipart(#media_type, #value.parts())),
        BodyKind::Parts => code!(.multipart(#media_type, #value.clone())),
        BodyKind::Lines(_) => code!(.lines(#media_type, #value)),
        BodyKind::Xml { root, .. } => {
            let root = xml::reference(root);
            code!(.xml(#media_type, #root, #value))
        }
        BodyKind::Text => code!(.text(#media_type, #value)),
        BodyKind::Bytes => code!(.body(#media_type, #value.clone())),
    }
}

/// Writes the types that a body brings along.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(body) = &operation.body else { return };
    several(api, operation, body, file);
    for form in body.content.forms() {
        if let BodyKind::Multipart(multipart) = &form.kind {
            multipart::emit(api, operation, multipart, file);
        }
    }
}

fn several(api: &Api, operation: &Operation, body: &Body, file: &mut RustFile) {
    let BodyContent::Several { name, cases } = &body.content else { return };
    let variants = cases.iter().map(|case| {
        let (name, ty) = (case.name.ident(), form_ty(api, &case.form));
        let docs = docs::lines([format!("Sent as {}.", docs::code(&case.form.media_type)).as_str()]);
        let more = more_docs(&case.form);
        code!(#docs #more #name(#ty),)
    });
    let derive = if body.secret { code!(#[derive(Clone)]) } else { code!(#[derive(Clone, Debug)]) };
    let docs = docs::lines([format!("What [`{}`] sends, by media type.", operation.name).as_str()]);
    let large = sizes::attribute(
        api,
        cases.iter().map(|case| match &case.form.kind {
            BodyKind::Json(ty) | BodyKind::Form { ty, .. } | BodyKind::Xml { ty, .. } => Some(ty),
            _ => None,
        }),
    );
    let place = docs::place(&body.pointer.from_root(&operation.pointer));
    let (shown, ident) = (name.as_str(), name.ident());
    file.item(code! {
        #docs
        #place
        #derive
        #large
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
        }
    });
    if body.secret {
        file.item(code! {
            impl std::fmt::Debug for #ident {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.debug_tuple(#shown).field(&format_args!("[redacted]")).finish()
                }
            }
        });
    }
    for case in converted(api, cases) {
        let (variant, ty) = (case.name.ident(), form_ty(api, &case.form));
        if is_text(api, case) {
            file.item(code! {
                impl From<&str> for #ident {
                    #[inline]
                    fn from(body: &str) -> Self {
                        Self::#variant(body.to_owned())
                    }
                }
            });
        }
        file.item(code! {
            impl From<#ty> for #ident {
                #[inline]
                fn from(body: #ty) -> Self {
                    Self::#variant(body)
                }
            }
        });
    }
}

/// The cases that a body is made from by `From`: of those that hold the same type, the first is what a bare value becomes.
pub(super) fn converted<'a>(api: &'a Api, cases: &'a [BodyCase]) -> impl Iterator<Item = &'a BodyCase> {
    let mut taken: Vec<String> = Vec::new();
    cases.iter().filter(move |case| {
        let held = held(api, &case.form);
        let is_first = !taken.contains(&held);
        taken.push(held);
        is_first
    })
}

/// Whether a body is made from a borrowed text, too.
pub(super) fn is_text(api: &Api, case: &BodyCase) -> bool {
    held(api, &case.form) == "String"
}

/// The type that a form holds, by what aliases stand for.
fn held(api: &Api, form: &BodyForm) -> String {
    let ty = match &form.kind {
        BodyKind::Json(ty) | BodyKind::Form { ty, .. } | BodyKind::Xml { ty, .. } => {
            types::ty(api, &types::resolved(api, ty), From::Crate)
        }
        _ => form_ty(api, form),
    };
    ty.plain()
}
