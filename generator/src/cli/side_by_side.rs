//! The same thing done to many files, on all processors.
//!
//! Thousands of small files take the file system longer than they take us, and it works for several threads at a time.
//! Knows nothing of what is done.

use crate::cli::error::Result;
use crate::parallel;

/// Below that many for each, a thread costs more than it saves.
const FEWEST: usize = 64;

/// Does something to each item and gives back what came of it, in their order.
///
/// # Errors
/// The first one in that order; the other items are done nevertheless.
pub fn map<T: Sync, R: Send>(items: &[T], act: impl Fn(&T) -> Result<R> + Sync) -> Result<Vec<R>> {
    parallel::map(items, FEWEST, act).into_iter().collect()
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
