//! How values are written into a request: one call of the builder for each parameter, the short one if its style is the
//! default, and styles as constants.

use super::{
    code::{Code, code},
    literals::AsIdent,
};
use crate::ir::{Delimiter, Layout, Location, Parameter, PropertyStyle, Style};

/// The call that writes a parameter.
pub(super) fn write(parameter: &Parameter) -> Code {
    let (wire, name, style) = (&parameter.wire, parameter.name.ident(), constant(parameter.style));
    let is_default = |layout: Layout| parameter.style == Style::plain(layout);
    match &parameter.location {
        Location::Path if is_default(Layout::Simple) => code!(.segment(#wire, &self.#name)),
        Location::Path => code!(.segment_styled(#wire, #style, &self.#name)),
        Location::Query if is_default(Layout::Form) => code!(.query(#wire, &self.#name)),
        Location::Query => code!(.query_styled(#wire, #style, &self.#name)),
        Location::QueryString { styles } => {
            let styles = table(styles);
            code!(.query_string(#wire, #styles, &self.#name))
        }
        Location::Header if is_default(Layout::Simple) => code!(.header(#wire, &self.#name)),
        Location::Header => code!(.header_styled(#wire, #style, &self.#name)),
        Location::Cookie => code!(.cookie(#wire, #style, &self.#name)),
        Location::SharedQuery { default } => code!(.shared_query(#wire, #default)),
    }
}

/// The table of the properties of a form that say how they are written.
pub(super) fn table(styles: &[PropertyStyle]) -> Code {
    let entries = styles.iter().map(|property| {
        let (wire, style) = (&property.wire, constant(property.style));
        code!((#wire, #style))
    });
    code!(&[#(#entries),*])
}

/// A style as a constant.
pub(super) fn constant(style: Style) -> Code {
    let (layout, delimiter) = match (style.layout, style.delimiter) {
        (Layout::Form, Delimiter::Space) => (code!(SPACE), None),
        (Layout::Form, Delimiter::Pipe) => (code!(PIPE), None),
        (Layout::Simple, delimiter) => (code!(SIMPLE), Some(delimiter)),
        (Layout::Label, delimiter) => (code!(LABEL), Some(delimiter)),
        (Layout::Matrix, delimiter) => (code!(MATRIX), Some(delimiter)),
        (Layout::Form, delimiter) => (code!(FORM), Some(delimiter)),
        (Layout::Cookie, delimiter) => (code!(COOKIE), Some(delimiter)),
        (Layout::Deep, _) => (code!(DEEP), None),
    };
    let delimiter = delimiter.and_then(|delimiter| match delimiter {
        Delimiter::Comma => None,
        Delimiter::Space => Some(code!(.delimited(request::Delimiter::Space))),
        Delimiter::Tab => Some(code!(.delimited(request::Delimiter::Tab))),
        Delimiter::Pipe => Some(code!(.delimited(request::Delimiter::Pipe))),
    });
    let exploded = style.explode.then(|| code!(.exploded()));
    let reserved = style.reserved.then(|| code!(.reserved()));
    let json = style.json.then(|| code!(.json()));
    code!(request::Style::#layout #delimiter #exploded #reserved #json)
}
