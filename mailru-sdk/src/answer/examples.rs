//! What the generated tests of a spec's examples do: an example decodes, and encodes back without losing a member.
//!
//! The platform writes one value in several ways, so `"1"`, `1` and `true` count as the same.

use serde::{Serialize, de::DeserializeOwned};

use crate::types::{Json, Lenient, read::from_text};

/// Checks an example of a type that the spec describes.
///
/// # Panics
/// When the example does not decode, or a member of it is lost.
pub fn example<T: Lenient + Serialize>(example: &str) {
    let value: T = from_text(example).unwrap_or_else(|error| panic!("the example does not decode: {error}"));
    let before = Json::parse(example).expect("the macro has checked that it is JSON");
    let after = Json::from_serialize(&value).expect("what was decoded can be encoded");
    if let Some(lost) = lost(&before, &after, "") {
        panic!("decoding and encoding changes {lost}");
    }
}

/// Checks an example of a type of another crate, which need not know how to encode itself.
///
/// # Panics
/// When the example does not decode.
pub fn foreign_example<T: DeserializeOwned>(example: &str) {
    if let Err(error) = serde_json::from_str::<T>(example) {
        panic!("the example does not decode: {error}");
    }
}

/// The first place where `after` lacks or changes something of `before`.
fn lost(before: &Json, after: &Json, path: &str) -> Option<String> {
    match (before, after) {
        (Json::Object(_), Json::Object(_)) => before.members().find_map(|(name, value)| {
            let path = format!("{path}.{name}");
            match after.get(name) {
                Some(after) => lost(value, after, &path),
                None => Some(path),
            }
        }),
        (Json::Array(before), Json::Array(after)) if before.len() == after.len() => {
            let mut pairs = before.iter().zip(after).enumerate();
            pairs.find_map(|(index, (before, after))| lost(before, after, &format!("{path}[{index}]")))
        }
        // Where one value may stand in place of a list, it becomes a list of one.
        (single, Json::Array(list)) if list.len() == 1 => lost(single, &list[0], path),
        _ => (scalar(before) != scalar(after)).then(|| format!("{path}: {before} becomes {after}")),
    }
}

/// A scalar as text, with flags as digits.
fn scalar(value: &Json) -> String {
    match value {
        Json::Bool(flag) => u8::from(*flag).to_string(),
        Json::String(text) => text.to_string(),
        value => value.to_string(),
    }
}
