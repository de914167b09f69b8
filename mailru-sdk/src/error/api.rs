//! The platform's own refusals.

use std::time::Duration;

use super::seconds::Seconds;
use crate::{class::ErrorClass, codes::Code};

/// A refusal by the platform: the `error` object of its answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{method}: error {}{}{message}", code.number(), if message.is_empty() { "" } else { ": " })]
pub struct ApiError {
    pub(crate) code: Code,
    pub(crate) message: Box<str>,
    pub(crate) method: Box<str>,
    pub(crate) retry_after: Option<Seconds>,
}

impl ApiError {
    /// What the platform complains of.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// The platform's words, in English; they change, so match on [`code`](Self::code). Secrets are masked.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// How long the platform asked to be left alone: the header `Retry-After` of its answer, in whole seconds up to a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after.map(Seconds::into)
    }

    /// What can be done about it.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        self.code.class()
    }
}
