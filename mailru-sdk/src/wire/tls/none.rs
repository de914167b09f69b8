//! No TLS: the program has switched both features off, and reaches nothing but a platform on its own machine.

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
        Err(ConfigError::Tls("neither of the features `rustls` and `native-tls` is on".into()))
    }

    fn apply(&self, client: ClientBuilder, _: &Settings, _: Reach) -> Result<ClientBuilder, ConfigError> {
        Ok(client)
    }
}
