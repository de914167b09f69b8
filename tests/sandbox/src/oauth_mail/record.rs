//! What programs asked the service, for the assertions of a test. Codes, tokens and secrets are kept, but shown only to whoever asks
//! for a parameter by name.

use std::fmt;

use super::Endpoint;
use crate::log::{Kept, shows_what_is_kept};

/// A request to OAuth Mail that was decided, or that a fault decided about. `Debug` shows no values.
#[derive(Clone)]
pub struct MailRequest {
    pub(super) kept: Kept,
    pub(super) endpoint: Endpoint,
    pub(super) error_code: Option<i64>,
}

impl MailRequest {
    shows_what_is_kept!();

    /// What was asked: `token`, `userinfo` or `revoke`.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint.name()
    }

    /// Whether it succeeded, even if a fault kept the answer from the client.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        self.kept.is_carried_out && self.error_code.is_none()
    }

    /// The number of the error that was decided on: 1, 2, 3 or 6.
    #[must_use]
    pub fn error_code(&self) -> Option<i64> {
        self.error_code
    }
}

impl fmt::Debug for MailRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailRequest")
            .field("endpoint", &self.endpoint())
            .field("verb", &self.verb())
            .field("error_code", &self.error_code)
            .field("status", &self.status())
            .field("faults", &self.faults())
            .finish_non_exhaustive()
    }
}
