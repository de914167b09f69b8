//! [`Flag`], the platform's yes or no.

use std::{fmt, ops::Not};

use super::read::{FromScalar, Scalar, Shape, View};

/// Yes or no, which the platform writes as `1` or `0`.
///
/// It is read from `0`, `1`, `true`, `false`, from the same and `True`, `False`, `yes`, `no` in a string, and written as the number. Any
/// other whole number is yes too, and is told as a misfit.
///
/// # Example
/// ```
/// use mailru_sdk::types::Flag;
///
/// let is_online = Flag::from(true);
/// assert!(is_online.is_set());
/// assert_eq!(is_online.to_string(), "1");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Flag(bool);

impl Flag {
    /// The flag of that state.
    #[must_use]
    pub const fn new(set: bool) -> Self {
        Self(set)
    }

    /// Whether the flag is `1`.
    #[must_use]
    pub const fn is_set(self) -> bool {
        self.0
    }
}

impl FromScalar for Flag {
    const EXPECTED: &'static str = "a flag (0, 1, true or false)";
    const SHAPE: Shape = Shape::Flag;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Bool(set) => Some(Self(set)),
            Scalar::Number("0") | Scalar::Text("0" | "false" | "False" | "no") => Some(Self(false)),
            Scalar::Number("1") | Scalar::Text("1" | "true" | "True" | "yes") => Some(Self(true)),
            Scalar::Number(_) => match scalar.whole() {
                Some(0) => Some(Self(false)),
                Some(1) => Some(Self(true)),
                _ => None,
            },
            Scalar::Text(_) | Scalar::Null => None,
        }
    }

    fn oddly(scalar: Scalar<'_>) -> Option<Self> {
        scalar.whole().map(|number| Self(number != 0))
    }

    fn as_view(&self) -> View<'_> {
        View::Flag(self.0)
    }
}

impl From<bool> for Flag {
    fn from(set: bool) -> Self {
        Self(set)
    }
}

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag.0
    }
}

impl PartialEq<bool> for Flag {
    fn eq(&self, other: &bool) -> bool {
        self.0 == *other
    }
}

impl PartialEq<Flag> for bool {
    fn eq(&self, other: &Flag) -> bool {
        *self == other.0
    }
}

impl Not for Flag {
    type Output = Self;

    fn not(self) -> Self {
        Self(!self.0)
    }
}

/// Writes what goes over the wire, `0` or `1`.
impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(if self.0 { "1" } else { "0" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::read::{from_text, optional_from_text};

    #[test]
    fn every_spelling_of_a_flag_is_read() {
        let table = [
            ("0", false),
            ("1", true),
            (r#""0""#, false),
            (r#""1""#, true),
            ("true", true),
            ("false", false),
            (r#""true""#, true),
            (r#""false""#, false),
            ("1.0", true),
            (r#""True""#, true),
            (r#""False""#, false),
            (r#""yes""#, true),
            (r#""no""#, false),
        ];
        for (json, expected) in table {
            assert_eq!(from_text::<Flag>(json).unwrap(), expected, "{json}");
            assert_eq!(optional_from_text::<Flag>(json).unwrap(), Some(Flag(expected)), "{json}");
            assert_eq!(from_text::<bool>(json).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn a_flag_that_is_absent_is_none() {
        for json in ["null", r#""""#] {
            assert_eq!(optional_from_text::<Flag>(json).unwrap(), None, "{json}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_what_a_flag_is() {
        for json in ["2", "-1", "0.5", r#""2""#, r#""on""#, r#""""#, "null", "[]", "{}"] {
            let message = from_text::<Flag>(json).unwrap_err().to_string();
            assert!(message.starts_with("expected a flag (0, 1, true or false), found "), "{json}: {message}");
        }
    }

    #[test]
    fn a_flag_is_written_as_a_number() {
        assert_eq!(serde_json::to_string(&[Flag(false), Flag(true)]).unwrap(), "[0,1]");
        assert_eq!(format!("{}{}", Flag(true), !Flag(true)), "10");
    }

    #[test]
    fn a_flag_stands_for_a_bool() {
        assert!(Flag::from(true) == true && false == Flag::default() && bool::from(Flag::new(true)));
    }
}
