//! Entra's tokens: what is asked for, and how long an answer is kept.

use std::{
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use acs_sdk::{
    ServiceCredential,
    credential::EntraCredential,
    runtime::{Authenticate as _, Clock as _, client::Rejection},
};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use bytes::Bytes;
use http::HeaderValue;

use crate::support::{META, TestClock, authorize, now, put, request};

/// Gives tokens that last an hour, each with a number.
struct Directory {
    clock: TestClock,
    scopes: Mutex<Vec<String>>,
    fails: Mutex<bool>,
}

impl Directory {
    fn new(clock: &TestClock) -> Arc<Self> {
        Arc::new(Self { clock: clock.clone(), scopes: Mutex::default(), fails: Mutex::default() })
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Directory")
    }
}

#[async_trait::async_trait]
impl TokenCredential for Directory {
    async fn get_token(
        &self,
        scopes: &[&str],
        _options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let mut asked = self.scopes.lock().unwrap();
        asked.push(scopes.join(" "));
        if *self.fails.lock().unwrap() {
            return Err(azure_core::Error::with_message(azure_core::error::ErrorKind::Credential, "no directory"));
        }
        let end = self.clock.now() + Duration::from_secs(3600);
        Ok(AccessToken::new(format!("token-{}", asked.len()), end.into()))
    }
}

#[test]
fn the_token_is_asked_for_the_scope_with_two_slashes_and_kept_until_five_minutes_before_its_end() {
    let clock = TestClock::at_noon();
    let directory = Directory::new(&clock);
    let credential = ServiceCredential::from(directory.clone() as Arc<dyn TokenCredential>);
    for (seconds, token) in [(0, "token-1"), (3299, "token-1"), (1, "token-2"), (3299, "token-2"), (9999, "token-3")] {
        clock.advance(seconds);
        assert_eq!(now(authorize(&credential, &clock)).unwrap(), format!("Bearer {token}"));
    }
    assert_eq!(*directory.scopes.lock().unwrap(), ["https://communication.azure.com//.default"; 3]);
}

#[test]
fn the_old_token_is_used_as_long_as_it_lasts_when_there_is_no_new_one() {
    let clock = TestClock::at_noon();
    let directory = Directory::new(&clock);
    let credential = EntraCredential::new(directory.clone());
    assert_eq!(now(authorize(&credential, &clock)).unwrap(), "Bearer token-1");
    *directory.fails.lock().unwrap() = true;
    clock.advance(3599);
    assert_eq!(now(authorize(&credential, &clock)).unwrap(), "Bearer token-1");
    clock.advance(1);
    let error = now(authorize(&credential, &clock)).unwrap_err();
    assert_eq!(error.to_string(), "test.call: could not get a token: no directory");
    *directory.fails.lock().unwrap() = false;
    assert_eq!(now(authorize(&credential, &clock)).unwrap(), "Bearer token-4");
}

#[test]
fn a_token_that_is_refused_is_asked_for_again_unless_it_is_new() {
    let clock = TestClock::at_noon();
    let credential = ServiceCredential::from(EntraCredential::new(Directory::new(&clock)));
    let response = http::Response::builder().status(401).body(Bytes::new()).unwrap();
    for (seconds, refused, again, next) in
        [(0, "token-1", false, "token-1"), (60, "token-1", true, "token-2"), (0, "token-1", true, "token-2")]
    {
        now(authorize(&credential, &clock)).unwrap();
        clock.advance(seconds);
        let header = HeaderValue::try_from(format!("Bearer {refused}")).unwrap();
        let rejection = Rejection::new(&META, clock.now(), Some(&header), &response);
        assert_eq!(credential.rejected(&rejection), again);
        assert_eq!(now(authorize(&credential, &clock)).unwrap(), format!("Bearer {next}"));
    }
}

#[test]
fn another_scope_can_be_asked_for() {
    let clock = TestClock::at_noon();
    let directory = Directory::new(&clock);
    let credential = EntraCredential::with_scope(directory.clone(), "https://communication.azure.us//.default");
    now(authorize(&credential, &clock)).unwrap();
    assert_eq!(*directory.scopes.lock().unwrap(), ["https://communication.azure.us//.default"]);
}

#[test]
fn the_token_goes_over_http_only_to_this_machine_and_is_not_shown() {
    let clock = TestClock::at_noon();
    let directory = Directory::new(&clock);
    let credential = EntraCredential::new(directory.clone());
    assert!(now(put(&credential, &clock, &mut request("http://a.example/"))).is_err());
    assert!(directory.scopes.lock().unwrap().is_empty());
    assert!(now(put(&credential, &clock, &mut request("http://localhost:1/"))).is_ok());
    assert!(!format!("{credential:?} {:?}", ServiceCredential::from(credential.clone())).contains("token-"));
}
