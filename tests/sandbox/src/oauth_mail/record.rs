//! What programs asked the service, for the assertions of a test. Codes, tokens and secrets are kept, but shown only to whoever asks
//! for a parameter by name.

use std::fmt;

use super::Endpoint;
use crate::parameters::Parameters;

/// A request as it arrives, and what faults make of it.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) endpoint: Endpoint,
    pub(crate) verb: String,
    /// `None` when they could not be read.
    pub(crate) parameters: Option<Parameters>,
    pub(crate) is_carried_out: bool,
    /// The status that a fault answers with.
    pub(crate) status: Option<u16>,
    pub(crate) faults: Vec<String>,
}

/// A request to OAuth Mail that was decided, or that a fault decided about. `Debug` shows no values.
#[derive(Clone)]
pub struct MailRequest {
    endpoint: Endpoint,
    verb: String,
    parameters: Parameters,
    error_code: Option<i64>,
    is_carried_out: bool,
    status: u16,
    faults: Vec<String>,
}

impl MailRequest {
    pub(super) fn new(arrival: Arrival, error_code: Option<i64>, status: u16) -> Self {
        Self {
            endpoint: arrival.endpoint,
            verb: arrival.verb,
            parameters: arrival.parameters.unwrap_or_default(),
            error_code,
            is_carried_out: arrival.is_carried_out,
            status: arrival.status.unwrap_or(status),
            faults: arrival.faults,
        }
    }

    /// What was asked: `token`, `userinfo` or `revoke`.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint.name()
    }

    /// The HTTP verb, `GET` or `POST`.
    #[must_use]
    pub fn verb(&self) -> &str {
        &self.verb
    }

    /// Whether it succeeded, even if a fault kept the answer from the client.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        self.is_carried_out && self.error_code.is_none()
    }

    /// The number of the error that was decided on: 1, 2, 3 or 6.
    #[must_use]
    pub fn error_code(&self) -> Option<i64> {
        self.error_code
    }

    /// The HTTP status of the answer, or what a fault made of it; 0 when it closed the connection before that.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The faults that hit the request, as the header `x-sandbox-fault` would name them, such as `status=503`.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// All parameters, decoded, in the order of arrival. They hold secrets.
    #[must_use]
    pub fn parameters(&self) -> &[(String, String)] {
        self.parameters.pairs()
    }

    /// The value of one parameter, decoded. It may be a secret.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name)
    }

    /// About how much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        let faults: usize = self.faults.iter().map(|fault| fault.len() + 24).sum();
        256 + self.verb.len() + faults + self.parameters.size()
    }
}

impl fmt::Debug for MailRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailRequest")
            .field("endpoint", &self.endpoint())
            .field("verb", &self.verb)
            .field("error_code", &self.error_code)
            .field("status", &self.status)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
