//! An operation as a value: it knows how to become a request, and what its responses mean. It does no I/O.

use std::future::IntoFuture;

use bytes::Bytes;

use super::{
    client::{Call, Client, Servers},
    error::{Error, RequestError, ServiceError},
    json::Malformed,
    model::Field,
    payload::Payload,
    request::{RequestBuilder, Shared},
    response,
    transport::BoxFuture,
};

/// What is fixed about an operation.
#[derive(Debug)]
pub struct Meta {
    /// Its name as a user of this crate writes it: `chat.list_chat_messages`.
    pub name: &'static str,
    /// Its `operationId` in the document; empty if it has none.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template, as in the document.
    pub path: &'static str,
    /// The security schemes that it accepts: one of these sets, each member of the set.
    pub security: &'static [&'static [&'static str]],
    /// The request header that makes it safe to repeat, if it has one.
    pub idempotency_header: Option<&'static str>,
    /// Where it is, if not at the service's usual address.
    pub servers: Option<&'static Servers>,
}

impl Meta {
    /// Whether the same request may be sent twice: by what HTTP says of its method (RFC 9110, section 9.2.2), or because
    /// the request carries its idempotency header.
    pub fn is_repeatable<B>(&self, request: &http::Request<B>) -> bool {
        matches!(request.method().as_str(), "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE")
            || self.idempotency_header.is_some_and(|name| request.headers().contains_key(name))
    }
}

/// One call of one operation, with all of its arguments.
///
/// ```text
/// http::Request<Bytes>  = operation.request()?          // send it however you like
/// Output                = Operation::output(response)?  // and read what came back
/// ```
///
/// [`Client::send`] does both.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no operation",
    note = "operations are the request types of the module `operations`"
)]
pub trait Operation {
    /// What a successful call gives.
    type Output;

    /// The headers that the document promises with a success, a record; `()` if it promises none.
    type Headers: Field;

    /// What the document says that a failed call answers; `()` if it does not say.
    type Failure;

    /// What is fixed about it.
    const META: &'static Meta;

    /// Writes the request.
    fn build(&self, request: &mut RequestBuilder<'_>);

    /// Reads a successful response.
    ///
    /// # Errors
    /// [`Error::Service`] when its status is not a success, [`Error::Decode`] when its body is not what the document
    /// promises.
    fn output(response: http::Response<Bytes>) -> Result<Self::Output, Error>;

    /// Reads the headers of a successful response.
    ///
    /// # Errors
    /// When a header is there and not what the document promises.
    fn headers(headers: &http::HeaderMap) -> Result<Self::Headers, Malformed> {
        response::headers(headers)
    }

    /// Reads what a failed call answered, by its status.
    ///
    /// # Errors
    /// When the answer is not what the document promises for that status.
    fn failure(error: &ServiceError) -> Result<Self::Failure, Malformed>;

    /// The request, with a URI that holds path and query only.
    ///
    /// # Errors
    /// [`Error::Request`] when an argument cannot stand where the document puts it, or when the body is a stream.
    fn request(&self) -> Result<http::Request<Bytes>, Error> {
        let (parts, payload) = self.payload_request()?.into_parts();
        match payload.as_bytes() {
            Some(bytes) => Ok(http::Request::from_parts(parts, bytes.clone())),
            None => {
                let problem = "the body is a stream, which `payload_request` gives".to_owned();
                Err(Error::Request(Box::new(RequestError::new(Self::META, problem))))
            }
        }
    }

    /// The same with a body that may be a stream.
    ///
    /// # Errors
    /// [`Error::Request`] when an argument cannot stand where the document puts it.
    fn payload_request(&self) -> Result<http::Request<Payload>, Error> {
        let mut request = RequestBuilder::new(Self::META, Shared::none());
        self.build(&mut request);
        request.finish()
    }

    /// Sends it with a client: `client.send(self)` the other way round.
    fn send(self, client: &Client) -> Call<Self>
    where
        Self: Sized,
    {
        client.send(self)
    }
}

/// What the methods of an operation trait do if nobody writes them: the client that the trait lends sends the operation. Only
/// [`Client`] lends one; elsewhere the answer is [`Error::Unsupported`].
pub fn perform<'a, O: Operation>(client: Option<&Client>, operation: O) -> BoxFuture<'a, Result<O::Output, Error>>
where
    O::Output: 'a,
{
    match client {
        Some(client) => client.send(operation).into_future(),
        None => Box::pin(async { Err(Error::Unsupported(O::META.name)) }),
    }
}
