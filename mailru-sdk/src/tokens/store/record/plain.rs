//! A pair as it is written down, in JSON.

use std::time::{Duration, SystemTime};

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::{
    tokens::{pair::Tokens, store::Stored},
    types::Uid,
};

/// The version of the records that are written, and the latest that are read.
pub(super) const VERSION: u64 = 1;

/// The version of a record that does not say it.
pub(super) const fn first() -> u64 {
    1
}

#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    #[serde(default = "first")]
    version: u64,
    generation: u64,
    access_token: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// In seconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<u64>,
    /// In seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lifetime: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    uid: Option<Uid>,
}

impl From<&Stored> for Record {
    fn from(Stored { generation, tokens }: &Stored) -> Self {
        let expires_at = tokens.expires_at.and_then(|moment| moment.duration_since(SystemTime::UNIX_EPOCH).ok());
        Self {
            version: VERSION,
            generation: *generation,
            access_token: tokens.access_token.expose_secret().to_owned(),
            refresh_token: tokens.expose_refresh_token().map(str::to_owned),
            expires_at: expires_at.map(|since| since.as_secs()),
            lifetime: tokens.life.map(|life| life.as_secs()),
            uid: tokens.uid,
        }
    }
}

impl From<Record> for Stored {
    fn from(record: Record) -> Self {
        let Record { generation, access_token, refresh_token, expires_at, lifetime, uid, .. } = record;
        let expires_at = expires_at.and_then(|secs| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(secs)));
        let refresh_token = refresh_token.map(Into::into);
        let (access_token, life) = (access_token.into(), lifetime.map(Duration::from_secs));
        Self { generation, tokens: Tokens { access_token, refresh_token, expires_at, life, uid } }
    }
}
