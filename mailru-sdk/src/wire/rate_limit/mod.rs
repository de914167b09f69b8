//! The optional limit of calls per time. It is a queue: callers wait in the order in which they came. A limit that is kept outside the SDK
//! is a [`Limiter`].

mod limiter;

use std::time::Duration;

use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

pub(crate) use limiter::{Limit, Turns};
pub use limiter::{Limiter, Turn};

use crate::error::ConfigError;

/// How many requests go to the platform in a given time, at most.
///
/// Requests go out evenly, one each `period / calls`; after a pause [`burst`](Self::burst) of them may go at once. Repetitions count
/// as requests; the exchange of a grant and the refresh of a token do not.
///
/// ```
/// use std::time::Duration;
/// use mailru_sdk::{RateLimit, Settings};
///
/// let gentle = Settings::new().rate_limit(RateLimit::new(100, Duration::from_secs(60)).burst(10));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct RateLimit {
    calls: u32,
    period: Duration,
    burst: u32,
}

impl RateLimit {
    /// So many requests in that period, one after the other. No request, or a period of no time, is a
    /// [`ConfigError`](crate::error::ConfigError) of every call.
    pub const fn new(calls: u32, period: Duration) -> Self {
        Self { calls, period, burst: 1 }
    }

    /// How many requests may go at once after a pause; by default 1, and 0 counts as 1. In the worst case a period sees so many
    /// requests more than the limit says.
    pub const fn burst(mut self, calls: u32) -> Self {
        self.burst = calls;
        self
    }

    pub(crate) fn check(self) -> Result<(), ConfigError> {
        let problem = |problem| Err(ConfigError::Setting { which: "rate limit", problem });
        match (self.calls, self.period.is_zero()) {
            (0, _) => problem("allows no call at all"),
            (_, true) => problem("has a period of no time"),
            _ => Ok(()),
        }
    }

    pub(crate) fn interval(self) -> Duration {
        self.period / self.calls.max(1)
    }

    #[cfg(feature = "redis")]
    pub(crate) fn period(self) -> Duration {
        self.period
    }

    /// As many in that much more time.
    #[cfg(feature = "redis")]
    pub(crate) fn over(mut self, more: Duration) -> Self {
        self.period = self.period.saturating_add(more);
        self
    }

    /// The part of one of so many.
    #[cfg(feature = "redis")]
    pub(crate) fn divided(mut self, by: u32) -> Self {
        self.period = self.period.saturating_mul(by.max(1));
        self.burst /= by.max(1);
        self
    }

    /// How far ahead of an even flow a burst may run.
    pub(crate) fn ahead(self) -> Duration {
        self.interval().saturating_mul(self.burst.max(1) - 1)
    }
}

/// The queue of all calls under one limit.
#[derive(Debug)]
pub(crate) struct Queue {
    interval: Duration,
    /// How far ahead of an even flow a burst may run.
    ahead: Duration,
    /// When the next request would go out in an even flow. Whoever holds the lock is the first of the queue; the lock is fair.
    next: Mutex<Option<Instant>>,
}

impl Queue {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self { interval: limit.interval(), ahead: limit.ahead(), next: Mutex::default() }
    }

    /// Waits for its turn. A caller who gives up has taken nothing, and lets the next one through.
    pub(crate) async fn turn(&self) {
        let mut next = self.next.lock().await;
        let due = next.unwrap_or_else(Instant::now);
        let earliest = due.checked_sub(self.ahead).unwrap_or(due);
        if earliest > Instant::now() {
            sleep_until(earliest).await;
        }
        let base = due.max(Instant::now());
        *next = Some(base.checked_add(self.interval).unwrap_or(base));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// The milliseconds at which so many requests go out, all of them asked for at once.
    async fn turns(queue: &Queue, requests: usize) -> Vec<u128> {
        let begin = Instant::now();
        let mut turns = Vec::new();
        for _ in 0..requests {
            queue.turn().await;
            turns.push(begin.elapsed().as_millis());
        }
        turns
    }

    fn queue(calls: u32, milliseconds: u64, burst: u32) -> Queue {
        Queue::new(RateLimit::new(calls, Duration::from_millis(milliseconds)).burst(burst))
    }

    #[tokio::test(start_paused = true)]
    async fn requests_go_out_evenly() {
        assert_eq!(turns(&queue(10, 1000, 1), 5).await, [0, 100, 200, 300, 400]);
        assert_eq!(turns(&queue(10, 1000, 0), 2).await, [0, 100]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_goes_at_once_and_is_paid_for_by_waiting() {
        let queue = queue(10, 1000, 3);
        assert_eq!(turns(&queue, 5).await, [0, 0, 0, 100, 200]);
        tokio::time::advance(Duration::from_millis(200)).await;
        assert_eq!(turns(&queue, 3).await, [0, 0, 100], "two intervals earn two requests");
        tokio::time::advance(Duration::from_hours(1)).await;
        assert_eq!(turns(&queue, 5).await, [0, 0, 0, 100, 200], "a long pause earns no more than a burst");
    }

    #[tokio::test(start_paused = true)]
    async fn callers_go_in_the_order_in_which_they_came_and_one_who_gives_up_costs_nothing() {
        let queue = Arc::new(queue(10, 1000, 1));
        queue.turn().await;
        let begin = Instant::now();
        let gone = Arc::new(std::sync::Mutex::new(Vec::new()));
        let mut callers = Vec::new();
        for name in 0..5 {
            let (queue, gone) = (queue.clone(), gone.clone());
            callers.push(tokio::spawn(async move {
                queue.turn().await;
                gone.lock().unwrap().push((name, begin.elapsed().as_millis()));
            }));
            tokio::task::yield_now().await;
        }
        // The first of the queue, who sleeps, and one in the middle of it.
        callers.remove(2).abort();
        callers.remove(0).abort();
        for caller in callers {
            caller.await.unwrap();
        }
        assert_eq!(*gone.lock().unwrap(), [(1, 100), (3, 200), (4, 300)]);
    }

    #[test]
    fn a_limit_that_lets_nothing_through_is_refused() {
        let second = Duration::from_secs(1);
        assert!(RateLimit::new(0, second).check().is_err());
        assert!(RateLimit::new(1, Duration::ZERO).check().is_err());
        assert!(RateLimit::new(1, second).check().is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn extreme_limits_make_no_trouble() {
        assert_eq!(turns(&queue(u32::MAX, 1, u32::MAX), 3).await, [0, 0, 0]);
        let endless = Queue::new(RateLimit::new(1, Duration::MAX).burst(u32::MAX));
        endless.turn().await;
        endless.turn().await;
    }
}
