//! A limit of calls that all processes of an application share: [`RedisRateLimit`].

mod ask;
mod away;
mod clock;
mod lease;
mod turns;

use std::{error::Error as StdError, fmt, time::Duration};

use self::{ask::Ask, turns::Turns};
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
/// A process takes turns for up to [`lease`](Self::lease) at a time, so that not every call asks the server: as many as calls wait for
/// one, or twice as many as before while it uses all of them. A turn that nobody takes in its time is lost. Where the limit allows few
/// calls in that time, or a process makes few, each turn is asked for by itself.
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
pub struct RedisRateLimit(Turns);

impl RedisRateLimit {
    /// That limit, kept under that key. All processes are to name the same key, limit and jitter.
    #[must_use]
    pub fn new(redis: &Redis, key: impl Into<String>, limit: RateLimit) -> Self {
        let ask = Ask { redis: redis.clone(), key: key.into().into(), lease: LEASE, jitter: limit.period() / 100 };
        Self(Turns::new(ask, limit, WhileAway::Wait))
    }

    /// For how much of the limit's time a process takes turns at once; by default 100 milliseconds, and never for less than one
    /// turn. With 50 calls per second that is 4 turns: as long as several processes wait, each goes 4 times in a row.
    #[must_use]
    pub fn lease(self, lease: Duration) -> Self {
        self.with(|ask, _| ask.lease = lease)
    }

    /// By how much one request may take longer on its way than another; by default a hundredth of the limit's period.
    ///
    /// A limit of 50 calls per second is broken by 50 that go out evenly in each second, if the first takes longer on its way than the
    /// one that follows upon the last. So calls are spread over the period and this time: with the default, over 1.01 seconds. And a
    /// turn that is not taken in half of this time is lost.
    #[must_use]
    pub fn jitter(self, jitter: Duration) -> Self {
        self.with(|ask, _| ask.jitter = jitter)
    }

    /// What happens to calls while the server does not answer; by default they [wait](WhileAway::Wait).
    #[must_use]
    pub fn while_away(self, what: WhileAway) -> Self {
        self.with(|_, away| *away = what)
    }

    /// Before anybody has waited for a turn.
    fn with(self, change: impl FnOnce(&mut Ask, &mut WhileAway)) -> Self {
        let Turns { ask, limit, away, .. } = self.0;
        let (mut ask, mut what) = (Ask::clone(&ask), away.what);
        change(&mut ask, &mut what);
        Self(Turns::new(ask, limit, what))
    }
}

impl Limiter for RedisRateLimit {
    fn turn(&self) -> Turn<'_> {
        Box::pin(async { self.0.next().await.map_err(Into::into) })
    }

    fn hindrance(&self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.0.hindrance.told(&self.0.ask.redis).map(Into::into)
    }

    fn check(&self) -> Result<(), ConfigError> {
        self.0.ask.redis.check()?;
        self.0.limit.check()
    }
}

impl fmt::Debug for RedisRateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ask { redis, key, lease, jitter } = &*self.0.ask;
        f.debug_struct("RedisRateLimit")
            .field("redis", redis)
            .field("key", key)
            .field("limit", &self.0.limit)
            .field("lease", lease)
            .field("jitter", jitter)
            .field("while_away", &self.0.away.what)
            .finish_non_exhaustive()
    }
}
