//! The struct of an operation: a field for each parameter and for the body.

use super::{
    bodies,
    code::{Code, Ident, code},
    docs, examples, failures,
    literals::AsIdent,
    rust_file::RustFile,
    secrets::{self, Shown},
    setters,
    types::{self, From},
};
use crate::ir::{Api, BodyContent, FieldName, Location, Operation, Parameter};

/// The parameters that have a field.
fn fields(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| !matches!(parameter.location, Location::SharedQuery { .. }))
}

/// Writes the struct of an operation: its fields, what makes it, and what sets the rest.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    declare(api, operation, file);
    constructor(api, operation, file);
}

fn declare(api: &Api, operation: &Operation, file: &mut RustFile) {
    let name = operation.name.ident();
    let sentence = format!("The operation {}.", docs::words(operation.name.as_str()));
    let docs = docs::or(&operation.docs, &sentence);
    let more = more_docs(api, operation);
    let deprecated = docs::deprecated(operation.deprecated);
    let parameters = fields(operation).map(|parameter| {
        let name = parameter.name.ident();
        let sentence = format!("The {}.", docs::words(parameter.name.plain()));
        let docs = docs::of_part(&parameter.docs, &sentence, &parameter.pointer);
        let deprecated = docs::deprecated(parameter.deprecated);
        let ty = optional(types::ty(api, &parameter.ty, From::Crate), parameter.required);
        code!(#docs #deprecated pub #name: #ty,)
    });
    let body = operation.body.iter().map(|body| {
        let name = body.name.ident();
        let docs = docs::or(&body.docs, "The body.");
        let more = match &body.content {
            BodyContent::One(form) => bodies::more_docs(form),
            BodyContent::Several { .. } => Code::new(),
        };
        let place = docs::place_of_part(&body.pointer);
        let ty = optional(bodies::ty(api, body), body.required);
        code!(#docs #more #place pub #name: #ty,)
    });
    let shown: Vec<Shown> = fields(operation)
        .map(|parameter| Shown::of_field(&parameter.name, parameter.secret))
        .chain(operation.body.iter().map(|body| Shown::of_field(&body.name, body.secret)))
        .collect();
    let derive = secrets::derive(&shown);
    file.item(code! {
        #docs
        #more
        #deprecated
        #derive
        #[must_use = "an operation does nothing until it is sent"]
        pub struct #name {
            #(#parameters)*
            #(#body)*
        }
    });
    secrets::debug(&operation.name, &shown, file);
}

/// Errors, an example and the place in the document.
fn more_docs(api: &Api, operation: &Operation) -> Code {
    let mut lines = vec![String::new(), "# Errors".to_owned()];
    lines.extend(failures::docs(api, operation));
    lines.push(String::new());
    if operation.streamed.is_some() {
        lines.push("# Events".to_owned());
        lines.push(
            "[`Client::events`](runtime::Client::events) gives what it answers with piece by piece, as it comes."
                .to_owned(),
        );
        lines.push(String::new());
    }
    lines.push("# Examples".to_owned());
    lines.extend(examples::lines(api, operation));
    lines.push(String::new());
    lines.push(docs::code(&format!("{} {}", operation.http_method, operation.path)));
    if let Some(server) = operation.servers.first() {
        lines.push(String::new());
        lines.push(format!(
            "Served at {}: see [`ClientBuilder::server`](runtime::ClientBuilder::server).",
            docs::code(server)
        ));
    }
    let docs = docs::lines(lines.iter().map(String::as_str));
    let place = docs::place(&operation.pointer);
    code!(#docs #place)
}

fn optional(ty: Code, required: bool) -> Code {
    if required { ty } else { code!(Option<#ty>) }
}

fn constructor(api: &Api, operation: &Operation, file: &mut RustFile) {
    let name = operation.name.ident();
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for parameter in fields(operation) {
        let ident = parameter.name.ident();
        if parameter.required {
            let argument = setters::argument(api, &parameter.ty, &ident, From::Crate);
            let (ty, value) = (argument.ty, argument.value);
            arguments.push(code!(#ident: #ty));
            values.push(setters::init(&ident, &value));
        } else {
            values.push(code!(#ident: None));
            let sentence = format!("Sets the {}.", docs::words(parameter.name.plain()));
            let docs = docs::or(&parameter.docs, &sentence);
            let value = setters::argument(api, &parameter.ty, &Ident::new("value"), From::Crate);
            setters.push(setter(operation, &parameter.name, &docs, &value, parameter.deprecated));
        }
    }
    if let Some(body) = &operation.body {
        let ident = body.name.ident();
        let argument_name = if body.required { ident.clone() } else { Ident::new("value") };
        let argument = bodies::argument(api, body, &argument_name);
        if body.required {
            let (ty, value) = (argument.ty, argument.value);
            arguments.push(code!(#ident: #ty));
            values.push(setters::init(&ident, &value));
        } else {
            values.push(code!(#ident: None));
            setters.push(setter(operation, &body.name, &docs::or(&body.docs, "Sets the body."), &argument, false));
        }
    }
    let docs = match arguments.is_empty() {
        true => docs::lines(["The call."]),
        false => docs::lines(["The call with all that it needs."]),
    };
    let many = (arguments.len() > 7).then(|| code!(#[expect(clippy::too_many_arguments)]));
    let default = arguments.is_empty().then(|| {
        code! {
            impl Default for #name {
                #[inline]
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    file.item(code! {
        impl #name {
            #docs
            #many
            #[inline]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    });
    if let Some(default) = default {
        file.item(default);
    }
}

fn setter(
    operation: &Operation,
    name: &FieldName,
    docs: &Code,
    argument: &setters::Argument,
    deprecated: bool,
) -> Code {
    let others = operation.parameters.iter().map(|parameter| &parameter.name);
    let method =
        setters::method_name(name, others.chain(operation.body.iter().map(|body| &body.name)), setters::OF_OPERATIONS);
    let ident = name.ident();
    let deprecated = docs::deprecated(deprecated);
    let (ty, value) = (&argument.ty, &argument.value);
    code! {
        #docs
        #deprecated
        #[inline]
        pub fn #method(mut self, value: #ty) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}
