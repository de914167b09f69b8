//! Reads typed values out of a [`Json`]: the other half of serde's bargain.
//!
//! A failure collects its path on the way out, so a value that fits costs nothing extra.
//!
//! No answer is decoded here: that is done when the value was read. It stands for types of other crates, which [`Json::to`] makes and which
//! know no door but serde. The way by JSON text, as such a type is read from an answer, would tell in its errors what the value holds.

use std::slice;

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, MapAccessDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{error::Fault, value::Json};
use crate::types::{number::JsonNumber, text::Text};

/// A value to read from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'de>(pub(super) &'de Json);

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::Number(number) => number.visit(visitor),
            Json::String(text) => visitor.visit_borrowed_str(text),
            Json::Array(items) => {
                let mut elements = Elements { items: items.iter(), next: 0 };
                let value = visitor.visit_seq(&mut elements)?;
                elements.end(items.len())?;
                Ok(value)
            }
            Json::Object(members) => visitor.visit_map(Members { members: members.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// As serde's derive writes enums: a name, or an object of one member whose name it is.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Json::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Json::Object(members) => {
                let members = Members { members: members.iter(), value: None };
                MapAccessDeserializer::new(members).deserialize_enum(name, variants, visitor)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

struct Elements<'de> {
    items: slice::Iter<'de, Json>,
    next: usize,
}

impl Elements<'_> {
    /// A type that took fewer elements than there are has misunderstood the list.
    fn end(&self, length: usize) -> Result<(), Fault> {
        if self.next == length { Ok(()) } else { Err(Fault::too_long(self.next, length)) }
    }
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        seed.deserialize(Reader(item)).map(Some).map_err(|fault| fault.in_element(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Members<'de> {
    members: slice::Iter<'de, (Text, Json)>,
    value: Option<&'de (Text, Json)>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        self.value = self.members.next();
        self.value.map(|(name, _)| seed.deserialize(Name(name)).map_err(|fault| fault.in_member(name))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (name, value) = self.value.take().ok_or_else(Fault::no_member)?;
        seed.deserialize(Reader(value)).map_err(|fault| fault.in_member(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.members.len())
    }
}

/// The name of a member, which may stand for a number in a map whose keys are numbers.
struct Name<'de>(&'de str);

impl<'de> Name<'de> {
    fn text(self) -> BorrowedStrDeserializer<'de, Fault> {
        BorrowedStrDeserializer::new(self.0)
    }
}

macro_rules! number_names {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match JsonNumber::spelled(self.0) {
                Some(number) => number.visit(visitor),
                None => self.deserialize_any(visitor),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text().deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.text().deserialize_enum(name, variants, visitor)
    }

    number_names! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}
