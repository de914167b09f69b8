//! What clients do otherwise than the platform's guide has it, and how much of it is put up with.

use crate::parameters::Parameters;

/// What two published clients send beside a signed call, in the query string, without signing it.
const UNSIGNED: &str = "access_token";

/// The choices of the builder.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Customs {
    /// Whether everything that is sent has to be signed.
    pub(crate) strict_signatures: bool,
}

impl Customs {
    /// The parameters without the one that need not be signed; `None` when it is not among them, or has to be signed.
    pub(crate) fn reduced(self, parameters: &Parameters) -> Option<Parameters> {
        let is_there = !self.strict_signatures && parameters.get(UNSIGNED).is_some();
        is_there.then(|| parameters.without(UNSIGNED))
    }
}
