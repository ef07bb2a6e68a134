//! The transport and the clock where JavaScript has them: in a browser, a worker or the like.
//!
//! What JavaScript gives may not leave its thread, while calls may. As long as WebAssembly there has one thread, which
//! is what `SendWrapper` watches over, that is the same.

use std::time::{Duration, SystemTime};

use gloo_timers::future::TimeoutFuture;
use http::{HeaderName, HeaderValue, StatusCode};
use js_sys::{Array, Date, Function, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, Request, RequestCredentials, RequestInit, RequestRedirect, Response, ResponseType,
};

use super::super::{Body, error::TransportError};
use super::{BoxFuture, Clock, Transport};

/// Sends requests with JavaScript's `fetch`.
///
/// Redirects are not followed, and neither are cookies sent: an answer that redirects is an error. Bodies are sent and
/// received as a whole. The service has to allow the page's origin to call it (CORS), and the browser itself writes
/// some headers, `User-Agent` and `Content-Length` among them.
#[derive(Clone, Copy, Debug, Default)]
pub struct FetchTransport;

impl Transport for FetchTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(SendWrapper::new(fetch(request)))
    }
}

async fn fetch(request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
    let (parts, body) = request.into_parts();
    let body = body.collect(usize::MAX).await?;
    let abort = AbortOnDrop(AbortController::new().map_err(unsendable)?);
    let headers = Headers::new().map_err(unsendable)?;
    for (name, value) in &parts.headers {
        let value = value.to_str().map_err(TransportError::unsendable)?;
        headers.append(name.as_str(), value).map_err(unsendable)?;
    }
    let init = RequestInit::new();
    init.set_method(parts.method.as_str());
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Manual);
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&abort.0.signal()));
    if !body.is_empty() {
        init.set_body(&Uint8Array::from(&body[..]));
    }
    let request = Request::new_with_str_and_init(&parts.uri.to_string(), &init).map_err(unsendable)?;
    let response = JsFuture::from(start(&request).map_err(unsendable)?).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(TransportError::unusable("the answer is a redirect, which is not followed".to_owned()));
    }
    let bytes = JsFuture::from(response.array_buffer().map_err(failed)?).await.map_err(failed)?;
    let mut answer = http::Response::new(Body::from(Uint8Array::new(&bytes).to_vec()));
    *answer.status_mut() = StatusCode::from_u16(response.status()).map_err(TransportError::other)?;
    for entry in response.headers().entries() {
        let entry: Array = entry.map_err(failed)?.dyn_into().map_err(failed)?;
        let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) else { continue };
        // JavaScript has read them already: what is no header for us cannot be one.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            answer.headers_mut().append(name, value);
        }
    }
    Ok(answer)
}

/// Calls `fetch`, which windows and workers have.
fn start(request: &Request) -> Result<Promise, JsValue> {
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    fetch.call1(&global, request)?.dyn_into()
}

/// Who is no longer interested does not go on loading.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// JavaScript says neither why a request failed nor whether it was sent.
fn failed(_: JsValue) -> TransportError {
    TransportError::other("`fetch` failed".to_owned())
}

fn unsendable(_: JsValue) -> TransportError {
    TransportError::unsendable("`fetch` does not take the request".to_owned())
}

/// JavaScript's time and timers.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsClock;

impl Clock for JsClock {
    fn now(&self) -> SystemTime {
        // The standard library's clock panics here.
        let since = Duration::try_from_secs_f64(Date::now() / 1000.0).unwrap_or_default();
        SystemTime::UNIX_EPOCH + since
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(SendWrapper::new(async move {
            // A timer takes no more than that, or it is over at once.
            const LONGEST: u32 = i32::MAX.unsigned_abs();
            let mut left = duration.as_nanos().div_ceil(1_000_000);
            while left > 0 {
                let part = u32::try_from(left).unwrap_or(LONGEST).min(LONGEST);
                TimeoutFuture::new(part).await;
                left -= u128::from(part);
            }
        }))
    }
}
