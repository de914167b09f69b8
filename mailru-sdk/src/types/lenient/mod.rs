//! How a value of the spec is read from what the platform really sends.
//!
//! [`Lenient`] is the one door: generated code reads every member and every answer through it. Here are the trait and
//! its entry points; [`shape`] drives serde, and the other files say what each kind of value accepts. The types
//! themselves are next door.

mod any;
mod list;
mod mismatch;
mod number;
mod object;
mod own;
mod scalar;
mod shape;

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, Visitor},
};

pub use self::{
    list::lenient_single,
    object::{object, object_option},
};
pub(crate) use self::{
    mismatch::{Excerpt, Found, LONGEST, without_secrets},
    scalar::{FromScalar, Scalar},
    shape::{Reading, Shape},
};

/// A type that is read leniently.
///
/// Generated objects, enums and unions implement it, and so may a type that a spec names with `rust:`.
pub trait Lenient: Sized {
    /// Reads a value that has to be there.
    ///
    /// # Errors
    /// When the value does not fit the type.
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads a value from a place where it may be missing: `null` is `None`, and so is whatever else the type takes for
    /// absence.
    ///
    /// # Errors
    /// When there is a value and it does not fit the type.
    fn lenient_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(Nullable(PhantomData))
    }
}

/// Reads a member of an object; for `#[serde(deserialize_with)]` on members of type `T` and `Option<T>` alike.
///
/// # Errors
/// When the value does not fit the type.
pub fn lenient<'de, D: Deserializer<'de>, T: Lenient>(deserializer: D) -> Result<T, D::Error> {
    T::lenient(deserializer)
}

/// Reads a whole answer, which has nothing after it but space.
pub(crate) fn from_text<T: Lenient>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::lenient(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

impl<T: Lenient> Lenient for Option<T> {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::lenient_option(deserializer)
    }
}

impl<T: Lenient> Lenient for Box<T> {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::lenient(deserializer).map(Self::new)
    }

    fn lenient_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(T::lenient_option(deserializer)?.map(Self::new))
    }
}

struct Nullable<T>(PhantomData<fn() -> T>);

impl<'de, T: Lenient> Visitor<'de> for Nullable<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::lenient(deserializer).map(Some)
    }
}

/// Carries [`Lenient`] into the elements of lists and the members of objects.
pub(crate) struct Seed<T>(PhantomData<fn() -> T>);

impl<T> Seed<T> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<'de, T: Lenient> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::lenient(deserializer)
    }
}
