//! Pages of a list, asked for one after the other.

use std::{
    collections::VecDeque,
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
};

use serde::de::DeserializeOwned;

use super::{
    call::Call,
    course::{Course, Verdict},
    draft::Draft,
};
use crate::{
    error::{Error, PageError, Place},
    spec::PageRule,
    types::{
        Lenient,
        read::{DeviationKind, Facts},
    },
    wire::observe::Deviation,
};

/// The pages of a list, each as `P`: `while let Some(page) = pages.next().await? { .. }`.
///
/// The list ends with an empty page, which is not given: the platform gives fewer items than the `limit` says when it likes. An item may
/// come twice when the list changes while it is read, or when the platform counts items that it does not show. What tells one item
/// from another is remembered, 8 bytes each and the room around them, until the pages are dropped.
///
/// After an error [`next`](Self::next) asks for the same page again. With the feature `stream` this is a `Stream` too.
#[must_use = "pages are asked for by `next`"]
pub struct Pages<'a, P> {
    draft: Draft<'a>,
    read: fn(Draft<'a>) -> Call<'a, (P, Facts)>,
    asked: Option<Call<'a, (P, Facts)>>,
    course: Course,
    /// Pages that are the caller's, the next one first.
    ready: VecDeque<P>,
    /// Pages after these that bring nothing new.
    held: Vec<P>,
}

impl<'a, P: Lenient> Pages<'a, P> {
    #[doc(hidden)]
    pub fn new(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, Call::page)
    }
}

impl<'a, P: DeserializeOwned> Pages<'a, P> {
    /// Pages that are decoded as the type's own serde says.
    #[doc(hidden)]
    pub fn returning(draft: Draft<'a>) -> Self {
        Self::with_reader(draft, Call::foreign_page)
    }
}

impl<'a, P> Pages<'a, P> {
    fn with_reader(mut draft: Draft<'a>, read: fn(Draft<'a>) -> Call<'a, (P, Facts)>) -> Self {
        let course = Course::new(&mut draft);
        Self { draft, read, asked: None, course, ready: VecDeque::new(), held: Vec::new() }
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    /// Those of the call; and [`Error::Page`] when there is more that cannot be asked for: the platform gives the same items again and
    /// again, or no item has the key after which the next page begins. Nothing that came is lost then.
    pub async fn next(&mut self) -> Result<Option<P>, Error> {
        poll_fn(|cx| self.poll_page(cx)).await.transpose()
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        loop {
            if let Some(page) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(page)));
            }
            if let Some(kind) = self.course.trouble() {
                let error = PageError { method: self.draft.method().into(), kind };
                return Poll::Ready(Some(Err(error.into())));
            }
            if self.asked.is_none() {
                self.asked = self.course.next(self.draft.clone()).map(self.read);
            }
            let Some(call) = &mut self.asked else { return Poll::Ready(None) };
            let answer = ready!(Pin::new(call).poll(cx));
            self.asked = None;
            match answer {
                Ok((page, facts)) => self.arrived(page, &facts),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }

    /// Puts a page where it belongs.
    fn arrived(&mut self, page: P, facts: &Facts) {
        let limit = match self.draft.spec().page {
            Some(PageRule::Offset { limit, .. } | PageRule::Cursor { limit, .. }) => limit,
            _ => None,
        };
        let verdict = self.course.arrived(facts, limit.and_then(|name| self.draft.number(name)));
        if verdict == Verdict::Hold {
            self.tell_repeated();
            self.held.push(page);
            if !self.course.is_over() {
                return;
            }
            self.ready.extend(self.held.drain(..));
        } else {
            self.ready.extend(self.held.drain(..));
            self.ready.extend((verdict == Verdict::Give).then_some(page));
        }
    }
}

// A page that waits is moved, never pinned.
impl<P> Unpin for Pages<'_, P> {}

impl<P> Pages<'_, P> {
    /// Tells of a page in which nothing is new.
    fn tell_repeated(&self) {
        let (method, declared) = (self.draft.method().into(), self.draft.spec().declared);
        let place = Place { method, path: "".into(), declared };
        let deviation = Deviation { place, kind: DeviationKind::Page, value: "a page", word: None };
        self.draft.core().http.settings().deviations.tell(&deviation);
    }
}

#[cfg(feature = "stream")]
impl<P> futures_core::Stream for Pages<'_, P> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

impl<P> fmt::Debug for Pages<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("draft", &self.draft).finish_non_exhaustive()
    }
}
