//! Objects: maps with values of one type, and the entry for generated objects.
//!
//! Members that nobody asks for are ignored by whoever reads the members; here is decided what counts as an object.

use std::{collections::BTreeMap, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, value::MapAccessDeserializer},
};

use super::{
    Lenient, Seed,
    mismatch::Found,
    scalar::Scalar,
    shape::{Reading, Shape, refused},
};

const EXPECTED: &str = "an object";

/// Reads a generated object by its `Deserialize`, after making sure that it is an object: serde would also take a list
/// for one, and would quote the whole of a string that stands in its place.
///
/// # Errors
/// When the value is not an object or its members do not fit.
pub fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    match Reading(Object { absent: Absent::Refused, members: PhantomData::<fn() -> Whole<T>> }).from(deserializer)? {
        Some(Whole(value)) => Ok(value),
        None => Err(refused(EXPECTED, Found::Null)),
    }
}

/// Reads a generated object from a place where it may be missing: `null`, the empty string and the empty list mean that
/// it is.
///
/// # Errors
/// When there is something else than an object or its members do not fit.
pub fn object_option<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let object =
        Reading(Object { absent: Absent::Anyhow, members: PhantomData::<fn() -> Whole<T>> }).from(deserializer)?;
    Ok(object.map(|Whole(value)| value))
}

/// The empty list is an empty map: some servers write it so.
impl<T: Lenient> Lenient for BTreeMap<String, T> {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = Reading(Object { absent: Absent::AsEmptyList, members: PhantomData }).from(deserializer)?;
        Ok(map.unwrap_or_default())
    }

    fn lenient_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Reading(Object { absent: Absent::Anyhow, members: PhantomData }).from(deserializer)
    }
}

/// What is made of the members of an object.
trait FromMembers<'de>: Sized {
    fn from_members<A: MapAccess<'de>>(members: A) -> Result<Self, A::Error>;
}

impl<'de, T: Lenient> FromMembers<'de> for BTreeMap<String, T> {
    fn from_members<A: MapAccess<'de>>(mut members: A) -> Result<Self, A::Error> {
        let mut map = Self::new();
        while let Some(name) = members.next_key()? {
            map.insert(name, members.next_value_seed(Seed::<T>::NEW)?);
        }
        Ok(map)
    }
}

struct Whole<T>(T);

impl<'de, T: Deserialize<'de>> FromMembers<'de> for Whole<T> {
    fn from_members<A: MapAccess<'de>>(members: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members)).map(Self)
    }
}

/// What means that there is no object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// Nothing does.
    Refused,
    /// The empty list.
    AsEmptyList,
    /// The empty list, the empty string and `null`.
    Anyhow,
}

/// Reads an object; `None` means that it is absent.
struct Object<T> {
    absent: Absent,
    members: PhantomData<fn() -> T>,
}

impl<'de, T: FromMembers<'de>> Shape<'de> for Object<T> {
    type Value = Option<T>;

    fn expected(&self) -> &'static str {
        EXPECTED
    }

    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Option<T>, E> {
        let nothing = matches!(scalar, Scalar::Null) || scalar.is_empty_text();
        if nothing && self.absent == Absent::Anyhow { Ok(None) } else { Err(refused(EXPECTED, Found::from(scalar))) }
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<T>, A::Error> {
        let mut empty = true;
        // To its end: an error is where reading stops, and this one is about the list.
        while list.next_element::<serde::de::IgnoredAny>()?.is_some() {
            empty = false;
        }
        if empty && self.absent != Absent::Refused { Ok(None) } else { Err(refused(EXPECTED, Found::List)) }
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        T::from_members(object).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Flag, Json, Text, Uid, lenient::from_text};

    type Flags = BTreeMap<String, Flag>;

    #[derive(Debug, PartialEq, Deserialize)]
    struct User {
        #[serde(deserialize_with = "crate::types::lenient::lenient")]
        uid: Uid,
        #[serde(default, deserialize_with = "crate::types::lenient::lenient")]
        nick: Option<Text>,
        #[serde(default, deserialize_with = "crate::types::lenient::lenient")]
        friend: Option<Box<User>>,
    }

    impl Lenient for User {
        fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            object(deserializer)
        }

        fn lenient_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
            object_option(deserializer)
        }
    }

    #[test]
    fn a_map_is_read_value_by_value() {
        let map: Flags = from_text(r#"{"photos":1,"stream":"0"}"#).unwrap();
        assert_eq!(map, [("photos".to_owned(), Flag::from(true)), ("stream".to_owned(), Flag::from(false))].into());
    }

    #[test]
    fn an_absent_map_is_none_and_an_empty_one_is_not() {
        for json in ["null", r#""""#, "[]"] {
            assert_eq!(from_text::<Option<Flags>>(json).unwrap(), None, "{json}");
        }
        assert_eq!(from_text::<Option<Flags>>("{}").unwrap(), Some(Flags::new()));
        assert_eq!(from_text::<Flags>("[]").unwrap(), Flags::new());
        assert!(from_text::<Flags>("null").is_err());
    }

    #[test]
    fn a_generated_object_ignores_unknown_members_and_accepts_absent_ones() {
        let user: User = from_text(r#"{"new":[{}],"uid":7,"nick":null,"friend":{"uid":"8","friend":""}}"#).unwrap();
        let friend = User { uid: Uid::from(8), nick: None, friend: None };
        assert_eq!(user, User { uid: Uid::from(7), nick: None, friend: Some(Box::new(friend)) });
        for json in ["null", r#""""#, "[]"] {
            assert_eq!(from_text::<Option<User>>(json).unwrap(), None, "{json}");
        }
    }

    #[test]
    fn what_is_no_object_is_refused() {
        let table =
            [("[]", "a list"), (r#"["7","nick"]"#, "a list"), ("7", "7"), (r#""7""#, r#""7""#), ("null", "null")];
        for (json, found) in table {
            let message = from_text::<User>(json).unwrap_err().to_string();
            assert!(message.starts_with(&format!("expected an object, found {found}")), "{message}");
        }
        let secret = format!("\"{}\"", "0a".repeat(16));
        let message = from_text::<Option<User>>(&secret).unwrap_err().to_string();
        assert!(message.starts_with("expected an object, found a string of 32 characters"), "{message}");
    }

    #[test]
    fn an_error_inside_json_says_where() {
        let json = Json::parse(r#"[{"uid":1},{"uid":2,"friend":{"uid":"x"}}]"#).unwrap();
        let error = crate::types::union::from_json::<Vec<User>>(&json).unwrap_err().to_string();
        let expected = "[1].friend.uid: expected a user id (decimal digits, up to 18446744073709551615), found \"x\"";
        assert_eq!(error, expected);
    }
}
