//! What clients do otherwise than the platform's guide has it, and how much of it is put up with.

use super::Failure;
use crate::parameters::Parameters;

/// What two published clients send beside a signed call, in the query string, without signing it.
const UNSIGNED: &str = "access_token";

/// The choices of the builder.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Customs {
    /// Whether everything that is sent has to be signed.
    pub(crate) strict_signatures: bool,
    /// Whether the names of OAuth stand in for those of calls.
    pub(crate) old_names: bool,
}

impl Customs {
    /// The parameters without the one that need not be signed; `None` when it is not among them, or has to be signed.
    pub(crate) fn reduced(self, parameters: &Parameters) -> Option<Parameters> {
        let is_there = !self.strict_signatures && parameters.get(UNSIGNED).is_some();
        is_there.then(|| parameters.without(UNSIGNED))
    }

    /// The application that the call names.
    pub(crate) fn app_id(self, parameters: &Parameters) -> Result<&str, Failure> {
        self.named(parameters, "app_id", "client_id").ok_or_else(|| Failure::necessary("app_id"))
    }

    /// The session that the call names.
    pub(crate) fn session_key(self, parameters: &Parameters) -> Option<&str> {
        self.named(parameters, "session_key", "session_id")
    }

    fn named<'p>(self, parameters: &'p Parameters, name: &str, old: &str) -> Option<&'p str> {
        parameters.get(name).or_else(|| parameters.get(old).filter(|_| self.old_names))
    }
}
