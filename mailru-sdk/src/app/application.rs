//! What the three kinds of applications have in common: an id, keys, and where calls go.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use crate::{
    Session, Uid,
    auth::{Credentials, Stored, TokenStore},
    error::{AuthError, ConfigError, Error},
    session::{Acting, Core, Keys, Life},
    transport::Http,
};

/// The keys of an application, and so its circuit.
#[derive(Debug, Clone)]
pub(crate) enum Circuits {
    Client { private_key: SecretString },
    Server { secret_key: SecretString },
    Inferred { private_key: Option<SecretString>, secret_key: Option<SecretString> },
}

#[derive(Debug, Clone)]
pub(crate) struct Application {
    pub(crate) id: u64,
    pub(crate) circuits: Circuits,
    /// What goes as `client_secret`, where it is not the circuit's own key.
    pub(crate) client_secret: Option<SecretString>,
    pub(crate) http: Arc<Http>,
}

impl Application {
    pub(crate) fn new(id: u64, circuits: Circuits) -> Self {
        Self { id, circuits, client_secret: None, http: Arc::default() }
    }

    /// The keys that sign for a user.
    fn keys(&self, uid: Option<Uid>) -> Result<Keys, ConfigError> {
        match &self.circuits {
            Circuits::Client { private_key } => {
                let uid = uid.ok_or(ConfigError::NoCircuit { client: "the user's id" })?;
                Ok(Keys::Client { uid, private_key: private_key.clone() })
            }
            Circuits::Server { secret_key } => Ok(Keys::Server { secret_key: secret_key.clone() }),
            Circuits::Inferred { private_key, secret_key } => infer(uid, private_key.as_ref(), secret_key.as_ref()),
        }
    }

    /// The key that goes as `client_secret` with a grant, as working clients of that circuit do it.
    pub(crate) fn client_secret(&self, grant: &'static str) -> Result<SecretString, ConfigError> {
        let is_code = grant == "authorization_code";
        let key = match (&self.client_secret, &self.circuits) {
            (Some(secret), _) => Some(secret),
            (None, Circuits::Server { secret_key }) => Some(secret_key),
            (None, Circuits::Client { private_key }) => Some(private_key).filter(|_| !is_code),
            (None, Circuits::Inferred { private_key, secret_key }) => {
                secret_key.as_ref().or(private_key.as_ref().filter(|_| !is_code))
            }
        };
        let needed = if is_code { "the secret key" } else { "the secret key or the private key" };
        key.cloned().ok_or(ConfigError::NoClientSecret { grant, needed })
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
        if uid.is_none() && matches!(self.circuits, Circuits::Client { .. }) {
            return Err(AuthError::Incomplete { place: "the answer", member: "x_mailru_vid" }.into());
        }
        let keys = self.keys(uid)?;
        Ok(Session::new(Core::new(self.id, Ok(keys), Acting::Session(life), self.http.clone())))
    }

    /// The session whose tokens are stored, if there are any.
    pub(crate) async fn resume<K>(&self, store: Arc<dyn TokenStore>) -> Result<Option<Session<K>>, Error> {
        let Some(stored) = store.load().await.map_err(AuthError::from)? else { return Ok(None) };
        self.resumed(stored, store).map(Some)
    }

    fn resumed<K>(&self, stored: Stored, store: Arc<dyn TokenStore>) -> Result<Session<K>, Error> {
        let credentials = self.credentials();
        self.granted(Life::resumed(stored, credentials, store))
    }

    /// What a refresh needs; none when no key can go as `client_secret`.
    pub(crate) fn credentials(&self) -> Option<Credentials> {
        let client_secret = self.client_secret("refresh_token").ok()?;
        Some(Credentials { client_id: self.id, client_secret, http: self.http.clone() })
    }
}

/// Picks the circuit. An empty key counts as no key.
fn infer(
    uid: Option<Uid>,
    private_key: Option<&SecretString>,
    secret_key: Option<&SecretString>,
) -> Result<Keys, ConfigError> {
    let present = |key: &&SecretString| !key.expose_secret().is_empty();
    match (uid, private_key.filter(present), secret_key.filter(present)) {
        (Some(uid), Some(private_key), _) => Ok(Keys::Client { uid, private_key: private_key.clone() }),
        (_, _, Some(secret_key)) => Ok(Keys::Server { secret_key: secret_key.clone() }),
        (None, Some(_), None) => Err(ConfigError::NoCircuit { client: "the user's id" }),
        (Some(_), None, None) => Err(ConfigError::NoCircuit { client: "a private key" }),
        (None, None, None) => Err(ConfigError::NoCircuit { client: "the user's id and a private key" }),
    }
}
