//! The same for many things, on all cores.

use std::{num::NonZero, thread};

/// How few things are not worth a thread.
const FEW: usize = 64;

/// What the function makes of each thing, in their order.
pub(super) fn map<T: Sync, R: Send>(things: &[T], function: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let chunk = things.len().div_ceil(cores).max(FEW);
    let mut chunks = things.chunks(chunk);
    let first = chunks.next().unwrap_or_default();
    let function = &function;
    thread::scope(|scope| {
        let others: Vec<_> =
            chunks.map(|chunk| scope.spawn(move || chunk.iter().map(function).collect::<Vec<R>>())).collect();
        let mut results: Vec<R> = first.iter().map(function).collect();
        for other in others {
            match other.join() {
                Ok(more) => results.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    })
}
