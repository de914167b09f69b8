//! When a call is made again: the settings, and the decision as a pure function, without clock, chance or IO. The loop that asks
//! it is in `attempts.rs`.

mod after;
mod budget;
mod policy;

use std::time::Duration;

pub(crate) use after::{Seconds, retry_after};
pub(crate) use budget::{Budget, Token};
pub(crate) use policy::Pauses;
pub use policy::RetryPolicy;

use crate::{
    codes::Code,
    error::{ErrorClass, TransportKind},
    spec::Effect,
};

/// What went wrong with an attempt, which also says how far the request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No connection came about, so not a byte was sent.
    Connect,
    /// No answer in time.
    Timeout,
    /// The connection broke after the request was on its way, before the whole answer was there.
    Interrupted,
    /// The platform answered with this HTTP status and none of its errors.
    Status(u16),
    /// The platform answered with this error.
    Code(Code),
    /// What no repetition can mend: an answer that is too long, a request that cannot be made.
    Lasting,
}

impl Trouble {
    /// Whether the platform may have seen a byte of the request.
    fn may_have_arrived(self) -> bool {
        self != Self::Connect
    }

    /// Whether the platform refuses the session key.
    pub(crate) fn is_expiry(self) -> bool {
        matches!(self, Self::Code(code) if code.class() == ErrorClass::Refresh)
    }

    /// Whether it may go away by itself.
    pub(crate) fn passes(self) -> bool {
        match self {
            Self::Connect | Self::Timeout | Self::Interrupted => true,
            Self::Status(status) => status == 429 || (500..600).contains(&status),
            Self::Code(code) => code.class() == ErrorClass::Retry,
            Self::Lasting => false,
        }
    }
}

impl From<TransportKind> for Trouble {
    fn from(kind: TransportKind) -> Self {
        match kind {
            TransportKind::Connect => Self::Connect,
            TransportKind::Timeout(_) | TransportKind::Queued(_) => Self::Timeout,
            TransportKind::Interrupted => Self::Interrupted,
            TransportKind::Status(status) => Self::Status(status),
            TransportKind::TooLarge(_) | TransportKind::Request => Self::Lasting,
        }
    }
}

/// An attempt that failed, and all that counts for whether there is another one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Failed {
    pub(crate) trouble: Trouble,
    pub(crate) effect: Effect,
    /// How many attempts were made, this one included.
    pub(crate) attempts: u32,
    /// How long the call has taken, and how long it may take in all.
    pub(crate) elapsed: Duration,
    pub(crate) limit: Duration,
    /// The pause that the policy has for this attempt.
    pub(crate) pause: Duration,
    /// The pause that the platform asked for.
    pub(crate) retry_after: Option<Seconds>,
    /// Whether the budget allows one more repetition.
    pub(crate) affordable: bool,
}

/// What to do after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    GiveUp,
    /// Try again after this pause.
    Again(Duration),
}

pub(crate) fn decide(policy: &RetryPolicy, failed: &Failed) -> Decision {
    let once_only = failed.effect == Effect::Write && failed.trouble.may_have_arrived();
    if once_only || !failed.trouble.passes() || failed.attempts >= policy.attempts || !failed.affordable {
        return Decision::GiveUp;
    }
    let pause = failed.retry_after.map_or(Duration::ZERO, Seconds::into).max(failed.pause);
    // A pause that outlasts the call would only delay the bad news, and a shorter one is not what the platform asked for.
    if failed.elapsed.saturating_add(pause) >= failed.limit { Decision::GiveUp } else { Decision::Again(pause) }
}

#[cfg(test)]
mod tests;
