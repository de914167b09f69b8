//! The formats that programs keep values in, behind one door: each writes a value and reads it again. Which of them keep the SDK's
//! types is held by the tests of this package, and told by the guide's page about storing.

use std::error::Error;

use serde::{Serialize, de::DeserializeOwned};

/// A format of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it all")]
pub enum Format {
    Json,
    JsonValue,
    MessagePackNamed,
    MessagePackCompact,
    Cbor,
    Bson,
    Yaml,
    Ron,
    Toml,
    Bincode,
    Postcard,
    Bitcode,
    Csv,
}

/// What came of a value.
pub type Kept<T> = Result<T, Box<dyn Error>>;

impl Format {
    /// Those that keep every type of the SDK.
    pub const KEEPING: [Self; 11] = [
        Self::Json,
        Self::JsonValue,
        Self::MessagePackNamed,
        Self::MessagePackCompact,
        Self::Cbor,
        Self::Bson,
        Self::Yaml,
        Self::Ron,
        Self::Toml,
        Self::Bincode,
        Self::Postcard,
    ];

    /// Writes a value and reads it again as another type, which may be the same.
    ///
    /// # Errors
    /// When the format cannot hold the value or the other type.
    pub fn turn<T: Serialize, U: DeserializeOwned>(self, value: &T) -> Kept<U> {
        Ok(match self {
            Self::Json => serde_json::from_str(&serde_json::to_string(value)?)?,
            Self::JsonValue => serde_json::from_value(serde_json::to_value(value)?)?,
            Self::MessagePackNamed => rmp_serde::from_slice(&rmp_serde::to_vec_named(value)?)?,
            Self::MessagePackCompact => rmp_serde::from_slice(&rmp_serde::to_vec(value)?)?,
            Self::Cbor => {
                let mut bytes = Vec::new();
                ciborium::into_writer(value, &mut bytes)?;
                ciborium::from_reader(bytes.as_slice())?
            }
            Self::Bson => bson::deserialize_from_slice(&bson::serialize_to_vec(value)?)?,
            Self::Yaml => serde_yaml_ng::from_str(&serde_yaml_ng::to_string(value)?)?,
            Self::Ron => ron::from_str(&ron::to_string(value)?)?,
            Self::Toml => toml::from_str(&toml::to_string(value)?)?,
            Self::Bincode => {
                let bytes = bincode::serde::encode_to_vec(value, bincode::config::standard())?;
                bincode::serde::decode_from_slice(&bytes, bincode::config::standard())?.0
            }
            Self::Postcard => postcard::from_bytes(&postcard::to_stdvec(value)?)?,
            Self::Bitcode => bitcode::deserialize(&bitcode::serialize(value)?)?,
            Self::Csv => {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.serialize(value)?;
                let bytes = writer.into_inner()?;
                csv::Reader::from_reader(bytes.as_slice()).deserialize().next().ok_or("no row")??
            }
        })
    }
}
