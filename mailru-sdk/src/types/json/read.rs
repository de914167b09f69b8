//! Reads any value into a [`Json`].

use serde::{
    Deserializer,
    de::{Error, MapAccess, SeqAccess},
};

use super::value::Json;
use crate::types::lenient::{Lenient, Reading, Scalar, Seed, Shape};

/// A size hint may be wrong; it reserves no more than this.
const MOST_RESERVED: usize = 256;

impl Lenient for Json {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reading(AnyJson).from(deserializer)
    }
}

/// Takes everything.
pub(crate) struct AnyJson;

impl<'de> Shape<'de> for AnyJson {
    type Value = Json;

    fn expected(&self) -> &'static str {
        "any JSON value"
    }

    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Json, E> {
        Ok(Json::from(scalar))
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or(0).min(MOST_RESERVED));
        while let Some(item) = list.next_element_seed(Seed::NEW)? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut members = Vec::with_capacity(object.size_hint().unwrap_or(0).min(MOST_RESERVED));
        while let Some(name) = object.next_key_seed(Seed::NEW)? {
            members.push((name, object.next_value_seed(Seed::NEW)?));
        }
        Ok(Json::Object(members))
    }
}
