//! How the values of parameters are laid out.

/// A layout: OpenAPI's `style` and `explode`, with what vendors add to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What stands before and between the pieces.
    pub layout: Layout,
    /// What stands between the items of a list that is one piece.
    pub delimiter: Delimiter,
    /// Whether each item or member is a piece of its own.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub reserved: bool,
    /// Whether the whole value is one JSON text.
    pub json: bool,
}

/// What stands before and between the pieces of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `simple`: `blue`, `R=100,G=200`.
    Simple,
    /// `label`: `.blue`, `.R=100.G=200`.
    Label,
    /// `matrix`: `;color=blue`, `;R=100;G=200`.
    Matrix,
    /// `form`: `color=blue`, `R=100&G=200`.
    Form,
    /// `cookie`: `color=blue`, `R=100; G=200`.
    Cookie,
    /// `deepObject`: `color[R]=100&color[G]=200`.
    Deep,
}

/// What stands between the items of a list that is one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// A space.
    Space,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Style {
    /// What is written in a layout if nothing else is said: `form` and `cookie` explode.
    pub fn plain(layout: Layout) -> Self {
        let explode = matches!(layout, Layout::Form | Layout::Cookie);
        Self { layout, delimiter: Delimiter::Comma, explode, reserved: false, json: false }
    }
}
