//! How the value of a parameter is laid out: OpenAPI's `style` and `explode`, as data.

/// A layout. The constants are the styles of OpenAPI; a method of each says how it differs from the plain style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub(super) layout: Layout,
    pub(super) delimiter: Delimiter,
    pub(super) explode: bool,
    pub(super) reserved: bool,
    pub(super) json: bool,
}

/// What stands before, between and inside the pieces of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// `blue`, `R=100,G=200`
    Simple,
    /// `.blue`, `.R=100.G=200`
    Label,
    /// `;color=blue`, `;R=100;G=200`
    Matrix,
    /// `color=blue`, `R=100&G=200`
    Form,
    /// `color=blue`, `R=100; G=200`
    Cookie,
    /// `color[R]=100&color[G]=200`
    Deep,
}

/// What stands between the items of a list that is one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// A space, `%20` in a URI.
    Space,
    /// A tab, `%09` in a URI.
    Tab,
    /// `|`, `%7C` in a URI.
    Pipe,
}

impl Style {
    /// `simple`, for paths and headers: `blue,black`, `R,100,G,200`.
    pub const SIMPLE: Self = Self::of(Layout::Simple);
    /// `label`, for paths: `.blue,black`, `.R,100,G,200`.
    pub const LABEL: Self = Self::of(Layout::Label);
    /// `matrix`, for paths: `;color=blue,black`, `;color=R,100,G,200`.
    pub const MATRIX: Self = Self::of(Layout::Matrix);
    /// `form`, for queries and cookies: `color=blue,black`, `color=R,100,G,200`.
    pub const FORM: Self = Self::of(Layout::Form);
    /// `spaceDelimited`, for queries: `color=blue%20black`.
    pub const SPACE: Self = Self::FORM.delimited(Delimiter::Space);
    /// `pipeDelimited`, for queries: `color=blue%7Cblack`.
    pub const PIPE: Self = Self::FORM.delimited(Delimiter::Pipe);
    /// `deepObject`, for queries: `color%5BR%5D=100&color%5BG%5D=200`.
    pub const DEEP: Self = Self::of(Layout::Deep);
    /// `cookie`, for cookies: as `form`, with `; ` between pairs and no percent-encoding.
    pub const COOKIE: Self = Self::of(Layout::Cookie);

    /// Whether it is for cookies only.
    pub(super) fn is_cookie(self) -> bool {
        self.layout == Layout::Cookie
    }

    const fn of(layout: Layout) -> Self {
        Self { layout, delimiter: Delimiter::Comma, explode: false, reserved: false, json: false }
    }

    /// The same with `explode`: each item or member is a piece of its own, `color=blue&color=black`, `R=100&G=200`.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// The same with something else than commas between the items of one value.
    #[must_use]
    pub const fn delimited(self, delimiter: Delimiter) -> Self {
        Self { delimiter, ..self }
    }

    /// The same with `allowReserved`: the reserved characters of RFC 3986 that cannot end the value stay as they are,
    /// and so does what is percent-encoded already.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// The same with the whole value as one JSON text: a `content` of JSON.
    #[must_use]
    pub const fn json(self) -> Self {
        Self { json: true, ..self }
    }
}
