//! Whom connections are for: it decides about proxies and certificates.

#[cfg(feature = "rustls")]
use crate::wire::{base_url::is_secure, settings::Settings};

#[derive(Debug, Clone, Copy)]
pub(in crate::wire) enum Reach {
    /// The platform, and its sign-in, on other machines.
    Platform,
    /// The other services that specs declare, on other machines.
    Services,
    /// What is on this machine and without TLS. A proxy of the environment would read what goes there.
    Here,
    /// What is on this machine, by TLS.
    HereByTls,
}

impl Reach {
    /// Whether it is on this machine, where a proxy of the environment could not reach it.
    pub(super) fn is_local(self) -> bool {
        matches!(self, Self::Here | Self::HereByTls)
    }

    /// Whether the way to any of it is TLS.
    #[cfg(feature = "rustls")]
    pub(in crate::wire) fn is_secure(self, settings: &Settings) -> bool {
        match self {
            Self::Platform => {
                [&settings.api_url, &settings.oauth_url, &settings.token_url].iter().any(|url| is_secure(url))
            }
            Self::Services => !settings.services.are_all(|url| !is_secure(url)),
            Self::Here => false,
            Self::HereByTls => true,
        }
    }
}
