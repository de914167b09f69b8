//! The settings of repetitions.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};

/// How often a call is tried, and the pauses in between.
///
/// Repeated is what may be repeated: a failed connection always, since nothing was sent, unless a certificate or the password of a
/// proxy is wrong; a time-out, a connection that broke, the
/// HTTP statuses 429 and 5xx and the error codes 1, 3 and 201 only of a method that changes nothing. A call that changes something
/// is never sent twice once a byte of it may have arrived.
///
/// The pause before the second attempt is a random time between one and two times the base delay; it doubles with each further
/// attempt. A longer pause that the platform asks for (`Retry-After`) is kept, unless it would outlast the call's time-out: then
/// the call fails at once, and [`Error::retry_after`](crate::Error::retry_after) tells the pause.
///
/// ```
/// use std::time::Duration;
/// use mailru_sdk::{RetryPolicy, Settings};
///
/// let patient = Settings::new().timeout(Duration::from_secs(120)).retry(RetryPolicy::new().attempts(6));
/// let once = Settings::new().retry(RetryPolicy::off());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    pub(crate) attempt_timeout: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy {
    /// Three attempts, pauses from 200 milliseconds up to 5 seconds, 15 seconds for an attempt that may be repeated.
    pub const fn new() -> Self {
        Self {
            attempts: 3,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(5),
            attempt_timeout: Duration::from_secs(15),
        }
    }

    /// One attempt and no repetition.
    ///
    /// An expired session key is replaced all the same: the platform refuses it before it does anything.
    pub const fn off() -> Self {
        Self::new().attempts(1)
    }

    /// How often a call is tried in all; by default 3, and 0 counts as 1.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The shortest pause before the second attempt; by default 200 milliseconds.
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest pause, unless the platform asks for a longer one; by default 5 seconds.
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// How long to wait for an answer before the call is tried again; by default 15 seconds. The last attempt, and a call
    /// that changes something, may take all that is left of the call's own time-out.
    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    pub(crate) fn pauses(&self) -> Pauses {
        let longest = self.max_delay;
        // Jitter comes on top and doubles a pause at most; half of the longest leaves room for it.
        let backoff = ExponentialBuilder::new()
            .with_min_delay(self.base_delay.min(longest))
            .with_max_delay(longest / 2)
            .without_max_times()
            .with_jitter();
        Pauses { longest, backoff: backoff.build() }
    }
}

/// The pauses of one call, one after the other.
#[derive(Debug)]
pub(crate) struct Pauses {
    longest: Duration,
    backoff: ExponentialBackoff,
}

impl Pauses {
    pub(crate) fn next_pause(&mut self) -> Duration {
        self.backoff.next().unwrap_or(self.longest).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(policy: &RetryPolicy) -> impl Iterator<Item = Duration> {
        let mut pauses = policy.pauses();
        (0..6).map(move |_| pauses.next_pause())
    }

    #[test]
    fn pauses_double_with_jitter_up_to_the_longest() {
        let policy = RetryPolicy::new().base_delay(Duration::from_millis(100)).max_delay(Duration::from_secs(1));
        let runs: Vec<Vec<_>> = (0..50).map(|_| first(&policy).map(|pause| pause.as_millis()).collect()).collect();
        for pauses in &runs {
            for (pause, least) in pauses.iter().zip([100, 200, 400, 500, 500, 500]) {
                assert!((least..=2 * least).contains(pause), "{pauses:?}");
            }
        }
        assert!(runs.iter().any(|pauses| pauses != &runs[0]), "there is jitter");
    }

    #[test]
    fn extreme_delays_make_no_trouble() {
        let none = RetryPolicy::new().base_delay(Duration::ZERO);
        assert!(first(&none).all(|pause| pause.is_zero()));
        let endless = RetryPolicy::new().base_delay(Duration::MAX).max_delay(Duration::MAX);
        assert!(first(&endless).all(|pause| pause > Duration::from_secs(1 << 60)));
        let short = RetryPolicy::new().max_delay(Duration::from_millis(3));
        assert!(first(&short).all(|pause| pause <= Duration::from_millis(3)));
    }
}
