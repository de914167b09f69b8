//! Decoding of `application/x-www-form-urlencoded`, stricter than browsers are: what is broken is refused, not guessed at.

use crate::parameters::Parameters;
use crate::platform::Failure;

/// Adds the pairs of a query string or of a form body.
pub(super) fn add(parameters: &mut Parameters, encoded: &[u8]) -> Result<(), Failure> {
    for pair in encoded.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
        let (name, value) = match pair.iter().position(|&byte| byte == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &[][..]),
        };
        let name = decode(name).ok_or_else(|| Failure::parameter("the name of a parameter is not encoded UTF-8"))?;
        let value = decode(value).ok_or_else(|| Failure::invalid(&name, "is not encoded UTF-8"))?;
        parameters.add(name, value);
    }
    Ok(())
}

/// `None` for a percent sign without two digits, and for bytes that are not UTF-8.
pub(super) fn decode(encoded: &[u8]) -> Option<String> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [first, after @ ..] = rest {
        rest = after;
        decoded.push(match first {
            b'+' => b' ',
            b'%' => {
                let [high, low, after @ ..] = rest else { return None };
                rest = after;
                digit(*high)? << 4 | digit(*low)?
            }
            other => *other,
        });
    }
    String::from_utf8(decoded).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{Parameters, add, decode};

    #[test]
    fn plus_is_a_space_and_percent_2b_is_a_plus() {
        assert_eq!(decode(b"a+b%2Bc%2bd").as_deref(), Some("a b+c+d"));
    }

    #[test]
    fn cyrillic_is_read_as_utf8() {
        assert_eq!(decode("%D0%AFна".as_bytes()).as_deref(), Some("Яна"));
    }

    #[test]
    fn broken_encoding_is_refused() {
        for broken in ["%", "%4", "%zz", "%+1", "%FF", "%D0"] {
            assert_eq!(decode(broken.as_bytes()), None, "{broken}");
        }
    }

    #[test]
    fn a_value_may_be_empty_or_hold_an_equals_sign() {
        let mut parameters = Parameters::default();
        add(&mut parameters, b"&uids=&title=a=b&flag&").expect("well-formed");
        let pairs: Vec<_> = parameters.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("uids", ""), ("title", "a=b"), ("flag", "")]);
    }
}
