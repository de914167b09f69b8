//! Why a request was refused: for the developer, never for the sender.

use crate::types::{Timestamp, read::Excerpt};

/// Why a request was refused.
///
/// `Display` and `Debug` are for the developer's log. They hold no key, no session and no signature, least of all the
/// one that was expected; values of the request are not shown, and of names that the platform does not use at most 40
/// characters. The sender is told [`outside`](Self::outside), or a typed reply made `From` the error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IncomingError {
    /// The verifier was made with an empty secret key, with which anybody could sign.
    #[error("the secret key is empty, so nothing can be verified")]
    EmptySecret,
    /// The text is not properly encoded.
    #[error("{problem} at byte {at}")]
    Encoding {
        /// What is wrong.
        problem: &'static str,
        /// Where, in bytes from the beginning of the text; of an escaped cookie, of the text inside it.
        at: usize,
    },
    /// A name is empty or contains `=`, which would make the signature ambiguous.
    #[error("the name {0} of a parameter is empty or contains `=`")]
    Name(Box<str>),
    /// A name stands twice.
    #[error("the parameter {0} is repeated")]
    Repeated(Box<str>),
    /// A parameter that is always sent is missing.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// A parameter does not hold what the platform sends.
    #[error("`{name}` is malformed: expected {expected}")]
    Malformed {
        /// Its name.
        name: &'static str,
        /// What it should hold.
        expected: &'static str,
    },
    /// The request is for another application.
    #[error("the request is for the application {found}, this one is {own}")]
    OtherApplication {
        /// The id in the request.
        found: u64,
        /// The verifier's id.
        own: u64,
    },
    /// The signature is not that of these parameters with the secret key: one of the three is wrong.
    #[error(
        "the signature is wrong: the secret key is another one, or what came differs from what was signed ({over})"
    )]
    WrongSignature {
        /// The names that were taken for signed.
        over: Box<str>,
    },
    /// The name of a known parameter also shows inside something else, so that the request can be read in two ways.
    #[error("`{0}=` stands inside another parameter, so that the signature would fit two readings of the request")]
    Ambiguous(&'static str),
    /// The signature is right, but belongs to another kind of request with the same secret key.
    #[error("`{0}=` shows that this is another kind of request")]
    OtherRequest(&'static str),
    /// The `authentication_key` is not that of this user.
    #[error("`authentication_key` is wrong: it does not fit the application, the user and the secret key")]
    WrongAuthenticationKey,
    /// The session is over.
    #[error("the session expired: it ends at {end}, now is {now} (Unix time)")]
    Expired {
        /// The first second in which the session is no longer valid.
        end: Timestamp,
        /// The time it was compared with.
        now: Timestamp,
    },
}

impl IncomingError {
    /// What the sender may know: the same word whatever was wrong.
    #[must_use]
    #[inline]
    pub const fn outside(&self) -> &'static str {
        "invalid"
    }

    #[inline]
    pub(super) fn name(name: &str) -> Self {
        Self::Name(Excerpt(name).to_string().into())
    }

    #[inline]
    pub(super) fn repeated(name: &str) -> Self {
        Self::Repeated(Excerpt(name).to_string().into())
    }

    /// Names the parameters that the platform is known to send, and counts the others.
    #[inline]
    pub(super) fn wrong_signature<'p>(signed: impl Iterator<Item = &'p str>, known: &[&str]) -> Self {
        let (known, others): (Vec<_>, Vec<_>) = signed.partition(|name| known.contains(name));
        let mut over = if known.is_empty() { "no known name".to_owned() } else { known.join(", ") };
        if !others.is_empty() {
            over = format!("{over}, unknown names: {}", others.len());
        }
        Self::WrongSignature { over: over.into() }
    }
}
