//! Work side by side, as much as the machine has cores and memory for.

use std::collections::VecDeque;
use std::fs;
use std::sync::Mutex;
use std::thread;

/// How much memory a piece of work is thought to take at most, as a rule.
const SHARE: u64 = 2_000_000_000;

/// Does every piece of work and gives the results in the order of the work.
pub(crate) fn side_by_side<W: Send, R: Send>(work: Vec<W>, act: impl Fn(W) -> R + Sync) -> Vec<R> {
    let waiting: Mutex<VecDeque<(usize, W)>> = Mutex::new(work.into_iter().enumerate().collect());
    let done: Mutex<Vec<(usize, R)>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..lanes() {
            scope.spawn(|| {
                loop {
                    let next = lock(&waiting).pop_front();
                    let Some((index, work)) = next else { break };
                    let result = act(work);
                    lock(&done).push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// How many pieces of work fit side by side.
fn lanes() -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let by_memory = memory().map_or(cores, |memory| usize::try_from(memory / SHARE).unwrap_or(cores));
    cores.min(by_memory).max(1)
}

/// The memory that is free, where the system tells.
pub(crate) fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_the_order_of_the_work() {
        let work: Vec<u64> = (0..20).collect();
        let results = super::side_by_side(work, |number| {
            std::thread::sleep(std::time::Duration::from_millis(number % 3));
            number * 2
        });
        assert_eq!(results, (0..20).map(|number| number * 2).collect::<Vec<_>>());
    }
}
