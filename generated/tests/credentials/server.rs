//! A server of the user's that gives out tokens, as a refresher asks it.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use acs_sdk::{CommunicationTokenCredential, credential::CommunicationTokenCredentialBuilder};
use tokio::sync::Semaphore;

use crate::support::{TestClock, kind, poll};

/// Gives tokens that end an hour after the last one, each with a number, once it is let.
#[derive(Clone)]
pub(crate) struct Server {
    asked: Arc<AtomicUsize>,
    answered: Arc<AtomicUsize>,
    /// Requests that are under way now.
    open: Arc<AtomicUsize>,
    pub(crate) permits: Arc<Semaphore>,
    answer: Arc<Mutex<Result<String, &'static str>>>,
}

impl Server {
    pub(crate) fn new(answer: Result<String, &'static str>) -> Self {
        Self {
            asked: Arc::default(),
            answered: Arc::default(),
            open: Arc::default(),
            permits: Arc::new(Semaphore::new(0)),
            answer: Arc::new(Mutex::new(answer)),
        }
    }

    /// One that answers at once.
    pub(crate) fn ready(answer: Result<String, &'static str>) -> Self {
        let server = Self::new(answer);
        server.permits.close();
        server
    }

    pub(crate) fn credential(&self, first: String) -> CommunicationTokenCredentialBuilder {
        let server = self.clone();
        CommunicationTokenCredential::builder(first).refresher(move || {
            let server = server.clone();
            async move {
                server.asked.fetch_add(1, Ordering::SeqCst);
                let _open = Open::new(server.open.clone());
                // Closed: no need to wait any more.
                if let Ok(permit) = server.permits.acquire().await {
                    permit.forget();
                }
                server.answered.fetch_add(1, Ordering::SeqCst);
                server.answer.lock().unwrap().clone()
            }
        })
    }

    pub(crate) fn answers(&self, answer: Result<String, &'static str>) {
        *self.answer.lock().unwrap() = answer;
    }

    /// How often it was asked, how often it answered, and how many requests are under way.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let count = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
        (count(&self.asked), count(&self.answered), count(&self.open))
    }
}

struct Open(Arc<AtomicUsize>);

impl Open {
    pub(crate) fn new(open: Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::SeqCst);
        Self(open)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The name in the token that a call uses now; `waits` if it has to wait, or the kind of error.
pub(crate) fn used(credential: &CommunicationTokenCredential, clock: &TestClock) -> String {
    match poll(&mut Box::pin(credential.token(clock))) {
        Poll::Ready(Ok(used)) => used.secret().split('.').next().unwrap_or_default().to_owned(),
        Poll::Ready(Err(error)) => kind(&error).to_owned(),
        Poll::Pending => "waits".to_owned(),
    }
}
