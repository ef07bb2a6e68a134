//! Request bodies: what an operation says of how its body is written.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{FormLayout, FormStyle, PropertyStyle};

/// The table of the properties of a form that say how they are written.
pub(super) fn styles(styles: &[PropertyStyle]) -> TokenStream {
    let entries = styles.iter().map(|property| {
        let (wire, style) = (&property.wire, style(property.style));
        quote!((#wire, #style))
    });
    quote!(&[#(#entries),*])
}

/// A style, by the constant that comes next to it.
fn style(style: FormStyle) -> TokenStream {
    let layout = match style.layout {
        FormLayout::Comma | FormLayout::Json => quote!(request::Style::FORM),
        FormLayout::Space => quote!(request::Style::SPACE),
        FormLayout::Pipe => quote!(request::Style::PIPE),
        FormLayout::Deep => quote!(request::Style::DEEP),
    };
    let explode = (style.explode && style.layout != FormLayout::Deep).then(|| quote!(.exploded()));
    let reserved = style.reserved.then(|| quote!(.reserved()));
    let json = (style.layout == FormLayout::Json).then(|| quote!(.json()));
    quote!(#layout #explode #reserved #json)
}
