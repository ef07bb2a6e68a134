//! A service on loopback that answers as it is told, checks signatures as the real one does, and remembers everything.

use std::{
    collections::VecDeque,
    net::TcpListener,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use acs_sdk::{
    Client, ClientBuilder, EmailClient, IdentityClient, SmsClient,
    credential::AccessKeyCredential,
    runtime::{BoxFuture, Clock, ReqwestTransport},
};

pub(crate) use crate::http_server::{Answer, Request};
use crate::{http_server, signature};

/// 2024-03-01T12:00:00Z
pub(crate) const NOON: u64 = 1_709_294_400;

pub(crate) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// A time limit of this length or a longer one is never reached on the [`TestClock`].
pub(crate) const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

/// Waiting is over at once and moves the time on, but for time limits, which are never reached.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<Mutex<(SystemTime, Vec<Duration>)>>);

impl TestClock {
    pub(crate) fn at(seconds: u64) -> Self {
        Self(Arc::new(Mutex::new((at(seconds), Vec::new()))))
    }

    pub(crate) fn set(&self, now: SystemTime) {
        self.0.lock().unwrap().0 = now;
    }

    /// How long was waited, each time.
    pub(crate) fn sleeps(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            if duration >= FOREVER {
                std::future::pending::<()>().await;
            }
            let mut state = self.0.lock().unwrap();
            state.0 += duration;
            state.1.push(duration);
        })
    }
}

#[derive(Default)]
struct State {
    answers: VecDeque<Option<Answer>>,
    requests: Vec<Request>,
    /// What the last answer is repeated for.
    always: Option<Answer>,
}

/// The service, and the clock of its clients.
pub(crate) struct Bench {
    state: Arc<Mutex<State>>,
    transport: ReqwestTransport,
    pub(crate) origin: String,
    pub(crate) clock: TestClock,
}

impl Bench {
    /// A service that gives these answers in this order, to what is signed with its key. Others get a 401.
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let bench = Self::started();
        bench.lock().answers = answers.into_iter().map(Some).collect();
        bench
    }

    /// A service that gives the same answer always.
    pub(crate) fn always(answer: Answer) -> Self {
        let bench = Self::started();
        bench.lock().always = Some(answer);
        bench
    }

    fn started() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
        let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        http_server::serve(listener, move |request| {
            let refused = signature::check(&request).err();
            let mut state = shared.lock().unwrap();
            state.requests.push(request);
            if let Some(problem) = refused {
                let problem = serde_json::json!({ "error": { "code": "Denied", "message": problem } });
                return Some(Answer::json(401, problem));
            }
            let none = || Some(Answer::json(418, r#"{"error":{"code":"NoAnswer","message":"the test has no more"}}"#));
            state.answers.pop_front().unwrap_or_else(|| state.always.clone().or_else(none))
        });
        let transport = ReqwestTransport::new().expect("a transport");
        Self { state, transport, origin, clock: TestClock::at(NOON) }
    }

    /// Ends the next connection without an answer, before the other answers.
    pub(crate) fn breaks_first(self) -> Self {
        self.lock().answers.push_front(None);
        self
    }

    /// One more answer at the end.
    pub(crate) fn then(&self, answer: Answer) {
        self.lock().answers.push_back(Some(answer));
    }

    /// What it received, in order.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// The one request that it received.
    pub(crate) fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "expected one request");
        requests.remove(0)
    }

    /// Method and target of what it received.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.requests().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
    }

    /// Settings for a client of it.
    pub(crate) fn settings(&self) -> ClientBuilder {
        Client::builder(&self.origin)
            .transport(self.transport.clone())
            .clock(self.clock.clone())
            .attempt_timeout(FOREVER)
    }

    pub(crate) fn identity(&self) -> IdentityClient {
        IdentityClient::with_client_builder(self.settings(), key()).expect("a client")
    }

    pub(crate) fn sms(&self) -> SmsClient {
        SmsClient::with_client_builder(self.settings(), key()).expect("a client")
    }

    pub(crate) fn email(&self) -> EmailClient {
        EmailClient::with_client_builder(self.settings(), key()).expect("a client")
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

/// The key that the service accepts.
pub(crate) fn key() -> AccessKeyCredential {
    AccessKeyCredential::new(signature::KEY).expect("it is base64")
}
