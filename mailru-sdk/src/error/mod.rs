//! Everything that can go wrong with a call, one type per kind, and none of them with a secret in it.

// What is told of a failure, and whether it may pass. Who judges a failure is in `wire` and `answer`. It may use the ground alone.

mod api;
mod auth;
mod config;
mod decode;
mod misfit;
mod page;
mod param;
mod place;
mod seconds;
mod service;
mod tls;
mod transport;
mod trouble;

pub use api::ApiError;
pub use auth::{AuthError, StoreError};
pub use config::ConfigError;
pub(crate) use decode::Details;
pub use decode::{DecodeError, DecodeKind};
pub use misfit::Misfit;
pub use page::{PageError, PageKind};
pub use param::{CircuitError, ParamError};
pub(crate) use place::Place;
pub(crate) use seconds::Seconds;
pub(crate) use service::Said;
pub use service::ServiceError;
pub use tls::TlsFault;
pub use transport::{TransportError, TransportKind};
pub(crate) use trouble::Trouble;

pub use crate::class::ErrorClass;

use std::time::Duration;

/// The failure of a call.
///
/// Neither the message nor the `Debug` form nor any source holds a key, a token, a signature or a code.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The platform refused the call.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A service other than the platform refused the call.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The request did not get through, or its answer did not come back.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The answer came, but it is not what the method returns.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A session could not be had, or could not be kept.
    #[error(transparent)]
    Auth(#[from] AuthError),
    /// A parameter is outside its limits; nothing was sent.
    #[error(transparent)]
    Param(#[from] ParamError),
    /// There are pages that cannot be asked for.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The session may not call this method; nothing was sent.
    #[error(transparent)]
    Circuit(#[from] CircuitError),
    /// The application, the session or the environment is set up wrongly; nothing was sent.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl Error {
    /// Whether the same call may succeed later without any change to it.
    ///
    /// It says nothing about whether the call may be *repeated*: a post whose answer was lost may have been published.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => error.class() == ErrorClass::Retry,
            Self::Service(error) => error.class() == ErrorClass::Retry,
            Self::Transport(error) => error.is_retryable(),
            Self::Auth(_) | Self::Decode(_) | Self::Page(_) | Self::Param(_) | Self::Circuit(_) | Self::Config(_) => {
                false
            }
        }
    }

    /// How long the platform asked to be left alone, when it did: the header `Retry-After`, in whole seconds up to a day.
    ///
    /// A call that was repeated has waited for it already; one that was not should be made no earlier.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Service(error) => error.retry_after(),
            Self::Transport(error) => error.retry_after(),
            Self::Auth(_) | Self::Decode(_) | Self::Page(_) | Self::Param(_) | Self::Circuit(_) | Self::Config(_) => {
                None
            }
        }
    }

    /// Whether it is the answer of a token end point that refuses a refresh token for good.
    pub(crate) fn ends_session(&self) -> bool {
        match self {
            Self::Auth(AuthError::Refused { .. } | AuthError::OtherUser) => true,
            Self::Service(error) => error.class() != ErrorClass::Retry,
            _ => false,
        }
    }

    /// The wire name of the method that failed, when the failure belongs to one.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        match self {
            Self::Api(error) => Some(error.method()),
            Self::Service(error) => Some(error.method()),
            Self::Transport(error) => Some(error.method()),
            Self::Decode(error) => Some(error.method()),
            Self::Page(error) => Some(error.method()),
            Self::Param(error) => Some(error.method()),
            Self::Circuit(error) => Some(error.method()),
            Self::Auth(_) | Self::Config(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_error_is_small_enough_to_return() {
        assert!(size_of::<super::Error>() <= 64, "{}", size_of::<super::Error>());
    }
}
