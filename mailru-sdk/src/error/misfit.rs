//! What was left out of an answer, since it did not fit.

use std::fmt;

use super::place::Place;

/// A value of an answer that is not what its place takes: where it is, what was expected, and what was found.
///
/// It is told to [`Settings::on_misfit`](crate::Settings::on_misfit), with the feature `tracing` as an event, and with the answer itself by
/// `.with_misfits()`. What was found is shown in no more than 40 characters, with secrets masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    pub(crate) place: Place,
    pub(crate) expected: Box<str>,
    pub(crate) found: Box<str>,
}

impl Misfit {
    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.place.method
    }

    /// Where it is, as a JSON path such as `[3].location.city.id`; empty when it is the whole answer.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.place.path
    }

    /// What the place takes.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What stood there.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// The spec file that declares the member, as `api-spec/types.toml`, and the line; none for what is no member.
    #[must_use]
    pub fn declared(&self) -> Option<(&'static str, u32)> {
        self.place.declared
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.write(f, format_args!("expected {}, found {}", self.expected, self.found))
    }
}
