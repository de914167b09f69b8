//! How far a listing went and what ends it, judged by the facts of its pages alone. Asking for them is the business of `pages`.
//!
//! Nobody knows how many items the platform gives at most, and it leaves out what a user may not see: a page with fewer items than
//! were asked for is not the last unless the spec says so. An empty one is.

use std::collections::HashSet;

use super::{draft::Draft, value::Value};
use crate::{
    error::PageKind,
    spec::PageRule,
    types::{
        Text,
        read::{Facts, digest},
    },
};

/// How many pages in a row may bring nothing new. A list that grows while it is read, or whose hidden items count, repeats a page
/// now and then; a platform that ignores the offset does nothing else.
const PATIENCE: u32 = 4;

/// How far it went.
pub(super) struct Course {
    rule: &'static PageRule,
    next: Next,
    /// Every item so far, and every cursor that was asked for.
    known: HashSet<u64>,
    asked: HashSet<u64>,
    /// How many pages in a row brought nothing new.
    stale: u32,
}

/// What comes next.
enum Next {
    Offset(u64),
    Cursor(Option<Text>),
    /// Parts of the comma list that were not asked for yet, the first one last.
    Batch(Vec<Value<'static>>),
    Stuck(PageKind),
    Over,
}

/// What becomes of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Give,
    /// Nothing in it is new. It belongs to the list if that goes on or ends, and not if it goes in circles.
    Hold,
    /// There is nothing in it.
    Drop,
}

/// The rule of a method that has none: there is nothing to split, so there are no pages.
static NO_PAGES: PageRule = PageRule::Batch { param: "" };

impl Course {
    /// The beginning of a listing. The parts of a comma list are taken out of the draft.
    pub(super) fn new(draft: &mut Draft<'_>) -> Self {
        let rule = draft.spec().page.as_ref().unwrap_or(&NO_PAGES);
        let next = match rule {
            PageRule::Offset { offset, .. } => Next::Offset(draft.number(offset).unwrap_or(0)),
            PageRule::Cursor { .. } => Next::Cursor(None),
            PageRule::Batch { param } => Next::Batch(draft.take_batches(param)),
        };
        Self { rule, next, known: HashSet::new(), asked: HashSet::new(), stale: 0 }
    }

    /// Changes a draft to one for the next page. `None` after the last.
    pub(super) fn next<'a>(&self, mut draft: Draft<'a>) -> Option<Draft<'a>> {
        match (&self.next, self.rule) {
            (Next::Offset(0) | Next::Cursor(None), _) => {}
            (Next::Offset(next), PageRule::Offset { offset, .. }) => draft.set_by_name(offset, (*next).into()),
            (Next::Cursor(Some(key)), PageRule::Cursor { cursor, .. }) => draft.set_by_name(cursor, key.clone().into()),
            (Next::Batch(left), PageRule::Batch { param }) => draft.set_by_name(param, left.last()?.clone()),
            _ => return None,
        }
        Some(draft)
    }

    /// Why the rest cannot be asked for; told once.
    pub(super) fn trouble(&mut self) -> Option<PageKind> {
        let Next::Stuck(kind) = self.next else { return None };
        self.next = Next::Over;
        Some(kind)
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.next, Next::Over)
    }

    /// Notes how far a page went that was asked for with such a limit.
    pub(super) fn arrived(&mut self, facts: &Facts, limit: Option<u64>) -> Verdict {
        if let Next::Batch(left) = &mut self.next {
            left.pop();
            return Verdict::Give;
        }
        if facts.items.is_empty() {
            self.next = Next::Over;
            return Verdict::Drop;
        }
        let mut new = false;
        for item in &facts.items {
            new |= self.known.insert(*item);
        }
        self.stale = if new { 0 } else { self.stale + 1 };
        let count = facts.items.len() as u64;
        let last = self.never_short() && limit.is_some_and(|limit| count < limit);
        self.next = match (&self.next, &facts.last_key) {
            _ if last => Next::Over,
            _ if self.stale == PATIENCE => Next::Stuck(PageKind::Repeated),
            (Next::Offset(next), _) => next.checked_add(count).map_or(Next::Stuck(PageKind::NoNext), Next::Offset),
            (_, Some(key)) if self.asked.insert(digest(key)) => Next::Cursor(Some(key.as_str().into())),
            (_, Some(_)) => Next::Stuck(PageKind::Repeated),
            (_, None) if new => Next::Stuck(PageKind::NoNext),
            // What stands behind the last key was there already.
            (_, None) => {
                self.next = Next::Over;
                return Verdict::Drop;
            }
        };
        if new { Verdict::Give } else { Verdict::Hold }
    }

    /// Whether a page that has fewer items than were asked for is the last.
    fn never_short(&self) -> bool {
        match self.rule {
            PageRule::Offset { never_short, .. } | PageRule::Cursor { never_short, .. } => never_short.is_some(),
            PageRule::Batch { .. } => false,
        }
    }
}
