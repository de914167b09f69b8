//! [`JsonNumber`], a number as JSON has it.

use std::fmt;

use serde::{Serialize, Serializer, de};

/// A JSON number: whole from −2⁶³ to 2⁶⁴−1 without loss, otherwise a finite floating point number.
///
/// `1` and `1.0` are different numbers, as they are different texts.
#[derive(Clone, Copy, PartialEq)]
pub struct JsonNumber(Repr);

#[derive(Clone, Copy, PartialEq)]
enum Repr {
    Unsigned(u64),
    /// Below zero only, so that each number has one form.
    Negative(i64),
    Float(f64),
}

/// Below this, 2⁵³, a floating point number that is whole has not been rounded to become so.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl JsonNumber {
    /// The number, unless it is infinite or none at all.
    #[must_use]
    pub const fn from_f64(value: f64) -> Option<Self> {
        if value.is_finite() { Some(Self(Repr::Float(value))) } else { None }
    }

    /// The number, if it is written as a whole one from 0 to 2⁶⁴−1.
    #[must_use]
    pub const fn as_u64(self) -> Option<u64> {
        if let Repr::Unsigned(value) = self.0 { Some(value) } else { None }
    }

    /// The number, if it is written as a whole one from −2⁶³ to 2⁶³−1.
    #[must_use]
    pub const fn as_i64(self) -> Option<i64> {
        match self.0 {
            Repr::Unsigned(value) => 0_i64.checked_add_unsigned(value),
            Repr::Negative(value) => Some(value),
            Repr::Float(_) => None,
        }
    }

    /// The number; a large whole one is rounded.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the rounding is documented")]
    pub const fn as_f64(self) -> f64 {
        match self.0 {
            Repr::Unsigned(value) => value as f64,
            Repr::Negative(value) => value as f64,
            Repr::Float(value) => value,
        }
    }

    /// The number if it is whole, however it is written, and certain to the last digit.
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and within bounds")]
    pub(crate) fn whole(self) -> Option<i128> {
        match self.0 {
            Repr::Unsigned(value) => Some(value.into()),
            Repr::Negative(value) => Some(value.into()),
            Repr::Float(value) => (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i128),
        }
    }

    /// The number that a text spells, without a plus sign, spaces, or names such as `inf`. One that is too large for a floating point
    /// number is none.
    pub(crate) fn spelled(text: &str) -> Option<Self> {
        let is_plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'.' | b'e' | b'E' | b'+'));
        if !is_plain || text.starts_with('+') {
            return None;
        }
        if text == "-0" {
            return Self::from_f64(-0.0);
        }
        if let Ok(value) = text.parse::<u64>() {
            return Some(value.into());
        }
        match text.parse::<i64>() {
            Ok(value) => Some(value.into()),
            Err(_) => Self::from_f64(text.parse().ok()?),
        }
    }

    /// Hands the number to a serde visitor.
    pub(crate) fn visit<'de, V: de::Visitor<'de>, E: de::Error>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Repr::Unsigned(value) => visitor.visit_u64(value),
            Repr::Negative(value) => visitor.visit_i64(value),
            Repr::Float(value) => visitor.visit_f64(value),
        }
    }
}

impl From<u64> for JsonNumber {
    fn from(value: u64) -> Self {
        Self(Repr::Unsigned(value))
    }
}

impl From<i64> for JsonNumber {
    fn from(value: i64) -> Self {
        Self(u64::try_from(value).map_or(Repr::Negative(value), Repr::Unsigned))
    }
}

impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Repr::Unsigned(value) => serializer.serialize_u64(value),
            Repr::Negative(value) => serializer.serialize_i64(value),
            Repr::Float(value) => serializer.serialize_f64(value),
        }
    }
}

/// Writes the number as JSON does.
impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Unsigned(value) => fmt::Display::fmt(&value, f),
            Repr::Negative(value) => fmt::Display::fmt(&value, f),
            // Not as Rust does: `1.0` stays apart from `1`, and a large number has an exponent.
            Repr::Float(value) => f.pad(&serde_json::to_string(&value).map_err(|_| fmt::Error)?),
        }
    }
}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_one_form() {
        assert_eq!(JsonNumber::from(5_i64), JsonNumber::from(5_u64));
        assert_ne!(JsonNumber::from(5_u64), JsonNumber::from_f64(5.0).unwrap());
        assert_eq!(JsonNumber::from(u64::MAX).as_i64(), None);
        assert_eq!(JsonNumber::from(i64::MIN).as_u64(), None);
    }

    #[test]
    fn what_is_not_finite_is_no_number() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(JsonNumber::from_f64(value), None);
        }
    }

    #[test]
    fn a_number_that_may_have_been_rounded_is_not_whole() {
        let whole = |value| JsonNumber::from_f64(value).unwrap().whole();
        assert_eq!((whole(-12.0), whole(-0.0), whole(0.5)), (Some(-12), Some(0), None));
        assert_eq!(whole(EXACT - 1.0), Some(9_007_199_254_740_991));
        assert_eq!((whole(EXACT), whole(-1e300)), (None, None));
    }

    #[test]
    fn a_number_is_written_as_in_json() {
        let numbers = [JsonNumber::from(7_u64), JsonNumber::from(-7_i64), JsonNumber::from_f64(1e21).unwrap()];
        assert_eq!(numbers.map(|number| number.to_string()), ["7", "-7", "1e+21"]);
        assert_eq!(JsonNumber::from_f64(1.0).unwrap().to_string(), "1.0");
    }
}
