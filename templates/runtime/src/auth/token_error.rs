//! Why there is no token.

use std::{error::Error, fmt, sync::Arc, time::Duration};

/// Why no token could be had. It never holds a token.
///
/// It can be cloned since all calls that wait for one refresh fail together when that fails.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The token is an empty text.
    Empty,
    /// The token holds something that cannot be sent, often the end of a line.
    Character,
    /// There is no token, or tokens are to be renewed ahead of time, and nothing was given to get one with.
    NoRefresher,
    /// The refresher gave a token that has expired already.
    Expired,
    /// The refresher failed.
    Refresher(Arc<dyn Error + Send + Sync>),
    /// The refresher panicked.
    Panicked,
    /// The refresher took longer than this.
    TimedOut(Duration),
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the token is empty"),
            Self::Character => {
                formatter.write_str("the token holds a character that no token has, such as a space or a line's end")
            }
            Self::NoRefresher => formatter.write_str("there is nothing to get tokens with: set a refresher"),
            Self::Expired => formatter.write_str("the new token has expired already"),
            Self::Refresher(error) => write!(formatter, "could not get a token: {error}"),
            Self::Panicked => formatter.write_str("could not get a token: the refresher panicked"),
            Self::TimedOut(limit) => write!(formatter, "could not get a token within {limit:?}"),
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refresher(error) => Some(&**error),
            _ => None,
        }
    }
}
