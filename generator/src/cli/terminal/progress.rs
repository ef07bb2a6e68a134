//! A line that shows that long work is still going on.

use std::io::{Write as _, stderr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{VERB, WIDTH, watched};

const QUIET: Duration = Duration::from_secs(1);
const BEAT: Duration = Duration::from_millis(200);

/// Does the work; when that takes more than a second and somebody watches, a line counts the seconds meanwhile.
///
/// The line is gone when this returns. In a log there is nothing: the caller's own lines say what is done.
pub fn progress<T>(verb: &str, what: &str, work: impl FnOnce() -> T) -> T {
    if !watched() {
        return work();
    }
    thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        scope.spawn(move || {
            let start = Instant::now();
            let mut pause = QUIET;
            let mut drawn = false;
            while is_done.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                anstream::eprint!("\r{VERB}{verb:>10}{VERB:#} {what} … {} s", start.elapsed().as_secs());
                let _ = stderr().flush();
                (pause, drawn) = (BEAT, true);
            }
            if drawn {
                eprint!("\r{:WIDTH$}\r", "");
            }
        });
        let result = work();
        drop(done);
        result
    })
}
