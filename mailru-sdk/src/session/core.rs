//! What every call of a session shares. It has no type parameter, so the code that works on it is compiled once.

use std::{sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretString};

use super::{refresh::Life, state::Ticket};
use crate::{
    circuit::Circuit,
    error::{ConfigError, Error},
    redact::{SHORTEST, Secrets},
    types::Uid,
    wire::transport::Http,
};

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
    /// A user with a session key.
    Session(Arc<Life>),
    /// A user who is away.
    Absent(Uid),
    Nobody,
}

#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) app_id: u64,
    /// An error when no circuit could be inferred; the first call reports it. `None` when calls carry a token and no signature.
    keys: Option<Result<Keys, ConfigError>>,
    pub(crate) acting: Acting,
    pub(crate) http: Arc<Http>,
}

impl Core {
    pub(crate) fn new(app_id: u64, keys: Result<Keys, ConfigError>, acting: Acting, http: Arc<Http>) -> Self {
        Self { app_id, keys: Some(keys), acting, http }
    }

    /// What calls share that carry a token and no signature.
    pub(crate) fn unsigned(life: Arc<Life>, http: Arc<Http>) -> Self {
        Self { app_id: 0, keys: None, acting: Acting::Session(life), http }
    }

    /// Whether its calls are those of the platform, which are signed.
    pub(crate) fn is_signing(&self) -> bool {
        self.keys.is_some()
    }

    fn keys(&self) -> Option<&Keys> {
        self.keys.as_ref()?.as_ref().ok()
    }

    /// The circuit, if one could be inferred.
    pub(crate) fn circuit(&self) -> Option<Circuit> {
        self.keys().map(Keys::circuit)
    }

    /// The keys, if there are any and the whole set-up is sound.
    pub(crate) fn check(&self) -> Result<Option<&Keys>, ConfigError> {
        let keys = self.keys.as_ref().map(|keys| keys.as_ref().map_err(Clone::clone)).transpose()?;
        if let Some((name, key)) = keys.map(Keys::key)
            && key.expose_secret().is_empty()
        {
            return Err(ConfigError::Empty(name));
        }
        if self.ticket().is_some_and(|ticket| ticket.tokens.expose_access_token().is_empty()) {
            return Err(ConfigError::Empty("access token"));
        }
        self.http.check()?;
        Ok(keys)
    }

    /// The first of the key and the token that is too short to be one, so that messages would show it.
    pub(crate) fn too_short(&self) -> Option<&'static str> {
        let key = self.keys().map(Keys::key);
        let ticket = self.ticket();
        let token = ticket.as_ref().map(|ticket| ("access token", ticket.tokens.expose_access_token()));
        let all = key.map(|(name, key)| (name, key.expose_secret())).into_iter().chain(token);
        let is_short = |secret: &str| secret.chars().take(SHORTEST).count() < SHORTEST;
        all.filter(|(_, secret)| is_short(secret)).map(|(name, _)| name).next()
    }

    pub(crate) fn life(&self) -> Option<&Arc<Life>> {
        match &self.acting {
            Acting::Session(life) => Some(life),
            Acting::Absent(_) | Acting::Nobody => None,
        }
    }

    /// The session key in use, where there is one.
    pub(crate) fn ticket(&self) -> Option<Ticket> {
        self.life().map(|life| life.ticket())
    }

    /// The session key in use, renewed first when it is about to expire.
    pub(crate) async fn fresh_ticket(&self) -> Result<Option<Ticket>, Error> {
        match self.life() {
            Some(life) => life.fresh(self.http.settings().refresh_margin).await.map(Some),
            None => Ok(None),
        }
    }

    /// What a call says whose time was over while its session's token waited for the store.
    pub(crate) fn late(&self, limit: Duration) -> Option<Error> {
        self.life().and_then(|life| life.late(limit))
    }
}

impl Secrets for Core {
    fn secrets(&self) -> Vec<String> {
        let key = self.keys().map(|keys| keys.key().1.expose_secret().to_owned());
        let tokens = self.ticket().map(|ticket| ticket.tokens);
        let access = tokens.as_ref().map(|tokens| tokens.expose_access_token().to_owned());
        let refresh = tokens.as_ref().and_then(|tokens| tokens.expose_refresh_token()).map(str::to_owned);
        key.into_iter().chain(access).chain(refresh).collect()
    }
}
