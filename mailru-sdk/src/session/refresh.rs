//! The life of a session's tokens: which pair is in use, and how it is replaced when it expires.
//!
//! However many calls find a token expired, one refresh is made. It runs in a task of its own, so a caller who gives up does not
//! give it up for the others; its failure is the failure of all who waited. A new pair is stored before anybody uses it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use secrecy::SecretString;
use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use super::{
    keeper::{Keeper, Reserved},
    state::{Flight, Found, Need, Outcome, Renewed, State, Ticket},
};
use crate::{
    error::{AuthError, Error},
    tokens::{Credentials, Grant, Stored, Tokens, request_tokens},
    wire::{clock::Clock, deadline::Deadline, retry::RetryPolicy},
};

/// How long a call waits for another token while its own is good, beginning with the refresh: whatever keeps it, somebody else's lock
/// above all, the call goes on with what it has.
const PATIENCE: Duration = Duration::from_secs(1);

/// An early refresh that fails sooner has held nobody up.
const SOON: Duration = Duration::from_millis(100);

/// How long no call waits for early refreshes after one that held calls up and came to nothing. They go on meanwhile.
const HURRY: Duration = Duration::from_secs(10);

/// The tokens of one session.
#[derive(Debug)]
pub(crate) struct Life {
    state: Mutex<State>,
    pub(super) refresher: Option<Refresher>,
    pub(super) published: watch::Sender<Tokens>,
}

pub(super) struct Refresher {
    pub(super) credentials: Credentials,
    pub(super) keeper: Option<Keeper>,
    /// Starts a refresh. Only sessions that can be renewed point to it, so a program that has no others does not contain it.
    start: fn(Arc<Life>, Need, watch::Sender<Outcome>),
}

impl Refresher {
    fn new(credentials: Credentials, keeper: Option<Keeper>) -> Self {
        Self { credentials, keeper, start }
    }
}

impl std::fmt::Debug for Refresher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refresher").field("stored", &self.keeper.is_some()).finish_non_exhaustive()
    }
}

impl Life {
    /// A session key that is used as long as it lasts.
    pub(crate) fn fixed(access_token: SecretString) -> Arc<Self> {
        let tokens = Tokens { access_token, refresh_token: None, expires_at: None, life: None, uid: None };
        Self::begin(tokens, None, None)
    }

    /// Tokens that a program keeps by itself.
    pub(crate) fn kept(tokens: Tokens, credentials: Option<Credentials>) -> Arc<Self> {
        Self::begin(tokens, credentials.map(|credentials| Refresher::new(credentials, None)), None)
    }

    /// Tokens that were just granted. They go into the store, in place of what is there; where that fails after all, the session
    /// has them, and stores them later.
    pub(crate) async fn granted(
        tokens: Tokens,
        credentials: Credentials,
        reserved: Option<Reserved>,
        deadline: &Deadline,
    ) -> Arc<Self> {
        let Some(Reserved { keeper, guard, generation }) = reserved else {
            return Self::kept(tokens, Some(credentials));
        };
        let put = keeper.put(generation, &tokens, deadline).await;
        drop(guard);
        let life = Self::begin(tokens.clone(), Some(Refresher::new(credentials, Some(keeper))), generation);
        let mut state = life.state();
        match put {
            Ok(generation) => state.generation = Some(generation),
            Err(error) => (state.unsaved, state.failure) = (Some(tokens), Some(error)),
        }
        drop(state);
        life
    }

    /// Tokens that were stored by an earlier run or another process.
    pub(crate) fn resumed(stored: Stored, credentials: Option<Credentials>, keeper: Keeper) -> Arc<Self> {
        let Stored { generation, tokens } = stored;
        let refresher = credentials.map(|credentials| Refresher::new(credentials, Some(keeper)));
        Self::begin(tokens, refresher, Some(generation))
    }

    fn begin(tokens: Tokens, refresher: Option<Refresher>, generation: Option<u64>) -> Arc<Self> {
        let state = State::new(tokens.clone(), generation);
        Arc::new(Self { state: Mutex::new(state), refresher, published: watch::Sender::new(tokens) })
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pair in use.
    pub(crate) fn ticket(&self) -> Ticket {
        self.state().ticket()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Tokens> {
        self.published.subscribe()
    }

    /// Whether others may use and replace the pair too: it is in a store.
    pub(crate) fn is_shared(&self) -> bool {
        self.refresher.as_ref().is_some_and(|refresher| refresher.keeper.is_some())
    }

    /// Whether an expired token can be replaced.
    pub(crate) fn can_renew(&self) -> bool {
        let state = self.state();
        self.refresher.is_some() && (state.tokens.refresh_token.is_some() || state.unsaved.is_some())
    }

    /// What time it is, for tokens that can be renewed.
    pub(super) fn now(&self) -> SystemTime {
        let clock = self.refresher.as_ref().map(|refresher| &refresher.credentials.http.settings().clock);
        clock.map_or_else(SystemTime::now, Clock::now)
    }

    /// The pair in use, renewed first when it expires within `margin`, or within a share of its life if that is less.
    pub(crate) async fn fresh(self: &Arc<Self>, margin: Duration) -> Result<Ticket, Error> {
        let ticket = self.ticket();
        self.store_late(&ticket);
        if ticket.tokens.expires_at.is_none() || !self.can_renew() {
            return Ok(ticket);
        }
        let now = self.now();
        if !ticket.tokens.is_due(margin, now) {
            return Ok(ticket);
        }
        if ticket.tokens.expires_within(Duration::ZERO, now) {
            self.renew_for(&ticket, Need::Due).await?;
        } else if self.is_left_alone() || !self.renew_early(&ticket).await {
            // A token that has not expired yet is better than no call.
            return Ok(ticket);
        }
        Ok(self.ticket())
    }

    /// Whether the platform asked for a pause that is not over.
    fn is_left_alone(&self) -> bool {
        self.state().rest.is_some_and(|end| Instant::now() < end)
    }

    /// Waits for a pair that is newer than the one a call used: the refresh that is under way, or a new one.
    pub(crate) async fn renew(self: &Arc<Self>, used: &Ticket) -> Result<Renewed, Error> {
        self.renew_for(used, Need::Due).await
    }

    /// Waits for a newer pair, but not for long, and not at all soon after that was in vain. False when there is none yet.
    async fn renew_early(self: &Arc<Self>, used: &Ticket) -> bool {
        let flight = match self.join(used, Need::Early) {
            Ok(Some(flight)) => flight,
            Ok(None) => return true,
            Err(_) => return false,
        };
        if self.state().hurry.is_some_and(|end| Instant::now() < end) {
            return false;
        }
        // The refresh goes on, for whoever comes later.
        let is_there = timeout_at(flight.begun + PATIENCE, flight.landed()).await.is_ok_and(|end| end.is_ok());
        if !is_there && flight.begun.elapsed() >= SOON {
            self.state().hurry = Instant::now().checked_add(HURRY);
        }
        is_there
    }

    async fn renew_for(self: &Arc<Self>, used: &Ticket, need: Need) -> Result<Renewed, Error> {
        loop {
            let Some(flight) = self.join(used, need)? else { return Ok(Renewed::Found) };
            let end = flight.landed().await;
            // It stored the pair in use, and was not asked for another.
            if end.is_ok() && flight.need == Need::Storing && self.state().epoch == used.epoch {
                continue;
            }
            return end;
        }
    }

    /// The refresh to wait for; `None` when it is over already.
    pub(super) fn join(self: &Arc<Self>, used: &Ticket, need: Need) -> Result<Option<Flight>, Error> {
        let mut state = self.state();
        if state.epoch != used.epoch {
            return Ok(None);
        }
        // A flight whose task is gone was cut off by the end of a runtime.
        if let Some(flight) = state.flight.clone().filter(Flight::is_under_way) {
            return Ok(Some(flight));
        }
        if state.attempts != used.attempts
            && let Some(failure) = &state.failure
        {
            return Err(failure.clone());
        }
        let Some(refresher) = &self.refresher else { return Ok(None) };
        let (sender, outcome) = watch::channel(None);
        let flight = Flight { outcome, need, begun: Instant::now() };
        state.flight = Some(flight.clone());
        (refresher.start)(self.clone(), need, sender);
        Ok(Some(flight))
    }

    /// Gets the next pair: from another process that was faster, or from the platform.
    async fn refresh(&self, need: Need) -> Result<Renewed, Error> {
        let Some(Refresher { credentials, keeper, .. }) = &self.refresher else { return Ok(Renewed::Found) };
        let deadline = &Deadline::new(credentials.http.settings().timeout);
        let _guard = match keeper {
            Some(keeper) => Some(keeper.lock(deadline).await?),
            None => None,
        };
        // In this order: what is stored now, if it is not the pair in use, is newer than what could not be stored.
        let found = self.adopt(deadline).await?;
        if matches!(found, Found::Newer) || self.save_unsaved(deadline).await? || need == Need::Storing {
            return Ok(Renewed::Found);
        }
        if let Some(refusal) = self.state().dead.clone() {
            return self.fall_back(found, refusal);
        }
        let used = self.ticket().tokens;
        let Some(refresh_token) = used.refresh_token.clone() else {
            return Err(AuthError::Incomplete { place: "the session", member: "refresh_token" }.into());
        };
        let grant = Grant::Refresh { refresh_token, access_token: Some(used.access_token.clone()) };
        let policy = match need {
            Need::Early | Need::Storing => RetryPolicy::off(),
            Need::Due => credentials.http.settings().retry,
        };
        if let Some(keeper) = keeper {
            // The token is spent by asking, so a full disk has to show before.
            keeper.probe(deadline).await?;
        }
        match request_tokens(credentials, &grant, used.uid, policy, *deadline).await {
            Ok(tokens) => self.save(tokens, deadline).await.map(|()| Renewed::Refreshed),
            Err(error) if error.ends_session() => {
                self.state().dead = Some(error.clone());
                self.fall_back(found, error)
            }
            Err(error) => Err(error),
        }
    }
}

/// Refreshes in a task of its own.
fn start(life: Arc<Life>, need: Need, landing: watch::Sender<Outcome>) {
    tokio::spawn(async move {
        let outcome = life.refresh(need).await;
        life.state().landed(&outcome);
        // Nobody may be waiting any more.
        let _ = landing.send(Some(outcome));
    });
}
