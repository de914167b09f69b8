//! A failure to get a request through, before it is known which call it belongs to.

use crate::{
    error::{ConfigError, Error, TransportError, TransportKind, Trouble},
    wire::network::reason::{is_of_local_address, kind},
};

/// A failure that does not know yet which call it belongs to.
pub(crate) enum Failure {
    Config(ConfigError),
    Transport { kind: TransportKind, source: Option<Cause> },
}

/// Who says why.
pub(crate) enum Cause {
    Client(reqwest::Error),
    Service(Said),
}

/// What the program's own transport says, without secrets.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Said(String);

impl Failure {
    pub(crate) fn new(kind: TransportKind) -> Self {
        Self::Transport { kind, source: None }
    }

    /// A failure of the program's own transport.
    pub(super) fn said(kind: TransportKind, words: String) -> Self {
        Self::Transport { kind, source: Some(Cause::Service(Said(words))) }
    }

    /// How far the request got; `None` when there was none.
    pub(crate) fn kind(&self) -> Option<TransportKind> {
        match self {
            Self::Transport { kind, .. } => Some(*kind),
            Self::Config(_) => None,
        }
    }

    /// What it means for another attempt.
    pub(crate) fn trouble(&self) -> Trouble {
        self.kind().map_or(Trouble::Lasting, Trouble::from)
    }

    pub(crate) fn in_call(self, method: &str) -> Error {
        match self {
            Self::Config(error) => error.into(),
            Self::Transport { kind, source } => {
                let error = TransportError::new(kind, method);
                match source {
                    // The address holds the session key and the signature.
                    Some(Cause::Client(source)) => error.because(source.without_url()).into(),
                    Some(Cause::Service(source)) => error.because(source).into(),
                    None => error.into(),
                }
            }
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        if is_of_local_address(&error) {
            let problem = "is none that a connection of this machine can begin at";
            return Self::Config(ConfigError::Setting { which: "local address", problem });
        }
        Self::Transport { kind: kind(&error), source: Some(Cause::Client(error)) }
    }
}
