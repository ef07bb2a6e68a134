//! Multipart bodies: the properties of an object, each a part.

use super::{forms, media};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Multipart, Part, PartKind};
use crate::lower::schemas::{Shape, is_empty};
use crate::lower::view::{Additional, Kind, Site};
use crate::lower::{Lower, names};
use crate::parse::{Encoding, MediaType};

/// How many files a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileKind {
    /// One.
    One,
    /// Several.
    Many,
}

impl<'a> Lower<'a, '_> {
    /// The parts of a body, if its schema is an object with properties; `name` is that of their struct.
    pub(super) fn multipart(
        &mut self,
        declared: &'a MediaType,
        pointer: &Pointer,
        site: &Site<'a>,
        name: &str,
    ) -> Option<Multipart> {
        let Some((view, Shape::Struct)) = self.schemas.core(site) else { return None };
        let flat = self.schemas.flatten(&view);
        let structure = self.structure(&view, site.pointer.as_str());
        let mut parts = Vec::new();
        for field in structure.fields.into_iter().filter(|field| !field.read_only) {
            let encoding = declared.encoding.get(field.wire.as_str());
            let at = pointer.key("encoding").key(&field.wire);
            let property = flat.properties.get(field.wire.as_str()).map(|property| property.site.clone());
            let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
            let file = property.and_then(|site| self.file_kind(&site)).filter(|_| !content_type.is_some_and(is_value));
            let kind = match file {
                Some(file) => PartKind::File { many: file == FileKind::Many, content_type: concrete(content_type) },
                None => self.value_part(encoding, &at),
            };
            parts.push(Part { field, kind });
        }
        for wire in declared.encoding.keys() {
            if !self.may_have_property(Some(site), wire) {
                let message = format!("`{}` has an encoding, and is no property of the body", wire.escape_debug());
                let help = "it has no effect; remove it, or add the property";
                let at = pointer.key("encoding").key(wire);
                self.warn(codes_lower::ENCODING_WITHOUT_EFFECT, &message, at.as_str(), help);
            }
        }
        let more_files = match &flat.additional {
            Additional::Schema(schema) => self.file_kind(schema),
            Additional::Absent | Additional::None | Additional::Any => None,
        };
        let more_kind = match more_files {
            Some(file) => PartKind::File { many: file == FileKind::Many, content_type: None },
            None => PartKind::Value,
        };
        Some(Multipart {
            name: names::type_name(name),
            pointer: site.pointer.to_string(),
            parts,
            constants: structure.constants,
            rest: structure.rest.map(|rest| (*rest, more_kind)),
        })
    }

    fn value_part(&mut self, encoding: Option<&'a Encoding>, pointer: &Pointer) -> PartKind {
        let Some(encoding) = encoding else { return PartKind::Value };
        if encoding.has_headers {
            let message = "`headers` of a part that is no file are not written";
            let help = "describe the part as a file (`format: binary`), whose headers can be set";
            self.warn(codes_lower::ENCODING_WITHOUT_EFFECT, message, pointer.key("headers").as_str(), help);
        }
        match (concrete(encoding.content_type.as_deref()), forms::style(encoding)) {
            (Some(content_type), _) => PartKind::ValueAs(content_type),
            (None, Some(style)) => PartKind::Styled(style),
            (None, None) => PartKind::Value,
        }
    }

    /// Whether a multipart body has files, or is not known in its parts.
    pub(super) fn has_files(&self, site: Option<&Site<'a>>) -> bool {
        let Some(site) = site else { return true };
        let Some((view, Shape::Struct)) = self.schemas.core(site) else { return true };
        let flat = self.schemas.flatten(&view);
        let more = matches!(&flat.additional, Additional::Schema(schema) if self.file_kind(schema).is_some());
        more || flat.properties.values().any(|property| self.file_kind(&property.site).is_some())
    }

    /// How many files a schema is; none if it is something else. A schema that says nothing is a file, too (OpenAPI 3.1.1,
    /// section 4.8.15: without a `type`, the content is `application/octet-stream`).
    pub(super) fn file_kind(&self, site: &Site<'a>) -> Option<FileKind> {
        self.file_kind_within(site, 8)
    }

    fn file_kind_within(&self, site: &Site<'a>, depth: usize) -> Option<FileKind> {
        let depth = depth.checked_sub(1)?;
        let (view, _) = self.schemas.core(site)?;
        if !view.union.is_empty() {
            let members: Option<Vec<FileKind>> =
                view.union.iter().map(|member| self.file_kind_within(member, depth)).collect();
            return members?.into_iter().max();
        }
        match view.kind {
            Some(Kind::String) | None if view.format == "binary" => Some(FileKind::One),
            Some(Kind::Array) => {
                let items = view.items.as_ref()?;
                self.file_kind_within(items, depth).map(|_| FileKind::Many)
            }
            _ if is_empty(&view) => Some(FileKind::One),
            _ => None,
        }
    }
}

/// The only media type that an encoding names, if it names one and no range.
fn concrete(content_type: Option<&str>) -> Option<String> {
    let content_type = content_type?.trim();
    (!content_type.contains([',', '*']) && content_type.contains('/')).then(|| media::clean(content_type))
}

/// Whether a media type is that of a value, not of a file.
fn is_value(content_type: &str) -> bool {
    media::is_json(content_type)
}
