//! TLS by rustls, with the certificates that the system trusts.
//!
//! `ring` does the arithmetic, because it builds in a fraction of the time that the HTTP client's own choice takes. The
//! configuration is handed to this client alone; nothing is installed for the whole process.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt as _;

use crate::error::ConfigError;

/// `used`: whether any address is HTTPS. When none is, a machine without certificates will do.
pub(crate) fn config(used: bool) -> Result<ClientConfig, ConfigError> {
    let failed = |error: rustls::Error| ConfigError::Tls(error.to_string().into());
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    let builder = if used {
        builder.with_platform_verifier().map_err(failed)?
    } else {
        builder.with_root_certificates(RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}
