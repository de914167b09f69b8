//! Numbers: from JSON numbers and from strings that spell one.

use super::scalar::{FromScalar, Scalar};
use crate::types::JsonNumber;

impl Scalar<'_> {
    fn number(self) -> Option<JsonNumber> {
        match self {
            Self::Number(number) => Some(number),
            Self::Text(text) => JsonNumber::spelled(text),
            Self::Null | Self::Bool(_) => None,
        }
    }
}

/// Integers, whose bounds stand in the text of the error.
macro_rules! integers {
    ($($type:ty: $expected:literal),+ $(,)?) => {$(
        impl FromScalar for $type {
            const EXPECTED: &'static str = $expected;

            fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
                scalar.number().and_then(JsonNumber::whole)?.try_into().ok()
            }
        }
    )+};
}

integers! {
    u32: "a whole number from 0 to 4294967295",
    u64: "a whole number from 0 to 18446744073709551615",
    i64: "a whole number from -9223372036854775808 to 9223372036854775807",
}

impl FromScalar for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.number().map(JsonNumber::as_f64)
    }
}

#[cfg(test)]
mod tests {
    use crate::types::lenient::from_text;

    #[test]
    fn integers_come_as_numbers_and_as_strings() {
        let table =
            [("12", 12), (r#""12""#, 12), ("12.0", 12), (r#""12.0""#, 12), (r#""007""#, 7), ("1e3", 1000), ("-0", 0)];
        for (json, expected) in table {
            assert_eq!(from_text::<u32>(json).unwrap(), expected, "{json}");
            assert_eq!(from_text::<u64>(json).unwrap(), u64::from(expected), "{json}");
            assert_eq!(from_text::<Option<i64>>(json).unwrap(), Some(i64::from(expected)), "{json}");
        }
    }

    #[test]
    fn every_integer_type_reaches_its_bounds_and_not_beyond() {
        for quote in ["", "\""] {
            let quoted = |text: &str| format!("{quote}{text}{quote}");
            assert_eq!(from_text::<u32>(&quoted("4294967295")).unwrap(), u32::MAX);
            assert_eq!(from_text::<u64>(&quoted("18446744073709551615")).unwrap(), u64::MAX);
            assert_eq!(from_text::<i64>(&quoted("9223372036854775807")).unwrap(), i64::MAX);
            assert_eq!(from_text::<i64>(&quoted("-9223372036854775808")).unwrap(), i64::MIN);
            assert!(from_text::<u32>(&quoted("4294967296")).is_err());
            assert!(from_text::<u32>(&quoted("-1")).is_err());
            assert!(from_text::<u64>(&quoted("18446744073709551616")).is_err());
            assert!(from_text::<i64>(&quoted("9223372036854775808")).is_err());
            assert!(from_text::<i64>(&quoted("-9223372036854775809")).is_err());
        }
    }

    #[test]
    fn a_refusal_names_the_bounds() {
        let message = from_text::<u32>("4294967296").unwrap_err().to_string();
        assert!(message.starts_with("expected a whole number from 0 to 4294967295, found 4294967296"), "{message}");
    }

    #[test]
    fn what_is_no_integer_is_refused() {
        for json in
            ["1.5", r#""1.5""#, r#""""#, r#"" 1""#, r#""+1""#, r#""0x1""#, r#""1,0""#, "true", "null", "[]", "{}"]
        {
            assert!(from_text::<i64>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn fractions_come_as_numbers_and_as_strings() {
        for (json, expected) in [("1.5", 1.5), (r#""-1.5""#, -1.5), ("2", 2.0), ("-2", -2.0), (r#""1e-3""#, 0.001)] {
            let value = from_text::<f64>(json).unwrap();
            assert!((value - expected).abs() < f64::EPSILON, "{json}");
        }
        for json in [r#""NaN""#, r#""inf""#, r#""-infinity""#, r#""1e999""#, r#""e5""#, r#""-""#, r#""1 000""#, "null"]
        {
            assert!(from_text::<f64>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_number_that_is_absent_is_none() {
        for json in ["null", r#""""#] {
            assert_eq!(from_text::<Option<u32>>(json).unwrap(), None, "{json}");
            assert_eq!(from_text::<Option<f64>>(json).unwrap(), None, "{json}");
        }
    }
}
