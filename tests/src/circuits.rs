//! The way into a sandbox: applications and sessions with its own keys.

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, App, Client, ClientApp, Server, ServerApp};

/// The sandbox's application in the client-server circuit.
#[must_use]
pub fn client_app(sandbox: &Sandbox) -> ClientApp {
    ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings())
}

/// The sandbox's application in the server-server circuit.
#[must_use]
pub fn server_app(sandbox: &Sandbox) -> ServerApp {
    ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings())
}

/// The sandbox's application without any key.
#[must_use]
pub fn inferred_app(sandbox: &Sandbox) -> App {
    App::new(sandbox.app_id()).settings(sandbox.settings())
}

/// The session of the sandbox's user, once in each circuit.
#[derive(Debug)]
pub struct Circuits {
    /// Signed with the private key.
    pub client: Api<Client>,
    /// Signed with the secret key.
    pub server: Api<Server>,
}

impl Circuits {
    /// The sessions of this sandbox.
    #[must_use]
    pub fn of(sandbox: &Sandbox) -> Self {
        Self {
            client: Api::new(client_app(sandbox).session(sandbox.access_token(), sandbox.uid())),
            server: Api::new(server_app(sandbox).session(sandbox.access_token())),
        }
    }
}
