//! Lists, and places where one value may stand for a list of one.
//!
//! An element is as strict as a value that has to be there: `null` among ids is an error, unless the elements are
//! optional. Which element it was is in the path of the error.

use std::marker::PhantomData;

use serde::{
    Deserializer,
    de::{Error, MapAccess, SeqAccess},
};

use super::{
    Lenient, Seed,
    mismatch::Found,
    scalar::Scalar,
    shape::{Reading, Shape, refused},
};
use crate::types::{
    Json,
    json::{AnyJson, from_json},
};

const EXPECTED: &str = "a list";

/// A size hint may be wrong; it reserves no more than this.
const MOST_RESERVED: usize = 1024;

impl<T: Lenient> Lenient for Vec<T> {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Reading(List { optional: false, element: PhantomData }).from(deserializer)?;
        Ok(list.unwrap_or_default())
    }

    fn lenient_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Reading(List { optional: true, element: PhantomData }).from(deserializer)
    }
}

/// A list in whose place a single value may stand.
pub trait OneOrMany: Sized {
    /// Reads the list or the value.
    ///
    /// # Errors
    /// When neither is there.
    fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<T: Lenient> OneOrMany for Vec<T> {
    fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Reading(Single(List { optional: false, element: PhantomData })).from(deserializer)?;
        Ok(list.unwrap_or_default())
    }
}

impl<T: Lenient> OneOrMany for Option<Vec<T>> {
    fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reading(Single(List { optional: true, element: PhantomData })).from(deserializer)
    }
}

/// Reads a member that is a list or a single value; for `#[serde(deserialize_with)]` on members of type `Vec<T>` and
/// `Option<Vec<T>>` alike.
///
/// # Errors
/// When the value fits neither.
pub fn lenient_single<'de, D: Deserializer<'de>, L: OneOrMany>(deserializer: D) -> Result<L, D::Error> {
    L::one_or_many(deserializer)
}

/// Reads a list; `None` comes only out of an optional place.
struct List<T> {
    optional: bool,
    element: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    fn is_absent(&self, scalar: Scalar<'_>) -> bool {
        self.optional && (matches!(scalar, Scalar::Null) || scalar.is_empty_text())
    }
}

impl<'de, T: Lenient> Shape<'de> for List<T> {
    type Value = Option<Vec<T>>;

    fn expected(&self) -> &'static str {
        EXPECTED
    }

    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Self::Value, E> {
        if self.is_absent(scalar) { Ok(None) } else { Err(refused(EXPECTED, Found::from(scalar))) }
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::with_capacity(list.size_hint().unwrap_or(0).min(MOST_RESERVED));
        while let Some(element) = list.next_element_seed(Seed::<T>::NEW)? {
            elements.push(element);
        }
        Ok(Some(elements))
    }
}

/// Reads a list or its only element, which has to be read whole before it can be read as `T`.
struct Single<T>(List<T>);

impl<'de, T: Lenient> Shape<'de> for Single<T> {
    type Value = Option<Vec<T>>;

    fn expected(&self) -> &'static str {
        EXPECTED
    }

    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Self::Value, E> {
        match scalar {
            scalar if self.0.is_absent(scalar) => Ok(None),
            Scalar::Null => Err(refused(EXPECTED, Found::Null)),
            scalar => only(&Json::from(scalar)),
        }
    }

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        self.0.list(list)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        only(&AnyJson.object(object)?)
    }
}

fn only<T: Lenient, E: Error>(json: &Json) -> Result<Option<Vec<T>>, E> {
    let element = from_json(json).map_err(E::custom)?;
    Ok(Some(vec![element]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::types::{Text, Uid, lenient::from_text};

    fn single<L: OneOrMany>(json: &str) -> Result<L, serde_json::Error> {
        lenient_single(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn an_absent_list_is_none_and_an_empty_one_is_not() {
        for json in ["null", r#""""#] {
            assert_eq!(from_text::<Option<Vec<Uid>>>(json).unwrap(), None, "{json}");
            assert!(from_text::<Vec<Uid>>(json).is_err(), "{json}");
        }
        assert_eq!(from_text::<Option<Vec<Uid>>>("[]").unwrap(), Some(vec![]));
        assert_eq!(from_text::<Vec<Uid>>("[]").unwrap(), []);
    }

    #[test]
    fn a_null_element_is_an_error_unless_elements_are_optional() {
        let message = from_text::<Vec<Uid>>(r#"["1",null]"#).unwrap_err().to_string();
        assert!(message.contains("expected a user id") && message.contains("found null"), "{message}");
        assert_eq!(from_text::<Vec<Option<Uid>>>(r#"["1",null]"#).unwrap(), [Some(Uid::from(1)), None]);
    }

    #[test]
    fn the_path_of_an_error_names_the_element() {
        let json = Json::parse(r#"[["1"],["2",null]]"#).unwrap();
        let error = json.to::<Vec<Vec<Uid>>>().unwrap_err().to_string();
        assert!(error.starts_with("[1][1]: expected a user id"), "{error}");
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for (json, found) in [("{}", "an object"), ("5", "5"), (r#""1,2""#, r#""1,2""#), ("true", "true")] {
            let message = from_text::<Vec<Uid>>(json).unwrap_err().to_string();
            assert!(message.starts_with(&format!("expected a list, found {found}")), "{message}");
        }
    }

    #[test]
    fn one_value_stands_for_a_list_of_one_where_the_spec_says_so() {
        type Part = BTreeMap<String, Text>;
        let part: Part = [("object".to_owned(), Text::from("text"))].into();
        assert_eq!(single::<Vec<Part>>(r#"{"object":"text"}"#).unwrap(), std::slice::from_ref(&part));
        assert_eq!(single::<Option<Vec<Part>>>(r#"[{"object":"text"},{}]"#).unwrap(), Some(vec![part, Part::new()]));
        assert_eq!(single::<Option<Vec<Uid>>>(r#""7""#).unwrap(), Some(vec![Uid::from(7)]));
        assert_eq!(single::<Vec<Text>>("7").unwrap(), ["7"]);
        for json in ["null", r#""""#] {
            assert_eq!(single::<Option<Vec<Part>>>(json).unwrap(), None, "{json}");
            assert!(single::<Vec<Part>>(json).is_err(), "{json}");
        }
        let message = single::<Vec<Part>>(r#"{"object":[]}"#).unwrap_err().to_string();
        assert!(message.starts_with("object: expected a text, found a list"), "{message}");
    }
}
