//! When a call is made again: the settings, and the decision as a pure function, without clock, chance or IO. The loop that asks
//! it is in `wire/attempts.rs`.

mod after;
mod budget;
mod policy;

use std::time::Duration;

pub(crate) use after::retry_after;
pub(crate) use budget::{Budget, Token};
pub(crate) use policy::Pauses;
pub use policy::RetryPolicy;

use crate::{
    error::{Seconds, Trouble},
    spec::Effect,
};

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
    let once_only = failed.effect == Effect::Write && failed.trouble.may_have_been_done();
    if once_only || !failed.trouble.passes() || failed.attempts >= policy.attempts || !failed.affordable {
        return Decision::GiveUp;
    }
    let pause = failed.retry_after.map_or(Duration::ZERO, Seconds::into).max(failed.pause);
    // A pause that outlasts the call would only delay the bad news, and a shorter one is not what the platform asked for.
    if failed.elapsed.saturating_add(pause) >= failed.limit { Decision::GiveUp } else { Decision::Again(pause) }
}

#[cfg(test)]
mod tests;
