//! Several things at once, on all cores.
//!
//! Knows nothing of what is done. What has an order is put in order by whoever asks.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::{num::NonZero, panic, thread};

/// Does that with each thing, in no order, of which fewer than `few` are not worth a thread. Some take a hundred times as long
/// as others, so that whoever is done takes more.
pub(crate) fn each<T: Sync>(things: &[T], few: usize, act: impl Fn(&T) + Sync) {
    let few = few.max(1);
    let batch = few.div_ceil(8);
    let next = AtomicUsize::new(0);
    let work = || {
        let rest = || things.get(next.fetch_add(batch, Ordering::Relaxed)..).unwrap_or_default();
        let batches = std::iter::repeat_with(rest).take_while(|rest| !rest.is_empty());
        batches.for_each(|rest| rest.iter().take(batch).for_each(&act));
    };
    thread::scope(|scope| {
        let others = 1..cores().min(things.len().div_ceil(few));
        let others: Vec<_> = others.map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        work();
        others.into_iter().for_each(ended);
    });
}

/// What comes of each thing, in their order; of which fewer than `few` are not worth a thread.
pub(crate) fn map<T: Sync, R: Send>(things: &[T], few: usize, make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let made = Mutex::new(Vec::with_capacity(things.len()));
    let things: Vec<_> = things.iter().enumerate().collect();
    each(&things, few, |(index, thing)| {
        let result = make(thing);
        made.lock().unwrap_or_else(PoisonError::into_inner).push((*index, result));
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, result)| result).collect()
}

/// Does both, the first in a thread of its own where the system has one to give.
pub(crate) fn both<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    if cores() == 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, &one);
        let other = other();
        (thread.map_or_else(|_| one(), ended), other)
    })
}

/// How many cores there are; one where there are no threads. The system is asked once, since it reads files to know.
pub(crate) fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}

/// What came of a thread; its panic is ours.
fn ended<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::{both, map};

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..1000).collect();
        for few in [1, 3, 64, 2000] {
            assert_eq!(map(&things, few, |thing| thing * 2), things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
        }
        assert!(map(&[], 1, |thing: &usize| *thing).is_empty());
    }

    #[test]
    fn both_are_done() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }
}
