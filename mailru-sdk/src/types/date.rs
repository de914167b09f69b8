//! [`Date`], a calendar date such as a birthday.

use std::{fmt, str::FromStr};

use super::{
    Text,
    read::{Excerpt, FromScalar, Scalar, Shape, View},
};

/// A calendar date as the platform writes it: `DD.MM.YYYY`, or `DD.MM` without the year.
///
/// From an answer it keeps the text as it came, so that one odd birthday does not lose a whole list of people: ask
/// [`is_valid`](Self::is_valid). A date that a program makes, by [`new`](Self::new) or by parsing, is always valid.
///
/// # Example
/// ```
/// use mailru_sdk::types::Date;
///
/// let birthday: Date = "29.02.1980".parse()?;
/// assert_eq!((birthday.day(), birthday.month(), birthday.year()), (Some(29), Some(2), Some(1980)));
/// assert_eq!(Date::new(29, 2, Some(1981)), None);
/// # Ok::<(), mailru_sdk::types::ParseDateError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(Text);

/// A text that is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text} is not a date: expected DD.MM.YYYY or DD.MM")]
pub struct ParseDateError {
    text: String,
}

/// What a valid text says.
struct Parts {
    day: u8,
    month: u8,
    year: Option<u16>,
}

impl Date {
    /// The date of that day, or `None` if the calendar does not have it. The year is 1 to 9999.
    #[must_use]
    pub fn new(day: u8, month: u8, year: Option<u16>) -> Option<Self> {
        Parts { day, month, year }.checked()?;
        Some(Self(Text::from(match year {
            Some(year) => format!("{day:02}.{month:02}.{year:04}"),
            None => format!("{day:02}.{month:02}"),
        })))
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is a date that exists.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.parts().is_some()
    }

    /// The day of the month, 1 to 31; `None` if the text is not a valid date.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        self.parts().map(|parts| parts.day)
    }

    /// The month, 1 to 12; `None` if the text is not a valid date.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        self.parts().map(|parts| parts.month)
    }

    /// The year; `None` if the text does not have one or is not a valid date.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.parts()?.year
    }

    fn parts(&self) -> Option<Parts> {
        Parts::read(&self.0)
    }
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let day = number(parts.next()?, 2)?.try_into().ok()?;
        let month = number(parts.next()?, 2)?.try_into().ok()?;
        let year = match parts.next() {
            Some(year) => Some(number(year, 4)?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        Self { day, month, year }.checked()
    }

    fn checked(self) -> Option<Self> {
        let longest = match (self.month, self.year) {
            (1 | 3 | 5 | 7 | 8 | 10 | 12, _) => 31,
            (4 | 6 | 9 | 11, _) => 30,
            // Without a year, 29 February may be meant.
            (2, year) => 28 + u8::from(year.is_none_or(is_leap)),
            _ => return None,
        };
        let year_exists = self.year.is_none_or(|year| (1..=9999).contains(&year));
        ((1..=longest).contains(&self.day) && year_exists).then_some(self)
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

/// The number that exactly so many digits spell.
fn number(text: &str, digits: usize) -> Option<u16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        match Parts::read(text) {
            Some(_) => Ok(Self(text.into())),
            None => Err(ParseDateError { text: Excerpt(text).to_string() }),
        }
    }
}

impl FromScalar for Date {
    const EXPECTED: &'static str = "a date (DD.MM.YYYY or DD.MM)";
    const SHAPE: Shape = Shape::Text;

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        Text::from_scalar(scalar).map(Self)
    }

    fn as_view(&self) -> View<'_> {
        View::Text(&self.0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({:?})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::read::{from_text, optional_from_text};

    #[test]
    fn a_date_has_the_parts_that_its_text_spells() {
        let table = [
            ("01.02.1980", Some((1, 2, Some(1980)))),
            ("31.12.0001", Some((31, 12, Some(1)))),
            ("29.02.2000", Some((29, 2, Some(2000)))),
            ("29.02.1900", None),
            ("29.02.1981", None),
            ("29.02", Some((29, 2, None))),
            ("30.02", None),
            ("31.04.1980", None),
            ("00.01.1980", None),
            ("01.13.1980", None),
            ("01.01.0000", None),
            ("1.2.1980", None),
            ("01.02.80", None),
            ("01.02.", None),
            ("01.02.1980.", None),
            ("+1.02.1980", None),
            ("1980-02-01", None),
            ("", None),
        ];
        for (text, expected) in table {
            let date = from_text::<Date>(&format!("\"{text}\"")).unwrap();
            let parts = date.day().zip(date.month()).map(|(day, month)| (day, month, date.year()));
            assert_eq!(parts, expected, "{text}");
            assert_eq!(date.is_valid(), expected.is_some(), "{text}");
            assert_eq!(date.as_str(), text);
            assert_eq!(text.parse::<Date>().is_ok(), expected.is_some(), "{text}");
            if let Some((day, month, year)) = expected {
                assert_eq!(Date::new(day, month, year).unwrap(), date);
            }
        }
    }

    #[test]
    fn an_odd_date_is_kept_as_it_came() {
        let table = [(r#""unknown""#, Some("unknown")), ("0", Some("0")), (r#""""#, None), ("null", None)];
        for (json, expected) in table {
            let date = optional_from_text::<Date>(json).unwrap();
            assert_eq!(date.as_ref().map(Date::as_str), expected, "{json}");
        }
    }

    #[test]
    fn a_date_is_written_as_it_came() {
        let date = from_text::<Date>(r#""1.2""#).unwrap();
        assert_eq!(serde_json::to_string(&date).unwrap(), r#""1.2""#);
        assert_eq!(format!("{date} {date:?}"), r#"1.2 Date("1.2")"#);
    }

    #[test]
    fn a_date_that_does_not_exist_cannot_be_made() {
        for (day, month, year) in [(31, 6, None), (0, 1, None), (1, 0, None), (1, 1, Some(0)), (1, 1, Some(10_000))] {
            assert_eq!(Date::new(day, month, year), None);
        }
        let message = "30.02".parse::<Date>().unwrap_err().to_string();
        assert_eq!(message, r#""30.02" is not a date: expected DD.MM.YYYY or DD.MM"#);
    }
}
