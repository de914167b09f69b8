//! What the token endpoint was asked, for the assertions of a test. Passwords, codes, tokens and keys are kept, but shown only
//! to whoever asks for a parameter by name.

use std::fmt;

use crate::parameters::Parameters;

/// The key that a client sent as `client_secret`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKey {
    /// The application's secret key.
    Secret,
    /// The application's private key.
    Private,
}

/// A request to the token endpoint as it arrives, and what faults make of it.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) verb: String,
    /// `None` when they could not be read.
    pub(crate) parameters: Option<Parameters>,
    pub(crate) is_carried_out: bool,
    /// The status that a fault answers with.
    pub(crate) status: Option<u16>,
    pub(crate) faults: Vec<String>,
}

/// A request to the token endpoint that was decided, or that a fault decided about. `Debug` shows no values.
#[derive(Clone)]
pub struct TokenRequest {
    pub(super) verb: String,
    pub(super) grant: Option<&'static str>,
    pub(super) client_key: Option<ClientKey>,
    pub(super) parameters: Parameters,
    pub(super) error: Option<String>,
    pub(super) is_carried_out: bool,
    pub(super) status: u16,
    pub(super) faults: Vec<String>,
}

impl TokenRequest {
    /// The HTTP verb, `GET` or `POST`.
    #[must_use]
    pub fn verb(&self) -> &str {
        &self.verb
    }

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
        self.is_carried_out && self.error.is_none()
    }

    /// The name of the error that was decided on.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// The HTTP status of the answer, 200 or 400, or what a fault made of it; 0 when it closed the connection before that.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The faults that hit the request, as the header `x-sandbox-fault` would name them, such as `status=503`.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// All parameters, decoded, in the order of arrival: query string first, then body. They hold secrets.
    #[must_use]
    pub fn parameters(&self) -> &[(String, String)] {
        self.parameters.pairs()
    }

    /// The value of one parameter, decoded. It may be a secret.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name)
    }
}

impl TokenRequest {
    /// About how much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        let texts = self.verb.len() + self.error.as_ref().map_or(0, String::len);
        let faults: usize = self.faults.iter().map(|fault| fault.len() + 24).sum();
        256 + texts + faults + self.parameters.size()
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("verb", &self.verb)
            .field("grant", &self.grant)
            .field("client_key", &self.client_key)
            .field("error", &self.error)
            .field("status", &self.status)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
