//! Failures between this program and the platform.

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use super::{seconds::Seconds, tls::TlsFault, trouble::Trouble};

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection came about: name look-up, refusal, a handshake that broke off. Nothing was sent.
    Connect,
    /// There is a server, but no safe connection to it. No further attempt is made, and nothing was sent unless it is the server that
    /// wants a certificate: that may come when the request is on its way.
    Tls(TlsFault),
    /// The proxy wants a user name and password, or others than it was given. No further attempt is made, and nothing came to the
    /// platform.
    Proxy,
    /// The answer was not there in time.
    Timeout(Duration),
    /// The call's time was over before its turn came under [`Settings::rate_limit`](crate::Settings::rate_limit) or by the
    /// [`Limiter`](crate::Limiter), which may have told what kept it: that is the error's source. Nothing was sent.
    Queued(Duration),
    /// The [`Limiter`](crate::Limiter) gave the call no turn, for a reason that is the error's source. Nothing was sent.
    NoTurn,
    /// No further piece of a file went to the connection in this time ([`File::piece_timeout`](crate::File::piece_timeout)).
    Stalled(Duration),
    /// The connection broke after the request was on its way.
    Interrupted,
    /// The program's own transport ([`Settings::transport`](crate::Settings::transport)) failed, and nobody knows how far the request
    /// got. What it said is the source.
    Service,
    /// The answer is longer than the limit, in bytes.
    TooLarge(usize),
    /// The answer has this HTTP status and is none of the platform's errors.
    Status(u16),
    /// The token end point said that it cannot serve now, though it answered with this HTTP status, which does not say so. Nothing
    /// is wrong with the grant.
    Unavailable(u16),
    /// The request could not be made.
    Request,
}

impl From<TransportKind> for Trouble {
    fn from(kind: TransportKind) -> Self {
        match kind {
            TransportKind::Connect => Self::Connect,
            TransportKind::Timeout(_)
            | TransportKind::Queued(_)
            | TransportKind::NoTurn
            | TransportKind::Stalled(_) => Self::Timeout,
            TransportKind::Interrupted | TransportKind::Service => Self::Interrupted,
            TransportKind::Status(status) => Self::Status(status),
            TransportKind::Unavailable(_) => Self::Declined(None),
            TransportKind::Tls(_) | TransportKind::Proxy | TransportKind::TooLarge(_) | TransportKind::Request => {
                Self::Lasting
            }
        }
    }
}

/// A request that did not get through, or whose answer did not come back.
#[derive(Debug, Clone)]
pub struct TransportError {
    kind: TransportKind,
    method: Box<str>,
    reason: Reason,
}

/// What is known of it besides: of an answer what it says, otherwise what the HTTP client says.
#[derive(Debug, Clone)]
enum Reason {
    Answer {
        /// The beginning of an answer that is none of the platform's; secrets are masked.
        excerpt: Box<str>,
        retry_after: Option<Seconds>,
    },
    /// In a box, so that errors are small.
    Client(Option<Box<Told>>),
}

#[derive(Debug, Clone, Default)]
struct Told {
    source: Option<Arc<dyn StdError + Send + Sync>>,
    /// What was sent of the files, and how much there was of them, in bytes.
    sent: Option<(u64, u64)>,
}

impl TransportError {
    pub(crate) fn new(kind: TransportKind, method: &str) -> Self {
        Self { kind, method: method.into(), reason: Reason::Client(None) }
    }

    /// Adds what the HTTP client says.
    pub(crate) fn because(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.owing_to(Box::new(source))
    }

    /// Adds what kept it from being sent.
    pub(crate) fn owing_to(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.reason = Reason::Client(Some(Box::new(Told { source: Some(Arc::from(source)), sent: None })));
        self
    }

    /// Adds how much of the files had gone, of a request that did not get to its end.
    pub(crate) fn having_sent(mut self, bytes: (u64, u64)) -> Self {
        let (TransportKind::Timeout(_) | TransportKind::Stalled(_) | TransportKind::Interrupted) = self.kind else {
            return self;
        };
        if let Reason::Client(told) = &mut self.reason {
            told.get_or_insert_default().sent = Some(bytes);
        }
        self
    }

    /// Of an upload that got no answer: how many bytes of its files went to the connection, and how many there are. What went there
    /// need not have arrived.
    #[must_use]
    pub fn sent(&self) -> Option<(u64, u64)> {
        match &self.reason {
            Reason::Client(told) => told.as_ref()?.sent,
            Reason::Answer { .. } => None,
        }
    }

    /// An answer whose status is no success, with the beginning of its body.
    pub(crate) fn status(status: u16, method: &str, excerpt: String, retry_after: Option<Seconds>) -> Self {
        Self::answer(TransportKind::Status(status), method, excerpt, retry_after)
    }

    /// An answer that says that another one will be given later. Its status may say so too.
    pub(crate) fn later(status: u16, method: &str, excerpt: String, retry_after: Option<Seconds>) -> Self {
        let kind = TransportKind::Status(status);
        let kind = if Trouble::from(kind).passes() { kind } else { TransportKind::Unavailable(status) };
        Self::answer(kind, method, excerpt, retry_after)
    }

    fn answer(kind: TransportKind, method: &str, excerpt: String, retry_after: Option<Seconds>) -> Self {
        Self { kind, method: method.into(), reason: Reason::Answer { excerpt: excerpt.into(), retry_after } }
    }

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

    /// How long the platform asked to be left alone: the header `Retry-After` of its answer, in whole seconds up to a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.reason {
            Reason::Answer { retry_after, .. } => retry_after.map(Seconds::into),
            Reason::Client(_) => None,
        }
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        Trouble::from(self.kind).passes()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.method)?;
        match self.kind {
            TransportKind::Connect => write!(f, "no connection to the platform"),
            TransportKind::Tls(fault) => write!(f, "no safe connection: {fault}"),
            TransportKind::Proxy => write!(f, "the proxy wants a user name and password, or others than it was given"),
            TransportKind::Timeout(limit) => write!(f, "no answer within {limit:?}"),
            TransportKind::Queued(limit) => write!(f, "not sent, since the rate limit left no turn within {limit:?}"),
            TransportKind::NoTurn => write!(f, "not sent, since the limiter gave no turn"),
            TransportKind::Stalled(limit) => write!(f, "the upload stood still for {limit:?}"),
            TransportKind::Interrupted => write!(f, "the connection broke before the answer was complete"),
            TransportKind::Service => write!(f, "the program's own transport failed"),
            TransportKind::TooLarge(limit) => write!(f, "the answer is longer than {limit} bytes"),
            TransportKind::Status(status) => write!(f, "HTTP status {status}"),
            TransportKind::Unavailable(status) => write!(f, "not now, with HTTP status {status}"),
            TransportKind::Request => write!(f, "the request could not be made"),
        }?;
        match &self.reason {
            Reason::Answer { excerpt, .. } if !excerpt.is_empty() => write!(f, ": {excerpt}"),
            Reason::Client(told) => match told.as_ref().and_then(|told| told.sent) {
                Some((sent, total)) => write!(f, "; {sent} of {total} bytes of files had been sent"),
                None => Ok(()),
            },
            Reason::Answer { .. } => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.reason {
            Reason::Client(told) => told.as_ref()?.source.as_deref().map(|source| source as _),
            Reason::Answer { .. } => None,
        }
    }
}
