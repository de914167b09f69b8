//! The SDK's own types and Rust's plain ones as what is read and written: those that are made from a scalar are so in one way.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    date::Date,
    flag::Flag,
    json::Json,
    read::{FromScalar, Lenient, Reader, Shape, Stop, View},
    stored::{deserialize, serialize},
    text::Text,
    timestamp::Timestamp,
    uid::Uid,
};

macro_rules! lenient {
    ($($type:ty),+) => {$(
        impl Lenient for $type {
            #[inline]
            fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                reader.read_scalar()
            }

            #[inline]
            fn read_option(reader: &mut Reader<'_>) -> Result<Option<Self>, Stop> {
                reader.read_scalar_option()
            }

            fn shape() -> Shape {
                Self::SHAPE
            }

            fn view(&self) -> View<'_> {
                self.as_view()
            }
        }
    )+};
}

lenient!(bool, u32, u64, i64, f64, Text, Flag, Uid, Timestamp, Date);

macro_rules! storable {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )+};
}

storable!(Text, Flag, Uid, Timestamp, Date, Json);
