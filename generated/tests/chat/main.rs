//! The clients for chats: what they send, what they make of the answers, and that nothing is missing.

#![cfg(all(feature = "chat", feature = "testing"))]

mod clients;
mod counterparts;
mod failures;
mod messages;
mod pages;
mod participants;
mod received;
mod settings;
mod support;
mod threads;
