//! A birthday in the three forms that the platform writes it in.

use std::fmt;

use crate::generator::Generator;

/// The year in which the world stands still, see [`super::NOW`].
const THIS_YEAR: u64 = 2014;

/// Today's month; today is its first day.
const THIS_MONTH: u64 = 9;

/// When somebody was born, as far as they tell.
#[derive(Debug, Clone)]
pub(crate) enum Birthday {
    /// Not told: an empty text.
    Hidden,
    /// `DD.MM`.
    WithoutYear { day: u64, month: u64 },
    /// `DD.MM.YYYY`.
    Full { day: u64, month: u64, year: u64 },
}

impl Birthday {
    /// Two of every twenty people hide the year or the whole of it.
    pub(crate) fn new(ordinal: u64, generator: &mut Generator) -> Self {
        let (day, month, year) = (generator.between(1, 29), generator.between(1, 13), generator.between(1950, 2000));
        match ordinal % 20 {
            1 => Self::WithoutYear { day, month },
            2 => Self::Hidden,
            _ => Self::Full { day, month, year },
        }
    }

    /// Reads `DD.MM.YYYY` and `DD.MM`; an empty text is a hidden one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let number = |part: &str, digits: usize, most: u64| {
            let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|number| is_number && (1..=most).contains(number))
        };
        match text.split('.').collect::<Vec<_>>()[..] {
            [""] => Some(Self::Hidden),
            [day, month] => {
                let month = number(month, 2, 12)?;
                // Whoever does not tell the year may be born in one that has the day.
                Some(Self::WithoutYear { day: number(day, 2, days(month, 2000))?, month })
            }
            [day, month, year] => {
                let (month, year) = (number(month, 2, 12)?, number(year, 4, THIS_YEAR - 1)?);
                Some(Self::Full { day: number(day, 2, days(month, year))?, month, year })
            }
            _ => None,
        }
    }

    /// The age in full years, when the year is told.
    pub(crate) fn age(&self) -> Option<u64> {
        let Self::Full { day, month, year } = *self else { return None };
        let still_to_come = (month, day) > (THIS_MONTH, 1);
        Some(THIS_YEAR - year - u64::from(still_to_come))
    }
}

/// How many days the month has in that year.
fn days(month: u64, year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden => Ok(()),
            Self::WithoutYear { day, month } => write!(f, "{day:02}.{month:02}"),
            Self::Full { day, month, year } => write!(f, "{day:02}.{month:02}.{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Birthday;

    #[test]
    fn a_birthday_reads_as_far_as_it_is_told() {
        assert_eq!(Birthday::Hidden.to_string(), "");
        assert_eq!(Birthday::WithoutYear { day: 1, month: 2 }.to_string(), "01.02");
        assert_eq!(Birthday::Full { day: 1, month: 2, year: 1985 }.to_string(), "01.02.1985");
    }

    #[test]
    fn a_birthday_is_read_as_it_is_written() {
        for text in ["", "01.02", "29.02", "31.12.1985", "29.02.1984", "29.02.2000", "30.04.1985"] {
            assert_eq!(Birthday::parse(text).map(|birthday| birthday.to_string()).as_deref(), Some(text));
        }
        for text in [
            "30.02",
            "29.02.1985",
            "29.02.1900",
            "31.04",
            "00.01",
            "1.2",
            "32.01",
            "01.13",
            "01.02.85",
            "01.02.2014",
            "01.02.1985.1",
            "a",
            "+1.02",
        ] {
            assert!(Birthday::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_year_of_life_is_counted_from_the_birthday_on() {
        let age = |day, month| Birthday::Full { day, month, year: 1985 }.age();
        assert_eq!((age(31, 8), age(1, 9), age(2, 9)), (Some(29), Some(29), Some(28)));
    }
}
