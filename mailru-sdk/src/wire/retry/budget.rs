//! The budget of repetitions: a bucket of tokens that all calls of an application share, so that a platform which is down is not
//! asked several times as often as one that works.

use std::{
    mem,
    sync::atomic::{AtomicU32, Ordering},
};

/// A repetition costs one token; an attempt that succeeds earns a tenth.
const TOKEN: u32 = 10;

#[derive(Debug)]
pub(crate) struct Budget {
    /// In tenths of a token; `None` without a limit.
    most: Option<u32>,
    left: AtomicU32,
}

/// A token for one repetition, which goes back when it is dropped: not every repetition that is due is made.
#[derive(Debug)]
pub(crate) struct Token<'b>(&'b Budget);

impl Token<'_> {
    /// Pays for the repetition.
    pub(crate) fn spend(self) {
        mem::forget(self);
    }
}

impl Drop for Token<'_> {
    fn drop(&mut self) {
        self.0.add(TOKEN);
    }
}

impl Budget {
    /// A full bucket of that many tokens, or a bottomless one.
    pub(crate) fn new(tokens: Option<u32>) -> Self {
        let most = tokens.map(|tokens| tokens.saturating_mul(TOKEN));
        Self { most, left: AtomicU32::new(most.unwrap_or(0)) }
    }

    /// Takes a token, if there is one.
    pub(crate) fn take(&self) -> Option<Token<'_>> {
        let taken = |left: u32| left.checked_sub(TOKEN);
        let taken = self.most.is_none() || self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok();
        taken.then(|| Token(self))
    }

    /// Counts an attempt that succeeded.
    pub(crate) fn earn(&self) {
        self.add(1);
    }

    fn add(&self, tenths: u32) {
        let Some(most) = self.most else { return };
        // Full most of the time: then nothing is written that other threads would have to fetch.
        let added = |left: u32| (left != most).then(|| left.saturating_add(tenths).min(most));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, added);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pays for a repetition, if it can.
    fn pay(budget: &Budget) -> bool {
        budget.take().map(Token::spend).is_some()
    }

    #[test]
    fn each_repetition_costs_a_token_and_ten_successes_earn_one() {
        let budget = Budget::new(Some(2));
        assert!(pay(&budget) && pay(&budget) && !pay(&budget));
        (0..9).for_each(|_| budget.earn());
        assert!(!pay(&budget));
        budget.earn();
        assert!(pay(&budget) && !pay(&budget));
    }

    #[test]
    fn a_repetition_that_is_not_made_costs_nothing() {
        let budget = Budget::new(Some(1));
        let token = budget.take();
        assert!(token.is_some() && budget.take().is_none());
        drop(token);
        assert!(pay(&budget) && !pay(&budget));
    }

    #[test]
    fn a_bucket_holds_no_more_than_it_began_with() {
        let budget = Budget::new(Some(1));
        (0..100).for_each(|_| budget.earn());
        assert!(pay(&budget) && !pay(&budget));
    }

    #[test]
    fn what_runs_over_the_brim_is_lost() {
        let budget = Budget::new(Some(2));
        let token = budget.take();
        (0..9).for_each(|_| budget.earn());
        drop(token);
        assert!(pay(&budget) && pay(&budget));
        budget.earn();
        assert!(!pay(&budget));
    }

    #[test]
    fn there_may_be_no_limit_or_no_token() {
        let (endless, none) = (Budget::new(None), Budget::new(Some(0)));
        assert!((0..1000).all(|_| pay(&endless)));
        none.earn();
        assert!(!pay(&none));
        assert!(pay(&Budget::new(Some(u32::MAX))));
    }
}
