//! What rustls needs to know: whom to trust, with the certificates of the system and those of the program.
//!
//! `ring` does the arithmetic, because it builds in a fraction of the time that the HTTP client's own choice takes. The
//! configuration is handed to one client alone; nothing is installed for the whole process.

use std::sync::Arc;

use rustls::{
    ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier,
    client::WantsClientCert,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use rustls_platform_verifier::{BuilderVerifierExt as _, Verifier};

use crate::{
    error::ConfigError,
    wire::network::problem::{NONE, UNREADABLE, bad_roots},
};

type Builder = ConfigBuilder<ClientConfig, WantsVerifier>;

/// Trusts what the system does and those certificates, or `only` those.
pub(crate) fn config(own: Vec<CertificateDer<'static>>, only: bool) -> Result<ClientConfig, ConfigError> {
    let builder = builder().map_err(|error| failed(&error))?;
    let builder = if only {
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(own);
        builder.with_root_certificates(store)
    } else if own.is_empty() {
        builder.with_platform_verifier().map_err(|error| failed(&error))?
    } else {
        beside_the_systems(builder, own)?
    };
    Ok(builder.with_no_client_auth())
}

/// What an address without TLS needs: no certificates are looked for, and nobody is trusted.
#[cfg(feature = "rustls")]
pub(super) fn trusting_nobody() -> Result<ClientConfig, ConfigError> {
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

/// The certificates in a text; each must be one that can be trusted.
pub(crate) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let all = all.map_err(|_| bad_roots(UNREADABLE))?;
    if !all.iter().all(|one| RootCertStore::empty().add(one.clone()).is_ok()) {
        return Err(bad_roots(UNREADABLE));
    }
    if all.is_empty() { Err(bad_roots(NONE)) } else { Ok(all) }
}

fn failed(error: &rustls::Error) -> ConfigError {
    ConfigError::Tls(error.to_string().into())
}
