//! The one serde visitor: it sorts what a deserializer finds into a scalar, a list or an object.
//!
//! What becomes of each is up to the [`Shape`] that asks; what a shape does not take is refused in the same words
//! everywhere.

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use super::{
    mismatch::{Found, Mismatch},
    scalar::Scalar,
};
use crate::types::JsonNumber;

/// What a place takes.
pub(crate) trait Shape<'de>: Sized {
    type Value;

    /// What to call it when it is missing.
    fn expected(&self) -> &'static str;

    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Self::Value, E> {
        Err(refused(self.expected(), Found::from(scalar)))
    }

    fn list<A: SeqAccess<'de>>(self, _list: A) -> Result<Self::Value, A::Error> {
        Err(refused(self.expected(), Found::List))
    }

    fn object<A: MapAccess<'de>>(self, _object: A) -> Result<Self::Value, A::Error> {
        Err(refused(self.expected(), Found::Object))
    }
}

/// The error of a place that found something else.
pub(super) fn refused<E: Error>(expected: &str, found: Found<'_>) -> E {
    E::custom(Mismatch { expected, found })
}

/// Reads a shape with any deserializer.
pub(crate) struct Reading<S>(pub(crate) S);

impl<'de, S: Shape<'de>> Reading<S> {
    pub(crate) fn from<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: Shape<'de>> Visitor<'de> for Reading<S> {
    type Value = S::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<S::Value, E> {
        self.0.scalar(Scalar::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<S::Value, E> {
        self.0.scalar(Scalar::Number(JsonNumber::from(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<S::Value, E> {
        self.0.scalar(Scalar::Number(JsonNumber::from(value)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<S::Value, E> {
        self.0.scalar(JsonNumber::from_f64(value).map_or(Scalar::Null, Scalar::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<S::Value, E> {
        self.0.scalar(Scalar::Text(text))
    }

    fn visit_unit<E: Error>(self) -> Result<S::Value, E> {
        self.0.scalar(Scalar::Null)
    }

    fn visit_none<E: Error>(self) -> Result<S::Value, E> {
        self.0.scalar(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.from(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<S::Value, A::Error> {
        self.0.list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<S::Value, A::Error> {
        self.0.object(object)
    }
}
