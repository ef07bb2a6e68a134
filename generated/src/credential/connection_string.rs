//! Connection strings: what the portal gives to those who want one line.
//!
//! ```text
//! endpoint=https://contoso.communication.azure.com/;accesskey=bm90IGEga2V5
//! ```
//!
//! The official SDKs read them differently. This reads what any of them does (any order, any case of the names, members
//! that it does not know, a `;` at the end) and keeps the scheme, so that an emulator on `http` can be reached.

use std::{fmt, str::FromStr};

use super::{AccessKeyCredential, InvalidAccessKey};
use crate::generated::runtime::client::{Endpoint, InvalidEndpoint};

/// Where a resource is, and a key to it.
#[derive(Clone)]
pub struct ConnectionString {
    endpoint: Endpoint,
    credential: AccessKeyCredential,
}

impl ConnectionString {
    /// Reads a connection string.
    ///
    /// ```
    /// # use acs_sdk::ConnectionString;
    /// let text = "endpoint=https://contoso.communication.azure.com/;accesskey=bm90IGEga2V5";
    /// assert_eq!(ConnectionString::parse(text)?.endpoint(), "https://contoso.communication.azure.com");
    /// # Ok::<_, acs_sdk::credential::InvalidConnectionString>(())
    /// ```
    ///
    /// # Errors
    /// When it is not one. No error holds any part of the text.
    pub fn parse(text: &str) -> Result<Self, InvalidConnectionString> {
        let (mut endpoint, mut key) = (None, None);
        for member in text.split(';').map(str::trim).filter(|member| !member.is_empty()) {
            let (name, value) = member.split_once('=').ok_or(InvalidConnectionString::Member)?;
            let (name, value) = (name.trim(), value.trim());
            let (slot, name) = match () {
                () if name.eq_ignore_ascii_case(ENDPOINT) => (&mut endpoint, ENDPOINT),
                () if name.eq_ignore_ascii_case(KEY) => (&mut key, KEY),
                () => continue,
            };
            if slot.replace(value).is_some() {
                return Err(InvalidConnectionString::Twice(name));
            }
        }
        let endpoint = present(endpoint, ENDPOINT)?;
        let key = present(key, KEY)?;
        Ok(Self { endpoint: origin(endpoint)?, credential: AccessKeyCredential::new(key)? })
    }

    /// Scheme, host and port of the resource, the port only where it is not the scheme's own.
    pub fn endpoint(&self) -> &str {
        self.endpoint.origin()
    }

    /// The access key.
    pub fn credential(&self) -> &AccessKeyCredential {
        &self.credential
    }

    /// The endpoint and the access key.
    pub fn into_parts(self) -> (String, AccessKeyCredential) {
        (self.endpoint.origin().to_owned(), self.credential)
    }
}

impl FromStr for ConnectionString {
    type Err = InvalidConnectionString;

    fn from_str(text: &str) -> Result<Self, InvalidConnectionString> {
        Self::parse(text)
    }
}

impl fmt::Debug for ConnectionString {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ConnectionString").field("endpoint", &self.endpoint()).finish_non_exhaustive()
    }
}

/// A text that is not a connection string. It holds no part of the text, since that has a key in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidConnectionString {
    /// One of its members is not `name=value`.
    Member,
    /// It lacks this member, or has it without a value.
    Missing(&'static str),
    /// It has this member twice, so that nobody can say which one is meant.
    Twice(&'static str),
    /// Its endpoint is not one.
    Endpoint(InvalidEndpoint),
    /// Its endpoint has a path; the operations bring their own.
    Path,
    /// Its key is not one.
    AccessKey(InvalidAccessKey),
}

impl fmt::Display for InvalidConnectionString {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection string ")?;
        match self {
            Self::Member => formatter.write_str("has a member without `=`")?,
            Self::Missing(name) => write!(formatter, "has no `{name}`")?,
            Self::Twice(name) => write!(formatter, "has `{name}` twice")?,
            Self::Endpoint(error) => return write!(formatter, "is of no use: {error}"),
            Self::Path => formatter.write_str("has an endpoint with a path")?,
            Self::AccessKey(error) => return write!(formatter, "is of no use: {error}"),
        }
        formatter.write_str(": expected `endpoint=https://…/;accesskey=…`, as the portal shows it under Keys")
    }
}

impl std::error::Error for InvalidConnectionString {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Endpoint(error) => Some(error),
            Self::AccessKey(error) => Some(error),
            Self::Member | Self::Missing(_) | Self::Twice(_) | Self::Path => None,
        }
    }
}

impl From<InvalidAccessKey> for InvalidConnectionString {
    fn from(error: InvalidAccessKey) -> Self {
        Self::AccessKey(error)
    }
}

const ENDPOINT: &str = "endpoint";
const KEY: &str = "accesskey";

fn present<'a>(value: Option<&'a str>, name: &'static str) -> Result<&'a str, InvalidConnectionString> {
    value.filter(|value| !value.is_empty()).ok_or(InvalidConnectionString::Missing(name))
}

/// An endpoint that is a scheme and an authority and nothing else.
fn origin(text: &str) -> Result<Endpoint, InvalidConnectionString> {
    let endpoint: Endpoint = text.parse().map_err(InvalidConnectionString::Endpoint)?;
    match endpoint.to_string() == endpoint.origin() {
        true => Ok(endpoint),
        false => Err(InvalidConnectionString::Path),
    }
}
