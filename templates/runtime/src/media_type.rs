//! What `Content-Type` says of a body (RFC 9110, section 8.3).

use http::{HeaderMap, header};

/// The media type of a body, if it is said.
pub(crate) fn of(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}

/// Type and subtype, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The charset that is said, in lower case.
pub(crate) fn charset(headers: &HeaderMap) -> Option<String> {
    let parameters = of(headers)?.split(';').skip(1);
    let mut values = parameters.filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    });
    Some(values.next()?.trim().trim_matches('"').to_ascii_lowercase())
}

/// Whether a body says that it is one JSON value.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    of(headers).is_some_and(|media_type| is_json_essence(&essence(media_type)))
}

fn is_json_essence(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
}

/// The position of the list that has the media type of a body: as it is said, without its parameters, as another kind
/// of JSON, or within a range such as `image/*`.
pub(crate) fn find(headers: &HeaderMap, lists: &[&[&str]]) -> Option<usize> {
    let said = of(headers)?;
    let arrived = essence(said);
    let (kind, _) = arrived.split_once('/')?;
    let plain = |text: &str| -> String {
        text.chars().filter(|letter| *letter != ' ').collect::<String>().to_ascii_lowercase()
    };
    let position = |is_it: &dyn Fn(&str) -> bool| lists.iter().position(|list| list.iter().any(|one| is_it(one)));
    position(&|one| plain(one) == plain(said))
        .or_else(|| position(&|one| essence(one) == arrived))
        .or_else(|| position(&|one| is_json_essence(&arrived) && is_json_essence(&essence(one))))
        .or_else(|| position(&|one| essence(one).strip_suffix("/*") == Some(kind)))
        .or_else(|| position(&|one| essence(one) == "*/*"))
}
