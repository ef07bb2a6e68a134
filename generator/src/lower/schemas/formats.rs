//! What a format makes of a simple type.
//!
//! Formats are an open list, and documents spell them in many ways. Those that promise nothing but a text (addresses,
//! names of hosts, identifiers of countries) stay texts: no type of ours would say more about them than the text does, and
//! callers have and want texts; a decimal number in a text has all of its digits there. A format that is not known is as if there were none.

use std::borrow::Cow;

use crate::ir::{Integer, Ty};
use crate::lower::docs::Constraints;
use crate::lower::view::{Kind, View};

/// The Rust type of a simple type with its format.
pub(crate) fn scalar_of(kind: Kind, view: &View<'_>) -> Ty {
    let format = plain(view.format);
    match kind {
        Kind::Bool => Ty::Bool,
        Kind::Integer => integer(&format, view),
        Kind::Number if format == "float" => Ty::F32,
        Kind::Number if matches!(format.as_ref(), "decimal" | "decimal128" | "bigdecimal") => Ty::Decimal,
        Kind::Number => Ty::F64,
        Kind::String => text(&format),
        Kind::Array => Ty::List(Box::new(Ty::Json)),
        Kind::Object => Ty::Map(Box::new(Ty::Json)),
    }
}

/// A format without what its spellings differ in.
fn plain(format: &str) -> Cow<'_, str> {
    if format.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(format);
    }
    format.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn text(format: &str) -> Ty {
    match format {
        "datetime" | "rfc3339" | "isodatetime" | "iso8601" | "iso8601datetime" | "googledatetime" | "timestamp" => {
            Ty::DateTime
        }
        "date" | "isodate" | "fulldate" | "googledate" => Ty::Date,
        "duration" | "isoduration" | "iso8601duration" => Ty::Duration,
        "time" | "fulltime" | "isotime" | "partialtime" => Ty::Time,
        "datetimerfc1123" | "rfc1123" | "httpdate" | "rfc7231" | "rfc2822" | "datetimerfc2822" | "rfc822" => {
            Ty::HttpDate
        }
        "uuid" | "guid" | "uuid1" | "uuid4" | "uuid7" => Ty::Uuid,
        "byte" | "base64" | "base64url" => Ty::Base64,
        _ => Ty::String,
    }
}

fn integer(format: &str, view: &View<'_>) -> Ty {
    Ty::Integer(match format {
        "unixtime" | "unixtimestamp" | "timestamp" | "epoch" => return Ty::UnixTime,
        "int8" => Integer::I8,
        "int16" => Integer::I16,
        "int32" => Integer::I32,
        "int64" => Integer::I64,
        "uint8" => Integer::U8,
        "uint16" => Integer::U16,
        "uint32" => Integer::U32,
        "uint64" | "uint" => Integer::U64,
        _ => {
            let Constraints { minimum, maximum, .. } = view.constraints();
            let natural = minimum.is_some_and(|minimum| !minimum.starts_with('-'));
            let large = maximum.and_then(|maximum| maximum.parse::<f64>().ok());
            if natural && large.is_some_and(|maximum| maximum > 9.3e18) { Integer::U64 } else { Integer::I64 }
        }
    })
}
