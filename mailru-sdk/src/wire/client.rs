//! The HTTP clients: one for what may be sent again, one for what may not, and the TLS of both.
//!
//! A server closes connections that are idle, and a request that goes out on such a one at that moment is lost without a trace. Where
//! it may be sent again nobody notices. A write is therefore put on a fresh connection, or on one that has been idle for a short time.

use std::sync::{Mutex, OnceLock, PoisonError};

use reqwest::Client;
use tokio::time::Instant;

use crate::{
    error::ConfigError,
    spec::Effect,
    wire::{
        network::client::build,
        settings::Settings,
        tls::{Tls, Trust as _},
    },
};

/// The clients of an application, each made when it is first needed.
#[derive(Debug, Default)]
pub(super) struct Clients {
    /// What all of them share: certificates are read once.
    tls: Tls,
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
    /// `secure`: whether the way that it is wanted for is TLS.
    pub(super) fn get(&self, effect: Effect, settings: &Settings, secure: bool) -> Result<Client, ConfigError> {
        self.tls.check(settings, secure)?;
        match effect {
            Effect::Read => self.reads.get_or_init(|| build(settings, Effect::Read, &self.tls)).clone(),
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
        let client = build(settings, Effect::Write, &self.tls)?;
        *writes = Some(Writes { client: client.clone(), used: now });
        Ok(client)
    }

    /// Notes that a write came to its end.
    pub(super) fn wrote(&self) {
        if let Some(writes) = &mut *self.writes.lock().unwrap_or_else(PoisonError::into_inner) {
            writes.used = Instant::now();
        }
    }
}
