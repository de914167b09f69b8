//! How many requests go out in a given time, and who keeps count.

use std::sync::Arc;

use super::Settings;
use crate::wire::rate_limit::{Limit, Limiter, RateLimit};

impl Settings {
    /// Sets how many requests go out in a given time, all calls of the application in this process together; the others wait for
    /// their turn. By default there is no limit. It replaces [`limiter`](Self::limiter).
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.limit = Limit::Own(limit);
        self
    }

    /// Sets who keeps the limit of requests instead: of all processes together, for instance. It replaces
    /// [`rate_limit`](Self::rate_limit). A call waits for its turn no longer than it may take.
    pub fn limiter(mut self, limiter: Arc<dyn Limiter>) -> Self {
        self.limit = Limit::Other(limiter);
        self
    }
}
