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
    request::{Body, Draft, PreparedRequest, RawResponse, Upload, page::Facts},
    transport::within,
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
        Self { answer: Box::pin(send(draft)), read }
    }
}

/// How often one call may find its token expired: another process that shares the store may have left an expired one.
const RENEWALS: usize = 2;

/// Signs and sends. This is the one future that all calls share.
async fn send(draft: Draft<'_>) -> Result<Answer<'_>, Error> {
    within(draft.time_limit(), draft.method(), attempts(&draft)).await
}

async fn attempts<'a>(draft: &Draft<'a>) -> Result<Answer<'a>, Error> {
    // What cannot be sent is refused before a token is renewed for it.
    draft.check()?;
    let (core, method, spec) = (draft.core(), draft.method(), draft.spec());
    let mut ticket = core.fresh_ticket().await?;
    let mut renewals = RENEWALS;
    loop {
        let request = draft.signed(ticket.as_ref())?;
        let uploads = open_files(draft, &request).await?;
        let reply = core.http.send(&request, uploads).await;
        let reply = reply.map_err(|failure| failure.in_call(method))?;
        let answer = Answer { reply, core, method, spec, ticket: ticket.clone() };
        // The platform refuses an expired token before it does anything, so even a write may be sent again.
        match (core.life(), &ticket) {
            (Some(life), Some(used)) if renewals > 0 && answer.session_is_over() && life.can_renew() => {
                life.renew(used).await?;
                ticket = core.ticket();
                renewals -= 1;
            }
            _ => return Ok(answer),
        }
    }
}

/// Opens the files that go along; a file that cannot be read is a mistake in the parameter.
async fn open_files(draft: &Draft<'_>, request: &PreparedRequest) -> Result<Vec<(String, Upload)>, Error> {
    let mut uploads = Vec::new();
    if let Body::Multipart { files, .. } = &request.body {
        for (name, file) in files {
            let upload = file.open().await.map_err(|error| draft.mistake(name, format!("cannot be read: {error}")))?;
            uploads.push((name.clone(), upload));
        }
    }
    Ok(uploads)
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
