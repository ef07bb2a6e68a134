//! Pages as a stream: of pages, or of what they hold.
//!
//! The link to the next page is followed as the service wrote it, to the client's own origin only.

use std::{
    collections::HashSet,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;

use super::{
    client::Client,
    error::{Error, PageError},
    operation::Operation,
    payload::Payload,
    transport::BoxFuture,
};

/// An operation whose answer is one page of many.
pub trait Paged: Operation {
    /// What the pages are made of.
    type Item;

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;

    /// Where the next page is, as the service says it; `None` on the last page. To be requested as it is.
    fn next_link(page: &Self::Output) -> Option<&str>;
}

/// The pages of a [`Paged`] operation, each requested when it is asked for.
///
/// A [`Stream`]; [`next`](Self::next) does without a library for streams. It ends after the last page, and after an
/// error. Dropping it drops the request that is under way.
#[must_use = "pages are requested when they are asked for"]
pub struct Pages<O> {
    client: Client,
    next: Next,
    pending: Option<BoxFuture<'static, Result<http::Response<Bytes>, Error>>>,
    /// The links that were followed: a service that links back would be asked for ever.
    followed: HashSet<String>,
    operation: PhantomData<fn() -> O>,
}

enum Next {
    First(Box<Result<http::Request<Payload>, Error>>),
    Link(String),
    End,
}

impl<O: Paged> Pages<O> {
    pub(crate) fn new(client: Client, request: Result<http::Request<Payload>, Error>) -> Self {
        Self::start(client, Next::First(Box::new(request)))
    }

    pub(crate) fn resume(client: Client, continuation: String) -> Self {
        Self::start(client, Next::Link(continuation))
    }

    fn start(client: Client, next: Next) -> Self {
        Self { client, next, pending: None, followed: HashSet::new(), operation: PhantomData }
    }

    /// What the pages hold, item by item.
    pub fn items(self) -> Items<O> {
        Items { pages: self, page: Vec::new().into_iter() }
    }

    /// What [`Client::pages_from`] takes to go on with the page that comes next; `None` before the first page and
    /// after the last.
    pub fn continuation(&self) -> Option<&str> {
        match &self.next {
            Next::Link(link) => Some(link),
            Next::First(_) | Next::End => None,
        }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// See [`Error`]. After the first page it is [`Error::Page`], with what it takes to go on.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn request(&mut self) -> Option<BoxFuture<'static, Result<http::Response<Bytes>, Error>>> {
        match &mut self.next {
            Next::First(request) => {
                let request = std::mem::replace(&mut **request, Err(Error::Unsupported(O::META.name)));
                Some(self.client.execute(O::META, request, false))
            }
            Next::Link(link) if !self.followed.insert(link.clone()) => {
                let error = PageError::endless(O::META, link);
                Some(Box::pin(std::future::ready(Err(error))))
            }
            Next::Link(link) => Some(self.client.follow(O::META, link)),
            Next::End => None,
        }
    }

    fn accept(&mut self, response: http::Response<Bytes>) -> Result<O::Output, Error> {
        let page = O::output(response)?;
        self.next = O::next_link(&page).map_or(Next::End, |link| Next::Link(link.to_owned()));
        Ok(page)
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.pending.is_none() {
            this.pending = this.request();
        }
        let Some(pending) = &mut this.pending else { return Poll::Ready(None) };
        let response = ready!(pending.as_mut().poll(context));
        this.pending = None;
        let link = this.continuation().map(str::to_owned);
        let page = response.and_then(|response| this.accept(response));
        Poll::Ready(Some(page.map_err(|error| {
            this.next = Next::End;
            PageError::after(error, link)
        })))
    }
}

impl<O> std::fmt::Debug for Pages<O> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// What the pages of a [`Paged`] operation hold, item by item.
///
/// A [`Stream`]; [`next`](Self::next) does without a library for streams.
#[must_use = "items are requested when they are asked for"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: std::vec::IntoIter<O::Item>,
}

/// Nothing in it is pinned: items are values on the heap that are moved out.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Items<O> {
    /// What [`Client::pages_from`] takes to go on with the page after the one that the last item was on.
    pub fn continuation(&self) -> Option<&str> {
        self.pages.continuation()
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            // A page may be empty and still have a next one.
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.page = O::items(page).into_iter(),
            }
        }
    }
}

impl<O: Paged> std::fmt::Debug for Items<O> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Items").finish_non_exhaustive()
    }
}
