//! TLS of the HTTP client by rustls.

use std::sync::OnceLock;

use reqwest::ClientBuilder;
use rustls::ClientConfig;

use super::{
    config::{config, trusting_nobody},
    trust::Trust,
};
use crate::{
    error::ConfigError,
    wire::{network::reach::Reach, settings::Settings},
};

/// Made once for all clients of an application, since certificates are read for it.
#[derive(Debug, Default)]
pub(in crate::wire) struct Tls(OnceLock<Result<ClientConfig, ConfigError>>);

impl Tls {
    fn config(&self, settings: &Settings) -> &Result<ClientConfig, ConfigError> {
        let roots = &settings.network.roots;
        self.0.get_or_init(|| config(roots.certificates()?, roots.only))
    }
}

impl Trust for Tls {
    fn ready(&self, settings: &Settings) -> Result<(), ConfigError> {
        self.config(settings).as_ref().map(drop).map_err(Clone::clone)
    }

    /// Without any address over TLS there is no need to look for certificates, and without certificates nobody is trusted.
    fn apply(&self, client: ClientBuilder, settings: &Settings, reach: Reach) -> Result<ClientBuilder, ConfigError> {
        let used = reach.is_secure(settings) || settings.network.proxy.is_secure();
        let config = used.then(|| self.config(settings)).and_then(|config| config.as_ref().ok());
        Ok(client.tls_backend_preconfigured(config.map_or_else(trusting_nobody, |config| Ok(config.clone()))?))
    }
}
