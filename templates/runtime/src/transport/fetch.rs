//! The transport and the clock where JavaScript has them: in a browser, a worker or the like.
//!
//! What JavaScript gives may not leave its thread, while calls may. As long as WebAssembly there has one thread, which
//! is what `SendWrapper` watches over, that is the same.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use futures_core::Stream;
use gloo_timers::future::TimeoutFuture;
use http::{HeaderName, HeaderValue, StatusCode};
use js_sys::{Array, Date, Function, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, Request, RequestCredentials, RequestInit, RequestRedirect,
    Response, ResponseType,
};

use super::super::{Body, error::TransportError};
use super::{BoxFuture, Clock, Transport};

/// Sends requests with JavaScript's `fetch`.
///
/// Redirects are not followed, and neither are cookies sent: an answer that redirects is an error. Bodies are sent as a
/// whole, and received as they come. The service has to allow the page's origin to call it (CORS), and the browser itself writes
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
    let body = match response.body() {
        Some(stream) => {
            let reader = stream.get_reader().dyn_into().map_err(|_| failed(JsValue::NULL))?;
            Body::stream(SendWrapper::new(Chunks { reader, reading: None, _abort: abort }))
        }
        None => Body::from(Bytes::new()),
    };
    let mut answer = http::Response::new(body);
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

/// A body that is read as it comes. Who drops it ends the request.
struct Chunks {
    reader: ReadableStreamDefaultReader,
    reading: Option<JsFuture>,
    _abort: AbortOnDrop,
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let reading = this.reading.get_or_insert_with(|| JsFuture::from(this.reader.read()));
        let read = ready!(Pin::new(reading).poll(context));
        this.reading = None;
        Poll::Ready(read.and_then(|read| chunk(&read)).map_err(failed).transpose())
    }
}

/// What reading has given: `{ done, value }`.
fn chunk(read: &JsValue) -> Result<Option<Bytes>, JsValue> {
    match Reflect::get(read, &"done".into())?.is_truthy() {
        true => Ok(None),
        false => Ok(Some(Uint8Array::new(&Reflect::get(read, &"value".into())?).to_vec().into())),
    }
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
