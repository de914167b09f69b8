//! Pages that cannot be asked for.

/// Why a list does not go on, though it is not at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageKind {
    /// The platform gives the same items again and again.
    Repeated,
    /// Nothing in the page says where the next one begins.
    NoNext,
}

/// A list of which the platform gives no further page, though it is not at its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{method}: {}", match kind {
    PageKind::Repeated => "the platform gives the same items again and again, so going on would never end",
    PageKind::NoNext => "no item of the page has the key after which the next page begins, so the rest cannot be asked for",
})]
pub struct PageError {
    pub(crate) method: Box<str>,
    pub(crate) kind: PageKind,
}

impl PageError {
    /// Why.
    #[must_use]
    pub fn kind(&self) -> PageKind {
        self.kind
    }

    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }
}
