//! The same for many things, on all cores.

use std::{num::NonZero, thread};

/// How few things are not worth a thread.
const FEW: usize = 64;

/// Does that with each thing, in no order.
pub(super) fn each<T: Sync>(things: &[T], act: impl Fn(&T) + Sync) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let chunk = things.len().div_ceil(cores).max(FEW);
    let mut chunks = things.chunks(chunk);
    let first = chunks.next().unwrap_or_default();
    let act = &act;
    thread::scope(|scope| {
        let others: Vec<_> = chunks.map(|chunk| scope.spawn(move || chunk.iter().for_each(act))).collect();
        first.iter().for_each(act);
        for other in others {
            if let Err(panic) = other.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
}
