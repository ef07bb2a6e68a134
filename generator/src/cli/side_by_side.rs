//! The same thing done to many files, on all processors.
//!
//! Thousands of small files take the file system longer than they take us, and it works for several threads at a time.
//! Knows nothing of what is done.

use std::num::NonZero;
use std::thread;

use crate::cli::error::{Error, Result};

/// Below that many for each, a thread costs more than it saves.
const FEWEST: usize = 64;

/// Does something to each item and gives back what came of it, in their order.
///
/// # Errors
/// The first one in that order; other items may be done then, or not.
pub fn map<T: Sync, R: Send>(items: &[T], act: impl Fn(&T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let length = items.len().div_ceil(processors).max(FEWEST);
    let one = |items: &[T]| items.iter().map(&act).collect::<Result<Vec<R>>>();
    if items.len() <= length {
        return one(items);
    }
    let done: Vec<Result<Vec<R>>> = thread::scope(|scope| {
        let threads: Vec<_> = items.chunks(length).map(|chunk| scope.spawn(move || one(chunk))).collect();
        let ended = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|_| Err(Error::new("a thread that works on files ended")))
        };
        threads.into_iter().map(ended).collect()
    });
    let mut all = Vec::with_capacity(items.len());
    for part in done {
        all.extend(part?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{FEWEST, map};
    use crate::cli::error::Error;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0, 1, FEWEST, 10 * FEWEST + 7] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(
                map(&items, |item| Ok(item * 2)).unwrap(),
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn the_first_error_is_the_one_that_counts() {
        let items: Vec<usize> = (0..10 * FEWEST).collect();
        let refuse = |item: &usize| match item % 100 {
            77 => Err(Error::new(format!("{item} is refused"))),
            _ => Ok(()),
        };
        assert_eq!(map(&items, refuse).unwrap_err().to_string(), "77 is refused");
    }
}
