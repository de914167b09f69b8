//! Whom connections are for: it decides about proxies and certificates.

#[cfg(feature = "rustls")]
use crate::wire::base_url::is_secure;
use crate::wire::{base_url::is_loopback, settings::Settings};

#[derive(Debug, Clone, Copy)]
pub(in crate::wire) enum Reach {
    Platform,
    /// The other services that specs declare.
    Services,
    /// What is on this machine and without TLS, when the rest of it is not. What goes there would be read by a proxy.
    Here,
}

impl Reach {
    /// Whether all of it is on this machine, where a proxy of the environment could not reach it.
    pub(in crate::wire) fn is_local(self, settings: &Settings) -> bool {
        match self {
            Self::Platform => is_loopback(&settings.api_url),
            Self::Services => settings.services.are_all(is_loopback),
            Self::Here => true,
        }
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
        }
    }
}
