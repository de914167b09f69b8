//! Who is next: a turn that the process has, or one of those that the server is asked for, or what is done without it.

use std::sync::atomic::Ordering;

use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, sleep_until},
};

use super::{
    RedisRateLimit,
    away::{PAUSE, WhileAway},
    lease::Lease,
};
use crate::redis::RedisError;

type Answer = Result<(Lease, i64), RedisError>;

/// What the first of the queue knows. Whoever has the lock is the first.
#[derive(Default)]
pub(super) struct State {
    lease: Option<Lease>,
    /// The end of the shared queue when the server was asked last.
    known: i64,
    /// What the server was asked and has not answered yet. A task of its own, so that no turn is lost with a caller who gives up.
    asked: Option<JoinHandle<Answer>>,
    /// Why it did not answer the last time.
    failure: Option<RedisError>,
}

impl RedisRateLimit {
    /// Waits for the next turn. A caller who gives up has taken nothing.
    pub(super) async fn next(&self, state: &mut State) -> Result<(), RedisError> {
        loop {
            if let Some(lease) = &mut state.lease {
                lease.lose_late(Instant::now(), self.ask.jitter);
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
                _ => Self::hear(state).await,
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
        state.asked = Some(tokio::spawn(async move {
            if has_failed {
                sleep(PAUSE).await;
            }
            ask.take(limit, turns, known).await
        }));
    }

    /// Waits for the answer.
    async fn hear(state: &mut State) {
        let Some(asked) = &mut state.asked else { return };
        let answer = asked.await;
        state.asked = None;
        match answer {
            Ok(Ok((lease, known))) => (state.lease, state.known, state.failure) = (Some(lease), known, None),
            Ok(Err(failure)) => (state.lease, state.failure) = (None, Some(failure)),
            // The runtime that it was asked on is gone; this one is another.
            Err(_) => {}
        }
    }
}
