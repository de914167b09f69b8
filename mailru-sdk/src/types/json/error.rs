//! The errors of reading JSON.
//!
//! [`Fault`] is what a value reports while it is read; [`JsonError`] is what a program gets to see of it.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::types::read::{Excerpt, LONGEST, without_secrets};

/// Why a text is not JSON, or why a JSON value does not fit a type. It shows no content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct JsonError {
    message: String,
}

impl JsonError {
    /// Errors of syntax name the place and quote nothing.
    pub(super) fn syntax(words: &str, line: usize, column: usize) -> Self {
        Self { message: format!("not JSON: {words} at line {line} column {column}") }
    }

    pub(super) fn unwritable(error: &serde_json::Error) -> Self {
        Self { message: format!("not to be written as JSON: {}", without_secrets(&error.to_string())) }
    }
}

impl From<Fault> for JsonError {
    fn from(fault: Fault) -> Self {
        Self { message: located(&fault.path, &fault.kinds) }
    }
}

/// A value that does not fit, and where it is.
#[derive(Debug)]
pub struct Fault {
    path: String,
    /// With an excerpt of the value.
    message: String,
    /// With its kind only.
    kinds: String,
}

impl Fault {
    fn new(message: String) -> Self {
        Self { path: String::new(), kinds: message.clone(), message }
    }

    pub(super) fn too_long(taken: usize, length: usize) -> Self {
        Self::new(format!("expected a list of {taken}, found one of {length}"))
    }

    pub(super) fn no_member() -> Self {
        Self::new("a value was asked for before its name".to_owned())
    }

    pub(super) fn in_element(self, index: usize) -> Self {
        self.inside(&format!("[{index}]"))
    }

    pub(super) fn in_member(self, name: &str) -> Self {
        let name = without_secrets(name);
        match name.char_indices().nth(LONGEST) {
            Some((end, _)) => self.inside(&format!("{}…", &name[..end])),
            // Quoted, since a path ends before the first colon.
            None if name.contains(": ") => self.inside(&format!("{name:?}")),
            None => self.inside(&name),
        }
    }

    fn inside(self, place: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{place}{dot}{}", self.path), ..self }
    }

    fn mismatch(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let kind = kind(found);
        let shown = match found {
            Unexpected::Bool(value) => value.to_string(),
            Unexpected::Unsigned(value) => value.to_string(),
            Unexpected::Signed(value) => value.to_string(),
            Unexpected::Float(value) => value.to_string(),
            Unexpected::Str(text) => Excerpt(text).to_string(),
            _ => kind.to_owned(),
        };
        Self {
            path: String::new(),
            message: format!("expected {expected}, found {shown}"),
            kinds: format!("expected {expected}, found {kind}"),
        }
    }
}

fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "a number",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}

fn located(path: &str, message: &str) -> String {
    if path.is_empty() { message.to_owned() } else { format!("{path}: {message}") }
}

impl de::Error for Fault {
    /// The alternate form of the SDK's own messages has no content; of other types' messages only keys are removed.
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            path: String::new(),
            kinds: without_secrets(&format!("{message:#}")).into_owned(),
            message: without_secrets(&message.to_string()).into_owned(),
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::mismatch(found, expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::mismatch(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found a list of {length}"))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let expected = format!("expected one of {}, found", expected.join(", "));
        Self {
            path: String::new(),
            message: format!("{expected} {}", Excerpt(variant)),
            kinds: format!("{expected} another variant"),
        }
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        let expected = format!("expected only the members {}, found", expected.join(", "));
        Self {
            path: String::new(),
            message: format!("{expected} {}", Excerpt(name)),
            kinds: format!("{expected} another"),
        }
    }
}

impl std::error::Error for Fault {}

/// Writes the path and the message; the alternate form has no content.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&located(&self.path, if f.alternate() { &self.kinds } else { &self.message }))
    }
}
