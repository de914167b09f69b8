//! [`Uid`], the id of a user or a community.

use std::{fmt, str::FromStr};

use super::read::{Excerpt, FromScalar, Scalar, Shape, View};

/// The id of a user or of a community: a decimal number up to 2⁶⁴−1.
///
/// On the wire it is a string, since such numbers do not survive in JavaScript; a JSON number is read as well, but never
/// one with a fraction or an exponent, which may have lost digits. Zero is allowed: no user has it, but the platform
/// may write it for "nobody".
///
/// # Example
/// ```
/// use mailru_sdk::types::Uid;
///
/// let uid: Uid = "14000000000000000001".parse()?;
/// assert_eq!(uid.get(), 14_000_000_000_000_000_001);
/// assert_eq!(uid.to_string(), "14000000000000000001");
/// # Ok::<(), mailru_sdk::types::ParseUidError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(u64);

impl Uid {
    /// The id of that number.
    #[must_use]
    pub const fn new(id: u64) -> Self {
        Self(id)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// A text that is not a user id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text} is not a user id: {reason}")]
pub struct ParseUidError {
    text: String,
    reason: &'static str,
}

impl FromStr for Uid {
    type Err = ParseUidError;

    fn from_str(text: &str) -> Result<Self, ParseUidError> {
        let refused = |reason| ParseUidError { text: Excerpt(text).to_string(), reason };
        if text.is_empty() {
            return Err(refused("it is empty"));
        }
        // Integers of the standard library also accept a plus sign.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused("it may have no other characters than the digits 0 to 9"));
        }
        text.parse().map(Self).map_err(|_| refused("the largest is 18446744073709551615"))
    }
}

impl TryFrom<&str> for Uid {
    type Error = ParseUidError;

    fn try_from(text: &str) -> Result<Self, ParseUidError> {
        text.parse()
    }
}

impl FromScalar for Uid {
    const EXPECTED: &'static str = "a user id (decimal digits, up to 18446744073709551615)";
    const SHAPE: Shape = Shape::Text;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            // The grammar of JSON has let through no plus sign, and a fraction or an exponent is no digit.
            Scalar::Number(text) => text.parse().ok().map(Self),
            Scalar::Text(text) => text.trim().parse().ok(),
            Scalar::Null | Scalar::Bool(_) => None,
        }
    }

    fn as_view(&self) -> View<'_> {
        View::Digits(self.0)
    }
}

/// So that a list of ids can be handed over by reference.
impl From<&Uid> for Uid {
    fn from(uid: &Uid) -> Self {
        *uid
    }
}

impl From<u64> for Uid {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

impl From<Uid> for u64 {
    fn from(uid: Uid) -> Self {
        uid.0
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uid({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::types::read::{from_text, optional_from_text};

    #[test]
    fn digits_in_a_string_or_a_number_are_a_uid() {
        let table = [
            (r#""14000000000000000001""#, 14_000_000_000_000_000_001),
            ("14000000000000000001", 14_000_000_000_000_000_001),
            ("18446744073709551615", u64::MAX),
            (r#""18446744073709551615""#, u64::MAX),
            (r#""0""#, 0),
            ("7", 7),
        ];
        for (json, expected) in table {
            assert_eq!(from_text::<Uid>(json).unwrap(), Uid(expected), "{json}");
            assert_eq!(optional_from_text::<Uid>(json).unwrap(), Some(Uid(expected)), "{json}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let strings = ["", "-1", "+5", "0x10", " 5", "5 ", "1.0", "1e3", "18446744073709551616", "abc", "١"];
        for text in strings {
            assert!(text.parse::<Uid>().is_err(), "{text:?}");
            let is_digits_between_spaces = text.trim().parse::<Uid>().is_ok();
            assert_eq!(from_text::<Uid>(&format!("\"{text}\"")).is_ok(), is_digits_between_spaces, "{text:?}");
        }
        for json in ["-1", "-0", "1.0", "1.5", "1e3", "18446744073709551616", "true", "null", "[]", "{}"] {
            assert!(from_text::<Uid>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_uid_that_is_absent_is_none() {
        for json in ["null", r#""""#] {
            assert_eq!(optional_from_text::<Uid>(json).unwrap(), None, "{json}");
        }
    }

    #[test]
    fn a_refusal_says_why() {
        let why = |text: &str| Uid::try_from(text).unwrap_err().to_string();
        assert_eq!(why(""), r#""" is not a user id: it is empty"#);
        assert_eq!(why("+5"), r#""+5" is not a user id: it may have no other characters than the digits 0 to 9"#);
        assert_eq!(
            why("99999999999999999999"),
            r#""99999999999999999999" is not a user id: the largest is 18446744073709551615"#
        );
        let message = from_text::<Uid>(r#""abc""#).unwrap_err().to_string();
        let expected = r#"expected a user id (decimal digits, up to 18446744073709551615), found "abc""#;
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn a_refusal_shows_neither_long_texts_nor_secrets() {
        let long = "я".repeat(100);
        let message = long.parse::<Uid>().unwrap_err().to_string();
        assert!(message.contains(&"я".repeat(40)) && !message.contains(&"я".repeat(41)), "{message}");
        let message = "key 0123456789abcdef0123456789ABCDEF".parse::<Uid>().unwrap_err().to_string();
        assert!(!message.contains("0123") && !message.contains("key"), "{message}");
    }

    proptest! {
        #[test]
        fn every_uid_survives_json(id: u64) {
            let json = serde_json::to_string(&Uid(id)).unwrap();
            prop_assert_eq!(&json, &format!("\"{id}\""));
            prop_assert_eq!(serde_json::from_str::<Uid>(&json).unwrap(), Uid(id));
            prop_assert_eq!(from_text::<Uid>(&id.to_string()).unwrap(), Uid(id));
        }
    }
}
