//! The HTTP clients, made for whoever has none yet, and the TLS of all of them.

use std::sync::{Mutex, OnceLock, PoisonError};

use reqwest::Client;

use crate::{
    error::ConfigError,
    spec::Effect,
    wire::{
        network::{client::build, reach::Reach},
        pools::Pools,
        runtime::Driver,
        settings::Settings,
        tls::{Tls, Trust as _},
    },
};

/// The clients of an application, each made when it is first needed.
#[derive(Debug)]
pub(super) struct Clients {
    reach: Reach,
    /// What all of them share: certificates are read once.
    tls: Tls,
    pools: Mutex<Pools>,
    /// The one that writes requests for the program's own transport, and sends none.
    writer: OnceLock<Result<Client, ConfigError>>,
}

impl Clients {
    pub(super) fn new(reach: Reach) -> Self {
        Self { reach, tls: Tls::default(), pools: Mutex::default(), writer: OnceLock::new() }
    }

    /// `secure`: whether the way that it is wanted for is TLS.
    pub(super) fn get(
        &self,
        effect: Effect,
        settings: &Settings,
        secure: bool,
        driver: Driver,
    ) -> Result<Client, ConfigError> {
        self.tls.check(settings, secure)?;
        let build = || build(settings, effect, &self.tls, self.reach);
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let pool = pools.of(driver);
        match effect {
            Effect::Read => pool.reading(build),
            Effect::Write => pool.writing(settings.write_idle_timeout, build),
        }
    }

    /// A client to write requests with. It is on no way to anywhere, so it needs no certificates.
    pub(super) fn writer(&self) -> Result<Client, ConfigError> {
        let nowhere = || Settings::new().api_url("http://localhost").oauth_url("http://localhost").no_proxy();
        self.writer.get_or_init(|| build(&nowhere(), Effect::Read, &Tls::default(), Reach::Platform)).clone()
    }

    /// Notes that a write came to its end.
    pub(super) fn wrote(&self, driver: Driver) {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner).of(driver).wrote();
    }

    /// Whether a client can be made at all.
    pub(super) fn check(&self, settings: &Settings, secure: bool) -> Result<(), ConfigError> {
        self.tls.check(settings, secure)?;
        build(settings, Effect::Read, &self.tls, self.reach).map(drop)
    }
}
