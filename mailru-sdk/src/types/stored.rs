//! How the SDK's types are kept by programs, whatever the format. They are written by their views; to read them, any serde deserializer is turned into JSON text,
//! and the one reader reads it. Nothing is left out then: what does not fit is an error.
//!
//! A format for people is asked for whatever is there. Another one may not know, so it is asked for what the type writes.

use std::fmt;

use serde::{
    Serialize as _, Serializer,
    de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::read::{Lenient, Shape, UNKNOWN, from_text};

/// The name in the map that `serde_json` gives instead of a number when its feature `arbitrary_precision` is on.
const SPELLED: &str = "$serde_json::private::Number";

/// Writes a value.
///
/// # Errors
/// Those of the format.
pub fn serialize<T: Lenient, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.view().serialize(serializer)
}

/// Reads a value that was stored.
///
/// # Errors
/// When it does not fit the type; the message begins with the path inside the value.
pub fn deserialize<'de, T: Lenient, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut text = String::new();
    Stored { shape: T::shape(), asked: false, text: &mut text }.deserialize(deserializer)?;
    from_text(&text).map_err(D::Error::custom)
}

/// Writes a value as JSON text.
struct Stored<'t> {
    shape: Shape,
    /// Whether the format was asked for that shape, and free JSON is text in it.
    asked: bool,
    text: &'t mut String,
}

impl<'de> DeserializeSeed<'de> for Stored<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(self);
        }
        self.asked = true;
        match self.shape {
            Shape::Text | Shape::Unsigned | Shape::Any => deserializer.deserialize_string(self),
            Shape::Signed => deserializer.deserialize_i64(self),
            Shape::Float => deserializer.deserialize_f64(self),
            Shape::Flag => deserializer.deserialize_u8(self),
            Shape::List(_) => deserializer.deserialize_seq(self),
            Shape::Map(_) | Shape::Object(_) | Shape::Union(..) => deserializer.deserialize_map(self),
        }
    }
}

impl Stored<'_> {
    fn put(self, text: &str) {
        self.text.push_str(text);
    }

    fn inner(&mut self, shape: Shape) -> Stored<'_> {
        Stored { shape, asked: self.asked, text: self.text }
    }

    fn name(&mut self, name: &str, first: &mut bool) {
        if !std::mem::replace(first, false) {
            self.text.push(',');
        }
        self.text.push_str(&quoted(name));
        self.text.push(':');
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl<'de> Visitor<'de> for Stored<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.shape {
            Shape::Text => "a text",
            Shape::Signed | Shape::Unsigned => "a whole number",
            Shape::Float => "a number",
            Shape::Flag => "a flag",
            Shape::Any => "JSON",
            Shape::List(_) => "a list",
            Shape::Map(_) | Shape::Object(_) | Shape::Union(..) => "an object",
        })
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(&value.to_string());
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(&value.to_string());
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(&serde_json::to_string(&value).map_err(E::custom)?);
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if self.asked && matches!(self.shape, Shape::Any) {
            self.put(text);
        } else {
            self.put(&quoted(text));
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put("null");
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.put("null");
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let shape = if let Shape::List(item) = self.shape { item() } else { Shape::Any };
        self.text.push('[');
        let start = self.text.len();
        loop {
            if self.text.len() > start {
                self.text.push(',');
            }
            if list.next_element_seed(self.inner(shape))?.is_none() {
                break;
            }
        }
        if self.text.ends_with(',') {
            self.text.pop();
        }
        self.put("]");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.text.push('{');
        let mut first = true;
        while let Some(name) = map.next_key_seed(Name)? {
            if first && ((self.asked && name == UNKNOWN && matches!(self.shape, Shape::Union(..))) || name == SPELLED) {
                self.text.pop();
                let text: String = map.next_value()?;
                self.put(&text);
                return Ok(());
            }
            let shape = match self.shape {
                Shape::Map(item) => item(),
                Shape::Object(table) => {
                    let Some(member) = table.find(&name).and_then(|place| table.members().get(place)) else {
                        map.next_value::<IgnoredAny>()?;
                        continue;
                    };
                    member.shape()
                }
                Shape::Union(tag, variants) if self.asked => {
                    let word: String = map.next_value()?;
                    let found = variants.iter().find(|(known, _)| name == tag && *known == word);
                    let Some((_, variant)) = found else {
                        return Err(A::Error::custom(format_args!("expected a known word in `{tag}` first")));
                    };
                    self.shape = variant();
                    self.name(&name, &mut first);
                    self.text.push_str(&quoted(&word));
                    continue;
                }
                _ => Shape::Any,
            };
            self.name(&name, &mut first);
            map.next_value_seed(self.inner(shape))?;
        }
        self.put("}");
        Ok(())
    }
}

/// The name of a member, which some formats write as a number.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_string(self)
    }
}

impl Visitor<'_> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }
}
