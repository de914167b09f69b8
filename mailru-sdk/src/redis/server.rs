//! A server as a program names it.

use std::{fmt, sync::Arc, time::Duration};

use super::{
    address::Address,
    connection::{Connection, Settings},
};
use crate::error::ConfigError;

/// How long an exchange may take unless the program says otherwise.
const TIMEOUT: Duration = Duration::from_secs(2);

/// A server of Redis or Valkey, with one connection that its clones, and all that is built upon them, share.
///
/// The connection is made when it is first needed, and again after it broke: whatever is asked is safe to ask twice, and is, while
/// its time lasts. So a restart of the server is a pause and not an error, if it takes less than that. Its `Debug` form shows where
/// the server is, and neither user nor password.
#[derive(Clone)]
pub struct Redis(Arc<Connection>);

impl Redis {
    /// A server by its URL: `redis://user:password@host:6379/0`, `rediss://` for TLS, `redis+unix:///path?db=0&pass=..` for a socket
    /// of this machine; `valkey`, `valkeys` and `valkey+unix` mean the same. User name and password are percent-encoded.
    ///
    /// TLS trusts what the system trusts, or the certificates of [`trust`](Self::trust); the host's name is always checked. A URL
    /// that cannot be used is an error of the first exchange, and of [`check`](Self::check).
    pub fn new(url: impl AsRef<str>) -> Self {
        let address = Address::parse(url.as_ref());
        Self(Arc::new(Connection::new(Settings { address, timeout: TIMEOUT, trusted: None })))
    }

    /// Sets how long one exchange with the server may take, connecting and further attempts included; 2 seconds otherwise.
    ///
    /// It does not lengthen the time-out of a call that waits for it.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|settings| settings.timeout = timeout)
    }

    /// Trusts the certificates that these signed, and no others; one or more of them, as PEM.
    #[must_use]
    pub fn trust(self, pem: impl AsRef<[u8]>) -> Self {
        self.with(|settings| settings.trusted = Some(pem.as_ref().into()))
    }

    /// Says whether the URL can be used. It asks no server.
    ///
    /// # Errors
    /// [`ConfigError::Url`].
    pub fn check(&self) -> Result<(), ConfigError> {
        self.0.settings.address.as_ref().map(drop).map_err(Clone::clone)
    }

    /// The same server with other settings, by a connection of its own.
    fn with(self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = self.0.settings.clone();
        change(&mut settings);
        Self(Arc::new(Connection::new(settings)))
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.0
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis")
            .field("server", &self.0.name())
            .field("timeout", &self.0.settings.timeout)
            .finish_non_exhaustive()
    }
}
