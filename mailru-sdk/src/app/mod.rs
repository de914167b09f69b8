//! An application as the platform knows it: its id, its keys, and where it sends its calls. Sessions come out of it.
//!
//! One of the two doors: how grants, sessions and calls work is below, in `auth`, `session` and `request`. It may use everything below but
//! `incoming`.

mod common;
mod env;

use secrecy::SecretString;

use crate::{
    circuit::{Circuit, Client, Inferred, Server},
    error::{ConfigError, Error},
    session::{Acting, Application, Session},
    types::Uid,
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
pub struct ClientApp(Application);

impl ClientApp {
    /// An application by its id and its private key, both shown in its settings on the platform.
    pub fn new(id: u64, private_key: impl Into<String>) -> Self {
        let (circuit, private_key) = (Some(Circuit::Client), Some(private_key.into().into()));
        Self(Application { circuit, private_key, ..Application::new(id) })
    }

    /// A session of a user: the access token (the session key) and the user's id, which goes into every signature.
    pub fn session(&self, access_token: impl Into<String>, uid: impl Into<Uid>) -> Session<Client> {
        self.0.session(access_token.into().into(), Some(uid.into()))
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
pub struct ServerApp(Application);

impl ServerApp {
    /// An application by its id and its secret key, both shown in its settings on the platform.
    pub fn new(id: u64, secret_key: impl Into<String>) -> Self {
        let (circuit, secret_key) = (Some(Circuit::Server), Some(secret_key.into().into()));
        Self(Application { circuit, secret_key, ..Application::new(id) })
    }

    /// A session of a user who is using the application: its access token (the session key).
    pub fn session(&self, access_token: impl Into<String>) -> Session<Server> {
        self.0.session(access_token.into().into(), None)
    }

    /// A session on behalf of a user who is away: the platform is given the user's id in place of a session key.
    pub fn absent_user(&self, uid: impl Into<Uid>) -> Session<Server> {
        self.0.acting(None, Acting::Absent(uid.into()))
    }

    /// A session for no user at all, for methods such as `notifications.send`.
    #[must_use]
    pub fn no_user(&self) -> Session<Server> {
        self.0.acting(None, Acting::Nobody)
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
    application: Application,
    /// What the environment holds besides the keys.
    access_token: Option<SecretString>,
    uid: Option<Uid>,
}

impl App {
    /// An application by its id; the keys are added next.
    #[must_use]
    pub fn new(id: u64) -> Self {
        Self { application: Application::new(id), access_token: None, uid: None }
    }

    /// Adds the key of the client-server circuit.
    #[must_use]
    pub fn private_key(mut self, key: impl Into<String>) -> Self {
        self.application.private_key = Some(key.into().into());
        self
    }

    /// Adds the key of the server-server circuit.
    #[must_use]
    pub fn secret_key(mut self, key: impl Into<String>) -> Self {
        self.application.secret_key = Some(key.into().into());
        self
    }

    /// A session of a user. When no circuit fits, every call says what is missing.
    pub fn session(&self, access_token: impl Into<String>, uid: impl Into<Uid>) -> Session<Inferred> {
        self.application.session(access_token.into().into(), Some(uid.into()))
    }

    /// A session of a user whose id is not known; it is server-server, or its calls say that the secret key is missing.
    pub fn session_without_uid(&self, access_token: impl Into<String>) -> Session<Inferred> {
        self.application.session(access_token.into().into(), None)
    }

    /// The session that the environment describes, for an application made by [`from_env`](Self::from_env).
    ///
    /// # Errors
    /// [`Error::Config`] when `MAILRU_ACCESS_TOKEN` was not set.
    pub fn session_from_env(&self) -> Result<Session<Inferred>, Error> {
        let token = self.access_token.clone().ok_or(ConfigError::MissingVariable("MAILRU_ACCESS_TOKEN"))?;
        Ok(self.application.session(token, self.uid))
    }

    /// This application in the client-server circuit.
    ///
    /// # Errors
    /// [`Error::Config`] without a private key.
    pub fn client(&self) -> Result<ClientApp, Error> {
        self.application.private_key.as_ref().ok_or(ConfigError::Missing("private key"))?;
        Ok(ClientApp(self.in_circuit(Circuit::Client)))
    }

    /// This application in the server-server circuit.
    ///
    /// # Errors
    /// [`Error::Config`] without a secret key.
    pub fn server(&self) -> Result<ServerApp, Error> {
        self.application.secret_key.as_ref().ok_or(ConfigError::Missing("secret key"))?;
        Ok(ServerApp(self.in_circuit(Circuit::Server)))
    }

    fn in_circuit(&self, circuit: Circuit) -> Application {
        Application { circuit: Some(circuit), ..self.application.clone() }
    }
}
