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
    answer::{Answer, decode},
    error::{Error, Misfit},
    types::{Json, Lenient, read::Facts},
};

/// A call on its way to a `T`. Await it; dropping it gives the call up.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'a, T> {
    answer: Pin<Box<dyn Future<Output = Result<Answer<'a>, Error>> + Send + 'a>>,
    read: fn(Answer<'a>) -> decode::WithMisfits<T>,
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
        Self::with_reader(draft, |answer| decode::page(&answer))
    }
}

impl<'a, P: DeserializeOwned> Call<'a, (P, Facts)> {
    /// A call for one page, which is decoded as the type's own serde says.
    pub(crate) fn foreign_page(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::strict_page(&answer))
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
        Self::with_reader(draft, |answer| Ok((RawResponse(answer.reply), Vec::new())))
    }
}

impl<'a, T> Call<'a, T> {
    fn with_reader(draft: Draft<'a>, read: fn(Answer<'a>) -> decode::WithMisfits<T>) -> Self {
        Self { answer: Box::pin(exchange(draft)), read }
    }

    /// Gives what was left out of the answer together with it: [`Misfit`]s in the order of the text, the first hundred of them.
    pub fn with_misfits(self) -> CallWithMisfits<'a, T> {
        CallWithMisfits { call: self }
    }
}

impl<T> Call<'_, T> {
    fn poll_answer(&mut self, cx: &mut Context<'_>) -> Poll<decode::WithMisfits<T>> {
        let read = self.read;
        self.answer.as_mut().poll(cx).map(|answer| answer.and_then(read))
    }
}

impl<T> Future for Call<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_answer(cx).map(|answer| answer.map(|(value, _)| value))
    }
}

/// A call on its way to a `T` and to what was left out of it, made by `.with_misfits()`.
#[must_use = "a call does nothing until it is awaited"]
pub struct CallWithMisfits<'a, T> {
    call: Call<'a, T>,
}

impl<T> Future for CallWithMisfits<'_, T> {
    type Output = Result<(T, Vec<Misfit>), Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.call.poll_answer(cx)
    }
}

impl<T> fmt::Debug for CallWithMisfits<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallWithMisfits").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}
