//! Addresses with something added to them, written so that no value can break out of its place.

use crate::escape;

/// The address with more in its query; what is there stays.
pub(crate) fn with_query(address: &str, members: &[(&str, String)]) -> String {
    let separator = match address.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    format!("{}{separator}{}", in_ascii(address), escape::query(members))
}

/// The address with a fragment.
pub(crate) fn with_fragment(address: &str, members: &[(&str, String)]) -> String {
    format!("{}#{}", in_ascii(address), escape::query(members))
}

/// A header holds ASCII only; browsers read the rest in this form.
fn in_ascii(address: &str) -> String {
    let encode = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    address.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::{with_fragment, with_query};

    #[test]
    fn a_query_that_is_there_is_kept() {
        let code = [("code", "1".to_owned()), ("state", "a&b=c#d".to_owned())];
        for (address, expected) in [
            ("http://a/b", "http://a/b?code=1&state=a%26b%3Dc%23d"),
            ("http://a/b?c=d", "http://a/b?c=d&code=1&state=a%26b%3Dc%23d"),
            ("http://a/b?", "http://a/b?code=1&state=a%26b%3Dc%23d"),
            ("http://a/b?c&", "http://a/b?c&code=1&state=a%26b%3Dc%23d"),
            ("http://a/й", "http://a/%D0%B9?code=1&state=a%26b%3Dc%23d"),
        ] {
            assert_eq!(with_query(address, &code), expected);
        }
    }

    #[test]
    fn a_fragment_is_behind_the_query() {
        assert_eq!(with_fragment("http://a/?b=c", &[("error", "й".to_owned())]), "http://a/?b=c#error=%D0%B9");
    }
}
