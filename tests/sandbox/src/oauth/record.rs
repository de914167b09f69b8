//! What the token endpoint was asked, for the assertions of a test. Passwords, codes, tokens and keys are kept, but shown only
//! to whoever asks for a parameter by name.

use std::fmt;

use crate::log::{Kept, shows_what_is_kept};

/// The key that a client sent as `client_secret`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKey {
    /// The application's secret key.
    Secret,
    /// The application's private key.
    Private,
}

/// A request to the token endpoint that was decided, or that a fault decided about. `Debug` shows no values.
#[derive(Clone)]
pub struct TokenRequest {
    pub(super) kept: Kept,
    pub(super) grant: Option<&'static str>,
    pub(super) client_key: Option<ClientKey>,
    pub(super) error: Option<String>,
}

impl TokenRequest {
    shows_what_is_kept!();

    /// `authorization_code`, `password` or `refresh_token`; `None` for anything else.
    #[must_use]
    pub fn grant(&self) -> Option<&'static str> {
        self.grant
    }

    /// Which of the application's keys came as `client_secret`; `None` when it was neither.
    #[must_use]
    pub fn client_key(&self) -> Option<ClientKey> {
        self.client_key
    }

    /// Whether tokens were made, even if a fault kept them from the client.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        self.kept.is_carried_out && self.error.is_none()
    }

    /// The name of the error that was decided on.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// About how much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        self.kept.size() + self.error.as_ref().map_or(0, String::len)
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("verb", &self.verb())
            .field("grant", &self.grant)
            .field("client_key", &self.client_key)
            .field("error", &self.error)
            .field("status", &self.status())
            .field("faults", &self.faults())
            .finish_non_exhaustive()
    }
}
