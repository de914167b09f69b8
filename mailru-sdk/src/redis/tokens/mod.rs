//! A token store in Redis: one session under one key, or many by the user's id.

mod key;
mod lease;
mod scripts;

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use self::{
    key::Keys,
    lease::Lease,
    scripts::{LOAD, PROBE, SWAP},
};
use super::{Redis, RedisError, RedisErrorKind};
#[cfg(feature = "encryption")]
use crate::tokens::TokenKeys;
use crate::{
    error::StoreError,
    tokens::{Form, Holder, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
    types::Uid,
};

/// How long a lock lasts that nobody renews, unless the program says otherwise.
const LEASE: Duration = Duration::from_secs(10);

/// Keeps tokens in Redis: for sessions that several machines share.
///
/// What is stored is a hash with the fields `generation` and `record`, the record being that of a
/// [`FileStore`](crate::auth::FileStore). It is changed by a script that compares the generation and writes in one step. The lock
/// for refreshes is a key beside it, `{<key>}:lock` (the braces keep both on one server of a cluster); it has a lease, which is
/// renewed while a refresh lasts, so that a process that dies or stops holds the others up no longer than that. Whoever finds the
/// lock taken looks again after 4 to 250 ms, give or take a quarter. A holder that outlives its lease changes nothing: somebody else's generation is there by then.
///
/// Each exchange with the server ends within [`Redis::timeout`]. What is safe, and what a failover may lose, is in
/// [the guide](crate::guide::more_than_one_machine).
///
/// **The tokens are not encrypted**, unless the program gives keys (feature `encryption`): who can read the database can use the sessions.
#[derive(Clone)]
pub struct RedisTokens {
    redis: Redis,
    keys: Arc<Keys>,
    settings: Settings,
    holder: Holder,
}

#[derive(Clone)]
struct Settings {
    lease: Duration,
    called: Arc<str>,
    expiry: Option<Duration>,
    replicas: Option<(u32, Duration)>,
    form: Form,
}

impl RedisTokens {
    /// The store of one session, under that key.
    #[must_use]
    pub fn new(redis: &Redis, key: impl Into<String>) -> Self {
        let called = format!("process {}", std::process::id()).into();
        let settings = Settings { lease: LEASE, called, expiry: None, replicas: None, form: Form::default() };
        Self { redis: redis.clone(), keys: Arc::new(Keys::new(key.into())), settings, holder: Holder::default() }
    }

    /// The store of a user's session: its key is this one's, a colon and the id, and it is set up as this one is.
    #[must_use]
    pub fn user(&self, uid: impl Into<Uid>) -> Self {
        let keys = Keys::new(format!("{}:{}", self.keys.record, uid.into()));
        Self { keys: Arc::new(keys), holder: Holder::default(), ..self.clone() }
    }

    /// Sets how long the lock for refreshes lasts without being renewed, which is done three times as often; 10 seconds otherwise,
    /// at least 10 ms.
    ///
    /// So long do the others wait for a process that was killed or stopped while it refreshed. One that stops for longer and then
    /// goes on may have asked the platform with the same refresh token as the next one.
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.settings.lease = lease.max(Duration::from_millis(10));
        self
    }

    /// Sets what the others' errors call this process when they wait for it; `process 4711` otherwise.
    #[must_use]
    pub fn called(mut self, name: impl Into<String>) -> Self {
        self.settings.called = name.into().into();
        self
    }

    /// Lets Redis forget a session that was neither loaded nor refreshed for so long. Otherwise it forgets none.
    ///
    /// A session in use loads and stores when its token ends, so it has to be longer than a token lasts; after it, the user has to
    /// log in again.
    #[must_use]
    pub fn expire_after(mut self, time: Duration) -> Self {
        self.settings.expiry = Some(time);
        self
    }

    /// Waits, after each change, until so many replicas have it, or until that time is over (`WAIT`).
    ///
    /// It makes the loss of a change by a failover rarer and does not rule it out, as
    /// [the guide](crate::guide::more_than_one_machine) tells; that too few have it is no error. Whatever else goes over the same
    /// [`Redis`] waits too.
    #[must_use]
    pub fn replicas(mut self, count: u32, within: Duration) -> Self {
        self.settings.replicas = Some((count, within));
        self
    }

    /// Encrypts what is stored. A record is bound to its key in Redis, and cannot be read under another one.
    #[cfg(feature = "encryption")]
    #[must_use]
    pub fn encrypted(mut self, keys: TokenKeys) -> Self {
        self.settings.form = Form::encrypted(keys);
        self
    }

    /// In milliseconds; 0 for ever.
    fn expiry(&self) -> String {
        let expiry = self.settings.expiry.map_or(0, |time| time.as_millis().max(1));
        expiry.min(u128::from(u32::MAX) * 1000).to_string()
    }

    fn decode(&self, generation: Option<u64>, record: Option<Vec<u8>>) -> Result<Option<Stored>, StoreError> {
        let Some((generation, record)) = generation.zip(record) else { return Ok(None) };
        let place = || format!("the key `{}` of Redis", self.keys.record);
        let stored = self.settings.form.read(&record, &self.keys.record).map_err(|error| error.of(&place()))?;
        if stored.generation == generation {
            return Ok(Some(stored));
        }
        Err(StoreError::new(format!("{} holds two generations", place())))
    }

    async fn look(&self) -> Result<Option<Stored>, StoreError> {
        let expiry = self.expiry();
        let found = self.redis.connection().run(&LOAD, &[&self.keys.record], &[expiry.as_bytes()]).await;
        let (generation, record) = found.map_err(|error| failed("read from", error))?;
        self.decode(generation, record)
    }

    async fn change(&self, expected: Option<u64>, tokens: &Tokens) -> Result<Swap, StoreError> {
        let generation = expected.map_or_else(begin, |generation| generation.wrapping_add(1));
        let stored = Stored { generation, tokens: tokens.clone() };
        let record = self.settings.form.write(&stored, &self.keys.record).map_err(|error| error.of("the record"))?;
        let before = expected.map_or_else(String::new, |generation| generation.to_string());
        let (next, expiry) = (generation.to_string(), self.expiry());
        let arguments = [before.as_bytes(), next.as_bytes(), &record, expiry.as_bytes()];
        let connection = self.redis.connection();
        let done = connection.run(&SWAP, &[&self.keys.record], &arguments).await;
        let (is_done, there, record_there): (bool, _, _) = done.map_err(|error| failed("written to", error))?;
        if !is_done {
            return self.decode(there, record_there).map(Swap::Conflict);
        }
        if let Some((count, within)) = self.settings.replicas {
            connection.wait(count, within).await;
        }
        Ok(Swap::Done(generation))
    }

    /// Writes as much as a pair may take beside the record, and takes it away again. What is there must be readable: a change that is
    /// refused says what is there.
    async fn try_out(&self) -> Result<(), StoreError> {
        self.look().await?;
        let tried = self.redis.connection().run(&PROBE, &[&self.keys.probe], &[]).await;
        tried.map_err(|error| failed("written to", error))
    }
}

/// The first generation of a record. Where a record was lost and somebody logged in anew, it is above those that came before, so
/// that others can tell the new record from an old one that a failover brought back.
fn begin() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or_default().max(1)
}

fn failed(how: &str, error: RedisError) -> StoreError {
    if error.kind() == RedisErrorKind::Foreign {
        return StoreError::with_source("the key of the tokens in Redis holds something else", error);
    }
    StoreError::with_source(format!("the tokens cannot be {how} Redis"), error)
}

impl TokenStore for RedisTokens {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        Box::pin(self.look())
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        Box::pin(self.change(expected, tokens))
    }

    fn probe(&self) -> StoreFuture<'_, ()> {
        Box::pin(self.try_out())
    }

    fn waiting_for(&self) -> Option<String> {
        // Whoever knows of no holder is waiting for the server.
        Some(self.holder.get().unwrap_or_else(|| format!("an answer of Redis at {}", self.redis.connection().name())))
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        let Settings { lease, called, .. } = &self.settings;
        Box::pin(async {
            let lease = Lease::take(&self.redis, self.keys.clone(), *lease, called, &self.holder).await;
            Ok(Box::new(lease.map_err(|error| failed("locked in", error))?) as StoreGuard)
        })
    }
}

impl fmt::Debug for RedisTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisTokens")
            .field("redis", &self.redis)
            .field("key", &self.keys.record)
            .field("lease", &self.settings.lease)
            .finish_non_exhaustive()
    }
}
