//! Turns that a process has taken: when each of them is, and until when it may be used. The arithmetic alone.

use std::time::Duration;

use tokio::time::Instant;

/// Turns in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lease {
    /// When the first of those that are left is due.
    pub(super) due: Instant,
    pub(super) interval: Duration,
    pub(super) left: u32,
    /// How many there were.
    pub(super) taken: u32,
    /// When it was taken. Those of a burst are due before, and late only after this.
    pub(super) since: Instant,
    /// How many were lost, as nobody took them in their time.
    pub(super) lost: u32,
}

impl Lease {
    /// Removes those that are late by more than that.
    pub(super) fn lose_late(&mut self, now: Instant, most: Duration) {
        while self.left > 0 && self.due.max(self.since) + most < now {
            self.take();
            self.lost += 1;
        }
    }

    /// When the next one is, if there is one.
    pub(super) fn next(&self) -> Option<Instant> {
        (self.left > 0).then_some(self.due)
    }

    /// Uses the next one.
    pub(super) fn take(&mut self) {
        self.left -= 1;
        self.due += self.interval;
    }

    /// How many to take now that none is left: as many as calls wait; while the process goes on to make calls, twice as many as
    /// before, or as many as it used if it lost some; but no more than fit.
    pub(super) fn following(before: Option<&Self>, now: Instant, jitter: Duration, waiting: u32, fit: u32) -> u32 {
        let goes_on = |before: &&Self| now <= before.due.max(before.since) + 2 * jitter;
        let expected = before.filter(goes_on).map_or(1, |before| match before.lost {
            0 => before.taken.saturating_mul(2),
            lost => before.taken - lost,
        });
        waiting.max(expected).min(fit).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn lease(now: Instant, due: Instant, left: u32) -> Lease {
        Lease { due, interval: ms(20), left, taken: left, since: now, lost: 0 }
    }

    #[test]
    fn a_turn_is_lost_when_it_is_too_late_and_the_others_stay_where_they_are() {
        let now = Instant::now();
        let mut lease = lease(now, now + ms(5), 4);
        lease.lose_late(now + ms(15), ms(10));
        assert_eq!((lease.next(), lease.lost), (Some(now + ms(5)), 0));
        lease.lose_late(now + ms(16), ms(10));
        assert_eq!((lease.next(), lease.lost), (Some(now + ms(25)), 1));
        lease.lose_late(now + ms(1000), ms(10));
        assert_eq!(lease.next(), None);
    }

    #[test]
    fn turns_of_a_burst_are_late_only_after_they_were_taken() {
        let (before, now) = (Instant::now(), Instant::now() + ms(1000));
        let mut lease = lease(now, before, 3);
        lease.lose_late(now + ms(10), ms(10));
        assert_eq!(lease.left, 3);
        lease.lose_late(now + ms(11), ms(10));
        assert_eq!(lease.left, 0);
    }

    #[test]
    fn who_uses_what_it_takes_takes_twice_as_much_and_who_does_not_takes_what_it_used() {
        let now = Instant::now();
        let mut lease = lease(now, now, 4);
        (0..4).for_each(|_| lease.take());
        let following =
            |lease: Option<&Lease>, after, waiting, fit| Lease::following(lease, now + ms(after), ms(10), waiting, fit);
        assert_eq!(following(None, 0, 1, 100), 1);
        assert_eq!(following(None, 0, 7, 100), 7, "as many as wait");
        assert_eq!(following(None, 0, 7, 5), 5, "as many as fit");
        assert_eq!(following(None, 0, 7, 0), 1, "one always fits");
        assert_eq!(following(Some(&lease), 70, 1, 100), 8);
        assert_eq!(following(Some(&lease), 100, 1, 100), 8, "up to the next turn and twice the jitter");
        assert_eq!(following(Some(&lease), 101, 1, 100), 1, "it paused");
        lease.lost = 1;
        assert_eq!(following(Some(&lease), 70, 1, 100), 3);
        lease.lost = 4;
        assert_eq!(following(Some(&lease), 70, 1, 100), 1);
    }
}
