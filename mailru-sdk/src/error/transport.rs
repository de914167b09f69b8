//! Failures between this program and the platform.

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection came about: name look-up, refusal or TLS. Nothing was sent.
    Connect,
    /// The answer was not there in time.
    Timeout(Duration),
    /// The connection broke after the request was on its way.
    Interrupted,
    /// The answer is longer than the limit, in bytes.
    TooLarge(usize),
    /// The answer has this HTTP status and is none of the platform's errors.
    Status(u16),
    /// The request could not be made.
    Request,
}

/// A request that did not get through, or whose answer did not come back.
#[derive(Debug, Clone)]
pub struct TransportError {
    pub(crate) kind: TransportKind,
    pub(crate) method: Box<str>,
    /// The beginning of an answer that is none of the platform's; secrets are masked.
    pub(crate) excerpt: Box<str>,
    pub(crate) source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// How far the request got.
    #[must_use]
    pub fn kind(&self) -> TransportKind {
        self.kind
    }

    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.kind {
            TransportKind::Connect | TransportKind::Timeout(_) | TransportKind::Interrupted => true,
            TransportKind::Status(status) => status == 429 || status >= 500,
            TransportKind::TooLarge(_) | TransportKind::Request => false,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.method)?;
        match self.kind {
            TransportKind::Connect => write!(f, "no connection to the platform"),
            TransportKind::Timeout(limit) => write!(f, "no answer within {limit:?}"),
            TransportKind::Interrupted => write!(f, "the connection broke before the answer was complete"),
            TransportKind::TooLarge(limit) => write!(f, "the answer is longer than {limit} bytes"),
            TransportKind::Status(status) if self.excerpt.is_empty() => write!(f, "HTTP status {status}"),
            TransportKind::Status(status) => write!(f, "HTTP status {status}: {}", self.excerpt),
            TransportKind::Request => write!(f, "the request could not be made"),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
