//! Client credentials in a header, `Authorization: Basic`, as OAuth libraries for other services send them.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use super::form;
use crate::parameters::Parameters;

/// Adds the id and the secret of the header to what the form says. What both say in different words stands there twice then, which is
/// as wrong as any other parameter that does. A header that cannot be read says nothing.
pub(super) fn add(parameters: &mut Parameters, headers: &HeaderMap) {
    let Some((id, secret)) = credentials(headers) else { return };
    for (name, value) in [("client_id", id), ("client_secret", secret)] {
        if parameters.get(name) != Some(&value) {
            parameters.add(name.to_owned(), value);
        }
    }
}

fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, encoded) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(base64(encoded.trim())?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((unescaped(id), unescaped(secret)))
}

/// RFC 6749 has both encoded as in a form. Those who do not know it send them as they are, which is the same for most.
fn unescaped(text: &str) -> String {
    form::decode(text.as_bytes()).unwrap_or_else(|| text.to_owned())
}

/// With padding or without.
fn base64(encoded: &str) -> Option<Vec<u8>> {
    let digits = encoded.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(digits.len());
    for group in digits.chunks(4) {
        let value = group.iter().try_fold(0_u32, |value, digit| Some(value << 6 | u32::from(digit_of(*digit)?)))?;
        let missing = 4 - group.len();
        // One digit alone is less than a byte.
        if missing == 3 {
            return None;
        }
        let whole = (value << (6 * missing)).to_be_bytes();
        bytes.extend(&whole[1..4 - missing]);
    }
    Some(bytes)
}

fn digit_of(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{AUTHORIZATION, base64, credentials};

    #[test]
    fn base64_is_read_with_its_padding_and_without() {
        for (encoded, expected) in [
            ("", ""),
            ("YQ==", "a"),
            ("YQ", "a"),
            ("YWI=", "ab"),
            ("YWJj", "abc"),
            ("0LnQuQ==", "йй"),
            ("Pz8/Pj4+", "???>>>"),
        ] {
            assert_eq!(base64(encoded).as_deref(), Some(expected.as_bytes()), "{encoded}");
        }
        for broken in ["Y", "YWJjZ", "Y Q=", "YQ-_", "й"] {
            assert_eq!(base64(broken), None, "{broken}");
        }
    }

    #[test]
    fn what_is_no_basic_header_says_nothing() {
        for header in ["", "Basic", "Basic !", "Bearer YTpi", "Basic YWI=", "Basic /w=="] {
            let headers = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static(header))]);
            assert_eq!(credentials(&headers), None, "{header}");
        }
        let headers = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("bAsIc NDIzMDA0OmElM0FiOmM="))]);
        assert_eq!(credentials(&headers), Some(("423004".to_owned(), "a:b:c".to_owned())));
        assert_eq!(credentials(&HeaderMap::new()), None);
    }
}
