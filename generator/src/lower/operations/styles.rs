//! Styles: how the document says that a parameter is written.

use openapiv3::{PathStyle, QueryStyle};
use serde_json::Value;

use crate::dialect::CARRIED;
use crate::ir::{Delimiter, JsonKind, Layout, Style};
use crate::lower::Lower;
use crate::lower::schemas::Shape;
use crate::lower::view::Site;
use crate::parse::Parameter as Declared;

/// The style of a parameter, as the document declares it.
pub(super) fn declared_style(declared: &Declared) -> Style {
    let data = declared.parameter_data_ref();
    let says = |key: &str| data.extensions.get(key);
    let mut style = match declared {
        Declared::Path { style: PathStyle::Simple, .. } | Declared::Header { .. } => Style::plain(Layout::Simple),
        Declared::Path { style: PathStyle::Label, .. } => Style::plain(Layout::Label),
        Declared::Path { style: PathStyle::Matrix, .. } => Style::plain(Layout::Matrix),
        Declared::Query { style, .. } => of_query(style),
        Declared::Cookie { .. } => {
            let is_raw = says(&format!("{CARRIED}style")).and_then(Value::as_str) == Some("cookie");
            Style::plain(if is_raw { Layout::Cookie } else { Layout::Form })
        }
    };
    style.explode = data.explode.unwrap_or(style.explode);
    if let Some(delimiter) = says("x-collectionFormat").and_then(Value::as_str).and_then(delimiter) {
        style.delimiter = delimiter;
    }
    // What the typed document has no field for is carried beside it.
    let carried = format!("{CARRIED}allowReserved");
    let keys = ["x-ms-skip-url-encoding", carried.as_str()];
    let said = keys.iter().any(|key| says(key) == Some(&Value::Bool(true)));
    style.reserved = match declared {
        Declared::Query { allow_reserved, .. } => *allow_reserved || said,
        Declared::Path { .. } => said,
        Declared::Header { .. } | Declared::Cookie { .. } => false,
    };
    style
}

/// What a style of the query says, unless `explode` says otherwise.
pub(super) fn of_query(style: &QueryStyle) -> Style {
    let delimited = |delimiter| Style { delimiter, explode: false, ..Style::plain(Layout::Form) };
    match style {
        QueryStyle::Form => Style::plain(Layout::Form),
        QueryStyle::SpaceDelimited => delimited(Delimiter::Space),
        QueryStyle::PipeDelimited => delimited(Delimiter::Pipe),
        QueryStyle::DeepObject => Style::plain(Layout::Deep),
    }
}

/// What stands between the items by a `collectionFormat` that no style says.
pub(super) fn delimiter(format: &str) -> Option<Delimiter> {
    match format {
        "ssv" => Some(Delimiter::Space),
        "tsv" => Some(Delimiter::Tab),
        "pipes" => Some(Delimiter::Pipe),
        _ => None,
    }
}

impl<'a> Lower<'a, '_> {
    /// The style less what makes no difference to values of a schema, so that equal things are written the same way.
    pub(super) fn settled_style(&self, style: Style, site: &Site<'a>) -> Style {
        let kinds = self.schemas.json_kinds(site);
        let can_be = |kind: JsonKind| kinds.is_empty() || kinds.contains(&kind);
        let plain = Style { reserved: style.reserved, ..Style::plain(style.layout) };
        match (can_be(JsonKind::Array), can_be(JsonKind::Object)) {
            (false, false) => plain,
            _ if style.layout == Layout::Deep => plain,
            (_, false) if style.layout == Layout::Simple => Style { explode: false, ..style },
            // What is exploded has no delimiter.
            _ if style.explode && style.layout != Layout::Simple => Style { delimiter: Delimiter::Comma, ..style },
            _ => style,
        }
    }

    /// Whether values hold lists or objects inside of others that no style but `deepObject` has a form for.
    pub(super) fn is_nested(&self, site: &Site<'a>, style: Style) -> bool {
        if style.json || style.layout == Layout::Deep {
            return false;
        }
        let is_list = |site: &Site<'a>| self.schemas.json_kinds(site).contains(&JsonKind::Array);
        let is_object = |site: &Site<'a>| self.schemas.json_kinds(site).contains(&JsonKind::Object);
        let Some((view, shape)) = self.schemas.core(site) else { return false };
        match shape {
            Shape::List(Some(items)) => is_list(&items) || is_object(&items),
            Shape::Map(Some(values)) => is_object(&values) || is_list(&values) && !style.explode,
            // A list in an exploded object is as good as a parameter.
            Shape::Struct => self.schemas.flatten(&view).properties.values().any(|property| {
                is_object(&property.site)
                    || is_list(&property.site) && (!style.explode || self.is_nested(&property.site, style))
            }),
            _ => false,
        }
    }
}
