//! What TLS of whatever kind can do for a client.

use reqwest::ClientBuilder;

use crate::{
    error::ConfigError,
    wire::{network::reach::Reach, settings::Settings},
};

pub(in crate::wire) trait Trust {
    /// Whether a safe connection can be had at all.
    fn ready(&self, settings: &Settings) -> Result<(), ConfigError>;

    /// Sets a client up.
    fn apply(&self, client: ClientBuilder, settings: &Settings, reach: Reach) -> Result<ClientBuilder, ConfigError>;

    /// Whether it can be used, where it has to be: a machine without certificates will do for an API without TLS, though the address of
    /// the grants, which nobody uses, has it.
    fn check(&self, settings: &Settings, secure: bool) -> Result<(), ConfigError> {
        if secure || settings.network.proxy.is_secure() { self.ready(settings) } else { Ok(()) }
    }
}
