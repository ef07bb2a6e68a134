//! The headers that a success comes with.

use indexmap::IndexMap;
use smol_str::SmolStr;

use super::media;
use super::parameters::is_token;
use super::responses::successes;
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Field, Headers, JsonKind, PartPointer, Ty};
use crate::lower::view::Site;
use crate::lower::{Lower, docs, names};
use crate::parse::{self, ParameterSchemaOrContent};
use crate::resolve::{Located, ResolvedOperation};

/// A header with the number of success statuses that always have it.
struct Known<'a> {
    header: Located<'a, parse::Header>,
    required_in: usize,
}

impl<'a> Lower<'a, '_> {
    /// The headers of an operation's successes, those of all statuses in one struct. `name` is that of the operation.
    pub(super) fn headers(&mut self, operation: &'a ResolvedOperation<'a>, name: &str) -> Option<Headers> {
        let successes = successes(operation);
        let mut known: IndexMap<String, Known<'a>> = IndexMap::new();
        for (_, response) in &successes {
            let at = Pointer::from(response.pointer.as_str()).key("headers");
            for (wire, header) in &response.value.headers {
                let pointer = at.key(wire);
                let lower = wire.to_ascii_lowercase();
                let Some(header) = self.resolved.header(header, pointer.as_str()) else { continue };
                if lower == "content-type" {
                    continue;
                }
                if !is_token(&lower) {
                    self.drop_header(wire, "has a name that no header has", pointer.as_str());
                    continue;
                }
                let required = usize::from(header.value.required);
                known.entry(lower).or_insert(Known { header, required_in: 0 }).required_in += required;
            }
        }
        let mut fields = Vec::new();
        for (wire, known) in known {
            let field = self.header_field(&wire, &known, known.required_in == successes.len(), &operation.pointer);
            fields.extend(field);
        }
        name_by_wire(&mut fields);
        (!fields.is_empty()).then(|| Headers {
            name: names::type_name(&format!("{name}Headers")),
            fields,
            same_as: None,
        })
    }

    fn header_field(&mut self, wire: &str, known: &Known<'a>, required: bool, whole: &str) -> Option<Field> {
        let header = known.header.value;
        let site = match self.text_site(&header.format, &known.header.pointer) {
            Ok(site) => site,
            Err(problem) => {
                self.drop_header(wire, problem, &known.header.pointer);
                return None;
            }
        };
        let description = known.header.description.or(header.description.as_deref());
        let inner = self.schemas.core(&site).map(|(view, _)| view);
        let text = description.or(inner.as_ref().and_then(|view| view.data.description.as_deref()));
        let text = text.unwrap_or_default();
        let pointer = PartPointer::new(&known.header.pointer, whole);
        Some(self.text_field(wire, &site, required, header.deprecated, text, pointer))
    }

    /// The schema of what a header or a parameter holds that arrives as a text: an object there is JSON, or its members
    /// one after the other.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(in crate::lower) fn text_site(
        &self,
        format: &'a ParameterSchemaOrContent,
        pointer: &str,
    ) -> Result<Site<'a>, &'static str> {
        let at = Pointer::from(pointer);
        let (media_type, value) = match format {
            ParameterSchemaOrContent::Schema(schema) => {
                return Ok(Site::new(schema, at.key("schema")));
            }
            ParameterSchemaOrContent::Content(content) => content.first().ok_or("has an empty content")?,
        };
        let at = at.key("content").key(media_type).key("schema");
        let site = value.schema.as_ref().map(|schema| Site::new(schema, at));
        let site = site.ok_or("has a content without a schema")?;
        let kinds = self.schemas.json_kinds(&site);
        match media::is_json(media_type) {
            // Between quotes, which a text that is no JSON has not.
            true if kinds.contains(&JsonKind::String) => Err("has a content of a JSON text"),
            true => Ok(site),
            false if kinds == [JsonKind::String] => Ok(site),
            false => Err("has a content that is no JSON"),
        }
    }

    /// A field that is read from a text, without its name; `pointer` is that of what is described, in the operation.
    pub(in crate::lower) fn text_field(
        &mut self,
        wire: &str,
        site: &Site<'a>,
        required: bool,
        deprecated: bool,
        text: &str,
        pointer: PartPointer,
    ) -> Field {
        let used = self.use_of(site);
        Field {
            name: names::field_name("unnamed"),
            wire: wire.into(),
            // It is a text in any case.
            ty: if used.ty == Ty::Json { Ty::String } else { used.ty },
            required,
            nullable: false,
            boxed: false,
            read_only: false,
            write_only: false,
            demanded: false,
            secret: used.secret,
            xml: None,
            deprecated,
            docs: docs::clean(text),
            pointer,
        }
    }

    fn drop_header(&mut self, name: &str, problem: &str, pointer: &str) {
        let message = format!("response header `{}` is left out, since it {problem}", name.escape_debug());
        let help = "its text is in the response all the same, without a type";
        self.warn(codes_lower::HEADER_DROPPED, &message, pointer, help);
    }
}

/// Names fields by their names on the wire, each once.
pub(in crate::lower) fn name_by_wire(fields: &mut [Field]) {
    let wires: Vec<SmolStr> = fields.iter().map(|field| field.wire.clone()).collect();
    let pairs: Vec<(&str, &str)> = wires.iter().map(|wire| (wire.as_str(), wire.as_str())).collect();
    for (field, name) in fields.iter_mut().zip(names::field_names(&pairs)) {
        field.name = name;
    }
}
