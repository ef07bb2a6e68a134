//! Names and constants as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Constant, EventForm, FieldName, JsonKind, Literal, ModuleName, Status, TypeName};

/// A checked name as an identifier.
pub(super) trait AsIdent {
    /// The identifier.
    fn ident(&self) -> Ident;
}

impl AsIdent for TypeName {
    fn ident(&self) -> Ident {
        Ident::new(self.as_str(), Span::call_site())
    }
}

impl AsIdent for FieldName {
    fn ident(&self) -> Ident {
        match self.as_str().strip_prefix("r#") {
            Some(plain) => Ident::new_raw(plain, Span::call_site()),
            None => Ident::new(self.as_str(), Span::call_site()),
        }
    }
}

impl AsIdent for ModuleName {
    fn ident(&self) -> Ident {
        match self.as_str().strip_prefix("r#") {
            Some(plain) => Ident::new_raw(plain, Span::call_site()),
            None => Ident::new(self.as_str(), Span::call_site()),
        }
    }
}

/// The value itself: `"text"`, `-1`, `true`.
pub(super) fn plain(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => quote!(#text),
        Literal::Integer(value) => {
            let value = proc_macro2::Literal::i128_unsuffixed(*value);
            quote!(#value)
        }
        Literal::Bool(value) => quote!(#value),
    }
}

/// `model::Constant::…`
pub(super) fn constant(literal: &Literal) -> TokenStream {
    let value = plain(literal);
    match literal {
        Literal::String(_) => quote!(model::Constant::String(#value)),
        Literal::Integer(_) => quote!(model::Constant::Integer(#value)),
        Literal::Bool(_) => quote!(model::Constant::Bool(#value)),
    }
}

/// `("name", model::Constant::…)`
pub(super) fn named_constant(constant: &Constant) -> TokenStream {
    let name = &constant.wire;
    let value = self::constant(&constant.value);
    quote!((#name, #value))
}

/// `model::Kinds::…`
pub(super) fn kinds(kinds: &[JsonKind]) -> TokenStream {
    let mut names = kinds.iter().map(|kind| match kind {
        JsonKind::Null => quote!(NULL),
        JsonKind::Bool => quote!(BOOL),
        JsonKind::Integer => quote!(INTEGER),
        JsonKind::Number => quote!(NUMBER),
        JsonKind::String => quote!(STRING),
        JsonKind::Array => quote!(ARRAY),
        JsonKind::Object => quote!(OBJECT),
    });
    let Some(first) = names.next() else {
        return quote!(model::Kinds::ANY);
    };
    quote!(model::Kinds::#first #(.or(model::Kinds::#names))*)
}

/// The pattern of a status.
pub(super) fn status(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(digit) => {
            let digit = proc_macro2::Literal::u16_unsuffixed(digit.into());
            quote!(status if status / 100 == #digit)
        }
        Status::Default => quote!(_),
    }
}

/// The method of a frame that reads an event.
pub(super) fn event_reader(form: EventForm) -> Ident {
    let name = match form {
        EventForm::Json => "json",
        EventForm::Text => "text",
        EventForm::Object => "object",
    };
    Ident::new(name, Span::call_site())
}

/// A name for a variant that stands beside others and must not be one of them.
pub(super) fn free_name<'a>(wanted: &str, taken: impl Iterator<Item = &'a TypeName> + Clone) -> Ident {
    let mut name = wanted.to_owned();
    while taken.clone().any(|other| other.as_str() == name) {
        name.push('_');
    }
    Ident::new(&name, Span::call_site())
}
