//! The time that a call may take in all, its attempts and the pauses between them together.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::error::{Error, TransportError, TransportKind};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    begun: Instant,
    pub(crate) limit: Duration,
    /// `None` when it is further away than the clock reaches.
    end: Option<Instant>,
}

impl Deadline {
    /// Begins now.
    pub(crate) fn new(limit: Duration) -> Self {
        let begun = Instant::now();
        Self { begun, limit, end: begun.checked_add(limit) }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    pub(crate) fn left(&self) -> Duration {
        self.limit.saturating_sub(self.elapsed())
    }

    /// Gives work the time that is left; `None` when it was not enough.
    pub(crate) async fn cut_off<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        match self.end {
            Some(end) => timeout_at(end, work).await.ok(),
            None => Some(work.await),
        }
    }

    /// Gives work the time that is left, and makes an error of a call that needed more.
    pub(crate) async fn within<T>(
        &self,
        method: &str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let late = || Err(TransportError::new(TransportKind::Timeout(self.limit), method).into());
        self.cut_off(work).await.unwrap_or_else(late)
    }
}
