//! An application as the platform knows it: its id, its keys, and where it sends its calls. Sessions come out of it.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use crate::{
    Session, Settings, Uid,
    circuit::{Client, Inferred, Server},
    error::{ConfigError, Error},
    session::{Acting, Core, Keys},
    transport::Http,
};

/// An application of the client-server circuit: it runs on the user's side and signs with the **private key**.
///
/// ```
/// use mailru_sdk::{Api, ClientApp};
///
/// let app = ClientApp::new(423004, "private key");
/// let api = Api::new(app.session("access token", 1324730981306483817));
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "ClientSession")]
pub struct ClientApp {
    id: u64,
    private_key: SecretString,
    http: Arc<Http>,
}

impl ClientApp {
    /// An application by its id and its private key, both shown in its settings on the platform.
    pub fn new(id: u64, private_key: impl Into<String>) -> Self {
        Self { id, private_key: private_key.into().into(), http: Arc::default() }
    }

    /// Sets where calls go and how long they may take.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.http = Arc::new(Http::new(settings));
        self
    }

    /// A session of a user: the access token (the session key) and the user's id, which goes into every signature.
    pub fn session(&self, access_token: impl Into<String>, uid: impl Into<Uid>) -> Session<Client> {
        let keys = Keys::Client { uid: uid.into(), private_key: self.private_key.clone() };
        Session::new(Core::new(self.id, Ok(keys), Acting::Session(access_token.into().into()), self.http.clone()))
    }
}

/// An application of the server-server circuit: it runs on your servers and signs with the **secret key**.
///
/// ```
/// use mailru_sdk::{Api, ServerApp};
///
/// let app = ServerApp::new(423004, "secret key");
/// let for_a_user = Api::new(app.session("access token"));
/// let for_an_absent_user = Api::new(app.absent_user(1324730981306483817));
/// let for_nobody = Api::new(app.no_user());
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "ServerSession")]
pub struct ServerApp {
    id: u64,
    secret_key: SecretString,
    http: Arc<Http>,
}

impl ServerApp {
    /// An application by its id and its secret key, both shown in its settings on the platform.
    pub fn new(id: u64, secret_key: impl Into<String>) -> Self {
        Self { id, secret_key: secret_key.into().into(), http: Arc::default() }
    }

    /// Sets where calls go and how long they may take.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.http = Arc::new(Http::new(settings));
        self
    }

    /// A session of a user who is using the application: its access token (the session key).
    pub fn session(&self, access_token: impl Into<String>) -> Session<Server> {
        self.acting(Acting::Session(access_token.into().into()))
    }

    /// A session on behalf of a user who is away: the platform is given the user's id in place of a session key.
    pub fn absent_user(&self, uid: impl Into<Uid>) -> Session<Server> {
        self.acting(Acting::Absent(uid.into()))
    }

    /// A session for no user at all, for methods such as `notifications.send`.
    #[must_use]
    pub fn no_user(&self) -> Session<Server> {
        self.acting(Acting::Nobody)
    }

    fn acting(&self, acting: Acting) -> Session<Server> {
        let keys = Keys::Server { secret_key: self.secret_key.clone() };
        Session::new(Core::new(self.id, Ok(keys), acting, self.http.clone()))
    }
}

/// An application whose circuit follows from what is known: with a user id and the private key it is client-server, else
/// with the secret key it is server-server.
///
/// ```
/// use mailru_sdk::{Api, App};
///
/// let app = App::new(423004).private_key("private key").secret_key("secret key");
/// let api = Api::new(app.session("access token", 1324730981306483817));
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "TokenSession")]
pub struct App {
    pub(crate) id: u64,
    pub(crate) private_key: Option<SecretString>,
    pub(crate) secret_key: Option<SecretString>,
    pub(crate) http: Arc<Http>,
    /// What the environment holds besides the keys.
    pub(crate) access_token: Option<SecretString>,
    pub(crate) uid: Option<Uid>,
}

impl App {
    /// An application by its id; the keys are added next.
    #[must_use]
    pub fn new(id: u64) -> Self {
        Self { id, private_key: None, secret_key: None, http: Arc::default(), access_token: None, uid: None }
    }

    /// Adds the key of the client-server circuit.
    #[must_use]
    pub fn private_key(mut self, key: impl Into<String>) -> Self {
        self.private_key = Some(key.into().into());
        self
    }

    /// Adds the key of the server-server circuit.
    #[must_use]
    pub fn secret_key(mut self, key: impl Into<String>) -> Self {
        self.secret_key = Some(key.into().into());
        self
    }

    /// Sets where calls go and how long they may take.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.http = Arc::new(Http::new(settings));
        self
    }

    /// A session of a user. When no circuit fits, every call says what is missing.
    pub fn session(&self, access_token: impl Into<String>, uid: impl Into<Uid>) -> Session<Inferred> {
        self.infer(access_token.into().into(), Some(uid.into()))
    }

    /// A session of a user whose id is not known; it is server-server, or its calls say that the secret key is missing.
    pub fn session_without_uid(&self, access_token: impl Into<String>) -> Session<Inferred> {
        self.infer(access_token.into().into(), None)
    }

    /// The session that the environment describes, for an application made by [`from_env`](Self::from_env).
    ///
    /// # Errors
    /// [`Error::Config`] when `MAILRU_ACCESS_TOKEN` was not set.
    pub fn session_from_env(&self) -> Result<Session<Inferred>, Error> {
        let token = self.access_token.clone().ok_or(ConfigError::MissingVariable("MAILRU_ACCESS_TOKEN"))?;
        Ok(self.infer(token, self.uid))
    }

    /// This application in the client-server circuit.
    ///
    /// # Errors
    /// [`Error::Config`] without a private key.
    pub fn client(&self) -> Result<ClientApp, Error> {
        let private_key = self.private_key.clone().ok_or(ConfigError::Empty("private key"))?;
        Ok(ClientApp { id: self.id, private_key, http: self.http.clone() })
    }

    /// This application in the server-server circuit.
    ///
    /// # Errors
    /// [`Error::Config`] without a secret key.
    pub fn server(&self) -> Result<ServerApp, Error> {
        let secret_key = self.secret_key.clone().ok_or(ConfigError::Empty("secret key"))?;
        Ok(ServerApp { id: self.id, secret_key, http: self.http.clone() })
    }

    fn infer(&self, access_token: SecretString, uid: Option<Uid>) -> Session<Inferred> {
        let keys = infer(uid, self.private_key.as_ref(), self.secret_key.as_ref());
        Session::new(Core::new(self.id, keys, Acting::Session(access_token), self.http.clone()))
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
