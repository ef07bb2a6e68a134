//! Names and constants as tokens.

use super::code::{Checked, Code, Ident, code};
use crate::ir::{Constant, EventForm, JsonKind, Literal, Status, TypeName};

/// A checked name as an identifier.
pub(super) trait AsIdent {
    /// The identifier.
    fn ident(&self) -> Ident;
}

impl<T: Checked> AsIdent for T {
    fn ident(&self) -> Ident {
        Ident::checked(self)
    }
}

/// The value itself: `"text"`, `-1`, `true`.
pub(super) fn plain(literal: &Literal) -> Code {
    match literal {
        Literal::String(text) => code!(#text),
        Literal::Integer(value) => code!(#value),
        Literal::Bool(value) => code!(#value),
    }
}

/// `model::Constant::…`
pub(super) fn constant(literal: &Literal) -> Code {
    let value = plain(literal);
    match literal {
        Literal::String(_) => code!(model::Constant::String(#value)),
        Literal::Integer(_) => code!(model::Constant::Integer(#value)),
        Literal::Bool(_) => code!(model::Constant::Bool(#value)),
    }
}

/// `("name", model::Constant::…)`
pub(super) fn named_constant(constant: &Constant) -> Code {
    let name = &constant.wire;
    let value = self::constant(&constant.value);
    code!((#name, #value))
}

/// `model::Kinds::…`
pub(super) fn kinds(kinds: &[JsonKind]) -> Code {
    let mut names = kinds.iter().map(|kind| match kind {
        JsonKind::Null => code!(NULL),
        JsonKind::Bool => code!(BOOL),
        JsonKind::Integer => code!(INTEGER),
        JsonKind::Number => code!(NUMBER),
        JsonKind::String => code!(STRING),
        JsonKind::Array => code!(ARRAY),
        JsonKind::Object => code!(OBJECT),
    });
    let Some(first) = names.next() else {
        return code!(model::Kinds::ANY);
    };
    code!(model::Kinds::#first #(.or(model::Kinds::#names))*)
}

/// The pattern of a status.
pub(super) fn status(status: Status) -> Code {
    match status {
        Status::Code(status) => code!(#status),
        Status::Range(digit) => code!(status if status / 100 == #digit),
        Status::Default => code!(_),
    }
}

/// The method of a frame that reads an event.
pub(super) fn event_reader(form: EventForm) -> Ident {
    let name = match form {
        EventForm::Json => "json",
        EventForm::Text => "text",
        EventForm::Object => "object",
    };
    Ident::new(name)
}

/// What of a module is imported: `Name`, `{One, Other}`.
pub(super) fn names(names: &[Ident]) -> Code {
    match names {
        [name] => code!(#name),
        names => code!({#(#names),*}),
    }
}

/// A name for a variant that stands beside others and must not be one of them.
pub(super) fn free_name<'a>(wanted: &'static str, taken: impl Iterator<Item = &'a TypeName> + Clone) -> Ident {
    let mut name = wanted.to_owned();
    while taken.clone().any(|other| other.as_str() == name) {
        name.push('_');
    }
    TypeName::new(&name).map_or_else(|| Ident::new(wanted), |name| name.ident())
}
