//! Decoding of queries, strict where web frameworks are lenient: what is broken is refused, not repaired.

use super::error::IncomingError;

/// The names and values of a query, decoded: `+` and `%20` are spaces, escapes are bytes of UTF-8, empty pairs are nothing.
#[inline]
pub(super) fn query(query: &str) -> impl Iterator<Item = Result<(String, String), IncomingError>> {
    let mut at = 0;
    query.split('&').filter_map(move |pair| {
        let start = at;
        at += pair.len() + 1;
        if pair.is_empty() {
            return None;
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = component(name, start)
            .and_then(|decoded| Ok((decoded, component(value, pair.len() - value.len() + start)?)));
        Some(decoded)
    })
}

/// Decodes a name or a value that begins at the byte `start` of the text.
#[inline]
pub(super) fn component(text: &str, start: usize) -> Result<String, IncomingError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match first {
            b'%' => {
                let byte = hex_byte(rest).ok_or_else(|| IncomingError::Encoding {
                    problem: "a `%` without two hexadecimal digits",
                    at: start + text.len() - rest.len() - 1,
                })?;
                bytes.push(byte);
                rest = &rest[2..];
            }
            b'+' => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes)
        .map_err(|_| IncomingError::Encoding { problem: "a name or a value that is not UTF-8", at: start })
}

/// The byte that the first two hexadecimal digits mean.
#[inline]
pub(super) fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| (*digits.get(at)? as char).to_digit(16);
    u8::try_from(digit(0)? << 4 | digit(1)?).ok()
}

/// The bytes that exactly 32 hexadecimal digits of either case mean.
#[inline]
pub(super) fn hex_digest(digits: &str) -> Option<[u8; 16]> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let mut bytes = [0; 16];
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = hex_byte(pair)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        query(text).collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn escapes_plus_signs_and_bare_names_are_read() {
        let table: [(&str, &[(&str, &str)]); 7] = [
            ("", &[]),
            ("&&", &[]),
            ("a=1&b=", &[("a", "1"), ("b", "")]),
            ("a&=1", &[("a", ""), ("", "1")]),
            ("a=b=c", &[("a", "b=c")]),
            ("new+apps=%2B+%2b%20", &[("new apps", "+ + ")]),
            ("%D0%B8=и%d0%b8&", &[("и", "ии")]),
        ];
        for (text, expected) in table {
            let expected: Vec<_> = expected.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            assert_eq!(pairs(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_broken_is_refused_with_its_place() {
        let table = [
            ("a=%", "a `%` without two hexadecimal digits at byte 2"),
            ("a=1&b=x%2", "a `%` without two hexadecimal digits at byte 7"),
            ("%zz=1", "a `%` without two hexadecimal digits at byte 0"),
            ("a=%+1", "a `%` without two hexadecimal digits at byte 2"),
            ("a=%2é", "a `%` without two hexadecimal digits at byte 2"),
            ("a=1&b=%D0", "a name or a value that is not UTF-8 at byte 6"),
            ("%FF=1", "a name or a value that is not UTF-8 at byte 0"),
            ("a=%C0%80", "a name or a value that is not UTF-8 at byte 2"),
            ("a=%ED%A0%80", "a name or a value that is not UTF-8 at byte 2"),
        ];
        for (text, expected) in table {
            let error = query(text).collect::<Result<Vec<_>, _>>().unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_digest_is_thirty_two_digits_of_either_case() {
        let bytes = hex_digest("00ff0aA0000000000000000000000010").unwrap();
        assert_eq!(bytes, [0, 255, 10, 160, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16]);
        for text in ["", "00", "0g000000000000000000000000000000", "+1000000000000000000000000000000"] {
            assert_eq!(hex_digest(text), None, "{text}");
        }
        for length in [31, 33, 34, 64] {
            assert_eq!(hex_digest(&"0".repeat(length)), None, "{length}");
        }
    }
}
