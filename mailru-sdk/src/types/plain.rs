//! Rust's own types as members of objects: numbers from JSON numbers and from strings that spell one, and booleans.

use super::{
    flag::Flag,
    number::JsonNumber,
    read::{FromScalar, Scalar, Shape, View},
};

impl Scalar<'_> {
    /// What the scalar's number is made of: a JSON number as it is, a string after its spaces are removed.
    pub(super) fn number<T>(self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self {
            Self::Number(text) => read(text),
            Self::Text(text) => read(text).or_else(|| read(&without_spaces(text)?)),
            Self::Null | Self::Bool(_) => None,
        }
    }

    /// The whole number, however it is written, if it is certain to the last digit.
    pub(super) fn whole(self) -> Option<i128> {
        self.number(|text| JsonNumber::spelled(text)?.whole())
    }
}

/// The text without spaces around it and between its digits, if it has any. No-break spaces are spaces too.
pub(super) fn without_spaces(text: &str) -> Option<String> {
    if !text.contains(char::is_whitespace) {
        return None;
    }
    let text = text.trim();
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(space) = rest.find(char::is_whitespace) {
        let (before, after) = rest.split_at(space);
        rest = after.trim_start();
        if !is_digit(before.chars().next_back()) || !is_digit(rest.chars().next()) {
            return None;
        }
        plain.push_str(before);
    }
    plain.push_str(rest);
    Some(plain)
}

/// Integers, whose bounds stand in the text of the error.
macro_rules! integers {
    ($($type:ty: $expected:literal, $shape:ident as $wide:ty),+ $(,)?) => {$(
        impl FromScalar for $type {
            const EXPECTED: &'static str = $expected;
            const SHAPE: Shape = Shape::$shape;

            #[inline]
            fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
                if let Scalar::Number(text) | Scalar::Text(text) = scalar
                    && !text.starts_with('+')
                    && let Ok(number) = text.parse()
                {
                    return Some(number);
                }
                scalar.whole()?.try_into().ok()
            }

            fn as_view(&self) -> View<'_> {
                View::$shape(<$wide>::from(*self))
            }
        }
    )+};
}

integers! {
    u32: "a whole number from 0 to 4294967295", Signed as i64,
    u64: "a whole number from 0 to 18446744073709551615", Unsigned as u64,
    i64: "a whole number from -9223372036854775808 to 9223372036854775807", Signed as i64,
}

impl FromScalar for f64 {
    const EXPECTED: &'static str = "a number";
    const SHAPE: Shape = Shape::Float;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.number(|text| JsonNumber::spelled(text).map(JsonNumber::as_f64))
    }

    fn as_view(&self) -> View<'_> {
        View::Float(*self)
    }
}

impl FromScalar for bool {
    const EXPECTED: &'static str = Flag::EXPECTED;
    const SHAPE: Shape = Flag::SHAPE;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        Flag::from_scalar(scalar).map(Flag::is_set)
    }

    fn oddly(scalar: Scalar<'_>) -> Option<Self> {
        Flag::oddly(scalar).map(Flag::is_set)
    }

    fn as_view(&self) -> View<'_> {
        View::Flag(*self)
    }
}

#[cfg(test)]
mod tests {
    use crate::types::read::{from_text, optional_from_text};

    #[test]
    fn integers_come_as_numbers_and_as_strings() {
        let table =
            [("12", 12), (r#""12""#, 12), ("12.0", 12), (r#""12.0""#, 12), (r#""007""#, 7), ("1e3", 1000), ("-0", 0)];
        for (json, expected) in table {
            assert_eq!(from_text::<u32>(json).unwrap(), expected, "{json}");
            assert_eq!(from_text::<u64>(json).unwrap(), u64::from(expected), "{json}");
            assert_eq!(optional_from_text::<i64>(json).unwrap(), Some(i64::from(expected)), "{json}");
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
    fn spaces_around_a_number_and_between_its_digits_do_not_count() {
        for text in ["1234", " 1234", "1234 ", "1 234", "1\u{a0}234", " 1\u{202f}2 34\u{a0}", "1\\u00a0234"] {
            assert_eq!(from_text::<i64>(&format!("\"{text}\"")).unwrap(), 1234, "{text}");
        }
        assert!((from_text::<f64>(r#""-1 234.5""#).unwrap() + 1234.5).abs() < f64::EPSILON);
    }

    #[test]
    fn a_refusal_names_the_bounds() {
        let message = from_text::<u32>("4294967296").unwrap_err().to_string();
        assert!(message.starts_with("expected a whole number from 0 to 4294967295, found 4294967296"), "{message}");
    }

    #[test]
    fn what_is_no_integer_is_refused() {
        for json in [
            "1.5",
            r#""1.5""#,
            r#""""#,
            r#""+1""#,
            r#""- 1""#,
            r#""1 - 2""#,
            r#""0x1""#,
            r#""1,0""#,
            "true",
            "null",
            "[]",
            "{}",
        ] {
            assert!(from_text::<i64>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn fractions_come_as_numbers_and_as_strings() {
        for (json, expected) in [("1.5", 1.5), (r#""-1.5""#, -1.5), ("2", 2.0), ("-2", -2.0), (r#""1e-3""#, 0.001)] {
            let value = from_text::<f64>(json).unwrap();
            assert!((value - expected).abs() < f64::EPSILON, "{json}");
        }
        for json in [r#""NaN""#, r#""inf""#, r#""-infinity""#, r#""1e999""#, r#""e5""#, r#""-""#, r#"" ""#, "null"] {
            assert!(from_text::<f64>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_number_that_is_absent_is_none() {
        for json in ["null", r#""""#] {
            assert_eq!(optional_from_text::<u32>(json).unwrap(), None, "{json}");
            assert_eq!(optional_from_text::<f64>(json).unwrap(), None, "{json}");
        }
    }
}
