//! What the three kinds of applications have in common: an id, keys, and where calls go.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use super::{
    core::{Acting, Core, Keys},
    handle::Session,
    refresh::Life,
};
use crate::{
    circuit::Circuit,
    error::{AuthError, ConfigError, Error},
    tokens::{Credentials, PLATFORM, TokenStore},
    types::Uid,
    wire::transport::Http,
};

#[derive(Debug, Clone)]
pub(crate) struct Application {
    pub(crate) id: u64,
    /// `None`: it follows from the keys, and from whether the user's id is known.
    pub(crate) circuit: Option<Circuit>,
    pub(crate) private_key: Option<SecretString>,
    pub(crate) secret_key: Option<SecretString>,
    /// What goes as `client_secret`, where it is not one of the keys.
    pub(crate) client_secret: Option<SecretString>,
    pub(crate) http: Arc<Http>,
}

impl Application {
    pub(crate) fn new(id: u64) -> Self {
        Self { id, circuit: None, private_key: None, secret_key: None, client_secret: None, http: Arc::default() }
    }

    /// The keys that sign for a user. An empty key counts as no key where the circuit is still to be picked.
    fn keys(&self, uid: Option<Uid>) -> Result<Keys, ConfigError> {
        let present = |key: &&SecretString| !key.expose_secret().is_empty();
        let (private_key, secret_key) = (self.private_key.as_ref(), self.secret_key.as_ref());
        let (private_key, secret_key) = match self.circuit {
            Some(Circuit::Client) => (private_key, None),
            Some(Circuit::Server) => (None, secret_key),
            None => (private_key.filter(present), secret_key.filter(present)),
        };
        match (uid, private_key, secret_key) {
            (Some(uid), Some(private_key), _) => Ok(Keys::Client { uid, private_key: private_key.clone() }),
            (_, _, Some(secret_key)) => Ok(Keys::Server { secret_key: secret_key.clone() }),
            (None, Some(_), None) => Err(ConfigError::NoCircuit { client: "the user's id" }),
            (Some(_), None, None) => Err(ConfigError::NoCircuit { client: "a private key" }),
            (None, None, None) => Err(ConfigError::NoCircuit { client: "the user's id and a private key" }),
        }
    }

    /// The key that goes as `client_secret` with a grant, as working clients do it: the secret key where there is one, the private key
    /// otherwise, with a code too.
    pub(crate) fn client_secret(&self, grant: &'static str) -> Result<SecretString, ConfigError> {
        let key = self.client_secret.as_ref().or(self.secret_key.as_ref()).or(self.private_key.as_ref());
        key.cloned().ok_or(ConfigError::NoClientSecret { grant, needed: "the secret key or the private key" })
    }

    /// A session key that is used as long as it lasts.
    pub(crate) fn session<K>(&self, access_token: SecretString, uid: Option<Uid>) -> Session<K> {
        self.acting(uid, Acting::Session(Life::fixed(access_token)))
    }

    pub(crate) fn acting<K>(&self, uid: Option<Uid>, acting: Acting) -> Session<K> {
        Session::new(Core::new(self.id, self.keys(uid), acting, self.http.clone()))
    }

    /// A session of tokens that a grant gave; unlike one made by hand, it must be usable.
    pub(crate) fn granted<K>(&self, life: Arc<Life>) -> Result<Session<K>, Error> {
        let uid = life.ticket().tokens.uid;
        if uid.is_none() && self.circuit == Some(Circuit::Client) {
            return Err(AuthError::Incomplete { place: "the answer", member: "x_mailru_vid" }.into());
        }
        let keys = self.keys(uid)?;
        Ok(Session::new(Core::new(self.id, Ok(keys), Acting::Session(life), self.http.clone())))
    }

    /// The session whose tokens are stored, if there are any.
    pub(crate) async fn resume<K>(&self, store: Arc<dyn TokenStore>) -> Result<Option<Session<K>>, Error> {
        self.http.driver()?;
        let found = Life::found(store, self.credentials(), self.http.settings().timeout).await?;
        found.map(|life| self.granted(life)).transpose()
    }

    /// What a refresh needs; none when no key can go as `client_secret`.
    pub(crate) fn credentials(&self) -> Option<Credentials> {
        let client_secret = self.client_secret("refresh_token").ok()?;
        Some(self.credentials_with(client_secret))
    }

    /// What an exchange needs that sends that key.
    pub(crate) fn credentials_with(&self, client_secret: SecretString) -> Credentials {
        let (client_id, client_secret) = (self.id.to_string(), Some(client_secret));
        Credentials { client_id, client_secret, end_point: &PLATFORM, http: self.http.clone() }
    }
}
