//! A limit of calls that all processes of an application share: [`RedisRateLimit`].

mod ask;
mod away;
mod lease;
mod turns;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use tokio::sync::Mutex;

use self::{ask::Ask, away::Away, turns::State};
use super::Redis;
use crate::{
    error::ConfigError,
    wire::rate_limit::{Limiter, RateLimit, Turn},
};

pub use away::WhileAway;

/// How much of the limit's time a process takes at once.
const LEASE: Duration = Duration::from_millis(100);

/// An application's limit of calls, shared by all processes that name the same key of the same server.
///
/// Requests of all of them together go out evenly, one each `period / calls`, by the server's own clock (the generic cell rate
/// algorithm, GCRA, as one step on the server). Processes are served in the order in which they ask, so that each gets its share while
/// all have calls to make, and what one does not use the others do.
///
/// A process takes turns for up to [`lease`](Self::lease) at a time, so that not every call asks the server: as many as calls
/// wait for one, or twice as many as before while it uses all of them. A turn that nobody takes in its time is lost. Where the limit allows few calls in
/// that time, or a process makes few, each turn is asked for by itself.
///
/// ```
/// use std::{sync::Arc, time::Duration};
/// use mailru_sdk::{RateLimit, Settings, redis::{Redis, RedisRateLimit, WhileAway}};
///
/// let redis = Redis::new("redis://localhost");
/// let limit = RedisRateLimit::new(&redis, "limit:423004", RateLimit::new(50, Duration::from_secs(1)))
///     .while_away(WhileAway::Share(8));
/// let settings = Settings::new().limiter(Arc::new(limit));
/// ```
///
/// # What it does not promise
///
/// The platform counts when requests arrive, and some take longer on their way than others; see [`jitter`](Self::jitter). A server that
/// lost what it knew, by a restart or a failover, is told by the first process that asks again; until then those turns may be given
/// twice that processes have taken and not used, at most a lease of each.
pub struct RedisRateLimit {
    ask: Arc<Ask>,
    limit: RateLimit,
    away: Away,
    state: Mutex<State>,
    /// How many calls wait for a turn.
    waiting: AtomicU32,
}

impl RedisRateLimit {
    /// That limit, kept under that key. All processes are to name the same key, limit and jitter.
    #[must_use]
    pub fn new(redis: &Redis, key: impl Into<String>, limit: RateLimit) -> Self {
        let ask = Ask { redis: redis.clone(), key: key.into().into(), lease: LEASE, jitter: limit.period() / 100 };
        let (away, state) = (Away::new(WhileAway::Wait, limit), Mutex::default());
        Self { ask: Arc::new(ask), limit, away, state, waiting: AtomicU32::new(0) }
    }

    /// For how much of the limit's time a process takes turns at once; by default 100 milliseconds, and never for less than one
    /// turn. With 50 calls per second that is 4 turns: as long as several processes wait, each goes 4 times in a row.
    #[must_use]
    pub fn lease(self, lease: Duration) -> Self {
        self.with(|ask| ask.lease = lease)
    }

    /// By how much one request may take longer on its way than another; by default a hundredth of the limit's period.
    ///
    /// A limit of 50 calls per second is broken by 50 that go out evenly in each second, if the first takes longer on its way than
    /// the one that follows upon the last. So calls are spread over the period and this time: with the default, over 1.01 seconds. And a turn that
    /// is not taken in this time is lost.
    #[must_use]
    pub fn jitter(self, jitter: Duration) -> Self {
        self.with(|ask| ask.jitter = jitter)
    }

    /// What happens to calls while the server does not answer; by default they [wait](WhileAway::Wait).
    #[must_use]
    pub fn while_away(mut self, what: WhileAway) -> Self {
        self.away = Away::new(what, self.limit);
        self
    }

    /// Before anybody has waited for a turn.
    fn with(mut self, change: impl FnOnce(&mut Ask)) -> Self {
        let Ask { redis, key, lease, jitter } = &*self.ask;
        let mut ask = Ask { redis: redis.clone(), key: key.clone(), lease: *lease, jitter: *jitter };
        change(&mut ask);
        self.ask = Arc::new(ask);
        self
    }
}

impl Limiter for RedisRateLimit {
    fn turn(&self) -> Turn<'_> {
        Box::pin(async {
            let _waiting = Waiting::new(&self.waiting);
            let mut state = self.state.lock().await;
            self.next(&mut state).await.map_err(Into::into)
        })
    }

    fn check(&self) -> Result<(), ConfigError> {
        self.ask.redis.check()?;
        self.limit.check()
    }
}

impl fmt::Debug for RedisRateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ask { redis, key, lease, jitter } = &*self.ask;
        f.debug_struct("RedisRateLimit")
            .field("redis", redis)
            .field("key", key)
            .field("limit", &self.limit)
            .field("lease", lease)
            .field("jitter", jitter)
            .field("while_away", &self.away.what)
            .finish_non_exhaustive()
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
