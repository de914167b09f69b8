//! The circuit of a request as the sandbox sees it. Keys and signatures are in `signature.rs`.

use std::fmt;

use mailru_sdk::spec::CircuitRule;

use crate::parameters::Parameters;

/// Who calls: a program in the hands of a user, or the application's own server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circuit {
    /// Client-server: `secure` is absent or `0`.
    Client,
    /// Server-server: `secure=1`.
    Server,
}

impl Circuit {
    pub(crate) fn of(parameters: &Parameters) -> Self {
        if parameters.get("secure") == Some("1") { Self::Server } else { Self::Client }
    }

    pub(crate) fn obeys(self, rule: CircuitRule) -> bool {
        match rule {
            CircuitRule::Any => true,
            CircuitRule::Client => self == Self::Client,
            CircuitRule::Server => self == Self::Server,
        }
    }
}

impl fmt::Display for Circuit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Client => "client",
            Self::Server => "server",
        })
    }
}
