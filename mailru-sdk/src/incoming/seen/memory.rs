//! A memory of transactions for one process. It ends with the process.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{Begun, Claim, SeenError, SeenFuture, SeenTransactions};

/// How long a delivery may take before others may begin it again.
const LEASE: Duration = Duration::from_mins(1);

/// Remembers transactions as long as the process lives: for tests, and for programs whose goods live no longer either.
#[derive(Debug)]
pub struct MemorySeen {
    lease: Duration,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    transactions: HashMap<Box<str>, State>,
    claims: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Begun { claim: Claim, at: Instant },
    Delivered,
    Refused(u32),
}

impl Default for MemorySeen {
    #[inline]
    fn default() -> Self {
        Self { lease: LEASE, seen: Mutex::default() }
    }
}

impl MemorySeen {
    /// One that has seen nothing.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long a delivery may take; by default a minute. One that is silent for longer is taken for dead, and the transaction is
    /// [`Unfinished`](Begun::Unfinished).
    #[must_use]
    #[inline]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes how a delivery ended, or forgets it, if the claim is still the newest.
    fn end(&self, claim: &Claim, state: Option<State>) {
        let mut seen = self.seen();
        if matches!(seen.transactions.get(claim.transaction()), Some(State::Begun { claim: newest, .. }) if newest == claim)
        {
            match state {
                Some(state) => _ = seen.transactions.insert(claim.transaction().into(), state),
                None => _ = seen.transactions.remove(claim.transaction()),
            }
        }
    }
}

impl SeenTransactions for MemorySeen {
    fn begin<'s>(&'s self, transaction: &'s str) -> SeenFuture<'s, Begun> {
        Box::pin(async move {
            let mut seen = self.seen();
            let Seen { transactions, claims } = &mut *seen;
            *claims += 1;
            let claim = Claim::new(transaction, claims.to_string());
            let begun = State::Begun { claim: claim.clone(), at: Instant::now() };
            Ok(match transactions.entry(transaction.into()) {
                Entry::Vacant(place) => {
                    place.insert(begun);
                    Begun::Yours(claim)
                }
                Entry::Occupied(mut known) => match known.get() {
                    State::Delivered => Begun::Delivered,
                    State::Refused(code) => Begun::Refused(*code),
                    State::Begun { at, .. } if at.elapsed() < self.lease => Begun::Busy,
                    State::Begun { .. } => {
                        known.insert(begun);
                        Begun::Unfinished(claim)
                    }
                },
            })
        })
    }

    fn delivered<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()> {
        Box::pin(async move {
            let before = self.seen().transactions.insert(claim.transaction().into(), State::Delivered);
            match before {
                Some(State::Begun { claim: newest, .. }) if newest != *claim => {
                    Err(SeenError::Overtaken(claim.transaction().into()))
                }
                _ => Ok(()),
            }
        })
    }

    fn refused<'s>(&'s self, claim: &'s Claim, code: u32) -> SeenFuture<'s, ()> {
        Box::pin(async move {
            self.end(claim, Some(State::Refused(code)));
            Ok(())
        })
    }

    fn later<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()> {
        Box::pin(async move {
            self.end(claim, None);
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn claim(seen: &MemorySeen) -> Claim {
        match seen.begin("1").await.unwrap() {
            Begun::Yours(claim) | Begun::Unfinished(claim) => claim,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_transaction_has_one_deliverer_at_a_time_and_is_delivered_once() {
        let seen = MemorySeen::new();
        let first = claim(&seen).await;
        assert_eq!(seen.begin("1").await.unwrap(), Begun::Busy);
        assert!(matches!(seen.begin("2").await.unwrap(), Begun::Yours(_)));
        seen.delivered(&first).await.unwrap();
        assert_eq!(seen.begin("1").await.unwrap(), Begun::Delivered);
        seen.refused(&first, 700).await.unwrap();
        seen.later(&first).await.unwrap();
        assert_eq!(seen.begin("1").await.unwrap(), Begun::Delivered, "what was delivered stays so");
    }

    #[tokio::test]
    async fn a_refusal_is_remembered_and_what_is_put_off_is_not() {
        let seen = MemorySeen::new();
        let first = claim(&seen).await;
        seen.later(&first).await.unwrap();
        let second = claim(&seen).await;
        seen.refused(&first, 701).await.unwrap();
        assert_eq!(seen.begin("1").await.unwrap(), Begun::Busy, "the first claim is over");
        seen.refused(&second, 703).await.unwrap();
        assert_eq!(seen.begin("1").await.unwrap(), Begun::Refused(703));
    }

    #[tokio::test]
    async fn one_who_was_silent_for_too_long_is_followed_by_another() {
        let seen = MemorySeen::new().lease(Duration::ZERO);
        let first = claim(&seen).await;
        let Begun::Unfinished(second) = seen.begin("1").await.unwrap() else { panic!("it is to be looked at") };
        let error = seen.delivered(&first).await.unwrap_err();
        assert_eq!(error.to_string(), "transaction 1 was claimed by another delivery before this one ended");
        assert_eq!(seen.begin("1").await.unwrap(), Begun::Delivered, "the goods are there whoever delivered them");
        seen.delivered(&second).await.unwrap();
    }
}
