//! Structs: plain fields, a constructor for those who build them, and the table by which they are read and written.

use super::{
    code::{Code, Ident, code},
    docs,
    literals::{self, AsIdent},
    rules,
    rust_file::RustFile,
    setters, tuples,
    types::{self, From},
    xml,
};
use crate::ir::{Api, Field, Rest, Struct, Type};

/// Writes a struct with all that belongs to it.
pub(super) fn emit(api: &Api, ty: &Type, body: &Struct, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let non_exhaustive = (!is_built(ty)).then(|| code!(#[non_exhaustive]));
    let fields = body.fields.iter().map(|field| declare(api, field));
    let rest = body.rest.iter().map(|rest| declare_rest(api, body, rest));
    file.item(code! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq)]
        #non_exhaustive
        pub struct #name {
            #(#fields)*
            #(#rest)*
        }
    });
    if is_built(ty) {
        constructor(api, ty, body, file);
    }
    record(&name, ty.name.as_str(), &body.fields, body, file);
    match body.positional {
        true => tuples::shims(&name, file),
        false => shims(&name, file),
    }
}

/// Whether users build values of it.
pub(super) fn is_built(ty: &Type) -> bool {
    ty.usage.request || !ty.usage.response
}

/// Whether a constructor takes the field.
pub(super) fn is_argument(field: &Field) -> bool {
    field.demanded || (field.required && !field.read_only)
}

fn declare(api: &Api, field: &Field) -> Code {
    let name = field.name.ident();
    let sentence = format!("The {}.", docs::words(field.name.plain()));
    let docs = docs::of_part(&field.docs, &sentence, &field.pointer);
    let deprecated = docs::deprecated(field.deprecated);
    let ty = types::field(api, field, From::Models);
    code!(#docs #deprecated pub #name: #ty,)
}

fn declare_rest(api: &Api, body: &Struct, rest: &Rest) -> Code {
    let name = rest.name.ident();
    let ty = types::ty(api, &rest.ty, From::Models);
    let place = docs::place_of_part(&rest.pointer);
    if body.positional {
        let docs = docs::lines(["All further items."]);
        return code!(#docs #place pub #name: Vec<#ty>,);
    }
    let docs = docs::lines(["All other members."]);
    code!(#docs #place pub #name: std::collections::BTreeMap<String, #ty>,)
}

fn constructor(api: &Api, ty: &Type, body: &Struct, file: &mut RustFile) {
    let name = ty.name.ident();
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in &body.fields {
        let ident = field.name.ident();
        if !is_argument(field) {
            let empty = types::empty(field);
            values.push(code!(#ident: #empty));
            continue;
        }
        let (ty, value) = required_argument(api, field, &ident);
        arguments.push(code!(#ident: #ty));
        values.push(setters::init(&ident, &value));
    }
    if let Some(rest) = &body.rest {
        let ident = rest.name.ident();
        values.push(match body.positional {
            true => code!(#ident: Vec::new()),
            false => code!(#ident: std::collections::BTreeMap::new()),
        });
    }
    let setters =
        body.fields.iter().filter(|field| !field.required && !field.read_only).map(|field| setter(api, body, field));
    let docs = match arguments.is_empty() {
        true => docs::lines(["With nothing set."]),
        false => docs::lines(["With all that is required, and nothing else."]),
    };
    let many = (arguments.len() > 7).then(|| code!(#[expect(clippy::too_many_arguments)]));
    let takes_nothing = arguments.is_empty();
    file.item(code! {
        impl #name {
            #docs
            #many
            #[inline]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    });
    if takes_nothing {
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

fn required_argument(api: &Api, field: &Field, ident: &Ident) -> (Code, Code) {
    if field.nullable {
        let always = Field { required: true, ..field.clone() };
        let value = if field.demanded { code!(#ident.into()) } else { code!(#ident) };
        return (types::field(api, &always, From::Models), value);
    }
    let argument = setters::argument(api, &field.ty, ident, From::Models);
    let value = argument.value;
    let value = if field.boxed { code!(Box::new(#value)) } else { value };
    (argument.ty, if field.demanded { code!(Some(#value)) } else { value })
}

fn setter(api: &Api, body: &Struct, field: &Field) -> Code {
    let ident = field.name.ident();
    let method = setters::method_name(&field.name, body.fields.iter().map(|field| &field.name), &[]);
    let docs = docs::or(&field.docs, &format!("Sets the {}.", docs::words(field.name.plain())));
    let deprecated = docs::deprecated(field.deprecated);
    let value = Ident::new("value");
    let (ty, value) = if field.nullable {
        let ty = types::field(api, field, From::Models);
        (code!(impl Into<#ty>), code!(value.into()))
    } else {
        let argument = setters::argument(api, &field.ty, &value, From::Models);
        let value = argument.value;
        let value = if field.boxed { code!(Box::new(#value)) } else { value };
        (argument.ty, code!(Some(#value)))
    };
    code! {
        #docs
        #deprecated
        #[inline]
        #[must_use]
        pub fn #method(mut self, value: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The table and the two matches through which everything else sees the struct.
pub(super) fn record(name: &Ident, shown: &str, fields: &[Field], body: &Struct, file: &mut RustFile) {
    let more = body.rest.iter().filter(|_| body.positional).map(|rest| rest.name.ident());
    let columns =
        fields.iter().map(column).chain(more.clone().map(|_| code!(model::Column("(more)", model::OPTIONAL))));
    let constants = body.constants.iter().map(|constant| {
        let name = &constant.wire;
        let value = literals::constant(&constant.value);
        code!(model::Column(#name, model::OPTIONAL.constant(#value)))
    });
    let accessors = accessors(&fields.iter().map(|field| field.name.ident()).chain(more).collect::<Vec<_>>());
    let rest = body.rest.as_ref().filter(|_| !body.positional).map(|rest| {
        let secret = rest.secret.then(|| {
            code! {
                #[inline]
                fn rest_is_secret(&self) -> bool {
                    true
                }
            }
        });
        let rest = rest.name.ident();
        code! {
            #secret
            #[inline]
            fn rest(&self) -> Option<&dyn model::Field> {
                Some(&self.#rest)
            }
            #[inline]
            fn rest_mut(&mut self) -> Option<&mut dyn model::MapSlot> {
                Some(&mut self.#rest)
            }
        }
    });
    let rules = rules::method(&body.rules);
    let values = fields.iter().map(|field| (field.name.ident(), types::empty(field)));
    let empty = values.chain(body.rest.iter().map(|rest| (rest.name.ident(), code!(model::Field::empty()))));
    let empty = empty.map(|(name, value)| code!(#name: #value,));
    let kind = if body.positional { code!(AsTuple) } else { code!(AsObject) };
    file.item(code! {
        impl model::Model for #name {
            type Kind = model::#kind;
        }
    });
    file.item(code! {
        impl model::Struct for #name {
            const TABLE: &'static model::Table = &model::Table {
                name: #shown,
                columns: &[#(#columns,)* #(#constants,)*],
            };
            #[inline]
            fn empty() -> Self {
                Self { #(#empty)* }
            }
            #accessors
            #rest
            #rules
        }
    });
}

fn column(field: &Field) -> Code {
    let wire = &field.wire;
    // What only the service or only the user writes may be missing on the other way.
    let mut marks = match field.required && !field.write_only {
        true => code!(model::REQUIRED),
        false => code!(model::OPTIONAL),
    };
    if field.required && field.nullable {
        marks = code!(#marks.nullable());
    }
    if field.read_only {
        marks = code!(#marks.read_only());
    }
    if field.secret {
        marks = code!(#marks.secret());
    }
    if let Some(xml) = &field.xml {
        let xml = xml::reference(xml);
        marks = code!(#marks.xml(#xml));
    }
    code!(model::Column(#wire, #marks))
}

fn accessors(idents: &[Ident]) -> Code {
    let Some((last, others)) = idents.split_last() else {
        return Code::new();
    };
    if others.is_empty() {
        return code! {
            #[inline]
            fn field(&self, _index: usize) -> &dyn model::Field {
                &self.#last
            }
            #[inline]
            fn field_mut(&mut self, _index: usize) -> &mut dyn model::Field {
                &mut self.#last
            }
        };
    }
    let index = 0..others.len();
    let index_mut = index.clone();
    code! {
        #[inline]
        fn field(&self, index: usize) -> &dyn model::Field {
            match index {
                #(#index => &self.#others,)*
                _ => &self.#last,
            }
        }
        #[inline]
        fn field_mut(&mut self, index: usize) -> &mut dyn model::Field {
            match index {
                #(#index_mut => &mut self.#others,)*
                _ => &mut self.#last,
            }
        }
    }
}

/// The standard traits, each a call of the code that all models share.
pub(super) fn shims(name: &Ident, file: &mut RustFile) {
    debug(name, file);
    serde(name, file);
}

/// `Debug` that shows no secrets.
pub(super) fn debug(name: &Ident, file: &mut RustFile) {
    file.item(code! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                model::debug(self, formatter)
            }
        }
    });
}

/// Serde's traits, so that values work in any self-describing format.
pub(super) fn serde(name: &Ident, file: &mut RustFile) {
    file.item(code! {
        impl serde::Serialize for #name {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                json::serialize(self, serializer)
            }
        }
    });
    file.item(code! {
        impl<'de> serde::Deserialize<'de> for #name {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                json::deserialize(deserializer)
            }
        }
    });
}
