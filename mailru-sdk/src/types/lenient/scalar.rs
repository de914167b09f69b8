//! Scalars: values of which JSON has one, and what each type makes of it.

use std::marker::PhantomData;

use serde::{Deserializer, de::Error};

use super::{Found, Reading, Shape, shape::refused};
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

/// Reads a value, or an optional one when `T` is an `Option`.
pub(super) fn read<'de, D: Deserializer<'de>, T: FromScalar>(deserializer: D) -> Result<T, D::Error> {
    Reading(Any(PhantomData)).from(deserializer)
}

/// Takes whatever scalar the type can be made from.
struct Any<T>(PhantomData<fn() -> T>);

impl<T: FromScalar> Shape<'_> for Any<T> {
    type Value = T;

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<T, E> {
        T::from_scalar(scalar).ok_or_else(|| refused(T::EXPECTED, Found::from(scalar)))
    }
}
