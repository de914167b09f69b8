//! The certificates that the program trusts besides those of the system, or instead of them.

use std::{fmt, sync::Arc};

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
        use rustls::{
            RootCertStore,
            pki_types::{CertificateDer, pem::PemObject as _},
        };

        let mut all = Vec::new();
        for pem in &self.pem {
            let some: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            let some = some.map_err(|_| bad(UNREADABLE))?;
            let readable = some.iter().all(|one| RootCertStore::empty().add(one.clone()).is_ok());
            if !readable {
                return Err(bad(UNREADABLE));
            }
            if some.is_empty() {
                return Err(bad(NONE));
            }
            all.extend(some);
        }
        Ok(all)
    }

    #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
    pub(in crate::wire) fn certificates(&self) -> Result<Vec<reqwest::Certificate>, ConfigError> {
        let mut all = Vec::new();
        for pem in &self.pem {
            let some = reqwest::Certificate::from_pem_bundle(pem).map_err(|_| bad(UNREADABLE))?;
            if some.is_empty() {
                return Err(bad(NONE));
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
            Err(bad("are of no use without the feature `rustls` or `native-tls`"))
        }
    }
}

#[cfg(any(feature = "native-tls", feature = "rustls"))]
const NONE: &str = "hold no certificate in the form PEM";
#[cfg(any(feature = "native-tls", feature = "rustls"))]
const UNREADABLE: &str = "hold one that cannot be read";

fn bad(problem: &'static str) -> ConfigError {
    ConfigError::Setting { which: "root certificates", problem }
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let system = if self.only { "" } else { "the system's and " };
        write!(f, "{system}{} of the program", self.pem.len())
    }
}
