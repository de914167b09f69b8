//! From JSON text and to it, and typed values out of it.

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};

use super::{decode, error::JsonError, value::Json};
use crate::types::read::{Lenient, Misfits, Reader, Told, read_all};

impl Json {
    /// Reads JSON text.
    ///
    /// # Errors
    /// When the text is not JSON, or nests more than 127 lists and objects.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let mut reader = Reader::new(text, Misfits::Refused);
        read_all(&mut reader, Self::read).map_err(|_| {
            let told = Told::of(text, reader.failure());
            let before = text.get(..told.at).unwrap_or(text);
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1) + 1;
            JsonError::syntax(&format!("{:#}", told.without_path()), line, column)
        })
    }

    /// The JSON form of a value.
    ///
    /// # Errors
    /// When the value cannot be written as JSON, as a map whose keys are lists.
    pub fn from_serialize<T: Serialize + ?Sized>(value: &T) -> Result<Self, JsonError> {
        let text = serde_json::to_string(value).map_err(|error| JsonError::unwritable(&error))?;
        Self::parse(&text)
    }

    /// Reads a typed value out of this one.
    ///
    /// # Errors
    /// When the value does not fit the type. The error says where, what was expected and what kind of value was found,
    /// but shows no content.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, JsonError> {
        T::deserialize(decode::Reader(self)).map_err(JsonError::from)
    }
}

/// Writes compact JSON, or indented with `{:#}`.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if f.alternate() { serde_json::to_string_pretty(self) } else { serde_json::to_string(self) };
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

/// Writes compact JSON.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
