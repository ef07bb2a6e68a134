//! Credentials as the document asks for them: any will do, but they have to be there.

use serde_json::Value;

use super::Request;

/// The request with what the first alternative of its operation asks for.
pub(super) fn authorize(tree: &Value, pointer: &str, mut request: Request) -> Request {
    let own = tree.pointer(pointer).and_then(|operation| operation.get("security"));
    let needed = own.or_else(|| tree.get("security")).and_then(Value::as_array);
    let first = needed.and_then(|alternatives| alternatives.first()).and_then(Value::as_object);
    for name in first.into_iter().flat_map(|schemes| schemes.keys()) {
        let escaped = name.replace('~', "~0").replace('/', "~1");
        let Some(scheme) = tree.pointer(&format!("/components/securitySchemes/{escaped}")) else { continue };
        let text = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
        match (text("type"), text("in")) {
            ("apiKey", "header") => request.headers.push((text("name").to_owned(), "key".to_owned())),
            ("apiKey", "cookie") => request.headers.push(("cookie".to_owned(), format!("{}=key", text("name")))),
            ("apiKey", _) => {
                let separator = if request.target.contains('?') { '&' } else { '?' };
                request.target.push_str(&format!("{separator}{}=key", text("name")));
            }
            ("http", _) if text("scheme").eq_ignore_ascii_case("basic") => {
                request.headers.push(("authorization".to_owned(), "Basic bmFtZTpwYXNzd29yZA==".to_owned()));
            }
            ("http", _) if text("scheme").eq_ignore_ascii_case("digest") => {
                request.headers.push(("authorization".to_owned(), "Digest username=\"name\"".to_owned()));
            }
            _ => request.headers.push(("authorization".to_owned(), "Bearer token".to_owned())),
        }
    }
    request
}
