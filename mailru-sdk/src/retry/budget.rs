//! The budget of repetitions: a bucket of tokens that all calls of an application share, so that a platform which is down is not
//! asked several times as often as one that works.

use std::sync::atomic::{AtomicU32, Ordering};

/// A repetition costs one token; an attempt that succeeds earns a tenth.
const TOKEN: u32 = 10;

#[derive(Debug)]
pub(crate) struct Budget {
    /// In tenths of a token; `None` without a limit.
    most: Option<u32>,
    left: AtomicU32,
}

impl Budget {
    /// A full bucket of that many tokens, or a bottomless one.
    pub(crate) fn new(tokens: Option<u32>) -> Self {
        let most = tokens.map(|tokens| tokens.saturating_mul(TOKEN));
        Self { most, left: AtomicU32::new(most.unwrap_or(0)) }
    }

    /// Takes a token, if there is one.
    pub(crate) fn take(&self) -> bool {
        let taken = |left: u32| left.checked_sub(TOKEN);
        self.most.is_none() || self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }

    /// Puts a token back that was not needed.
    pub(crate) fn put_back(&self) {
        self.add(TOKEN);
    }

    /// Counts an attempt that succeeded.
    pub(crate) fn earn(&self) {
        self.add(1);
    }

    fn add(&self, tenths: u32) {
        let Some(most) = self.most else { return };
        // Full most of the time: then nothing is written that other threads would have to fetch.
        let added = |left: u32| (left < most).then(|| left.saturating_add(tenths).min(most));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, added);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_repetition_costs_a_token_and_ten_successes_earn_one() {
        let budget = Budget::new(Some(2));
        assert!(budget.take() && budget.take() && !budget.take());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.take());
        budget.earn();
        assert!(budget.take() && !budget.take());
    }

    #[test]
    fn a_bucket_holds_no_more_than_it_began_with() {
        let budget = Budget::new(Some(1));
        (0..100).for_each(|_| budget.earn());
        budget.put_back();
        assert!(budget.take() && !budget.take());
        budget.put_back();
        assert!(budget.take() && !budget.take());
    }

    #[test]
    fn what_runs_over_the_brim_is_lost() {
        let budget = Budget::new(Some(2));
        assert!(budget.take());
        (0..9).for_each(|_| budget.earn());
        budget.put_back();
        assert!(budget.take() && budget.take());
        budget.earn();
        assert!(!budget.take());
    }

    #[test]
    fn there_may_be_no_limit_or_no_token() {
        let (endless, none) = (Budget::new(None), Budget::new(Some(0)));
        assert!((0..1000).all(|_| endless.take()));
        none.earn();
        assert!(!none.take());
        assert!(Budget::new(Some(u32::MAX)).take());
    }
}
