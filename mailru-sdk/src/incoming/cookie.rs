//! The text of the `mrc` cookie: a query string, with or without JavaScript's `escape` around it.

use std::{borrow::Cow, fmt::Write};

use super::{decode::hex_byte, error::IncomingError, params::Params};

/// The parameters in a cookie. What holds a `&` or a `=` is not escaped, since `escape` leaves neither.
#[inline]
pub(super) fn params(cookie: &str) -> Result<Params, IncomingError> {
    let query = if cookie.contains(['&', '=']) { Cow::Borrowed(cookie) } else { unescape(cookie)?.into() };
    Params::from_query(&query)
}

/// Undoes `escape`, which writes UTF-16: `%XX` is a unit up to 255, not a byte of UTF-8, and `%uXXXX` is any unit.
#[inline]
fn unescape(text: &str) -> Result<String, IncomingError> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        rest = &rest[first.len_utf8()..];
        if first != '%' {
            units.extend_from_slice(first.encode_utf16(&mut [0; 2]));
            continue;
        }
        let (unit, length) = match rest.strip_prefix('u') {
            Some(digits) => (unit(digits.as_bytes()), 5),
            None => (hex_byte(rest.as_bytes()).map(u16::from), 2),
        };
        units.push(unit.ok_or(IncomingError::Encoding { problem: "a broken escape of JavaScript's", at })?);
        rest = &rest[length..];
    }
    String::from_utf16(&units).map_err(|_| IncomingError::Encoding { problem: "half a UTF-16 character", at: 0 })
}

/// The UTF-16 unit that the first four hexadecimal digits mean.
#[inline]
fn unit(digits: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes([hex_byte(digits)?, hex_byte(digits.get(2..)?)?]))
}

/// What JavaScript's `escape` makes of the text.
#[inline]
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        // Writing to a string does not fail.
        let _ = match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => out.write_char(char::from(byte)),
            Ok(byte) => write!(out, "%{byte:02X}"),
            Err(_) => write!(out, "%u{unit:04X}"),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn javascript_escapes_are_read() {
        let table = [
            ("app_id%3D1%26ext_perm%3Da%252Cb", "app_id=1&ext_perm=a%2Cb"),
            ("%u041F%u0440%E9", "Прé"),
            ("%uD83D%uDE00", "😀"),
            ("%uff21%u00e9", "Ａé"),
            ("", ""),
        ];
        for (cookie, expected) in table {
            assert_eq!(unescape(cookie).unwrap(), expected, "{cookie}");
        }
    }

    #[test]
    fn what_is_broken_is_refused() {
        for cookie in ["%", "a%4", "%u", "%u12", "%u123g", "%U1234", "%u12é", "%é1", "%uD83D", "%uDE00%uD83D", "%+1"]
        {
            assert!(matches!(unescape(cookie), Err(IncomingError::Encoding { .. })), "{cookie}");
        }
    }

    #[test]
    fn a_cookie_is_read_escaped_or_not() {
        let plain = "app_id=1&ext_perm=a%2Cb&state=";
        let params_of = |cookie: &str| params(cookie).unwrap().to_query();
        assert_eq!(params_of(plain), plain);
        assert_eq!(params_of(&escape(plain)), plain);
    }

    proptest! {
        #[test]
        fn what_was_escaped_is_read_again(text: String) {
            prop_assert_eq!(unescape(&escape(&text)).unwrap(), text);
        }

        #[test]
        fn no_cookie_is_too_much(text: String) {
            let _ = params(&text);
        }
    }
}
