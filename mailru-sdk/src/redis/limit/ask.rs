//! The server's part of the limit: one script, which says when the next turns are and writes down that they are taken.

use std::{sync::LazyLock, time::Duration};

use tokio::time::Instant;

use super::{
    clock::{ServerClock, shifted},
    lease::Lease,
};
use crate::{
    redis::{Redis, RedisError, script::Script},
    wire::rate_limit::RateLimit,
};

/// The key holds when the next turn would be in an even flow (the theoretical arrival time of GCRA), in microseconds of the server's
/// clock. A time that the asking process knows of and the server no longer is taken over. One that no queue explains is of a clock that
/// was set back since, or of another server's.
static TAKE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local taken, ahead, known, horizon = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local next = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), known)
if next < now or next > now + horizon then
  next = now
end
local after = next + taken
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000) + 1)
return {next - ahead - now, after, now}
",
    )
});

/// How far the queue may reach at least, before it is taken for the mistake of a clock.
const HORIZON: Duration = Duration::from_mins(1);

/// As many turns may be in it besides.
const TURNS: u32 = 1000;

/// What a process knows of the server since it asked last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// The end of the shared queue.
    end: i64,
    clock: ServerClock,
}

/// What is asked for, and of whom.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) redis: Redis,
    pub(super) key: Box<str>,
    pub(super) lease: Duration,
    pub(super) jitter: Duration,
}

impl Ask {
    /// The time between two turns.
    pub(super) fn interval(&self, limit: RateLimit) -> Duration {
        limit.over(self.jitter).interval()
    }

    /// How many turns fit into a lease.
    pub(super) fn fit(&self, limit: RateLimit) -> u32 {
        let fit = self.lease.as_nanos() / self.interval(limit).as_nanos().max(1);
        u32::try_from(fit).unwrap_or(u32::MAX)
    }

    /// Takes so many turns.
    pub(super) async fn take(&self, limit: RateLimit, turns: u32, known: Known) -> Result<(Lease, Known), RedisError> {
        let limit = limit.over(self.jitter);
        let interval = limit.interval();
        let numbers = [
            micros(interval.saturating_mul(turns)),
            micros(limit.ahead()),
            known.end.to_string(),
            micros(HORIZON + interval.saturating_mul(TURNS)),
        ];
        let arguments = numbers.each_ref().map(String::as_bytes);
        let asked = Instant::now();
        let (wait, end, now): (i64, i64, i64) = self.redis.connection().run(&TAKE, &[&self.key], &arguments).await?;
        let since = Instant::now();
        let (at, clock) = known.clock.read(now, asked, since);
        let due = shifted(at, wait).unwrap_or(since);
        // Only those of a burst may be due before.
        let due = if wait < 0 { due } else { due.max(since) };
        Ok((Lease { due, interval, left: turns, taken: turns, since, lost: 0 }, Known { end, clock }))
    }
}

/// In whole microseconds, rounded up: the limit is kept. As far as the script can count.
fn micros(time: Duration) -> String {
    time.as_nanos().div_ceil(1000).min(1 << 50).to_string()
}
