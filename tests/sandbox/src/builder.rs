//! The choices that one can make before a sandbox starts, and their defaults.

use mailru_sdk::spec::GroupSpec;

use crate::application::Application;
use crate::error::StartError;
use crate::generator::Generator;
use crate::platform::{Catalogue, Platform};
use crate::sandbox::Sandbox;
use crate::sessions::{Session, Sessions};
use crate::world::World;

/// A sandbox that has not started yet; made by [`Sandbox::builder`].
#[derive(Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    port: u16,
    app_id: u64,
    private_key: Option<String>,
    secret_key: Option<String>,
    seed: u64,
    page_size: usize,
    groups: Vec<&'static GroupSpec>,
}

impl SandboxBuilder {
    pub(crate) fn new() -> Self {
        let groups = mailru_sdk::api::GROUPS.to_vec();
        Self { port: 0, app_id: 423_004, private_key: None, secret_key: None, seed: 1, page_size: 100, groups }
    }

    /// The port of 127.0.0.1 to listen on; by default, and for 0, the system chooses one that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The application's id; 423004 by default.
    pub fn app_id(mut self, app_id: u64) -> Self {
        self.app_id = app_id;
        self
    }

    /// The application's private key; 32 hexadecimal digits made from the seed by default.
    pub fn private_key(mut self, private_key: impl Into<String>) -> Self {
        self.private_key = Some(private_key.into());
        self
    }

    /// The application's secret key; 32 hexadecimal digits made from the seed by default.
    pub fn secret_key(mut self, secret_key: impl Into<String>) -> Self {
        self.secret_key = Some(secret_key.into());
        self
    }

    /// The seed of the world, of its users' ids and of keys and tokens; 1 by default. The same seed gives the same world.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The most items that one call of a method with an `offset` returns; 100 by default. The platform's own number is
    /// unknown.
    pub fn page_size(mut self, page_size: usize) -> Self {
        self.page_size = page_size;
        self
    }

    /// Serves one more group of methods, such as one that your own crate declares. Its methods are answered with the
    /// examples of the spec.
    pub fn group(mut self, group: &'static GroupSpec) -> Self {
        self.groups.push(group);
        self
    }

    /// Starts to listen. The server runs on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When the port cannot be had.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        // Drawn in any case: keys of one's own leave the token as it was.
        let mut keys = Generator::new(self.seed, "keys");
        let (private_key, secret_key, access_token) = (keys.hex(), keys.hex(), keys.hex());
        let world = World::new(self.seed);
        let platform = Platform {
            application: Application {
                id: self.app_id,
                private_key: self.private_key.unwrap_or(private_key),
                secret_key: self.secret_key.unwrap_or(secret_key),
            },
            sessions: Sessions::new(Session { key: access_token.clone(), owner: world.owner() }),
            catalogue: Catalogue::new(self.groups),
            world,
            page_size: self.page_size,
        };
        Sandbox::listen(self.port, platform, access_token).await
    }
}
