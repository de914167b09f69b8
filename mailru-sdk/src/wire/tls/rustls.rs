//! TLS by rustls, with the certificates that the system trusts, and those of the program.
//!
//! `ring` does the arithmetic, because it builds in a fraction of the time that the HTTP client's own choice takes. The
//! configuration is handed to this client alone; nothing is installed for the whole process.

use std::sync::{Arc, OnceLock};

use reqwest::ClientBuilder;
use rustls::{
    ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier, client::WantsClientCert, crypto::ring,
    pki_types::CertificateDer,
};
use rustls_platform_verifier::{BuilderVerifierExt as _, Verifier};

use super::trust::Trust;
use crate::{
    error::ConfigError,
    wire::{base_url::is_secure, network::roots::Roots, settings::Settings},
};

/// Made once for all clients of an application, since certificates are read for it.
#[derive(Debug, Default)]
pub(in crate::wire) struct Tls(OnceLock<Result<ClientConfig, ConfigError>>);

impl Tls {
    fn config(&self, settings: &Settings) -> &Result<ClientConfig, ConfigError> {
        self.0.get_or_init(|| config(&settings.network.roots))
    }
}

impl Trust for Tls {
    fn ready(&self, settings: &Settings) -> Result<(), ConfigError> {
        self.config(settings).as_ref().map(drop).map_err(Clone::clone)
    }

    /// Without any address over TLS there is no need to look for certificates, and without certificates nobody is trusted.
    fn apply(&self, client: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, ConfigError> {
        let urls = [&settings.api_url, &settings.oauth_url, &settings.token_url];
        let used = urls.iter().any(|url| is_secure(url)) || settings.network.proxy.is_secure();
        let config = used.then(|| self.config(settings)).and_then(|config| config.as_ref().ok());
        Ok(client.tls_backend_preconfigured(config.map_or_else(trusting_nobody, |config| Ok(config.clone()))?))
    }
}

type Builder = ConfigBuilder<ClientConfig, WantsVerifier>;

fn config(roots: &Roots) -> Result<ClientConfig, ConfigError> {
    let builder = builder().map_err(|error| failed(&error))?;
    let mut own = roots.certificates()?;
    let builder = if roots.only {
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(own.drain(..));
        builder.with_root_certificates(store)
    } else if own.is_empty() {
        builder.with_platform_verifier().map_err(|error| failed(&error))?
    } else {
        beside_the_systems(builder, own)?
    };
    Ok(builder.with_no_client_auth())
}

fn trusting_nobody() -> Result<ClientConfig, ConfigError> {
    let builder = builder().map_err(|error| failed(&error))?;
    Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

fn builder() -> Result<Builder, rustls::Error> {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()
}

#[cfg(not(target_os = "android"))]
fn beside_the_systems(
    builder: Builder,
    own: Vec<CertificateDer<'static>>,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, ConfigError> {
    let provider = Arc::clone(builder.crypto_provider());
    let verifier = Verifier::new_with_extra_roots(own, provider).map_err(|error| failed(&error))?;
    Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)))
}

/// Android's own verifier takes no others.
#[cfg(target_os = "android")]
fn beside_the_systems(
    _: Builder,
    _: Vec<CertificateDer<'static>>,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, ConfigError> {
    let problem = "cannot stand beside those of the system on Android; see `only_root_certificates`";
    Err(ConfigError::Setting { which: "root certificates", problem })
}

fn failed(error: &rustls::Error) -> ConfigError {
    ConfigError::Tls(error.to_string().into())
}
