//! The refusals of services other than the platform.

use std::{fmt, time::Duration};

use super::seconds::Seconds;
use crate::class::ErrorClass;

/// A refusal by a service other than the platform, in the form that its spec describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceError(pub(crate) Box<Said>);

/// What such a refusal says. Secrets are masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) method: Box<str>,
    pub(crate) code: Option<i64>,
    pub(crate) word: Box<str>,
    pub(crate) message: Box<str>,
    pub(crate) class: ErrorClass,
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Seconds>,
}

impl ServiceError {
    /// Its number, if it has one.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.0.code
    }

    /// Its word, such as `invalid request`, which may have spaces in it; empty when there is none. Secrets are masked.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.0.word
    }

    /// What it says to people, often nothing. Secrets are masked.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The name of the method, or of the end point.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// What can be done about it, as the spec says of its number; of one that the spec does not list, as the HTTP status says.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        self.0.class
    }

    /// The HTTP status that it came with, which may be 200.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// How long the service asked to be left alone: the header `Retry-After` of its answer, in whole seconds up to a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after.map(Seconds::into)
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Said { method, code, word, message, .. } = &*self.0;
        write!(f, "{method}: error")?;
        if let Some(code) = code {
            write!(f, " {code}")?;
        }
        [word, message].into_iter().filter(|text| !text.is_empty()).try_for_each(|text| write!(f, ": {text}"))
    }
}

impl std::error::Error for ServiceError {}
