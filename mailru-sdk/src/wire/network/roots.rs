//! The certificates that the program trusts besides those of the system, or instead of them.

use std::{fmt, sync::Arc};

#[cfg(not(feature = "rustls"))]
use super::problem::bad_roots;
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
use super::problem::{NONE, UNREADABLE};
use crate::error::ConfigError;

#[derive(Clone, Default)]
pub(in crate::wire) struct Roots {
    pem: Vec<Arc<[u8]>>,
    /// Whether the system's count for nothing.
    pub(in crate::wire) only: bool,
}

impl Roots {
    pub(in crate::wire) fn add(&mut self, pem: &[u8]) {
        self.pem.push(pem.into());
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.certificates().map(drop)
    }

    #[cfg(feature = "rustls")]
    pub(in crate::wire) fn certificates(&self) -> Result<Vec<rustls::pki_types::CertificateDer<'static>>, ConfigError> {
        let each = self.pem.iter().map(|pem| crate::wire::tls::config::certificates(pem));
        Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
    }

    #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
    pub(in crate::wire) fn certificates(&self) -> Result<Vec<reqwest::Certificate>, ConfigError> {
        let mut all = Vec::new();
        for pem in &self.pem {
            let some = reqwest::Certificate::from_pem_bundle(pem).map_err(|_| bad_roots(UNREADABLE))?;
            if some.is_empty() {
                return Err(bad_roots(NONE));
            }
            all.extend(some);
        }
        Ok(all)
    }

    /// Without TLS there is nobody to trust.
    #[cfg(not(any(feature = "native-tls", feature = "rustls")))]
    pub(in crate::wire) fn certificates(&self) -> Result<(), ConfigError> {
        if self.pem.is_empty() {
            Ok(())
        } else {
            Err(bad_roots("are of no use without the feature `rustls` or `native-tls`"))
        }
    }
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let system = if self.only { "" } else { "the system's and " };
        write!(f, "{system}{} of the program", self.pem.len())
    }
}
