//! Pages that would never end.

/// A platform that gives the same page again instead of the next one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{method}: the platform gave the same page twice, so going on would never end")]
pub struct PageError {
    pub(crate) method: Box<str>,
}

impl PageError {
    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }
}
