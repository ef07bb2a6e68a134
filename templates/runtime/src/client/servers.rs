//! Which server a call goes to, where the document places some operations on servers of their own.

use std::borrow::Cow;

use super::super::operation::Meta;
use super::{Endpoint, Inner};

/// Where the document places an operation that is not at the service's usual address.
#[derive(Debug)]
pub struct Servers {
    /// Its servers, with the defaults of their variables. One that starts with `/` is a path on the client's endpoint.
    pub own: &'static [&'static str],
    /// All servers that the document names, for any operation.
    pub all: &'static [&'static str],
}

impl Inner {
    /// The endpoint for an operation: the one that the user gave for its server; its server's path, where that is on the
    /// client's own origin; otherwise the client's endpoint, which may be a stand-in for all of the service. If that is
    /// another server of the document, the operation is not there, and its own server is nowhere that the user has said
    /// credentials may go: an error.
    pub(super) fn endpoint_of(&self, meta: &'static Meta) -> Result<Cow<'_, Endpoint>, String> {
        let Some(servers) = meta.servers else { return Ok(Cow::Borrowed(&self.endpoint)) };
        let given = |server: &&str| self.servers.iter().find(|(name, _)| name == server);
        if let Some((_, endpoint)) = servers.own.iter().find_map(given) {
            return Ok(Cow::Borrowed(endpoint));
        }
        if let Some(endpoint) = servers.own.iter().find_map(|server| self.endpoint.sibling(server)) {
            return Ok(Cow::Owned(endpoint));
        }
        let is_here = |server: &&&str| self.endpoint.sibling(server).is_some();
        match (servers.own.first(), servers.all.iter().find(is_here)) {
            (Some(own), Some(_)) => Err(format!(
                "the operation is served at {own}, and the client's endpoint is {}: if credentials may go there, say so \
                 with `ClientBuilder::server(\"{own}\", \"{own}\")`",
                self.endpoint
            )),
            _ => Ok(Cow::Borrowed(&self.endpoint)),
        }
    }
}
