//! A call on its way. The work is done by one future for all methods; the type of the answer comes in at the very end.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use serde::de::DeserializeOwned;

use super::{draft::Draft, exchange::exchange, raw::RawResponse};
use crate::{
    answer::{Answer, Facts, decode},
    error::Error,
    types::{Json, Lenient},
};

/// A call on its way to a `T`. Await it; dropping it gives the call up.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'a, T> {
    answer: Pin<Box<dyn Future<Output = Result<Answer<'a>, Error>> + Send + 'a>>,
    read: fn(Answer<'a>) -> Result<T, Error>,
}

impl<'a, T: Lenient> Call<'a, T> {
    #[doc(hidden)]
    pub fn new(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::lenient(&answer))
    }
}

impl<'a, P: Lenient> Call<'a, (P, Facts)> {
    /// A call for one page.
    pub(crate) fn page(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::page(&answer, decode::lenient))
    }
}

impl<'a, P: DeserializeOwned> Call<'a, (P, Facts)> {
    /// A call for one page, which is decoded as the type's own serde says.
    pub(crate) fn foreign_page(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::page(&answer, decode::strict))
    }
}

impl<'a, T: DeserializeOwned> Call<'a, T> {
    /// A call whose answer is decoded as the type's own serde says.
    #[doc(hidden)]
    pub fn returning(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::strict(&answer))
    }
}

impl<'a> Call<'a, Json> {
    /// A call that gives an error of the platform as JSON, as any other answer.
    pub(crate) fn passing_errors(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::passing_errors(&answer))
    }
}

impl<'a> Call<'a, RawResponse> {
    /// A call that gives the answer as it came.
    #[doc(hidden)]
    pub fn raw(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| Ok(RawResponse(answer.reply)))
    }
}

impl<'a, T> Call<'a, T> {
    fn with_reader(draft: Draft<'a>, read: fn(Answer<'a>) -> Result<T, Error>) -> Self {
        Self { answer: Box::pin(exchange(draft)), read }
    }
}

impl<T> Future for Call<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        self.answer.as_mut().poll(cx).map(|answer| answer.and_then(read))
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}
