//! Who is next: a turn that the process has, or one of those that the server is asked for, or what is done without it.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use tokio::{
    sync::Mutex,
    task::JoinHandle,
    time::{Instant, sleep, sleep_until},
};

use super::{
    ask::{Ask, Known},
    away::{Away, Hindrance, PAUSE, WhileAway},
    lease::Lease,
};
use crate::{redis::RedisError, wire::rate_limit::RateLimit};

type Answer = Result<(Lease, Known), RedisError>;

/// The queue of a process, which is part of the shared one.
pub(super) struct Turns {
    pub(super) ask: Arc<Ask>,
    pub(super) limit: RateLimit,
    pub(super) away: Away,
    state: Mutex<State>,
    /// How many calls wait for a turn.
    waiting: AtomicU32,
    /// What callers are told who gave up, and so have let go of the state.
    pub(super) hindrance: Hindrance,
}

/// What the first of the queue knows. Whoever has the lock is the first.
#[derive(Default)]
struct State {
    lease: Option<Lease>,
    known: Known,
    /// What the server was asked and has not answered yet. A task of its own, so that no turn is lost with a caller who gives up.
    asked: Option<JoinHandle<Answer>>,
    /// Why it did not answer the last time.
    failure: Option<RedisError>,
}

impl Turns {
    pub(super) fn new(ask: Ask, limit: RateLimit, what: WhileAway) -> Self {
        let (away, state) = (Away::new(what, limit), Mutex::default());
        Self { ask: Arc::new(ask), limit, away, state, waiting: AtomicU32::new(0), hindrance: Hindrance::default() }
    }

    /// Waits for the next turn. A caller who gives up has taken nothing.
    pub(super) async fn next(&self) -> Result<(), RedisError> {
        let _waiting = Waiting::new(&self.waiting);
        let mut state = self.state.lock().await;
        self.next_of(&mut state).await
    }

    async fn next_of(&self, state: &mut State) -> Result<(), RedisError> {
        loop {
            if let Some(lease) = &mut state.lease {
                // The other half is for the way.
                lease.lose_late(Instant::now(), self.ask.jitter / 2);
                if let Some(due) = lease.next() {
                    if due <= Instant::now() {
                        lease.take();
                        return Ok(());
                    }
                    sleep_until(due).await;
                    continue;
                }
            }
            self.ask(state);
            let is_answered = state.asked.as_ref().is_some_and(JoinHandle::is_finished);
            match (&state.failure, self.away.what) {
                (Some(failure), WhileAway::Refuse) if !is_answered => return Err(failure.clone()),
                // Nothing comes of waiting for a server that wants another password.
                (Some(failure), WhileAway::Wait) if !is_answered && !failure.passes() => return Err(failure.clone()),
                (Some(_), WhileAway::Share(_)) if !is_answered => {
                    if let Some(share) = &self.away.share {
                        share.turn().await;
                    }
                    return Ok(());
                }
                _ => self.hear(state).await,
            }
        }
    }

    /// Asks for turns, unless that was done.
    fn ask(&self, state: &mut State) {
        if state.asked.is_some() {
            return;
        }
        let (waiting, fit) = (self.waiting.load(Ordering::Relaxed), self.ask.fit(self.limit));
        let turns = Lease::following(state.lease.as_ref(), Instant::now(), self.ask.jitter, waiting, fit);
        let (ask, limit, known, has_failed) = (self.ask.clone(), self.limit, state.known, state.failure.is_some());
        self.hindrance.asks();
        state.asked = Some(tokio::spawn(async move {
            if has_failed {
                sleep(PAUSE).await;
            }
            ask.take(limit, turns, known).await
        }));
    }

    /// Waits for the answer.
    async fn hear(&self, state: &mut State) {
        let Some(asked) = &mut state.asked else { return };
        let answer = asked.await;
        state.asked = None;
        match answer {
            Ok(Ok((lease, known))) => (state.lease, state.known, state.failure) = (Some(lease), known, None),
            Ok(Err(failure)) => (state.lease, state.failure) = (None, Some(failure)),
            // The runtime that it was asked on is gone; this one is another.
            Err(_) => {}
        }
        self.hindrance.heard(state.failure.as_ref());
    }
}

/// A call that waits, until it has its turn or gives up.
struct Waiting<'w>(&'w AtomicU32);

impl<'w> Waiting<'w> {
    fn new(waiting: &'w AtomicU32) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
