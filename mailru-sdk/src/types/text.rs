//! [`Text`], the string of the SDK's objects.

use std::{
    borrow::{Borrow, Cow},
    fmt,
    ops::Deref,
};

use compact_str::CompactString;

use super::read::{FromScalar, Scalar, Shape, View};

/// A string that needs no allocation while it is short (up to 24 bytes), as most ids, names and codes are.
///
/// It reads as a `str` everywhere. From JSON it takes a string as it is, and a number as it is spelled (`12` gives `"12"`), because the
/// platform is not consistent about quotes.
///
/// # Example
/// ```
/// use mailru_sdk::types::Text;
///
/// let name = Text::from("Иван");
/// assert_eq!(name, "Иван");
/// assert_eq!(name.chars().count(), 4);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(CompactString);

impl Text {
    /// The text of a string.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(CompactString::new(text))
    }

    /// The text of a literal, without allocating whatever its length.
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        Self(CompactString::const_new(text))
    }

    /// The text as a `str`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as a `String`.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_string()
    }
}

impl FromScalar for Text {
    const EXPECTED: &'static str = "a text";
    const EMPTY_IS_ABSENT: bool = false;
    const SHAPE: Shape = Shape::Text;

    #[inline]
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) | Scalar::Number(text) => Some(Self::new(text)),
            Scalar::Null | Scalar::Bool(_) => None,
        }
    }

    fn as_view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Self {
        Self(text.into())
    }
}

impl<'a> From<&'a Text> for Cow<'a, str> {
    fn from(text: &'a Text) -> Self {
        Self::Borrowed(text)
    }
}

impl From<Text> for Cow<'_, str> {
    fn from(text: Text) -> Self {
        Self::Owned(text.into_string())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.into_string()
    }
}

/// Compares in both directions with the other kinds of string.
macro_rules! equal_to {
    ($($other:ty),+) => {$(
        impl PartialEq<$other> for Text {
            fn eq(&self, other: &$other) -> bool {
                let other: &str = other.as_ref();
                self.as_str() == other
            }
        }

        impl PartialEq<Text> for $other {
            fn eq(&self, other: &Text) -> bool {
                other == self
            }
        }
    )+};
}

equal_to!(str, &str, String);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::types::read::{from_text, optional_from_text};

    #[test]
    fn strings_and_numbers_are_texts() {
        let table = [
            (r#""Иван""#, "Иван"),
            (r#""""#, ""),
            (r#""a\n\u0434""#, "a\nд"),
            ("12", "12"),
            ("-3", "-3"),
            ("18446744073709551615", "18446744073709551615"),
            ("1.5", "1.5"),
            ("2.0", "2.0"),
            ("123456789012345678901", "123456789012345678901"),
            ("1e3", "1e3"),
        ];
        for (json, expected) in table {
            assert_eq!(from_text::<Text>(json).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn an_empty_text_in_an_optional_place_is_information() {
        assert_eq!(optional_from_text::<Text>(r#""""#).unwrap().unwrap(), "");
        assert_eq!(optional_from_text::<Text>("null").unwrap(), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (json, found) in [("null", "null"), ("[1]", "a list"), ("{}", "an object"), ("false", "false")] {
            let message = from_text::<Text>(json).unwrap_err().to_string();
            assert!(message.starts_with(&format!("expected a text, found {found}")), "{message}");
        }
    }

    #[test]
    fn a_text_stands_for_a_str_in_maps_comparisons_and_formats() {
        let long = "a text that does not fit into the value itself";
        let map = HashMap::from([(Text::from("key"), 1)]);
        assert_eq!(map.get("key"), Some(&1));
        let (a, b, owned) = (Text::from("a"), Text::from("b"), "a".to_owned());
        assert!(a < b);
        assert_ne!(a, b);
        assert_eq!(a, "a");
        assert_eq!("a", a);
        assert_eq!(a, *"a");
        assert_eq!(a, owned);
        assert_eq!(owned, a);
        assert_eq!(format!("{:>3}|{:?}", Text::from("a"), Text::from("a\"")), r#"  a|"a\"""#);
        assert_eq!(String::from(Text::from(long.to_owned())), long);
        assert_eq!(serde_json::to_string(&Text::from_static(long)).unwrap(), format!("\"{long}\""));
    }
}
