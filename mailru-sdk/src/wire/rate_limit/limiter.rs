//! A limit that somebody else keeps, such as one of all processes together; and what calls wait for, be it that or the local queue.

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, sync::Arc};

use super::{Queue, RateLimit};
use crate::error::ConfigError;

/// What [`Limiter::turn`] returns: a boxed future, so that a limiter can be a trait object.
pub type Turn<'l> = Pin<Box<dyn Future<Output = Result<(), Box<dyn StdError + Send + Sync>>> + Send + 'l>>;

/// A limit of an application's requests that is kept outside the SDK.
///
/// ```
/// use std::sync::{Arc, atomic::{AtomicU32, Ordering}};
/// use mailru_sdk::{Limiter, Settings, Turn};
///
/// /// So many requests, and none after them.
/// struct Quota(AtomicU32);
///
/// impl Limiter for Quota {
///     fn turn(&self) -> Turn<'_> {
///         let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
///         Box::pin(async move { left.map(drop).map_err(|_| "the quota is used up".into()) })
///     }
/// }
///
/// let settings = Settings::new().limiter(Arc::new(Quota(AtomicU32::new(1000))));
/// ```
pub trait Limiter: Send + Sync + 'static {
    /// Waits until one request may go out. Repetitions ask again; the exchange of a grant and the refresh of a token do not.
    ///
    /// The future is dropped when the time of its call is over, and should have taken nothing then. An error keeps the request from
    /// being sent, and is the source of the call's, whose kind is [`TransportKind::NoTurn`](crate::error::TransportKind::NoTurn).
    fn turn(&self) -> Turn<'_>;

    /// What keeps turns from being given besides the limit, such as a server that does not answer. It is asked when the time of a
    /// call ends before its turn, and is then the source of the call's error, whose kind is
    /// [`TransportKind::Queued`](crate::error::TransportKind::Queued).
    fn hindrance(&self) -> Option<Box<dyn StdError + Send + Sync>> {
        None
    }

    /// Whether it can work as it is set up; asked once, before the first request.
    ///
    /// # Errors
    /// What every call is to fail with.
    fn check(&self) -> Result<(), ConfigError> {
        Ok(())
    }
}

/// The limit of an application, as its settings have it.
#[derive(Clone, Default)]
pub(crate) enum Limit {
    #[default]
    None,
    Own(RateLimit),
    Other(Arc<dyn Limiter>),
}

impl Limit {
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        match self {
            Self::None => Ok(()),
            Self::Own(limit) => limit.check(),
            Self::Other(limiter) => limiter.check(),
        }
    }

    /// What the calls of an application wait for.
    pub(crate) fn turns(&self) -> Option<Turns> {
        match self {
            Self::None => None,
            Self::Own(limit) => Some(Turns::Own(Queue::new(*limit))),
            Self::Other(limiter) => Some(Turns::Other(limiter.clone())),
        }
    }
}

impl fmt::Debug for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Own(limit) => limit.fmt(f),
            Self::Other(_) => f.write_str("Limiter"),
        }
    }
}

/// Whatever gives turns.
pub(crate) enum Turns {
    Own(Queue),
    Other(Arc<dyn Limiter>),
}

impl Turns {
    pub(crate) async fn next(&self) -> Result<(), Box<dyn StdError + Send + Sync>> {
        match self {
            Self::Own(queue) => {
                queue.turn().await;
                Ok(())
            }
            Self::Other(limiter) => limiter.turn().await,
        }
    }

    /// What keeps them from being given besides the limit.
    pub(crate) fn hindrance(&self) -> Option<Box<dyn StdError + Send + Sync>> {
        match self {
            Self::Own(_) => None,
            Self::Other(limiter) => limiter.hindrance(),
        }
    }
}

impl fmt::Debug for Turns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Turns")
    }
}
