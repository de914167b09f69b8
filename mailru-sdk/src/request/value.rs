//! The value of a parameter, as it goes over the wire.

use std::{borrow::Cow, fmt};

use crate::{
    types::{Date, Flag, Json, Text, Timestamp, Uid},
    wire::file::File,
};

/// Room for an integer, which has at most so many digits.
pub(super) const INTEGER_ROOM: usize = "-9223372036854775808".len();

/// The value of a parameter. Made by `into()` from texts, numbers, `bool` (sent as `1` and `0`) and the SDK's own types.
#[derive(Clone)]
pub struct Value<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    Absent,
    Unsigned(u64),
    Signed(i64),
    Fraction(f64),
    Text(Cow<'a, str>),
    /// A part of a multipart form; it has no text and is not signed.
    File(File),
}

impl Value<'_> {
    pub(crate) const ABSENT: Self = Self(Repr::Absent);

    #[inline]
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self.0, Repr::Absent)
    }

    /// Hands the text on the wire to `sink`; an absent value and a file have none.
    #[inline]
    pub(crate) fn with_text(&self, sink: impl FnOnce(&str)) {
        match &self.0 {
            Repr::Absent | Repr::File(_) => {}
            Repr::Unsigned(number) => sink(itoa::Buffer::new().format(*number)),
            Repr::Signed(number) => sink(itoa::Buffer::new().format(*number)),
            Repr::Fraction(number) => sink(&number.to_string()),
            Repr::Text(text) => sink(text),
        }
    }

    /// How much room the text takes, of numbers about.
    #[inline]
    pub(crate) fn room(&self) -> usize {
        self.text().map_or(INTEGER_ROOM, str::len)
    }

    /// The same value without what it borrows.
    pub(crate) fn into_owned(self) -> Value<'static> {
        Value(match self.0 {
            Repr::Absent => Repr::Absent,
            Repr::Unsigned(number) => Repr::Unsigned(number),
            Repr::Signed(number) => Repr::Signed(number),
            Repr::Fraction(number) => Repr::Fraction(number),
            Repr::Text(text) => Repr::Text(Cow::Owned(text.into_owned())),
            Repr::File(file) => Repr::File(file),
        })
    }

    /// The number, for checking limits.
    pub(crate) fn number(&self) -> Option<i128> {
        match &self.0 {
            Repr::Unsigned(number) => Some((*number).into()),
            Repr::Signed(number) => Some((*number).into()),
            Repr::Absent | Repr::Fraction(_) | Repr::Text(_) | Repr::File(_) => None,
        }
    }

    /// The fraction, for checking limits.
    pub(crate) fn fraction(&self) -> Option<f64> {
        match &self.0 {
            Repr::Fraction(number) => Some(*number),
            Repr::Absent | Repr::Unsigned(_) | Repr::Signed(_) | Repr::Text(_) | Repr::File(_) => None,
        }
    }

    /// The text, for checking limits.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.0 {
            Repr::Text(text) => Some(text),
            Repr::Absent | Repr::Unsigned(_) | Repr::Signed(_) | Repr::Fraction(_) | Repr::File(_) => None,
        }
    }

    pub(crate) fn file(&self) -> Option<&File> {
        match &self.0 {
            Repr::File(file) => Some(file),
            Repr::Absent | Repr::Unsigned(_) | Repr::Signed(_) | Repr::Fraction(_) | Repr::Text(_) => None,
        }
    }
}

/// Does not show the value, which may be private.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Value").finish_non_exhaustive()
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self(Repr::Text(Cow::Borrowed(text)))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self(Repr::Text(Cow::Owned(text)))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self(Repr::Text(Cow::Borrowed(text)))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(Repr::Text(text))
    }
}

impl<'a> From<&'a Text> for Value<'a> {
    fn from(text: &'a Text) -> Self {
        Self(Repr::Text(Cow::Borrowed(text)))
    }
}

impl From<Text> for Value<'_> {
    fn from(text: Text) -> Self {
        Self(Repr::Text(Cow::Owned(text.into())))
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self(Repr::Unsigned(flag.into()))
    }
}

impl From<Flag> for Value<'_> {
    fn from(flag: Flag) -> Self {
        flag.is_set().into()
    }
}

impl From<Uid> for Value<'_> {
    fn from(uid: Uid) -> Self {
        Self(Repr::Unsigned(uid.get()))
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(time: Timestamp) -> Self {
        Self(Repr::Signed(time.as_secs()))
    }
}

impl From<Date> for Value<'_> {
    fn from(date: Date) -> Self {
        Self(Repr::Text(Cow::Owned(date.as_str().to_owned())))
    }
}

impl From<Json> for Value<'_> {
    fn from(json: Json) -> Self {
        Self(Repr::Text(Cow::Owned(json.to_string())))
    }
}

impl From<File> for Value<'_> {
    fn from(file: File) -> Self {
        Self(Repr::File(file))
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self(Repr::Fraction(number))
    }
}

macro_rules! from_integers {
    ($repr:ident: $($from:ty),+) => {
        $(impl From<$from> for Value<'_> {
            fn from(number: $from) -> Self {
                Self(Repr::$repr(number.into()))
            }
        })+
    };
}

from_integers!(Unsigned: u8, u16, u32, u64);
from_integers!(Signed: i8, i16, i32, i64);
