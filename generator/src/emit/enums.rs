//! Enums: the values that the document knows, and room for those that it does not.

use super::{
    code::{Code, Ident, Suffixed, code},
    docs,
    literals::{self, AsIdent},
    rust_file::RustFile,
    structs,
};
use crate::ir::{Enum, EnumBase, Literal, Type};

/// Writes an open enum.
pub(super) fn emit(ty: &Type, body: &Enum, file: &mut RustFile) {
    let name = ty.name.ident();
    let unknown = unknown(body);
    declare(ty, body, &unknown, file);
    let known = Known {
        name,
        unknown,
        idents: body.variants.iter().map(|variant| variant.name.ident()).collect(),
        wires: body.variants.iter().map(|variant| &variant.wire).collect(),
    };
    match body.base {
        EnumBase::Text => text(&known, file),
        EnumBase::Integer => integer(&known, &Width::I64, file),
        EnumBase::Natural => integer(&known, &Width::U64, file),
        EnumBase::Json => json(&known, file),
    }
    structs::serde(&known.name, file);
}

/// The variant for what is none of the others.
pub(super) fn unknown(body: &Enum) -> Ident {
    literals::free_name("Unknown", body.variants.iter().map(|variant| &variant.name))
}

/// The names of an enum, with the values that they stand for.
struct Known<'a> {
    name: Ident,
    unknown: Ident,
    idents: Vec<Ident>,
    wires: Vec<&'a Literal>,
}

fn declare(ty: &Type, body: &Enum, unknown: &Ident, file: &mut RustFile) {
    let name = ty.name.ident();
    let docs =
        docs::with_pointer(&ty.docs, &format!("The {} of the document.", docs::words(ty.name.as_str())), &ty.pointer);
    let deprecated = docs::deprecated(ty.deprecated);
    let unknown_docs = docs::lines(["A value that this version of the crate does not know, as it arrived."]);
    let variants = body.variants.iter().map(|variant| {
        let name = variant.name.ident();
        let value = match &variant.wire {
            Literal::String(text) => docs::code(text),
            value => docs::code(&value.to_string()),
        };
        let docs = docs::of_part(&variant.docs, &value, &variant.pointer);
        code!(#docs #name,)
    });
    let (derived, held) = match body.base {
        // All but this is said of the text: deriving it costs twice as much whenever the crate is compiled.
        EnumBase::Text => (code!(Clone), code!(model::Unknown)),
        EnumBase::Integer => (code!(Clone, Copy, Debug, PartialEq, Eq, Hash), code!(model::Unknown<i64>)),
        EnumBase::Natural => (code!(Clone, Copy, Debug, PartialEq, Eq, Hash), code!(model::Unknown<u64>)),
        EnumBase::Json => (code!(Clone, Debug, PartialEq, Eq, Hash), code!(model::Unknown<serde_json::Value>)),
    };
    file.item(code! {
        #docs
        #deprecated
        #[derive(#derived)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown_docs
            #unknown(#held),
        }
    });
}

fn text(known: &Known<'_>, file: &mut RustFile) {
    let Known { name, unknown, idents, .. } = known;
    let wires: Vec<Code> = known.wires.iter().map(|wire| literals::plain(wire)).collect();
    file.item(code! {
        impl #name {
            /// The text on the wire.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::#unknown(text) => text.as_str(),
                }
            }
        }
    });
    file.item(code! {
        impl From<&str> for #name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    #(#wires => Self::#idents,)*
                    text => Self::#unknown(model::Unknown::new(text)),
                }
            }
        }
    });
    display(name, &code!(formatter.write_str(self.as_str())), file);
    structs::debug(name, file);
    file.item(code! {
        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
    });
    file.item(code!(impl Eq for #name {}));
    file.item(code! {
        impl std::hash::Hash for #name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
    });
    file.item(code! {
        impl model::Model for #name {
            type Kind = model::AsText;
        }
    });
    file.item(code! {
        impl model::TextEnum for #name {
            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }
        }
    });
}

/// What holds the integers of an enum.
enum Width {
    I64,
    U64,
}

fn integer(known: &Known<'_>, width: &Width, file: &mut RustFile) {
    let Known { name, unknown, idents, .. } = known;
    let wires: Vec<Code> = known.wires.iter().map(|wire| literals::plain(wire)).collect();
    let (ty, as_ty, zero) = match width {
        Width::I64 => (code!(i64), code!(as_i64), code!(0_i64)),
        Width::U64 => (code!(u64), code!(as_u64), code!(0_u64)),
    };
    file.item(code! {
        impl #name {
            /// The number on the wire.
            #[inline]
            #[must_use]
            pub fn #as_ty(&self) -> #ty {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::#unknown(number) => *number.get(),
                }
            }
        }
    });
    file.item(code! {
        impl From<#ty> for #name {
            #[inline]
            fn from(number: #ty) -> Self {
                match number {
                    #(#wires => Self::#idents,)*
                    number => Self::#unknown(model::Unknown::keep(number)),
                }
            }
        }
    });
    display(name, &code!(std::fmt::Display::fmt(&self.#as_ty(), formatter)), file);
    let value = code!(model::Value::Integer(self.#as_ty().into()));
    field(name, &code!(Self::from(0)), &code!(Integer), &value, file);
    file.item(code! {
        impl model::IntegerSlot for #name {
            #[inline]
            fn set(&mut self, value: i128) -> Result<(), &'static str> {
                let mut number = #zero;
                model::IntegerSlot::set(&mut number, value)?;
                *self = Self::from(number);
                Ok(())
            }
            #[inline]
            fn expected(&self) -> &'static str {
                model::IntegerSlot::expected(&#zero)
            }
        }
    });
}

fn json(known: &Known<'_>, file: &mut RustFile) {
    let Known { name, unknown, idents, .. } = known;
    let compared = known.wires.iter().map(|wire| match wire {
        // The type of a number says which comparison is meant.
        Literal::Integer(value) => match i64::try_from(*value) {
            Ok(value) => {
                let value = Suffixed::I64(value);
                code!(#value)
            }
            Err(_) => {
                let value = Suffixed::U64(u64::try_from(*value).unwrap_or(u64::MAX));
                code!(#value)
            }
        },
        wire => literals::plain(wire),
    });
    let values = known.wires.iter().map(|wire| {
        let value = literals::plain(wire);
        match wire {
            Literal::String(_) => code!(model::Value::String(#value)),
            Literal::Integer(_) => code!(model::Value::Integer(#value)),
            Literal::Bool(_) => code!(model::Value::Bool(#value)),
        }
    });
    file.item(code! {
        impl From<serde_json::Value> for #name {
            #[inline]
            fn from(value: serde_json::Value) -> Self {
                match value {
                    #(value if value == #compared => Self::#idents,)*
                    value => Self::#unknown(model::Unknown::keep(value)),
                }
            }
        }
    });
    display(name, &code!(json::display(self, formatter)), file);
    let value = code! {
        match self {
            #(Self::#idents => #values,)*
            Self::#unknown(value) => model::Value::Json(value.get()),
        }
    };
    field(name, &code!(Self::from(serde_json::Value::Null)), &code!(Any), &value, file);
    file.item(code! {
        impl model::AnySlot for #name {
            #[inline]
            fn set(&mut self, value: serde_json::Value) {
                *self = Self::from(value);
            }
        }
    });
}

fn display(name: &Ident, body: &Code, file: &mut RustFile) {
    file.item(code! {
        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #body
            }
        }
    });
}

fn field(name: &Ident, empty: &Code, slot: &Code, value: &Code, file: &mut RustFile) {
    file.item(code! {
        impl model::Field for #name {
            #[inline]
            fn empty() -> Self {
                #empty
            }
            #[inline]
            fn slot(&mut self) -> model::Slot<'_> {
                model::Slot::#slot(self)
            }
            #[inline]
            fn value(&self) -> model::Value<'_> {
                #value
            }
        }
    });
}
