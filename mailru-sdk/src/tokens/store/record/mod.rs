//! What a store keeps: a pair with its generation and the version of the form it is written in, encrypted if the program has keys.
//! All stores write and read by a [`Form`], so that what one wrote another can be made of.

mod error;
#[cfg(feature = "encryption")]
mod hex;
#[cfg(feature = "encryption")]
mod keys;
mod plain;
#[cfg(feature = "encryption")]
mod sealed;

pub(crate) use error::RecordError;
#[cfg(feature = "encryption")]
pub use keys::TokenKeys;

use serde::Deserialize;

use self::plain::{Record, VERSION, first};
use super::Stored;

/// How pairs are written down, and which records are believed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    #[cfg(feature = "encryption")]
    keys: Option<TokenKeys>,
}

/// What a record of any version says first.
#[derive(Deserialize)]
struct Head {
    #[serde(default = "first")]
    version: u64,
    /// The id of the key that it is encrypted by.
    key: Option<String>,
}

impl Form {
    #[cfg(feature = "encryption")]
    pub(crate) fn encrypted(keys: TokenKeys) -> Self {
        Self { keys: Some(keys) }
    }

    /// The bytes of a record. An encrypted one can only be read in the place that it was written for.
    #[cfg_attr(
        not(feature = "encryption"),
        expect(unused_variables, clippy::unused_self, reason = "nothing is encrypted")
    )]
    pub(crate) fn write(&self, stored: &Stored, place: &str) -> Result<Vec<u8>, RecordError> {
        let plain = serde_json::to_vec(&Record::from(stored)).map_err(|_| RecordError::Foreign)?;
        #[cfg(feature = "encryption")]
        if let Some(keys) = &self.keys {
            return sealed::seal(keys, &plain, stored.generation, place);
        }
        Ok(plain)
    }

    /// Reads a record. No error quotes it.
    pub(crate) fn read(&self, bytes: &[u8], place: &str) -> Result<Stored, RecordError> {
        let Head { version, key } = serde_json::from_slice(bytes).map_err(|_| RecordError::Foreign)?;
        if version > VERSION {
            return Err(RecordError::Version(version));
        }
        match key {
            Some(key) => self.unseal(bytes, key, place),
            None if self.refuses_plain() => Err(RecordError::Unencrypted),
            None => read_plain(bytes),
        }
    }

    #[cfg(feature = "encryption")]
    fn unseal(&self, bytes: &[u8], key: String, place: &str) -> Result<Stored, RecordError> {
        match &self.keys {
            Some(keys) => read_plain(&sealed::unseal(keys, bytes, key, place)?),
            None => Err(RecordError::NoKey(key)),
        }
    }

    #[cfg(not(feature = "encryption"))]
    #[expect(clippy::unused_self, reason = "nothing is encrypted")]
    fn unseal(&self, _bytes: &[u8], key: String, _place: &str) -> Result<Stored, RecordError> {
        Err(RecordError::NoKey(key))
    }

    #[cfg(feature = "encryption")]
    fn refuses_plain(&self) -> bool {
        self.keys.as_ref().is_some_and(|keys| !keys.accepts_unencrypted())
    }

    #[cfg(not(feature = "encryption"))]
    #[expect(clippy::unused_self, reason = "nothing is encrypted")]
    fn refuses_plain(&self) -> bool {
        false
    }
}

fn read_plain(bytes: &[u8]) -> Result<Stored, RecordError> {
    let record: Record = serde_json::from_slice(bytes).map_err(|_| RecordError::Foreign)?;
    Ok(record.into())
}

#[cfg(test)]
mod tests {
    use super::{Form, RecordError};
    use crate::tokens::{pair::Tokens, store::Stored};

    #[test]
    fn a_record_says_its_version_and_one_without_is_of_the_first() {
        let stored = Stored { generation: 3, tokens: Tokens::new("a").refresh_token("b").uid(7) };
        let written = String::from_utf8(Form::default().write(&stored, "").unwrap()).unwrap();
        assert_eq!(written, r#"{"version":1,"generation":3,"access_token":"a","refresh_token":"b","uid":"7"}"#);
        let before = written.replace(r#""version":1,"#, "");
        for text in [written, before] {
            assert_eq!(Form::default().read(text.as_bytes(), "").unwrap().tokens.expose_refresh_token(), Some("b"));
        }
    }

    #[test]
    fn a_record_of_a_later_version_is_an_error_whatever_else_it_holds() {
        for later in
            [r#"{"version":2}"#, r#"{"version":2,"key":"k"}"#, r#"{"generation":1,"access_token":"a","version":2}"#]
        {
            assert_eq!(Form::default().read(later.as_bytes(), "").unwrap_err(), RecordError::Version(2));
        }
    }
}
