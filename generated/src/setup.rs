//! How the clients of the services that act for a resource are made. It is the same for Identity, SMS and Email.

use std::fmt;

use crate::{
    credential::{ConnectionString, InvalidConnectionString, ServiceCredential},
    generated::runtime::{Client, ClientBuilder, client::BuildError},
};

/// A client that cannot be made of a connection string.
#[derive(Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// The text is not a connection string. The error holds no part of it.
    ConnectionString(InvalidConnectionString),
    /// The client cannot be built, as without the feature `reqwest`, where it needs a transport and a clock.
    Build(BuildError),
}

impl fmt::Display for SetupError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConnectionString(error) => error.fmt(formatter),
            Self::Build(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for SetupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::ConnectionString(error) => error.source(),
            Self::Build(error) => error.source(),
        }
    }
}

/// A client of the endpoint and the key that a connection string names.
pub(crate) fn from_connection_string(text: &str) -> Result<Client, SetupError> {
    let (endpoint, key) = ConnectionString::parse(text).map_err(SetupError::ConnectionString)?.into_parts();
    client(Client::builder(&endpoint), key).map_err(SetupError::Build)
}

/// A client with these settings and this credential.
pub(crate) fn client(builder: ClientBuilder, credential: impl Into<ServiceCredential>) -> Result<Client, BuildError> {
    builder.authenticate(credential.into()).build()
}
