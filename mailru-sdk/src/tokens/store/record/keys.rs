//! The keys by which a program encrypts its pairs.

use std::{fmt, sync::Arc};

use secrecy::{ExposeSecret, SecretBox};

use super::hex;
use crate::error::ConfigError;

/// Bytes of a key.
const LENGTH: usize = 32;

/// Keys by which a token store encrypts what it keeps: the first for what is written, all of them for what is read.
///
/// XChaCha20-Poly1305, with a random nonce for each record. A record names its key, so a key is replaced while programs run: give
/// all of them the new one to read with ([`also_read`](Self::also_read)), then let it be the first, and take the old one away when
/// every session was refreshed. A record is bound to the key's id, its generation and, in Redis, to the key it is stored under: one
/// that was moved to another user's place is not opened. An older record put back in its own place is: that is what a backup does.
///
/// Whoever has the keys can read the tokens, so they belong elsewhere than the store. The `Debug` form shows the ids alone.
#[derive(Clone)]
pub struct TokenKeys {
    keys: Vec<Key>,
    accepts_unencrypted: bool,
}

#[derive(Clone)]
struct Key {
    id: Box<str>,
    secret: Arc<SecretBox<[u8; LENGTH]>>,
}

impl Key {
    fn new(id: impl Into<String>, key: [u8; LENGTH]) -> Self {
        Self { id: id.into().into(), secret: Arc::new(SecretBox::new(Box::new(key))) }
    }
}

impl TokenKeys {
    /// The key that is written by, of 32 random bytes, and the id that records name it by, which is no secret.
    pub fn new(id: impl Into<String>, key: [u8; 32]) -> Self {
        Self { keys: vec![Key::new(id, key)], accepts_unencrypted: false }
    }

    /// Adds a key that is only read by: the one before, or the one to come.
    #[must_use]
    pub fn also_read(mut self, id: impl Into<String>, key: [u8; 32]) -> Self {
        self.keys.push(Key::new(id, key));
        self
    }

    /// Reads records that are not encrypted too, as a store holds them that had no keys until now; the next change encrypts them.
    ///
    /// Otherwise they are an error, since whoever can write to the store could put a pair of their own there.
    #[must_use]
    pub fn accept_unencrypted(mut self) -> Self {
        self.accepts_unencrypted = true;
        self
    }

    /// A key from its 64 hexadecimal digits, as `openssl rand -hex 32` prints them.
    ///
    /// # Errors
    /// [`ConfigError::Setting`] when it is something else, which is not shown.
    pub fn parse_hex(digits: &str) -> Result<[u8; 32], ConfigError> {
        let bytes = hex::decode(digits.trim()).and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or(ConfigError::Setting { which: "key for tokens", problem: "is not 64 hexadecimal digits" })
    }

    pub(super) fn accepts_unencrypted(&self) -> bool {
        self.accepts_unencrypted
    }

    /// The key that is written by.
    pub(super) fn first(&self) -> Option<(&str, &[u8; LENGTH])> {
        self.keys.first().map(|key| (&*key.id, key.secret.expose_secret()))
    }

    pub(super) fn find(&self, id: &str) -> Option<&[u8; LENGTH]> {
        self.keys.iter().find(|key| *key.id == *id).map(|key| key.secret.expose_secret())
    }
}

impl fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.keys.iter().map(|key| &key.id).collect();
        f.debug_struct("TokenKeys")
            .field("ids", &ids)
            .field("accepts_unencrypted", &self.accepts_unencrypted)
            .finish_non_exhaustive()
    }
}
