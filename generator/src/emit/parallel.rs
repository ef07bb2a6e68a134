//! The same for many things, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{num::NonZero, thread};

/// How few things are not worth a thread.
const FEW: usize = 64;

/// How many things are taken at once.
const BATCH: usize = 8;

/// Does that with each thing, in no order. Some take a hundred times as long as others, so that whoever is done takes more.
pub(super) fn each<T: Sync>(things: &[T], act: impl Fn(&T) + Sync) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || {
        let rest = || things.get(next.fetch_add(BATCH, Ordering::Relaxed)..).unwrap_or_default();
        let batches = std::iter::repeat_with(rest).take_while(|rest| !rest.is_empty());
        batches.for_each(|rest| rest.iter().take(BATCH).for_each(&act));
    };
    thread::scope(|scope| {
        let others = 1..cores.min(things.len().div_ceil(FEW));
        let others: Vec<_> = others.map(|_| scope.spawn(work)).collect();
        work();
        for other in others {
            if let Err(panic) = other.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
}
