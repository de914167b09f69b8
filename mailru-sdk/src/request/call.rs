//! A call on its way. The work is done by one future for all methods; the type of the answer comes in at the very end.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use serde::de::DeserializeOwned;

use crate::{
    decode::{self, Answer},
    error::Error,
    request::{Draft, RawResponse},
    types::Lenient,
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

impl<'a, T: DeserializeOwned> Call<'a, T> {
    /// A call whose answer is decoded as the type's own serde says.
    #[doc(hidden)]
    pub fn returning(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, |answer| decode::strict(&answer))
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
        Self { answer: Box::pin(send(draft)), read }
    }
}

/// Signs and sends. This is the one future that all calls share.
async fn send(draft: Draft<'_>) -> Result<Answer<'_>, Error> {
    let request = draft.signed()?;
    let (core, method) = (draft.core(), draft.method());
    let answer = core.http.send(&request, draft.time_limit()).await;
    match answer {
        Ok(reply) => Ok(Answer { reply, core, method }),
        Err(failure) => Err(failure.in_call(method).into()),
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
