//! What credentials promise to those who use them.

mod access_keys;
#[cfg(all(feature = "testing", feature = "chat", feature = "identity"))]
mod calls;
mod connection_strings;
#[cfg(feature = "entra")]
mod entra;
mod refreshing;
#[cfg(feature = "chat")]
mod rejections;
mod secrets;
mod server;
mod sharing;
mod support;
mod user_tokens;
