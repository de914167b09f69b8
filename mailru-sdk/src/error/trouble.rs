//! What errors and repetitions both ask of a failure: how far the request got, and whether it may go away by itself.

use crate::{class::ErrorClass, codes::Code};

/// What went wrong with an attempt, which also says how far the request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No connection came about, so not a byte was sent.
    Connect,
    /// No answer in time.
    Timeout,
    /// The connection broke after the request was on its way, before the whole answer was there.
    Interrupted,
    /// The platform answered with this HTTP status and none of its errors.
    Status(u16),
    /// The platform answered with this error.
    Code(Code),
    /// Another service than the platform answered with an error about which that can be done.
    Service(ErrorClass),
    /// The platform says that it did nothing with the request, and may do it later.
    Declined(Option<Code>),
    /// What no repetition can mend: an answer that is too long, a request that cannot be made, a certificate or a
    /// password of a proxy that is wrong.
    Lasting,
}

impl Trouble {
    /// Whether the platform may have done what it was asked for.
    pub(crate) fn may_have_been_done(self) -> bool {
        !matches!(self, Self::Connect | Self::Declined(_))
    }

    /// Whether the platform refuses the session key.
    pub(crate) fn is_expiry(self) -> bool {
        match self {
            Self::Code(code) => code.class() == ErrorClass::Refresh,
            Self::Service(class) => class == ErrorClass::Refresh,
            _ => false,
        }
    }

    /// Whether it may go away by itself.
    pub(crate) fn passes(self) -> bool {
        match self {
            Self::Connect | Self::Timeout | Self::Interrupted | Self::Declined(_) => true,
            Self::Status(status) => status == 429 || (500..600).contains(&status),
            Self::Code(code) => code.class() == ErrorClass::Retry,
            Self::Service(class) => class == ErrorClass::Retry,
            Self::Lasting => false,
        }
    }
}
