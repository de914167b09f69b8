//! Why a sandbox could not be started. What it answers to callers is in `platform/failure.rs`.

use std::io;

use crate::faults::FaultError;

/// A sandbox could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// A fault could never happen.
    #[error(transparent)]
    Fault(#[from] FaultError),
    /// Another program listens there already.
    #[error("port {port} of 127.0.0.1 is in use, choose another one or 0 for any that is free")]
    PortInUse {
        /// The port that was asked for.
        port: u16,
    },
    /// The system refused for another reason.
    #[error("cannot listen on port {port} of 127.0.0.1")]
    Listen {
        /// The port that was asked for, 0 for any.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
}

impl StartError {
    pub(crate) fn new(port: u16, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::AddrInUse => Self::PortInUse { port },
            _ => Self::Listen { port, source },
        }
    }
}
