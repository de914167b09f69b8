//! What generated tagged unions need: an object read whole, its tag, and a typed value out of it.
//!
//! Which tag means which type is in the generated code.

use serde::{
    Deserializer, Serialize, Serializer,
    de::{self, MapAccess},
    ser,
};

pub use super::json::from_json;
use super::{
    Json, Text,
    json::{AnyJson, Fault},
    lenient::{FromScalar, Reading, Scalar, Shape},
};

/// Reads an object, and hands its JSON to `make` together with the value of its member `tag`.
///
/// Numbers and booleans tag as their JSON spelling. An object without a usable tag has none: a union has a catch-all.
///
/// # Errors
/// When the value is not an object, or `make` refuses it.
pub fn tagged<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    tag: &'static str,
    make: fn(Option<&str>, Json) -> Result<T, Fault>,
) -> Result<T, D::Error> {
    Reading(Tagged { tag, make }).from(deserializer)
}

/// Makes the value while the object is being read, so that an error stands where the object does.
struct Tagged<T> {
    tag: &'static str,
    make: fn(Option<&str>, Json) -> Result<T, Fault>,
}

impl<'de, T> Shape<'de> for Tagged<T> {
    type Value = T;

    fn expected(&self) -> &'static str {
        "an object"
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        let json = AnyJson.object(object)?;
        let tag = tag_of(&json, self.tag);
        (self.make)(tag.as_deref(), json).map_err(de::Error::custom)
    }
}

fn tag_of(json: &Json, tag: &str) -> Option<Text> {
    match json.get(tag)? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Text::from_scalar(Scalar::Number(*number)),
        Json::Bool(value) => Text::from_scalar(Scalar::Bool(*value)),
        _ => None,
    }
}

/// Writes a typed value as an object whose member `tag` has that word, first unless the value has the member itself.
///
/// # Errors
/// When the value cannot be written.
pub fn serialize_tagged<S: Serializer, T: Serialize>(
    serializer: S,
    tag: &str,
    word: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut json = Json::from_serialize(value).map_err(<S::Error as ser::Error>::custom)?;
    if let Json::Object(members) = &mut json
        && members.iter().all(|(name, _)| name != tag)
    {
        members.insert(0, (tag.into(), word.into()));
    }
    json.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::types::{Uid, lenient::from_text};

    fn read(json: &str) -> Result<(Option<Text>, Json), serde_json::Error> {
        tagged(&mut serde_json::Deserializer::from_str(json), "object", |tag, json| Ok((tag.map(Text::from), json)))
    }

    #[test]
    fn the_tag_is_found_wherever_it_stands() {
        let table = [
            (r#"{"object":"text","content":"a"}"#, Some("text")),
            (r#"{"content":{"object":"inner"},"object":"tag"}"#, Some("tag")),
            (r#"{"object":5}"#, Some("5")),
            (r#"{"object":true}"#, Some("true")),
            (r#"{"object":null}"#, None),
            (r#"{"object":["text"]}"#, None),
            ("{}", None),
        ];
        for (text, expected) in table {
            let (tag, json) = read(text).unwrap();
            assert_eq!(tag.as_deref(), expected, "{text}");
            assert_eq!(json.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for (json, found) in [("null", "null"), ("[]", "a list"), (r#""text""#, r#""text""#), ("5", "5")] {
            let message = read(json).unwrap_err().to_string();
            assert!(message.starts_with(&format!("expected an object, found {found}")), "{message}");
        }
    }

    #[test]
    fn an_object_is_written_with_its_tag_once() {
        let table = [
            (r#"{"content":"a"}"#, r#"{"object":"text","content":"a"}"#),
            (r#"{"content":"a","object":"own"}"#, r#"{"content":"a","object":"own"}"#),
        ];
        for (value, expected) in table {
            let mut text = Vec::new();
            let mut serializer = serde_json::Serializer::new(&mut text);
            serialize_tagged(&mut serializer, "object", "text", &Json::parse(value).unwrap()).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), expected);
        }
    }

    #[test]
    fn an_error_says_where_inside_the_value() {
        let json = Json::parse(r#"{"users":[["1","2"],["3","x"]]}"#).unwrap();
        let error = from_json::<BTreeMap<String, Vec<Vec<Uid>>>>(&json).unwrap_err().to_string();
        assert!(error.starts_with("users[1][1]: expected a user id"), "{error}");
        assert!(error.ends_with(r#"found "x""#), "{error}");

        let json = Json::parse(r#"{"content":{"tag":["rust"]}}"#).unwrap();
        let error = from_json::<BTreeMap<String, BTreeMap<String, Text>>>(&json).unwrap_err();
        assert_eq!(error.to_string(), "content.tag: expected a text, found a list");

        let json = Json::parse(r#"{"content":{"a: expected b":[]}}"#).unwrap();
        let error = from_json::<BTreeMap<String, BTreeMap<String, Text>>>(&json).unwrap_err();
        assert_eq!(error.to_string(), r#"content."a: expected b": expected a text, found a list"#);
    }

    #[test]
    fn a_value_reads_the_same_from_json_as_from_text() {
        for text in ["7", r#""7""#, "7.0", r#""""#, "null"] {
            let direct = from_text::<Option<u32>>(text).unwrap();
            let buffered = from_json::<Option<u32>>(&Json::parse(text).unwrap()).unwrap();
            assert_eq!(direct, buffered, "{text}");
        }
    }
}
