//! What is done while the server does not answer.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    redis::{Redis, RedisError, RedisErrorKind},
    wire::rate_limit::{Queue, RateLimit},
};

/// What becomes of calls while the server that keeps a [`RedisRateLimit`](super::RedisRateLimit) does not answer.
///
/// That it does not is known when an exchange with it has taken [`Redis::timeout`](crate::redis::Redis::timeout), 2 seconds unless it
/// is set; turns that were taken before are used. Afterwards it is asked again all the time, and as soon as it answers its turns are
/// taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhileAway {
    /// They wait until it answers, or their time is over, as if they had no turn. A failure that does not pass by itself, such as a
    /// wrong password, fails them at once.
    Wait,
    /// They go on under a limit of this process: the shared one divided by this number, that of the processes. The limit is kept if
    /// there are no more of them; what one does not use the others cannot. 0 counts as 1.
    Share(u32),
    /// They fail, with the failure of the server as the source.
    Refuse,
}

/// That, with the queue of the local share.
pub(super) struct Away {
    pub(super) what: WhileAway,
    pub(super) share: Option<Queue>,
}

impl Away {
    pub(super) fn new(what: WhileAway, limit: RateLimit) -> Self {
        let share = match what {
            WhileAway::Share(processes) => Some(Queue::new(limit.divided(processes))),
            _ => None,
        };
        Self { what, share }
    }
}

/// The pause before the server is asked again.
pub(super) const PAUSE: Duration = Duration::from_millis(100);

/// Why there are no turns, if it is the server's fault.
#[derive(Default)]
pub(super) struct Hindrance(Mutex<Heard>);

#[derive(Default)]
struct Heard {
    /// When it was asked what it has not answered yet.
    asked: Option<Instant>,
    /// How it failed the last time.
    failure: Option<RedisError>,
}

impl Hindrance {
    fn state(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn asks(&self) {
        self.state().asked = Some(Instant::now());
    }

    pub(super) fn heard(&self, failure: Option<&RedisError>) {
        *self.state() = Heard { asked: None, failure: failure.cloned() };
    }

    /// The last failure; or, of a server that never failed, that it is silent for longer than a pause.
    pub(super) fn told(&self, redis: &Redis) -> Option<RedisError> {
        let Heard { asked, failure } = &*self.state();
        let silent = || {
            let since = asked.map(|asked| asked.elapsed()).filter(|since| *since >= PAUSE)?;
            Some(RedisError::new(RedisErrorKind::Timeout(since), &redis.connection().name()))
        };
        failure.clone().or_else(silent)
    }
}
