//! Values from outside, written so that they cannot break out of where they stand: a page, or an address.

use std::fmt;

/// A value as text of a page or as the value of a quoted attribute, whatever it holds.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // No parser takes it, and some stop at it.
                '\0' => f.write_str("\u{fffd}")?,
                other => write!(f, "{other}")?,
            }
        }
        Ok(())
    }
}

/// Names and values as a query string.
pub(crate) fn query<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    let pair = |(name, value): &(N, V)| format!("{}={}", encode(name.as_ref()), encode(value.as_ref()));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn encode(value: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::{Escaped, query};

    #[test]
    fn nothing_that_is_escaped_can_open_a_tag_or_close_an_attribute() {
        let escaped = Escaped("<a b='c' d=\"e\">&amp;\0й").to_string();
        assert_eq!(escaped, "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;\u{fffd}й");
    }

    #[test]
    fn nothing_in_a_query_can_end_its_value() {
        assert_eq!(query(&[("a&b", "c=d #+%"), ("", "й")]), "a%26b=c%3Dd%20%23%2B%25&=%D0%B9");
    }
}
