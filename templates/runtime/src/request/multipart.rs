//! Bodies of several parts.

use http::header;

use super::{super::multipart::Multipart, RequestBuilder};

impl RequestBuilder<'_> {
    /// A body of several parts, or none.
    pub fn optional_multipart(&mut self, content_type: &'static str, parts: Option<Multipart>) -> &mut Self {
        match parts {
            Some(parts) => self.multipart(content_type, parts),
            None => self,
        }
    }

    /// A body of several parts.
    pub fn multipart(&mut self, content_type: &'static str, parts: Multipart) -> &mut Self {
        match parts.finish(content_type) {
            Ok((content_type, body)) => {
                self.body = body;
                self.media_type(header::CONTENT_TYPE, content_type.into())
            }
            Err(problem) => {
                self.problem.get_or_insert(problem);
                self
            }
        }
    }
}
