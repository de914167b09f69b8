//! The HTTP clients: one for what may be sent again, one for what may not; what of them is switched off, and their TLS.
//!
//! A server closes connections that are idle, and a request that goes out on such a one at that moment is lost without a trace. Where
//! it may be sent again nobody notices. A write is therefore put on a fresh connection, or on one that has been idle for a short time.

use std::{
    net::IpAddr,
    sync::{Mutex, OnceLock, PoisonError},
};

use reqwest::{Client, Url, redirect::Policy, retry};
use tokio::time::Instant;

#[cfg(feature = "rustls")]
use crate::wire::tls;
use crate::{error::ConfigError, spec::Effect, wire::settings::Settings};

/// Whom clients are for, which decides about proxies and certificates.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reach {
    Platform,
    Services,
}

impl Reach {
    /// Whether all of it is on this machine, where a proxy of the environment could not reach it.
    fn is_local(self, settings: &Settings) -> bool {
        match self {
            Self::Platform => is_loopback(&settings.api_url),
            Self::Services => settings.services.are_all(is_loopback),
        }
    }

    /// Whether any of it is HTTPS.
    #[cfg(feature = "rustls")]
    fn is_encrypted(self, settings: &Settings) -> bool {
        match self {
            Self::Platform => [&settings.api_url, &settings.oauth_url, &settings.token_url]
                .iter()
                .any(|url| !url.starts_with("http://")),
            Self::Services => !settings.services.are_all(|url| url.starts_with("http://")),
        }
    }
}

/// The clients of an application, each made when it is first needed.
#[derive(Debug)]
pub(super) struct Clients {
    reach: Reach,
    /// What all of them share: certificates are read once.
    #[cfg(feature = "rustls")]
    tls: OnceLock<Result<rustls::ClientConfig, ConfigError>>,
    reads: OnceLock<Result<Client, ConfigError>>,
    writes: Mutex<Option<Writes>>,
}

#[derive(Debug)]
struct Writes {
    client: Client,
    /// When the last write began or ended.
    used: Instant,
}

impl Clients {
    pub(super) fn new(reach: Reach) -> Self {
        Self {
            reach,
            #[cfg(feature = "rustls")]
            tls: OnceLock::new(),
            reads: OnceLock::new(),
            writes: Mutex::new(None),
        }
    }

    pub(super) fn get(&self, effect: Effect, settings: &Settings) -> Result<Client, ConfigError> {
        match effect {
            Effect::Read => self.reads.get_or_init(|| self.build(settings, Effect::Read)).clone(),
            Effect::Write => self.writing(settings),
        }
    }

    /// The client's pool counts a connection as idle from the moment when the runtime brings it back. A runtime that nobody drove in
    /// the meantime does so when it is too late; so after a time without a write the pool is given up as a whole.
    fn writing(&self, settings: &Settings) -> Result<Client, ConfigError> {
        let mut writes = self.writes.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if let Some(Writes { client, used }) = &mut *writes
            && now.saturating_duration_since(*used) <= settings.write_idle_timeout
        {
            *used = now;
            return Ok(client.clone());
        }
        let client = self.build(settings, Effect::Write)?;
        *writes = Some(Writes { client: client.clone(), used: now });
        Ok(client)
    }

    /// Notes that a write came to its end.
    pub(super) fn wrote(&self) {
        if let Some(writes) = &mut *self.writes.lock().unwrap_or_else(PoisonError::into_inner) {
            writes.used = Instant::now();
        }
    }

    /// No redirects are followed and no `Referer` is sent, since both would carry a signed request somewhere else.
    fn build(&self, settings: &Settings, effect: Effect) -> Result<Client, ConfigError> {
        let mut builder = Client::builder()
            .connect_timeout(settings.connect_timeout)
            .redirect(Policy::none())
            // What is sent again, and how often, is for `retry` alone to say.
            .retry(retry::never().max_retries_per_request(0))
            .referer(false)
            .user_agent(concat!("mailru-sdk/", env!("CARGO_PKG_VERSION")));
        if effect == Effect::Write {
            builder = builder.pool_idle_timeout(settings.write_idle_timeout);
            if settings.write_idle_timeout.is_zero() {
                builder = builder.pool_max_idle_per_host(0);
            }
        }
        if self.reach.is_local(settings) {
            builder = builder.no_proxy();
        }
        #[cfg(feature = "rustls")]
        {
            let config = self.tls.get_or_init(|| tls::config(self.reach.is_encrypted(settings)));
            builder = builder.tls_backend_preconfigured(config.clone()?);
        }
        builder.build().map_err(|error| ConfigError::Tls(error.without_url().to_string().into()))
    }
}

fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}
