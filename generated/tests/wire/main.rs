//! Every operation over real HTTP on loopback: what it sends, byte by byte, and what it makes of every answer.
//!
//! One module for each kind of thing that a service has. Each lists its operations as [`case::Case`]s too, which
//! `every_operation` puts through what all operations have in common.

#![cfg(all(feature = "chat", feature = "email", feature = "identity", feature = "sms", feature = "reqwest"))]

mod case;
mod every_operation;
mod failures;
mod raw;
mod support;

mod chat_messages;
mod chat_messages_received;
mod chat_participants;
mod chat_receipts;
mod chat_threads;
mod chat_threads_received;
mod email;
mod email_received;
mod identity;
mod identity_tokens;
mod paging;
mod sms;
mod sms_opt_outs;
mod sms_reports;
