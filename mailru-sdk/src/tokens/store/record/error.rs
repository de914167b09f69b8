//! Why a record is not taken.

use std::fmt;

use super::plain::VERSION;
use crate::error::StoreError;

/// What is wrong with a record. It quotes no part of one but the id of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordError {
    /// It is no record.
    Foreign,
    /// A later version of the SDK wrote it.
    Version(u64),
    /// It is encrypted by a key that the program does not have.
    NoKey(String),
    /// The key that has this id does not open it.
    #[cfg(feature = "encryption")]
    Sealed(String),
    /// It is not encrypted, and the program takes nothing else.
    Unencrypted,
    /// There is no randomness to be had.
    #[cfg(feature = "encryption")]
    NoRandomness,
}

impl RecordError {
    /// The error of a store, which calls the place of its record so.
    pub(crate) fn of(&self, place: &str) -> StoreError {
        StoreError::new(format!("{place} {self}"))
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("holds something else"),
            Self::Version(version) => {
                write!(f, "holds a record of version {version}, and this version of the SDK reads none above {VERSION}")
            }
            Self::NoKey(key) => write!(f, "is encrypted by the key `{key}`, which the program does not have"),
            #[cfg(feature = "encryption")]
            Self::Sealed(key) => write!(
                f,
                "is not opened by the key that the program calls `{key}`: another key has that id, or the record was changed or moved"
            ),
            Self::Unencrypted => f.write_str("is not encrypted, which the program does not accept"),
            #[cfg(feature = "encryption")]
            Self::NoRandomness => f.write_str("cannot be encrypted: the system gives no random bytes"),
        }
    }
}
