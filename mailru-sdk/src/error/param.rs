//! Calls that are refused before anything is sent.

use crate::circuit::Circuit;

/// A parameter that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{method}: parameter `{name}` {problem}")]
pub struct ParamError {
    pub(crate) method: Box<str>,
    pub(crate) name: Box<str>,
    /// What is wrong with it, without its value: `is longer than 400 characters`.
    pub(crate) problem: Box<str>,
}

impl ParamError {
    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The wire name of the parameter.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A method that this session cannot call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CircuitError {
    /// The method belongs to the other circuit.
    #[error(
        "{method}: this method is for the {needed} circuit, and the session is of the {actual} circuit; take one from `{}`",
        app(*needed)
    )]
    WrongCircuit {
        /// The wire name of the method.
        method: Box<str>,
        /// The circuit that may call it.
        needed: Circuit,
        /// The circuit of the session.
        actual: Circuit,
    },
    /// The method is signed, and the session has a token of another service and no key.
    #[error(
        "{method}: this method is signed, and the session has no key; take one from `App`, `ClientApp` or `ServerApp`"
    )]
    Unsigned {
        /// The wire name of the method.
        method: Box<str>,
    },
    /// The method takes the token of another service, which no session of the platform has.
    #[error("{method}: this method takes the token of another service, and the session is the platform's")]
    NoToken {
        /// The wire name of the method.
        method: Box<str>,
    },
    /// The method acts for a user, and the session has none.
    #[error("{method}: this method acts for a user, and the session is for no user")]
    NoUser {
        /// The wire name of the method.
        method: Box<str>,
    },
}

/// The application whose sessions are of that circuit.
fn app(circuit: Circuit) -> &'static str {
    match circuit {
        Circuit::Client => "ClientApp",
        Circuit::Server => "ServerApp",
    }
}

impl CircuitError {
    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        match self {
            Self::WrongCircuit { method, .. }
            | Self::Unsigned { method }
            | Self::NoToken { method }
            | Self::NoUser { method } => method,
        }
    }
}
