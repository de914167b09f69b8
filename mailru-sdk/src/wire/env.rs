//! Variables of the environment.

use std::env::VarError;

use crate::error::ConfigError;

/// What reads a variable: the environment, or a test.
pub(crate) type Read<'r> = &'r dyn Fn(&'static str) -> Result<String, VarError>;

/// A variable that may be absent. One that is set and empty is malformed.
pub(crate) fn variable(read: Read<'_>, name: &'static str) -> Result<Option<String>, ConfigError> {
    match read(name) {
        Ok(value) if value.is_empty() => {
            Err(ConfigError::MalformedVariable { name, expected: "a value, or no such variable" })
        }
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ConfigError::MalformedVariable { name, expected: "UTF-8" }),
    }
}
