//! What is an endpoint.

use crategen_runtime::client::Endpoint;

fn shown(text: &str) -> (String, String) {
    let endpoint: Endpoint = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    (endpoint.origin().to_owned(), endpoint.to_string())
}

#[test]
fn endpoints_have_one_form() {
    for (text, origin, whole) in [
        ("https://a.example.com", "https://a.example.com", "https://a.example.com"),
        (" https://a.example.com/ ", "https://a.example.com", "https://a.example.com"),
        ("HTTPS://A.Example.COM//", "https://a.example.com", "https://a.example.com"),
        ("https://a.example.com:443/", "https://a.example.com", "https://a.example.com"),
        ("http://a.example.com:80", "http://a.example.com", "http://a.example.com"),
        ("http://a.example.com:443", "http://a.example.com:443", "http://a.example.com:443"),
        ("https://a.example.com:", "https://a.example.com", "https://a.example.com"),
        ("https://a.example.com/Base/v1/", "https://a.example.com", "https://a.example.com/Base/v1"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080", "http://127.0.0.1:8080/x"),
        ("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/x"),
        ("https://[::1]", "https://[::1]", "https://[::1]"),
    ] {
        assert_eq!(shown(text), (origin.to_owned(), whole.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_endpoint_is_refused_without_being_repeated() {
    for (text, problem) in [
        ("", "is not a URL"),
        ("s3cr3t", "has no scheme"),
        ("/s3cr3t", "has no scheme"),
        ("s3cr3t.example.com", "has no scheme"),
        ("s3cr3t.example.com:443", "has no scheme"),
        ("ftp://s3cr3t", "has a scheme that is not http or https"),
        ("https://user:s3cr3t@example.com", "holds a user name"),
        ("https://s3cr3t@example.com", "holds a user name"),
        ("https://example.com/?sig=s3cr3t", "has a query"),
        ("https://example.com?sig=s3cr3t", "has a query"),
        ("https://example.com/#s3cr3t", "has a fragment"),
        ("https://example.com#s3cr3t", "has a fragment"),
        ("https://example.com:99999/s3cr3t", ""),
        ("https://example.com:s3cr3t", ""),
        ("https://example.com:-1", ""),
        ("https://", ""),
        ("https:///s3cr3t", ""),
        ("https://:443", ""),
        ("https://example.com/s3cr3t/../x", "has a dot segment"),
        ("https://example.com/s3cr3t/%2E%2e", "has a dot segment"),
        ("https://exa mple.com/s3cr3t", "is not a URL"),
        ("https://exämple.com/s3cr3t", "is not a URL"),
        ("endpoint=https://x.example.com/;accesskey=s3cr3t", ""),
    ] {
        let Err(error) = text.parse::<Endpoint>() else { panic!("accepted {text}") };
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(problem) && !shown.contains("s3cr3t"), "{text}: {shown}");
    }
}
