//! Why a sandbox could not be started, or could not do what a test asked for. What it answers to callers is in
//! `platform/failure.rs`.

use std::io;

use crate::faults::FaultError;
use crate::recording::RecordingError;
use crate::world::ScenarioError;

/// A sandbox could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// A key is empty, so nothing could be signed with it.
    #[error("the {which} is empty")]
    EmptyKey {
        /// `private key` or `secret key`.
        which: &'static str,
    },
    /// A fault could never happen.
    #[error(transparent)]
    Fault(#[from] FaultError),
    /// Another program listens there already.
    #[error("port {port} of 127.0.0.1 is in use, choose another one or 0 for any that is free")]
    PortInUse {
        /// The port that was asked for.
        port: u16,
    },
    /// Recordings cannot be read.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// The scenario has a mistake.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// A method that shall be deprecated is not known.
    #[error("no method is called '{name}', so it cannot be deprecated")]
    UnknownMethod {
        /// The name that was given.
        name: String,
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

/// Nobody in the sandbox has the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nobody in the sandbox has the id {uid}")]
pub struct UnknownUser {
    /// The id that was given.
    pub uid: u64,
}

impl StartError {
    pub(crate) fn unknown_method(name: String) -> Self {
        Self::UnknownMethod { name }
    }

    pub(crate) fn new(port: u16, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::AddrInUse => Self::PortInUse { port },
            _ => Self::Listen { port, source },
        }
    }
}
