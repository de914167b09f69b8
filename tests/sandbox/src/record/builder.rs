//! The choices before a recorder starts, and what can keep it from starting.

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::keeper::Keeper;
use super::proxy::Proxy;
use super::upstream::Upstream;
use super::{Recorder, serve};

/// A recorder could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The address of the platform is none.
    #[error("'{url}' is no address of the form https://host")]
    Upstream {
        /// What was given.
        url: String,
    },
    /// HTTPS cannot be spoken here, for lack of certificates as a rule.
    #[error("HTTPS cannot be spoken: {reason}")]
    Tls {
        /// What the library said.
        reason: String,
    },
    /// The folder cannot be written to.
    #[error("{} cannot be recorded into", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused to listen.
    #[error("cannot listen on port {port} of 127.0.0.1")]
    Listen {
        /// The port that was asked for, 0 for any.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
}

/// Who is told about each exchange.
pub(super) type Listener = Box<dyn Fn(&str) + Send + Sync>;

/// A recorder that has not started yet; made by [`Recorder::builder`].
#[must_use = "a builder does nothing until it is started"]
pub struct RecorderBuilder {
    upstream: String,
    oauth_upstream: Option<String>,
    to: PathBuf,
    port: u16,
    listener: Listener,
}

impl fmt::Debug for RecorderBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { upstream, oauth_upstream, to, port, .. } = self;
        let mut debug = f.debug_struct("RecorderBuilder");
        debug.field("upstream", upstream).field("oauth_upstream", oauth_upstream).field("to", to);
        debug.field("port", port).finish_non_exhaustive()
    }
}

impl RecorderBuilder {
    pub(super) fn new(upstream: String, to: PathBuf) -> Self {
        Self { upstream, oauth_upstream: None, to, port: 0, listener: Box::new(|_| ()) }
    }

    /// Where what is below `/oauth` goes instead, such as `https://appsmail.ru`.
    pub fn oauth_upstream(mut self, url: impl Into<String>) -> Self {
        self.oauth_upstream = Some(url.into());
        self
    }

    /// The port of 127.0.0.1 to listen on; by default, and for 0, the system chooses one that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Calls the function with a line about each exchange when it is on the disk, in which there is no value but codes, tags and words of
    /// enums. A further call replaces the function.
    pub fn on_line(mut self, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.listener = Box::new(tell);
        self
    }

    /// Starts to listen. The server runs on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When the port cannot be had, the folder cannot be written to, or the address of the platform is none.
    pub async fn start(self) -> Result<Recorder, RecordError> {
        let Self { upstream, oauth_upstream, to, port, listener } = self;
        let upstream = Upstream::new(&upstream, oauth_upstream.as_deref())?;
        let keeper = Keeper::new(&to, listener).map_err(|source| RecordError::Folder { path: to, source })?;
        let failed = |source| RecordError::Listen { port, source };
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        let proxy = Arc::new(Proxy::new(upstream, keeper));
        let (running, stopped) = oneshot::channel();
        let server = tokio::spawn(serve::serve(socket, Arc::clone(&proxy), stopped));
        Ok(Recorder { address, proxy, server, running })
    }
}
