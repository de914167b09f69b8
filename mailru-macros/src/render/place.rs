//! Where a generated module lives, which decides how its group is reached and how its examples are written.

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the SDK, which may add a method to its own `Api`.
    Sdk,
    /// In a crate that depends on the SDK and needs a trait for that.
    Downstream,
}
