//! XML to values and back, through `quick-xml` and the tables of [`model`](super::model).
//!
//! Of what a schema says in `xml`, names, attributes, wrapped lists and namespaces are in the tables. What arrives is read by
//! the local names of elements, whatever their prefixes. Entities that a document defines itself are not expanded.

mod decode;
mod encode;
mod tree;

use bytes::Bytes;

use super::{
    error::{DecodeError, Error},
    json::Malformed,
    model::{Field, Value, Xml},
    operation::Meta,
    request::RequestBuilder,
};

/// Reads a value from an XML text.
///
/// # Errors
/// When the text is not XML, or not this value; the error says where.
pub fn decode<T: Field>(root: &Xml, text: &[u8]) -> Result<T, Malformed> {
    let mut value = T::empty();
    decode::read(root, &tree::parse(text)?, value.slot())?;
    Ok(value)
}

/// Writes a value as the XML text of a request: without what only the service writes.
///
/// # Errors
/// Why it has no form in XML.
pub fn encode(root: &Xml, value: &dyn Field) -> Result<String, &'static str> {
    encode::write(root, value.value())
}

/// The body of a response as XML.
///
/// # Errors
/// [`Error::Decode`] when it is not the value.
pub fn read<T: Field>(meta: &'static Meta, root: &Xml, response: http::Response<Bytes>) -> Result<T, Error> {
    decode(root, response.body())
        .map_err(|malformed| Error::Decode(Box::new(DecodeError::new(meta, response, malformed))))
}

impl RequestBuilder<'_> {
    /// An XML body. An absent value sends no body.
    pub fn xml(&mut self, content_type: &'static str, root: &Xml, value: &dyn Field) -> &mut Self {
        match value.value() {
            Value::Absent => self,
            value => match encode::write(root, value) {
                Ok(text) => self.body(content_type, text.into()),
                Err(problem) => self.refuse("body", problem),
            },
        }
    }
}
