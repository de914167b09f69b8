//! The time of the sandbox. It stands still until a test moves it, so that nothing depends on how fast a test runs; the
//! binary lets it run, and so does a builder that is told to. What ends when is decided by whatever asks.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::world::NOW;

/// The clock of a sandbox. Clones show the same time.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), mailru_sandbox::StartError> {
/// use std::time::Duration;
///
/// let sandbox = mailru_sandbox::Sandbox::start().await?;
/// let clock = sandbox.clock();
/// let before = clock.now();
/// // From here on the access token of the sandbox has expired.
/// clock.advance(Duration::from_hours(24));
/// assert_eq!(clock.now() - before, Duration::from_secs(86_400));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Clock(Arc<Hand>);

#[derive(Debug)]
struct Hand {
    runs: bool,
    /// What has been added by hand: since the Unix epoch, or, when the clock runs, to the system's time.
    moved: Mutex<Duration>,
}

impl Clock {
    /// At the moment at which the world stands still.
    pub(crate) fn standing() -> Self {
        Self(Arc::new(Hand { runs: false, moved: Mutex::new(Duration::from_secs(NOW)) }))
    }

    /// With the system's clock.
    pub(crate) fn running() -> Self {
        Self(Arc::new(Hand { runs: true, moved: Mutex::new(Duration::ZERO) }))
    }

    /// The time since the Unix epoch.
    #[must_use]
    pub fn now(&self) -> Duration {
        let moved = *self.0.moved.lock().unwrap_or_else(PoisonError::into_inner);
        // A system whose clock is before 1970 gets the year 1970.
        let system = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        if self.0.runs { moved.saturating_add(system()) } else { moved }
    }

    /// Moves the clock forward, there is no way back.
    pub fn advance(&self, by: Duration) {
        let mut moved = self.0.moved.lock().unwrap_or_else(PoisonError::into_inner);
        *moved = moved.saturating_add(by);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Clock;

    #[test]
    fn a_standing_clock_moves_only_by_hand_and_for_every_clone() {
        let clock = Clock::standing();
        assert_eq!(clock.now().as_secs(), 1_409_529_600);
        clock.clone().advance(Duration::from_millis(1500));
        assert_eq!(clock.now().as_millis(), 1_409_529_601_500);
    }

    #[test]
    fn no_advance_is_too_far() {
        for clock in [Clock::standing(), Clock::running()] {
            clock.advance(Duration::MAX);
            clock.advance(Duration::MAX);
            assert_eq!(clock.now(), Duration::MAX);
        }
    }

    #[test]
    fn a_running_clock_shows_a_time_after_the_worlds_and_can_be_moved_too() {
        let clock = Clock::running();
        let before = clock.now();
        assert!(before.as_secs() > 1_409_529_600);
        clock.advance(Duration::from_mins(1));
        assert!(clock.now() >= before + Duration::from_mins(1));
    }
}
