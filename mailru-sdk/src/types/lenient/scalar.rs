//! Scalars: values of which JSON has one, and what each type makes of it.
//!
//! The visitor's work does not depend on the type that is wanted, so it is compiled once for all of them.

use serde::{Deserializer, de::Error};

use super::{Found, Reading, Shape, shape::refused};
use crate::types::{JsonNumber, Text};

/// A JSON value without parts.
#[derive(Debug)]
pub(crate) enum Scalar {
    Null,
    Bool(bool),
    Number(JsonNumber),
    Text(Text),
}

impl Scalar {
    pub(super) fn is_empty_text(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// A type that is made from one scalar.
pub(crate) trait FromScalar: Sized {
    /// What to call it when it is missing, with its bounds.
    const EXPECTED: &'static str;

    /// Whether the empty string in an optional place means that there is no value.
    const EMPTY_IS_ABSENT: bool = true;

    /// Gives the scalar back when it does not fit.
    fn from_scalar(scalar: Scalar) -> Result<Self, Scalar>;
}

impl<T: FromScalar> FromScalar for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_scalar(scalar: Scalar) -> Result<Self, Scalar> {
        match scalar {
            Scalar::Null => Ok(None),
            scalar if T::EMPTY_IS_ABSENT && scalar.is_empty_text() => Ok(None),
            scalar => T::from_scalar(scalar).map(Some),
        }
    }
}

/// Reads a value, or an optional one when `T` is an `Option`.
pub(super) fn read<'de, D: Deserializer<'de>, T: FromScalar>(deserializer: D) -> Result<T, D::Error> {
    let scalar = Reading(Any { expected: T::EXPECTED }).from(deserializer)?;
    T::from_scalar(scalar).map_err(|scalar| refused(T::EXPECTED, Found::from(&scalar)))
}

/// Takes every scalar.
struct Any {
    expected: &'static str,
}

impl Shape<'_> for Any {
    type Value = Scalar;

    fn expected(&self) -> &'static str {
        self.expected
    }

    fn scalar<E: Error>(self, scalar: Scalar) -> Result<Scalar, E> {
        Ok(scalar)
    }
}
