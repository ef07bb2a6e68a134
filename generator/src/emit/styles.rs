//! How values are written into a request: one call of the builder for each parameter, the short one if its style is the
//! default, and styles as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::literals::AsIdent;
use crate::ir::{Delimiter, Layout, Location, Parameter, PropertyStyle, Style};

/// The call that writes a parameter.
pub(super) fn write(parameter: &Parameter) -> TokenStream {
    let (wire, name, style) = (&parameter.wire, parameter.name.ident(), constant(parameter.style));
    let is_default = |layout: Layout| parameter.style == Style::plain(layout);
    match &parameter.location {
        Location::Path if is_default(Layout::Simple) => quote!(.segment(#wire, &self.#name)),
        Location::Path => quote!(.segment_styled(#wire, #style, &self.#name)),
        Location::Query if is_default(Layout::Form) => quote!(.query(#wire, &self.#name)),
        Location::Query => quote!(.query_styled(#wire, #style, &self.#name)),
        Location::QueryString { styles } => {
            let styles = table(styles);
            quote!(.query_string(#wire, #styles, &self.#name))
        }
        Location::Header if is_default(Layout::Simple) => quote!(.header(#wire, &self.#name)),
        Location::Header => quote!(.header_styled(#wire, #style, &self.#name)),
        Location::Cookie => quote!(.cookie(#wire, #style, &self.#name)),
        Location::SharedQuery { default } => quote!(.shared_query(#wire, #default)),
    }
}

/// The table of the properties of a form that say how they are written.
pub(super) fn table(styles: &[PropertyStyle]) -> TokenStream {
    let entries = styles.iter().map(|property| {
        let (wire, style) = (&property.wire, constant(property.style));
        quote!((#wire, #style))
    });
    quote!(&[#(#entries),*])
}

/// A style as a constant.
pub(super) fn constant(style: Style) -> TokenStream {
    let (layout, delimiter) = match (style.layout, style.delimiter) {
        (Layout::Form, Delimiter::Space) => (quote!(SPACE), None),
        (Layout::Form, Delimiter::Pipe) => (quote!(PIPE), None),
        (Layout::Simple, delimiter) => (quote!(SIMPLE), Some(delimiter)),
        (Layout::Label, delimiter) => (quote!(LABEL), Some(delimiter)),
        (Layout::Matrix, delimiter) => (quote!(MATRIX), Some(delimiter)),
        (Layout::Form, delimiter) => (quote!(FORM), Some(delimiter)),
        (Layout::Cookie, delimiter) => (quote!(COOKIE), Some(delimiter)),
        (Layout::Deep, _) => (quote!(DEEP), None),
    };
    let delimiter = delimiter.and_then(|delimiter| match delimiter {
        Delimiter::Comma => None,
        Delimiter::Space => Some(quote!(.delimited(request::Delimiter::Space))),
        Delimiter::Tab => Some(quote!(.delimited(request::Delimiter::Tab))),
        Delimiter::Pipe => Some(quote!(.delimited(request::Delimiter::Pipe))),
    });
    let exploded = style.explode.then(|| quote!(.exploded()));
    let reserved = style.reserved.then(|| quote!(.reserved()));
    let json = style.json.then(|| quote!(.json()));
    quote!(request::Style::#layout #delimiter #exploded #reserved #json)
}
