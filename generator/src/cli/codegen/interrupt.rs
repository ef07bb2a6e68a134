//! Ctrl-C while files are being replaced.
//!
//! At any other time it ends the program at once, as always. While [`Interrupt::defer`]'s guard lives it only raises a
//! flag, so that the writer can put everything back before it stops.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::cli::error::{Error, Result};

/// Whether somebody asked us to stop.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    requested: Arc<AtomicBool>,
    at_once: Arc<AtomicBool>,
}

/// While this lives, an interrupt waits.
#[derive(Debug)]
pub struct Deferred<'a>(&'a Interrupt);

impl Interrupt {
    /// Listens to the signals of the system. Where that cannot be, they end the program as they always did.
    pub fn install() -> Self {
        let interrupt = Self { at_once: Arc::new(AtomicBool::new(true)), ..Self::default() };
        for signal in [SIGINT, SIGTERM] {
            // The order matters: the first one ends the program unless that is deferred.
            let _ = flag::register_conditional_default(signal, Arc::clone(&interrupt.at_once))
                .and_then(|_| flag::register(signal, Arc::clone(&interrupt.requested)));
        }
        interrupt
    }

    /// Asks to stop, as a signal does.
    pub fn request(&self) {
        self.requested.store(true, Ordering::SeqCst);
    }

    /// Whether somebody asked to stop.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::SeqCst)
    }

    /// Lets interrupts wait.
    pub fn defer(&self) -> Deferred<'_> {
        self.at_once.store(false, Ordering::SeqCst);
        Deferred(self)
    }
}

impl Deferred<'_> {
    /// Stops here if somebody asked for it.
    ///
    /// # Errors
    /// [`Error::Interrupted`], if so.
    pub fn stop_if_requested(&self) -> Result<()> {
        if self.0.is_requested() { Err(Error::Interrupted) } else { Ok(()) }
    }
}

impl Drop for Deferred<'_> {
    fn drop(&mut self) {
        self.0.at_once.store(true, Ordering::SeqCst);
    }
}
