//! What every call of a session shares. It has no type parameter, so the code that works on it is compiled once.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use crate::{Uid, circuit::Circuit, error::ConfigError, transport::Http};

/// The key of a circuit and what belongs to it.
#[derive(Debug, Clone)]
pub(crate) enum Keys {
    Client { uid: Uid, private_key: SecretString },
    Server { secret_key: SecretString },
}

impl Keys {
    pub(crate) fn circuit(&self) -> Circuit {
        match self {
            Self::Client { .. } => Circuit::Client,
            Self::Server { .. } => Circuit::Server,
        }
    }

    /// The key itself, with the name that messages give it.
    pub(crate) fn key(&self) -> (&'static str, &SecretString) {
        match self {
            Self::Client { private_key, .. } => ("private key", private_key),
            Self::Server { secret_key } => ("secret key", secret_key),
        }
    }
}

/// For whom the session acts.
#[derive(Debug)]
pub(crate) enum Acting {
    /// A user with this session key.
    Session(SecretString),
    /// A user who is away.
    Absent(Uid),
    Nobody,
}

#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) app_id: u64,
    /// An error when no circuit could be inferred; the first call reports it.
    keys: Result<Keys, ConfigError>,
    pub(crate) acting: Acting,
    pub(crate) http: Arc<Http>,
}

impl Core {
    pub(crate) fn new(app_id: u64, keys: Result<Keys, ConfigError>, acting: Acting, http: Arc<Http>) -> Self {
        Self { app_id, keys, acting, http }
    }

    /// The keys, if the whole set-up is sound.
    pub(crate) fn check(&self) -> Result<&Keys, ConfigError> {
        let keys = self.keys.as_ref().map_err(Clone::clone)?;
        let (name, key) = keys.key();
        if key.expose_secret().is_empty() {
            return Err(ConfigError::Empty(name));
        }
        if matches!(&self.acting, Acting::Session(token) if token.expose_secret().is_empty()) {
            return Err(ConfigError::Empty("access token"));
        }
        self.http.check()?;
        Ok(keys)
    }

    /// The session key, where there is one.
    pub(crate) fn session_key(&self) -> Option<&str> {
        match &self.acting {
            Acting::Session(token) => Some(token.expose_secret()),
            Acting::Absent(_) | Acting::Nobody => None,
        }
    }

    /// Everything that must not appear in a message.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let key = self.keys.as_ref().ok().map(|keys| keys.key().1.expose_secret());
        key.into_iter().chain(self.session_key())
    }
}
