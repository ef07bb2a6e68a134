//! Creating a user whose token was asked for: an answer without the token is not what was promised.
//!
//! The document has one operation for both and can only say that the token may be missing.

use bytes::Bytes;

use crate::{
    credential::AccessToken,
    generated::{
        operations::identity::CreateIdentity,
        runtime::{Error, Meta, Operation, ServiceError, error::DecodeError, json::Malformed, request::RequestBuilder},
    },
    identifier::CommunicationUserIdentifier,
};

/// [`CreateIdentity`] with scopes.
pub(super) struct CreateWithToken(pub(super) CreateIdentity);

impl Operation for CreateWithToken {
    type Output = (CommunicationUserIdentifier, AccessToken);
    type Headers = <CreateIdentity as Operation>::Headers;
    type Failure = <CreateIdentity as Operation>::Failure;

    const META: &'static Meta = CreateIdentity::META;

    fn build(&self, request: &mut RequestBuilder<'_>) {
        self.0.build(request);
    }

    fn output(response: http::Response<Bytes>) -> Result<Self::Output, Error> {
        let result = CreateIdentity::output(response.clone())?;
        match result.access_token {
            Some(token) => Ok((CommunicationUserIdentifier::new(result.identity.id), token.into())),
            None => {
                let problem = "missing: the user was created, and its id is in the answer".to_owned();
                let malformed = Malformed { path: "accessToken".to_owned(), problem };
                Err(Error::Decode(Box::new(DecodeError::new(Self::META, response, malformed))))
            }
        }
    }

    fn failure(error: &ServiceError) -> Result<Self::Failure, Malformed> {
        CreateIdentity::failure(error)
    }
}
