//! Typed reading of the parameters that a signature covers.
//!
//! The forms are strict, unlike those of the platform's answers: a signature without separators is only as good as they are.

use secrecy::SecretString;

use super::{decode::hex_digest, error::IncomingError, params::Params};
use crate::{
    objects::{MobileSpec, Privilege, RefererType},
    types::{Text, Timestamp, Uid},
};

/// The parameters that a signature was found to cover, less those that were read already.
pub(super) struct Signed(pub(super) Params);

impl Signed {
    #[inline]
    pub(super) fn required<T: Member>(&mut self, name: &'static str) -> Result<T, IncomingError> {
        self.optional(name)?.ok_or(IncomingError::Missing(name))
    }

    #[inline]
    pub(super) fn optional<T: Member>(&mut self, name: &'static str) -> Result<Option<T>, IncomingError> {
        self.0.remove(name).map(|text| read(name, &text)).transpose()
    }

    /// What was not read.
    #[inline]
    pub(super) fn rest(self) -> Params {
        self.0
    }
}

/// Refuses a request for another application before its signature, which then is wrong for a better reason.
#[inline]
pub(super) fn same_application(params: &Params, name: &'static str, own: u64) -> Result<(), IncomingError> {
    let found = read(name, params.get(name).ok_or(IncomingError::Missing(name))?)?;
    if found == own { Ok(()) } else { Err(IncomingError::OtherApplication { found, own }) }
}

/// Refuses a session from its last second on.
#[inline]
pub(super) fn not_expired(end: Timestamp, now: Timestamp) -> Result<(), IncomingError> {
    if now < end { Ok(()) } else { Err(IncomingError::Expired { end, now }) }
}

#[inline]
fn read<T: Member>(name: &'static str, text: &str) -> Result<T, IncomingError> {
    T::read(text).ok_or(IncomingError::Malformed { name, expected: T::EXPECTED })
}

/// A kind of value.
pub(super) trait Member: Sized {
    const EXPECTED: &'static str;

    fn read(text: &str) -> Option<Self>;
}

impl Member for u64 {
    const EXPECTED: &'static str = "a whole number in decimal digits";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        // The standard library would also accept a plus sign.
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
    }
}

impl Member for Uid {
    const EXPECTED: &'static str = "a user id in decimal digits";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Member for Timestamp {
    const EXPECTED: &'static str = "a Unix time in whole seconds";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        i64::try_from(u64::read(text)?).ok().map(Self::from_secs)
    }
}

impl Member for bool {
    const EXPECTED: &'static str = "0 or 1";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        match text {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }
}

/// A session key or an authentication key; all that were ever seen are of this form.
impl Member for SecretString {
    const EXPECTED: &'static str = "32 hexadecimal digits";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        hex_digest(text).map(|_| text.into())
    }
}

impl Member for Vec<Privilege> {
    const EXPECTED: &'static str = "words of letters, digits and underscores, separated by commas";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let words = text.split(',').filter(|word| !word.is_empty());
        words.map(|word| is_word(word).then(|| word.into())).collect()
    }
}

impl Member for Text {
    const EXPECTED: &'static str = "a text";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl Member for RefererType {
    const EXPECTED: &'static str = Text::EXPECTED;

    #[inline]
    fn read(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl Member for MobileSpec {
    const EXPECTED: &'static str = Text::EXPECTED;

    #[inline]
    fn read(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_and_nothing_else() {
        assert_eq!(u64::read("18446744073709551615"), Some(u64::MAX));
        assert_eq!(Timestamp::read("1428772849"), Some(Timestamp::from_secs(1_428_772_849)));
        for text in ["", "+1", "-1", " 1", "1 ", "1.0", "1e3", "0x1", "١", "18446744073709551616", "1profit=5"] {
            assert_eq!(u64::read(text), None, "{text}");
            assert_eq!(Uid::read(text), None, "{text}");
            assert_eq!(Timestamp::read(text), None, "{text}");
        }
        assert_eq!(Timestamp::read("9223372036854775808"), None);
    }

    #[test]
    fn a_flag_is_one_digit() {
        assert_eq!((bool::read("0"), bool::read("1")), (Some(false), Some(true)));
        for text in ["", "2", "00", "true", "1mailiki_price=10"] {
            assert_eq!(bool::read(text), None, "{text}");
        }
    }

    #[test]
    fn permissions_are_words_known_or_not() {
        let words = Vec::<Privilege>::read("stream,new_one").unwrap();
        assert_eq!(words, [Privilege::Stream, Privilege::Unknown("new_one".into())]);
        assert_eq!(Vec::<Privilege>::read(""), Some(vec![]));
        for text in ["emailsis_app_user=1", "a b", "a;b", "почта"] {
            assert_eq!(Vec::<Privilege>::read(text), None, "{text}");
        }
    }
}
