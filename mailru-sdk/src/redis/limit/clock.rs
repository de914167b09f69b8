//! The server's clock by this process's own: when a moment of the one is in the other. The arithmetic alone.

use std::time::Duration;

use tokio::time::Instant;

/// What is known of it: a moment of each that are the same, in microseconds of the server's clock.
///
/// The server read its clock after it was asked and before its answer was here. An answer that was long on its way, since the server
/// first wrote to a disk, or this process did not run, says little; what quicker ones said still holds then.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ServerClock(Option<(Instant, i64)>);

impl ServerClock {
    /// When the server read that, by an answer that was asked for and received then.
    #[must_use]
    pub(super) fn read(self, server: i64, asked: Instant, received: Instant) -> (Instant, Self) {
        let by_before = self.0.and_then(|(here, there)| shifted(here, server.saturating_sub(there)));
        let at = by_before.unwrap_or(received).clamp(asked, received);
        (at, Self(Some((at, server))))
    }
}

/// So many microseconds later, or earlier; `None` where no clock reaches.
pub(super) fn shifted(at: Instant, micros: i64) -> Option<Instant> {
    let by = Duration::from_micros(micros.unsigned_abs());
    if micros < 0 { at.checked_sub(by) } else { at.checked_add(by) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn an_answer_that_comes_late_is_dated_by_one_that_came_quickly() {
        let now = Instant::now();
        let (at, clock) = ServerClock::default().read(5_000_000, now, now + ms(30));
        assert_eq!(at, now + ms(30), "nothing better is known");
        let (at, clock) = clock.read(5_100_000, now + ms(100), now + ms(101));
        assert_eq!(at, now + ms(101));
        let (at, _) = clock.read(5_200_000, now + ms(200), now + ms(280));
        assert_eq!(at, now + ms(201));
    }

    #[test]
    fn a_clock_that_was_set_is_followed_at_once() {
        let now = Instant::now();
        let (_, clock) = ServerClock::default().read(5_000_000, now, now + ms(1));
        for set in [9_000_000, 1, i64::MAX, i64::MIN] {
            let (at, after) = clock.read(set, now + ms(100), now + ms(102));
            assert!((now + ms(100)..=now + ms(102)).contains(&at), "{set}");
            let (next, _) = after.read(set.saturating_add(50_000), now + ms(140), now + ms(190));
            assert!((now + ms(140)..=now + ms(190)).contains(&next), "{set}");
        }
    }
}
