//! What can go wrong with Redis. Neither the message nor the cause holds a password, a key or a value.

use std::{error::Error, fmt, io, sync::Arc, time::Duration};

use redis::{ErrorKind, ServerErrorKind};

/// What kind of failure it is, which says who has to do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedisErrorKind {
    /// The address cannot be used, or TLS cannot be set up on this machine.
    Config,
    /// No connection came about.
    Unreachable,
    /// The TLS of the server is not trusted, or it speaks none.
    Tls,
    /// The server wants another user name or password, or does not allow this user the commands that are needed.
    Login,
    /// No answer in time. What was asked for may have been done.
    Timeout(Duration),
    /// The connection broke. What was asked for may have been done.
    Interrupted,
    /// The server is not ready: it loads its data, or nobody has been made the primary yet.
    NotReady,
    /// The server is a replica, which takes no writes.
    ReadOnly,
    /// The server has no memory left (`maxmemory`), and evicts nothing.
    OutOfMemory,
    /// The server belongs to a cluster, and the key to another server of it.
    Moved,
    /// The server refused for another reason, which its code tells.
    Refused,
    /// The answer, or what is stored, is something else than was put there.
    Foreign,
}

/// A failure of Redis.
#[derive(Debug, Clone)]
pub struct RedisError {
    kind: RedisErrorKind,
    /// Where the server is.
    server: Arc<str>,
    /// The word by which the server refused, such as `OOM`.
    code: Option<Box<str>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl RedisError {
    pub(super) fn new(kind: RedisErrorKind, server: &Arc<str>) -> Self {
        Self { kind, server: server.clone(), code: None, source: None }
    }

    pub(super) fn caused(
        kind: RedisErrorKind,
        server: &Arc<str>,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { source: Some(Arc::from(cause.into())), ..Self::new(kind, server) }
    }

    /// Judges what the client says. The server's own words may quote what it was sent, so of them the code alone is kept.
    pub(super) fn of_client(error: &redis::RedisError, server: &Arc<str>) -> Self {
        use RedisErrorKind as Kind;

        let code = error.code().map(Into::into);
        let kind = match error.kind() {
            ErrorKind::Io => Kind::Interrupted,
            ErrorKind::AuthenticationFailed | ErrorKind::Server(ServerErrorKind::NoPerm) => Kind::Login,
            ErrorKind::Server(ServerErrorKind::ReadOnly) => Kind::ReadOnly,
            ErrorKind::Server(ServerErrorKind::Moved | ServerErrorKind::Ask | ServerErrorKind::CrossSlot) => {
                Kind::Moved
            }
            ErrorKind::Server(
                ServerErrorKind::BusyLoading
                | ServerErrorKind::ClusterDown
                | ServerErrorKind::MasterDown
                | ServerErrorKind::TryAgain,
            ) => Kind::NotReady,
            ErrorKind::Parse | ErrorKind::UnexpectedReturnType => Kind::Foreign,
            _ => match error.code() {
                Some("NOAUTH" | "WRONGPASS") => Kind::Login,
                Some("OOM") => Kind::OutOfMemory,
                _ => Kind::Refused,
            },
        };
        Self { code, ..Self::new(kind, server) }
    }

    pub(super) fn of_stream(error: io::Error, server: &Arc<str>) -> Self {
        // What rustls says of a certificate comes as the inside of such an error.
        let is_tls = matches!(error.get_ref(), Some(inside) if inside.is::<rustls::Error>());
        let kind = if is_tls { RedisErrorKind::Tls } else { RedisErrorKind::Unreachable };
        Self::caused(kind, server, error)
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> RedisErrorKind {
        self.kind
    }

    /// The word by which the server refused, such as `OOM`; `None` when it did not answer, or not so.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Whether the same may succeed a moment later, as far as the server is concerned.
    #[must_use]
    pub fn passes(&self) -> bool {
        use RedisErrorKind as Kind;

        matches!(self.kind, Kind::Unreachable | Kind::Timeout(_) | Kind::Interrupted | Kind::NotReady | Kind::ReadOnly)
    }
}

impl fmt::Display for RedisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RedisErrorKind as Kind;

        write!(f, "Redis at {}: ", self.server)?;
        match self.kind {
            Kind::Config => f.write_str("it cannot be used as it is set up"),
            Kind::Unreachable => f.write_str("no connection"),
            Kind::Tls => f.write_str("its TLS is not trusted"),
            Kind::Login => f.write_str("it does not let this user in"),
            Kind::Timeout(limit) => write!(f, "no answer within {limit:?}"),
            Kind::Interrupted => f.write_str("the connection broke"),
            Kind::NotReady => f.write_str("it is not ready"),
            Kind::ReadOnly => f.write_str("it is a replica, which takes no writes"),
            Kind::OutOfMemory => f.write_str("it has no memory left"),
            Kind::Moved => f.write_str("it belongs to a cluster, and the key to another server of it"),
            Kind::Refused => f.write_str("it refused"),
            Kind::Foreign => f.write_str("it holds, or answered, something else"),
        }?;
        match &self.code {
            Some(code) => write!(f, " ({code})"),
            None => Ok(()),
        }
    }
}

impl Error for RedisError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
