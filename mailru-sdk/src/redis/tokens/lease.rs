//! The lock for refreshes: taken for a while, renewed as long as it is held, and given back by its owner alone.

use std::{
    hash::{BuildHasher as _, RandomState},
    process,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{runtime::Handle, task::AbortHandle, time::sleep};

use super::{
    key::Keys,
    scripts::{LOCK, RELEASE},
};
use crate::{
    redis::{Redis, RedisError},
    tokens::Holder,
};

/// The first pause between two looks at a lock that another has; each is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(4);
/// The longest one: four looks a second.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// A lock that is held, or being taken. It is given back when it is dropped, or runs out where no runtime is left for that.
pub(super) struct Lease {
    claim: Claim,
    renewal: Option<AbortHandle>,
}

/// Who wants which lock.
#[derive(Clone)]
struct Claim {
    redis: Redis,
    keys: Arc<Keys>,
    owner: Arc<str>,
    called: Arc<str>,
    lease: Duration,
}

impl Lease {
    /// Waits until nobody else has the lock.
    pub(super) async fn take(
        redis: &Redis,
        keys: Arc<Keys>,
        lease: Duration,
        called: &Arc<str>,
        holder: &Holder,
    ) -> Result<Self, RedisError> {
        let claim = Claim { redis: redis.clone(), keys, owner: owner(), called: called.clone(), lease };
        // It is given back even if this is given up while the server's answer is on its way.
        let mut taken = Self { claim, renewal: None };
        let (mut pause, mut has_waited) = (FIRST_PAUSE, false);
        while let Some(other) = taken.claim.attempt().await? {
            has_waited = true;
            holder.set(Some(format!(
                "the lock `{}` of Redis at {}, which {other} has",
                taken.claim.keys.lock,
                redis.connection().name()
            )));
            sleep(spread(pause)).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
        if has_waited {
            holder.set(None);
        }
        taken.renewal = Some(tokio::spawn(taken.claim.clone().keep()).abort_handle());
        Ok(taken)
    }
}

impl Claim {
    /// Takes the lock, or makes it last; `Some` says who has it instead.
    async fn attempt(&self) -> Result<Option<String>, RedisError> {
        let lease = self.lease.as_millis().to_string();
        let arguments = [self.owner.as_bytes(), self.called.as_bytes(), lease.as_bytes()];
        self.redis.connection().run(&LOCK, &[&self.keys.lock], &arguments).await
    }

    /// Renews the lock until somebody else has it.
    async fn keep(self) {
        loop {
            sleep(self.lease / 3).await;
            // While the server is away, nobody else can have it.
            if let Ok(Some(_)) = self.attempt().await {
                return;
            }
        }
    }

    async fn release(self) {
        // Where that fails, it runs out.
        let _: Result<Option<String>, _> =
            self.redis.connection().run(&RELEASE, &[&self.keys.lock], &[self.owner.as_bytes()]).await;
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(renewal) = self.renewal.take() {
            renewal.abort();
        }
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(self.claim.clone().release());
        }
    }
}

/// A name that nobody else has. It is no secret: whoever can write to the server can take any lock.
fn owner() -> Arc<str> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}-{:x}-{count:x}", random(), process::id()).into()
}

/// A number that differs between processes and calls.
fn random() -> u64 {
    RandomState::new().hash_one(())
}

/// Between three and five quarters of a pause, so that those who wait together do not look together.
fn spread(pause: Duration) -> Duration {
    let share = u32::try_from(random() % 512).unwrap_or_default();
    pause * (768 + share) / 1024
}
