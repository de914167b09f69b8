//! [`OwnParameters`], the answer to a question that the platform's documentation leaves open.

use secrecy::SecretString;

use super::{error::IncomingError, member::Signed, params::Params, signature::Kind};

/// Whether the platform signs the parameters that are not its own: those of the address in the application's settings, and
/// those that a user adds.
///
/// No source says it. Working programs verify everything that they receive, so that is the default. A program whose
/// address has no parameters need not care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OwnParameters {
    /// They are signed with the rest, and given as `extra`. A launch is refused when it has one whose name or value ends in
    /// a name of the platform's before an `=`, such as `review=` for `view=`.
    #[default]
    Signed,
    /// They are not signed: they are left out of the verification, and out of the result, because anybody can write them.
    Unsigned,
    /// Either is accepted; in the second case they are not in the result.
    Either,
}

impl OwnParameters {
    #[inline]
    pub(super) fn verify(self, kind: &Kind, params: &Params, secret: &SecretString) -> Result<Signed, IncomingError> {
        let without_own = || {
            let mut known = params.clone();
            known.retain(|name| name == kind.signature || kind.names.contains(&name));
            kind.verify(&known, secret)
        };
        match self {
            Self::Signed => kind.verify(params, secret),
            Self::Unsigned => without_own(),
            Self::Either => match kind.verify(params, secret) {
                // The first error lists all the names, which is what the developer wants to see.
                Err(error @ IncomingError::WrongSignature { .. }) => without_own().map_err(|second| match second {
                    IncomingError::WrongSignature { .. } => error,
                    other => other,
                }),
                verified => verified,
            },
        }
    }
}
