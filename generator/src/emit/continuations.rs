//! What an operation is besides: paged, long-running, or a stream.

use super::{
    code::code,
    literals::{self, AsIdent},
    rust_file::RustFile,
    types::{self, From},
};
use crate::ir::{Api, Operation};

/// Writes the traits of an operation that goes on after its answer, or while it comes.
pub(super) fn emit(api: &Api, operation: &Operation, file: &mut RustFile) {
    paging(api, operation, file);
    long_running(api, operation, file);
    streamed(api, operation, file);
}

fn paging(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(paging) = &operation.paging else { return };
    let name = operation.name.ident();
    let item = types::ty(api, &paging.item, From::Crate);
    let (items, next) = (paging.items.ident(), paging.next.ident());
    let items = if paging.items_optional { code!(page.#items.unwrap_or_default()) } else { code!(page.#items) };
    let next = match paging.next_optional {
        true => code!(page.#next.as_deref()),
        false => code!(Some(page.#next.as_str())),
    };
    file.item(code! {
        impl runtime::Paged for #name {
            type Item = #item;

            #[inline]
            fn items(page: Self::Output) -> Vec<Self::Item> {
                #items
            }
            #[inline]
            fn next_link(page: &Self::Output) -> Option<&str> {
                #next.filter(|link| !link.is_empty())
            }
        }
    });
}

fn long_running(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(long_running) = &operation.long_running else { return };
    let name = operation.name.ident();
    let header = &long_running.status_header;
    let status = types::ty(api, &long_running.status, From::Crate);
    file.item(code! {
        impl runtime::LongRunning for #name {
            type Status = #status;

            const STATUS_HEADER: &'static str = #header;
        }
    });
}

fn streamed(api: &Api, operation: &Operation, file: &mut RustFile) {
    let Some(streamed) = &operation.streamed else { return };
    let name = operation.name.ident();
    let accept = &streamed.accept;
    let event = types::ty(api, &streamed.event, From::Crate);
    let read = literals::event_reader(streamed.form);
    file.item(code! {
        impl runtime::Streamed for #name {
            type Event = #event;

            const ACCEPT: &'static str = #accept;

            #[inline]
            fn event(frame: &runtime::events::Frame) -> Result<Self::Event, json::Malformed> {
                frame.#read()
            }
        }
    });
}
