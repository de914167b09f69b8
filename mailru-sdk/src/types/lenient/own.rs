//! Which of the SDK's own types are read as one scalar, and all of them by serde alone.

use serde::{Deserialize, Deserializer};

use super::{Lenient, any};
use crate::types::{Date, Flag, Json, Text, Timestamp, Uid};

/// Makes a type that is one scalar lenient.
macro_rules! scalars {
    ($($type:ty),+) => {$(
        impl Lenient for $type {
            fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                any::read(deserializer)
            }

            fn lenient_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                any::read(deserializer)
            }
        }
    )+};
}

scalars!(bool, u32, u64, i64, f64, Text, Flag, Uid, Timestamp, Date);

/// Lets other code read the SDK's own types by serde alone.
macro_rules! deserialize {
    ($($type:ty),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as Lenient>::lenient(deserializer)
            }
        }
    )+};
}

deserialize!(Text, Flag, Uid, Timestamp, Date, Json);
