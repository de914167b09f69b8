//! A place that takes whatever scalar its type can be made from.

use std::marker::PhantomData;

use serde::{Deserializer, de::Error};

use super::{
    mismatch::Found,
    scalar::{FromScalar, Scalar},
    shape::{Reading, Shape, refused},
};

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
