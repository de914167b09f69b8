//! Transactions that were seen before, by all processes of an application: [`RedisSeen`].

use std::{
    fmt,
    hash::{BuildHasher as _, RandomState},
    process,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{Redis, RedisError, RedisErrorKind, script::Script};
use crate::incoming::{Begun, Claim, SeenError, SeenFuture, SeenTransactions};

/// How long a delivery may take before others may begin it again.
const LEASE: Duration = Duration::from_mins(1);

/// How long a transaction is remembered.
const KEEP: Duration = Duration::from_hours(24 * 90);

/// What is stored is a word: `delivered`, `refused CODE`, or `begun OWNER END HOW`, where the end is in microseconds of the server's
/// clock, and how is what the owner was told. Asked twice, it says the same.
static BEGIN: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local stored = redis.call('GET', KEYS[1])
local how = 'yours'
if stored then
  local owner, ends, told = string.match(stored, '^begun (%S+) (%d+) (%a+)$')
  if not owner then
    return stored
  elseif owner == ARGV[1] then
    how = told
  elseif now < tonumber(ends) then
    return 'busy'
  else
    how = 'unfinished'
  end
end
local word = string.format('begun %s %.0f %s', ARGV[1], now + tonumber(ARGV[2]), how)
redis.call('SET', KEYS[1], word, 'PX', ARGV[3])
return how
",
    )
});

/// Writes the outcome, by its owner or, where nothing may change that any more, by anybody. Says whether somebody else has begun.
static END: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local owner = string.match(redis.call('GET', KEYS[1]) or '', '^begun (%S+) ')
local other = owner and owner ~= ARGV[1]
if ARGV[2] == 'delivered' then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
elseif owner and not other then
  if ARGV[2] == 'later' then
    redis.call('DEL', KEYS[1])
  else
    redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  end
end
return other and 1 or 0
",
    )
});

/// Remembers transactions for all processes of an application, in Redis or Valkey.
///
/// The right to deliver is given in one step on the server, for a time ([`lease`](Self::lease)) by the server's clock: of any number of
/// call-backs of one transaction, in any number of processes, one delivers.
///
/// # What it does not promise
///
/// A server that loses what it was told last, by a crash without `appendfsync always` or a failover to a replica that lacks it, forgets
/// that it saw a transaction, and a repetition is then delivered again. Goods that must not be delivered twice are marked in the
/// database that they are in: see [the guide](crate::guide::more_than_one_machine).
pub struct RedisSeen {
    redis: Redis,
    prefix: Box<str>,
    lease: Duration,
    keep: Duration,
}

impl RedisSeen {
    /// One that keeps each transaction under this prefix and its number. Each application needs a prefix of its own, such as
    /// `seen:423004:`.
    #[must_use]
    pub fn new(redis: &Redis, prefix: impl Into<String>) -> Self {
        Self { redis: redis.clone(), prefix: prefix.into().into(), lease: LEASE, keep: KEEP }
    }

    /// How long a delivery may take; by default a minute. One that is silent for longer is taken for dead, and the transaction is
    /// [`Unfinished`](Begun::Unfinished).
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// How long a transaction is remembered, from the last that was heard of it; by default 90 days. For how long the platform repeats
    /// a call-back is not known.
    #[must_use]
    pub fn keep(mut self, keep: Duration) -> Self {
        self.keep = keep;
        self
    }

    async fn begin(&self, transaction: &str) -> Result<Begun, RedisError> {
        let owner = owner();
        let lease = self.lease.as_micros().min(1 << 50).to_string();
        let said: String = self.run(&BEGIN, transaction, &[&owner, &lease, &self.kept_for()]).await?;
        let claim = || Claim::new(transaction, owner.as_str());
        Ok(match said.as_str() {
            "yours" => Begun::Yours(claim()),
            "unfinished" => Begun::Unfinished(claim()),
            "busy" => Begun::Busy,
            "delivered" => Begun::Delivered,
            other => {
                let code = other.strip_prefix("refused ").and_then(|code| code.parse().ok());
                Begun::Refused(
                    code.ok_or_else(|| RedisError::new(RedisErrorKind::Foreign, &self.redis.connection().name()))?,
                )
            }
        })
    }

    async fn end(&self, claim: &Claim, outcome: &str) -> Result<bool, SeenError> {
        let overtaken: u8 =
            self.run(&END, claim.transaction(), &[claim.owner(), outcome, &self.kept_for()]).await.map_err(failed)?;
        Ok(overtaken == 1)
    }

    async fn run<T: redis::FromRedisValue>(
        &self,
        script: &Script,
        transaction: &str,
        arguments: &[&str; 3],
    ) -> Result<T, RedisError> {
        let key = format!("{}{transaction}", self.prefix);
        self.redis.connection().run(script, &[&key], &arguments.map(str::as_bytes)).await
    }

    fn kept_for(&self) -> String {
        self.keep.as_millis().clamp(1, 1 << 50).to_string()
    }
}

impl SeenTransactions for RedisSeen {
    fn begin<'s>(&'s self, transaction: &'s str) -> SeenFuture<'s, Begun> {
        Box::pin(async move { self.begin(transaction).await.map_err(failed) })
    }

    fn delivered<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()> {
        Box::pin(async move {
            if self.end(claim, "delivered").await? {
                return Err(SeenError::Overtaken(claim.transaction().into()));
            }
            Ok(())
        })
    }

    fn refused<'s>(&'s self, claim: &'s Claim, code: u32) -> SeenFuture<'s, ()> {
        Box::pin(async move { self.end(claim, &format!("refused {code}")).await.map(drop) })
    }

    fn later<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()> {
        Box::pin(async move { self.end(claim, "later").await.map(drop) })
    }
}

impl fmt::Debug for RedisSeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisSeen")
            .field("redis", &self.redis)
            .field("prefix", &self.prefix)
            .field("lease", &self.lease)
            .field("keep", &self.keep)
            .finish()
    }
}

fn failed(error: RedisError) -> SeenError {
    SeenError::with_source("Redis does not keep it", error)
}

/// A word that no other delivery has, in this process or another.
fn owner() -> String {
    static PROCESS: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(process::id()));
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}-{}", *PROCESS, NEXT.fetch_add(1, Ordering::Relaxed))
}
