//! Makes JSON values out of Rust ones.

use super::value::Json;
use crate::types::{number::JsonNumber, text::Text};

impl From<()> for Json {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<JsonNumber> for Json {
    fn from(number: JsonNumber) -> Self {
        Self::Number(number)
    }
}

/// Numbers, by way of the type that holds all of their kind.
macro_rules! from_integers {
    ($($type:ty as $wide:ty),+) => {$(
        impl From<$type> for Json {
            fn from(value: $type) -> Self {
                Self::Number(JsonNumber::from(<$wide>::from(value)))
            }
        }
    )+};
}

from_integers!(u32 as u64, u64 as u64, i32 as i64, i64 as i64);

/// JSON has no infinities and nothing that is not a number: both become `null`.
impl From<f64> for Json {
    fn from(value: f64) -> Self {
        JsonNumber::from_f64(value).map_or(Self::Null, Self::Number)
    }
}

/// Texts, which all become a string.
macro_rules! from_texts {
    ($($type:ty),+) => {$(
        impl From<$type> for Json {
            fn from(text: $type) -> Self {
                Self::String(text.into())
            }
        }
    )+};
}

from_texts!(&str, String, Text);

/// `None` becomes `null`.
impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

/// Collects a list.
impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// Collects an object, in the order of the members.
impl<N: Into<Text>, T: Into<Json>> FromIterator<(N, T)> for Json {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_values_become_the_json_that_one_would_write() {
        let table = [
            (Json::from(()), "null"),
            (Json::from(true), "true"),
            (Json::from(u64::MAX), "18446744073709551615"),
            (Json::from(-1), "-1"),
            (Json::from(1.5), "1.5"),
            (Json::from(f64::NAN), "null"),
            (Json::from("a"), r#""a""#),
            (Json::from(None::<u32>), "null"),
            (Json::from(vec![Some("a"), None]), r#"["a",null]"#),
            (Json::from_iter([("b", 1), ("a", 2)]), r#"{"b":1,"a":2}"#),
        ];
        for (json, expected) in table {
            assert_eq!(json.to_string(), expected);
        }
    }
}
