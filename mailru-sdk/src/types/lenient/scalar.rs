//! Scalars: values of which JSON has one, and what each type makes of it.

use crate::types::JsonNumber;

/// A JSON value without parts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scalar<'t> {
    Null,
    Bool(bool),
    Number(JsonNumber),
    Text(&'t str),
}

impl Scalar<'_> {
    pub(super) fn is_empty_text(self) -> bool {
        matches!(self, Self::Text(""))
    }
}

/// A type that is made from one scalar.
pub(crate) trait FromScalar: Sized {
    /// What to call it when it is missing, with its bounds.
    const EXPECTED: &'static str;

    /// Whether the empty string in an optional place means that there is no value.
    const EMPTY_IS_ABSENT: bool = true;

    /// `None` when it does not fit.
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self>;
}

impl<T: FromScalar> FromScalar for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Null => Some(None),
            scalar if T::EMPTY_IS_ABSENT && scalar.is_empty_text() => Some(None),
            scalar => T::from_scalar(scalar).map(Some),
        }
    }
}
