//! TLS by the system's own library, which finds the system's certificates itself.

use reqwest::ClientBuilder;

use super::trust::Trust;
use crate::{
    error::ConfigError,
    wire::{network::reach::Reach, settings::Settings},
};

#[derive(Debug, Default)]
pub(in crate::wire) struct Tls(());

impl Trust for Tls {
    fn ready(&self, _: &Settings) -> Result<(), ConfigError> {
        Ok(())
    }

    fn apply(&self, client: ClientBuilder, settings: &Settings, _: Reach) -> Result<ClientBuilder, ConfigError> {
        let roots = &settings.network.roots;
        let own = roots.certificates()?;
        Ok(if roots.only { client.tls_certs_only(own) } else { client.tls_certs_merge(own) })
    }
}
