//! [`Timestamp`], a moment in whole seconds.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use super::read::{FromScalar, Scalar, Shape, View};

/// A moment: seconds since 1970-01-01 00:00:00 UTC, negative before it.
///
/// It is read from a number or from a string with one, and written as a number.
///
/// # Example
/// ```
/// use std::time::SystemTime;
/// use mailru_sdk::types::Timestamp;
///
/// let created = Timestamp::from_secs(1_230_000_000);
/// assert!(created < Timestamp::from(SystemTime::now()));
/// assert_eq!(created.to_system_time().map(Timestamp::from), Some(created));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that many seconds after the beginning of 1970.
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the beginning of 1970.
    #[must_use]
    pub const fn as_secs(self) -> i64 {
        self.0
    }

    /// The moment as a `SystemTime`, or `None` where the operating system cannot express it.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        }
    }
}

/// Drops the fraction of a second, towards the past.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        Self(match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(error) => {
                let before = error.duration();
                let seconds = before.as_secs().saturating_add(u64::from(before.subsec_nanos() > 0));
                0_i64.saturating_sub_unsigned(seconds)
            }
        })
    }
}

impl FromScalar for Timestamp {
    const EXPECTED: &'static str = "a Unix time in whole seconds";
    const SHAPE: Shape = Shape::Signed;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        i64::from_scalar(scalar).map(Self)
    }

    fn as_view(&self) -> View<'_> {
        View::Signed(self.0)
    }
}

/// Writes the seconds.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::read::{from_text, optional_from_text};

    #[test]
    fn seconds_in_a_number_or_a_string_are_a_moment() {
        let table = [
            ("1230000000", 1_230_000_000),
            (r#""1230000000""#, 1_230_000_000),
            ("1230000000.0", 1_230_000_000),
            ("-5", -5),
            (r#""-5""#, -5),
            ("0", 0),
        ];
        for (json, expected) in table {
            assert_eq!(from_text::<Timestamp>(json).unwrap().as_secs(), expected, "{json}");
            assert_eq!(optional_from_text::<Timestamp>(json).unwrap(), Some(Timestamp(expected)), "{json}");
        }
        assert_eq!(optional_from_text::<Timestamp>(r#""""#).unwrap(), None);
        assert_eq!(serde_json::to_string(&Timestamp(-5)).unwrap(), "-5");
    }

    #[test]
    fn anything_else_is_refused() {
        for json in ["1.5", r#""""#, r#""today""#, "9223372036854775808", "true", "null", "[]"] {
            let message = from_text::<Timestamp>(json).unwrap_err().to_string();
            assert!(message.starts_with("expected a Unix time in whole seconds, found "), "{json}: {message}");
        }
    }

    #[test]
    fn a_system_time_is_rounded_towards_the_past() {
        let epoch = SystemTime::UNIX_EPOCH;
        let half = Duration::from_millis(1500);
        assert_eq!(Timestamp::from(epoch + half), Timestamp(1));
        assert_eq!(Timestamp::from(epoch - half), Timestamp(-2));
        assert_eq!(Timestamp::from(epoch - Duration::from_secs(2)), Timestamp(-2));
    }

    #[test]
    fn a_moment_becomes_a_system_time_or_nothing() {
        for seconds in [0, 1_230_000_000, -1_230_000_000] {
            assert_eq!(Timestamp(seconds).to_system_time().map(Timestamp::from), Some(Timestamp(seconds)));
        }
        for seconds in [i64::MIN, i64::MAX] {
            let time = Timestamp(seconds).to_system_time();
            assert!(time.is_none_or(|time| Timestamp::from(time) == Timestamp(seconds)), "{seconds}");
        }
    }
}
