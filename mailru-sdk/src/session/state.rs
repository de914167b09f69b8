//! What a session knows of its tokens at a moment: the pair in use, the refresh under way, how the last one came out.

use std::sync::Arc;

use tokio::{sync::watch, time::Instant};

use crate::{
    error::{AuthError, Error},
    tokens::{Stored, Tokens},
};

/// How a call came by a pair that is newer than the one that was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renewed {
    /// The platform was asked for it.
    Refreshed,
    /// It was there already: another call was faster, or another process that shares the store.
    Found,
}

/// How a refresh came out, once it did.
pub(super) type Outcome = Option<Result<Renewed, Error>>;

/// What a look at the store brought.
pub(super) enum Found {
    /// A pair that is worth trying, which is in use now.
    Newer,
    /// A pair that is older than the one in use.
    Older(Stored),
    /// Nothing that would be new.
    Nothing,
}

/// Why there is a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The pair in use is not in the store. It is good, so no other one is asked for.
    Storing,
    /// The token is good for a while yet, so nobody should wait long.
    Early,
    /// Without another token there is no call.
    Due,
}

/// A refresh under way.
#[derive(Debug, Clone)]
pub(super) struct Flight {
    pub(super) outcome: watch::Receiver<Outcome>,
    pub(super) need: Need,
    pub(super) begun: Instant,
}

impl Flight {
    /// Whether it can still come to an end: the end of a runtime cuts it off.
    pub(super) fn is_under_way(&self) -> bool {
        self.outcome.has_changed().is_ok()
    }

    /// How it comes out.
    pub(super) async fn landed(&self) -> Result<Renewed, Error> {
        let mut outcome = self.outcome.clone();
        match outcome.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().unwrap_or(Err(AuthError::Interrupted.into())),
            Err(_) => Err(AuthError::Interrupted.into()),
        }
    }
}

/// What a call knew of the tokens when it began.
#[derive(Debug, Clone)]
pub(crate) struct Ticket {
    pub(crate) tokens: Arc<Tokens>,
    pub(super) epoch: u64,
    pub(super) attempts: u64,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) tokens: Arc<Tokens>,
    /// Counts the pairs that were in use.
    pub(super) epoch: u64,
    /// Counts the refreshes that came to an end, in whatever way.
    pub(super) attempts: u64,
    /// How the last one failed, if it did.
    pub(super) failure: Option<Error>,
    pub(super) flight: Option<Flight>,
    /// The generation of the pair in the store.
    pub(super) generation: Option<u64>,
    /// A pair that the platform gave and the store did not take. The one before is dead, so this must not be lost.
    pub(super) unsaved: Option<Tokens>,
    /// What the platform said when it refused the refresh token in use for good. It is not asked for that again.
    pub(super) dead: Option<Error>,
    /// Until when the platform asked to be left alone.
    pub(super) rest: Option<Instant>,
    /// Until when no call waits for an early refresh.
    pub(super) hurry: Option<Instant>,
}

impl State {
    pub(super) fn new(tokens: Tokens, generation: Option<u64>) -> Self {
        Self {
            tokens: Arc::new(tokens),
            epoch: 0,
            attempts: 0,
            failure: None,
            flight: None,
            generation,
            unsaved: None,
            dead: None,
            rest: None,
            hurry: None,
        }
    }

    pub(super) fn ticket(&self) -> Ticket {
        Ticket { tokens: self.tokens.clone(), epoch: self.epoch, attempts: self.attempts }
    }

    /// Puts another pair in use. Whatever was known of the one before is over.
    pub(super) fn replace(&mut self, tokens: Tokens, generation: Option<u64>) {
        self.tokens = Arc::new(tokens);
        self.epoch += 1;
        self.generation = generation;
        (self.unsaved, self.dead, self.rest, self.hurry) = (None, None, None, None);
    }

    /// Notes that the pair in use is in the store.
    pub(super) fn note_stored(&mut self, stored: Stored) {
        self.tokens = Arc::new(stored.tokens);
        (self.generation, self.unsaved) = (Some(stored.generation), None);
    }

    /// Notes the end of a refresh.
    pub(super) fn landed(&mut self, outcome: &Result<Renewed, Error>) {
        self.attempts += 1;
        self.flight = None;
        self.failure = outcome.as_ref().err().cloned();
        let pause = self.failure.as_ref().and_then(Error::retry_after);
        self.rest = pause.and_then(|pause| Instant::now().checked_add(pause));
    }
}
