//! A pause as errors keep it.

use std::time::Duration;

/// Whole seconds, up to a day. Errors are smaller for it than with a `Duration`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seconds(pub(crate) u32);

impl From<Seconds> for Duration {
    fn from(Seconds(seconds): Seconds) -> Self {
        Self::from_secs(seconds.into())
    }
}
