//! Pages of a list, asked for one after the other.

use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
};

use serde::de::DeserializeOwned;

use super::{call::Call, draft::Draft, value::Value};
use crate::{
    answer::Facts,
    error::{Error, PageError},
    spec::PageRule,
    types::{Lenient, Text},
};

/// The pages of a list, each as `P`: `while let Some(page) = pages.next().await? { .. }`.
///
/// A page with fewer items than the `limit` that was set is the last; without a limit, an empty one is, and is not given. After an
/// error [`next`](Self::next) asks for the same page again. With the feature `stream` this is a `Stream` too.
#[must_use = "pages are asked for by `next`"]
pub struct Pages<'a, P> {
    draft: Draft<'a>,
    rule: &'static PageRule,
    read: fn(Draft<'a>) -> Call<'a, (P, Facts)>,
    asked: Option<Call<'a, (P, Facts)>>,
    progress: Progress,
    /// The page before, to notice when it comes again.
    before: Option<u64>,
}

/// The rule of a method that has none: there is nothing to split, so there are no pages.
static NO_PAGES: PageRule = PageRule::Batch { param: "" };

/// How far it went.
enum Progress {
    Offset {
        next: u64,
    },
    Cursor {
        next: Option<Text>,
    },
    /// Parts of the comma list that were not asked for yet, the first one last.
    Batch {
        left: Vec<Value<'static>>,
    },
    Done,
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
        let rule = draft.spec().page.as_ref().unwrap_or(&NO_PAGES);
        let progress = match rule {
            PageRule::Offset { offset, .. } => Progress::Offset { next: draft.number(offset).unwrap_or(0) },
            PageRule::Cursor { .. } => Progress::Cursor { next: None },
            PageRule::Batch { param } => Progress::Batch { left: draft.take_batches(param) },
        };
        Self { draft, rule, read, asked: None, progress, before: None }
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    /// Those of the call; and [`Error::Page`] when the platform gives the page again that it gave before.
    pub async fn next(&mut self) -> Result<Option<P>, Error> {
        poll_fn(|cx| self.poll_page(cx)).await.transpose()
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        if self.asked.is_none() {
            self.asked = self.ask();
        }
        let Some(call) = &mut self.asked else { return Poll::Ready(None) };
        let answer = ready!(Pin::new(call).poll(cx));
        self.asked = None;
        Poll::Ready(match answer {
            Ok((page, facts)) => self.arrived(&facts).map(|kept| kept.map(|()| page)).transpose(),
            Err(error) => Some(Err(error)),
        })
    }

    /// The call for the next page, unless the last one was there.
    fn ask(&mut self) -> Option<Call<'a, (P, Facts)>> {
        let mut draft = self.draft.clone();
        match (&self.progress, self.rule) {
            (Progress::Offset { next: 0 } | Progress::Cursor { next: None }, _) => {}
            (Progress::Offset { next }, PageRule::Offset { offset, .. }) => draft.set_by_name(offset, (*next).into()),
            (Progress::Cursor { next: Some(key) }, PageRule::Cursor { cursor, .. }) => {
                draft.set_by_name(cursor, key.clone().into());
            }
            (Progress::Batch { left }, PageRule::Batch { param }) => {
                draft.set_by_name(param, left.last()?.clone());
            }
            _ => return None,
        }
        Some((self.read)(draft))
    }

    /// Notes how far a page went. `None`: there is nothing in it, and the pages are at an end.
    fn arrived(&mut self, facts: &Facts) -> Result<Option<()>, Error> {
        let limit = match self.rule {
            PageRule::Offset { limit, .. } | PageRule::Cursor { limit, .. } => {
                limit.and_then(|name| self.draft.number(name))
            }
            PageRule::Batch { .. } => None,
        };
        if let Progress::Batch { left } = &mut self.progress {
            left.pop();
            return Ok(Some(()));
        }
        if facts.items == 0 {
            self.progress = Progress::Done;
            return Ok(None);
        }
        // A counter inside the page may have changed; the last item tells as much.
        let stuck =
            matches!(&self.progress, Progress::Cursor { next: Some(key) } if facts.last_key.as_ref() == Some(key));
        if self.before.replace(facts.fingerprint) == Some(facts.fingerprint) || stuck {
            self.progress = Progress::Done;
            return Err(PageError { method: self.draft.method().into() }.into());
        }
        let short = limit.is_some_and(|limit| facts.items < limit);
        match &mut self.progress {
            _ if short => self.progress = Progress::Done,
            Progress::Offset { next } => match next.checked_add(facts.items) {
                Some(further) => *next = further,
                None => self.progress = Progress::Done,
            },
            Progress::Cursor { next } => match &facts.last_key {
                Some(key) => *next = Some(key.clone()),
                // Without a key there is nothing to go on after.
                None => self.progress = Progress::Done,
            },
            Progress::Batch { .. } | Progress::Done => {}
        }
        Ok(Some(()))
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
