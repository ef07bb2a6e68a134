//! Request bodies: in which forms they are sent, and what each form holds.

use super::{Docs, FieldName, PartPointer, Style, Ty, TypeName};

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its field in the request type.
    pub name: FieldName,
    /// Whether there is always one.
    pub required: bool,
    /// What is sent.
    pub content: BodyContent,
    /// Whether it is hidden from `Debug`.
    pub secret: bool,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: PartPointer,
}

/// What a request body holds.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyContent {
    /// One type.
    One(BodyForm),
    /// Different things in different media types: an enum of its own.
    Several {
        /// The enum's name.
        name: TypeName,
        /// Its variants, the one that is mostly used first.
        cases: Vec<BodyCase>,
    },
}

/// A request body in one of several forms.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyCase {
    /// The variant, `Json`.
    pub name: TypeName,
    /// What it holds.
    pub form: BodyForm,
}

/// A request body in one form.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyForm {
    /// The media type that is sent.
    pub media_type: String,
    /// Others that bytes may have, of which the user picks one; with `*` for any.
    pub alternatives: Vec<String>,
    /// How it is written.
    pub kind: BodyKind,
    /// Where its media type stands in the document.
    pub pointer: PartPointer,
}

impl BodyContent {
    /// All forms.
    pub fn forms(&self) -> Vec<&BodyForm> {
        match self {
            Self::One(form) => vec![form],
            Self::Several { cases, .. } => cases.iter().map(|case| &case.form).collect(),
        }
    }

    /// The same, to change them.
    pub fn forms_mut(&mut self) -> Vec<&mut BodyForm> {
        match self {
            Self::One(form) => vec![form],
            Self::Several { cases, .. } => cases.iter_mut().map(|case| &mut case.form).collect(),
        }
    }
}

/// How a request body is written.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyKind {
    /// As JSON.
    Json(Ty),
    /// As the pairs of a form (`application/x-www-form-urlencoded`).
    Form {
        /// What is sent.
        ty: Ty,
        /// The properties that say how they are written.
        styles: Vec<PropertyStyle>,
    },
    /// In several parts, which a struct of its own holds.
    Multipart(Box<Multipart>),
    /// In several parts, which the user puts together.
    Parts,
    /// As lines, each a JSON value of that type.
    Lines(Ty),
    /// As XML.
    Xml {
        /// What is sent.
        ty: Ty,
        /// The root element.
        root: Box<super::Xml>,
    },
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

impl BodyKind {
    /// The types of what is sent.
    pub fn types(&self) -> Vec<&Ty> {
        match self {
            Self::Json(ty) | Self::Form { ty, .. } | Self::Lines(ty) | Self::Xml { ty, .. } => vec![ty],
            Self::Multipart(multipart) => {
                let rest = multipart.rest.iter().map(|(rest, _)| &rest.ty);
                multipart.parts.iter().map(|part| &part.field.ty).chain(rest).collect()
            }
            Self::Parts | Self::Text | Self::Bytes => Vec::new(),
        }
    }

    /// The same, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Ty> {
        match self {
            Self::Json(ty) | Self::Form { ty, .. } | Self::Lines(ty) | Self::Xml { ty, .. } => vec![ty],
            Self::Multipart(multipart) => {
                let rest = multipart.rest.iter_mut().map(|(rest, _)| &mut rest.ty);
                multipart.parts.iter_mut().map(|part| &mut part.field.ty).chain(rest).collect()
            }
            Self::Parts | Self::Text | Self::Bytes => Vec::new(),
        }
    }
}

/// The parts of a request body: a struct of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Multipart {
    /// The struct's name.
    pub name: TypeName,
    /// Where its schema stands in the document.
    pub pointer: String,
    /// Its fields.
    pub parts: Vec<Part>,
    /// Parts that always have the same value and therefore no field.
    pub constants: Vec<super::Constant>,
    /// Where parts without a field go, if the document types them.
    pub rest: Option<(super::Rest, PartKind)>,
}

/// A part, or several of one name.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its field; the type is that of a value, and without meaning for a file.
    pub field: super::Field,
    /// What it is.
    pub kind: PartKind,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub enum PartKind {
    /// A file.
    File {
        /// Whether there may be several.
        many: bool,
        /// The media type of those that have none themselves.
        content_type: Option<String>,
    },
    /// A value, written as its type has it.
    Value,
    /// A value of that media type.
    ValueAs(String),
    /// A value whose parts are what would be the pairs of a form.
    Styled(Style),
}

/// How a property of a form is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyStyle {
    /// Its name on the wire.
    pub wire: String,
    /// How it is written.
    pub style: Style,
}
