//! Whether a token, or what gets one, may go over a connection.

use std::{fmt, net::IpAddr};

use http::Uri;

/// Why a credential would not stay between client and service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exposed {
    /// `http`, to another machine.
    OverHttp,
    /// No address, or one of another scheme.
    Elsewhere,
}

impl fmt::Display for Exposed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OverHttp => "credentials are not sent over http, where others can read them: use https",
            Self::Elsewhere => "credentials are sent over https only",
        })
    }
}

/// Refuses to send credentials where others can read them.
///
/// Who reads a bearer token can use it (RFC 6750, section 5.3 demands TLS for that reason), and `http` shows it to
/// everybody on the way. What does not leave the machine has no way: emulators and tests on loopback may use `http`.
pub(crate) fn check(uri: &Uri) -> Result<(), Exposed> {
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if uri.host().is_some_and(is_loopback) => Ok(()),
        Some("http") => Err(Exposed::OverHttp),
        _ => Err(Exposed::Elsewhere),
    }
}

/// Whether the name stands for this machine: a loopback address, or `localhost` and what is below it, which resolvers
/// must keep local (RFC 6761, section 6.3).
fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.rsplit('.').next().is_some_and(|label| label.eq_ignore_ascii_case("localhost")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_go_over_https_or_stay_on_this_machine() {
        for (uri, allowed) in [
            ("https://api.example.com/chat", true),
            ("http://127.0.0.1:3000/chat", true),
            ("http://127.8.9.1/chat", true),
            ("http://[::1]:3000/chat", true),
            ("http://localhost/chat", true),
            ("http://a.LOCALHOST:80/chat", true),
            ("http://api.example.com/chat", false),
            ("http://localhost.example.com/chat", false),
            ("http://notlocalhost/chat", false),
            ("http://127.0.0.1.example.com/chat", false),
            ("http://10.0.0.1/chat", false),
            ("http://[2001:db8::1]/chat", false),
            ("ftp://localhost/chat", false),
            ("/chat", false),
        ] {
            assert_eq!(check(&uri.parse().unwrap()).is_ok(), allowed, "{uri}");
        }
    }
}
