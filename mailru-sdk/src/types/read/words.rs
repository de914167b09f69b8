//! What may be shown of a value that is not what its place takes.
//!
//! Answers hold private texts and keys. An error shows at most 40 characters, and nothing at all of a text with a key
//! in it.

use std::{borrow::Cow, fmt};

/// The longest piece of an answer that an error shows, in characters.
pub(crate) const LONGEST: usize = 40;

/// The length of session keys, signatures and private keys, all of which are hexadecimal digits.
const KEY_DIGITS: usize = 32;

/// A text in quotation marks, as much of it as may be shown.
pub(crate) struct Excerpt<'a>(pub(crate) &'a str);

/// The text with every key in it replaced.
pub(crate) fn without_secrets(text: &str) -> Cow<'_, str> {
    let (mut safe, mut rest) = (String::new(), text);
    while let Some(start) = key_start(rest) {
        let key = rest[start..].bytes().take_while(u8::is_ascii_hexdigit).count();
        safe.push_str(&rest[..start]);
        safe.push('…');
        rest = &rest[start + key..];
    }
    if safe.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(safe + rest) }
}

/// Where the first run of hexadecimal digits begins that is long enough to be a key.
fn key_start(text: &str) -> Option<usize> {
    let mut run = 0;
    for (at, byte) in text.bytes().enumerate() {
        run = if byte.is_ascii_hexdigit() { run + 1 } else { 0 };
        if run == KEY_DIGITS {
            return Some(at + 1 - KEY_DIGITS);
        }
    }
    None
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if key_start(self.0).is_some() {
            return write!(f, "a string of {} characters", self.0.chars().count());
        }
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdefABCDEF0123456789";

    #[test]
    fn an_excerpt_is_short_and_on_one_line() {
        assert_eq!(Excerpt("a\n\"b\"").to_string(), r#""a\n\"b\"""#);
        assert_eq!(Excerpt(&"я".repeat(40)).to_string(), format!("\"{}\"", "я".repeat(40)));
        assert_eq!(Excerpt(&"я".repeat(41)).to_string(), format!("\"{}\"…", "я".repeat(40)));
    }

    #[test]
    fn nothing_is_shown_of_a_text_with_a_key() {
        let long = format!("{}{KEY}", "x".repeat(30));
        assert_eq!(Excerpt(&long).to_string(), "a string of 62 characters");
        assert_eq!(Excerpt(KEY).to_string(), "a string of 32 characters");
        assert_eq!(Excerpt(&KEY[1..]).to_string(), format!("{:?}", &KEY[1..]));
    }

    #[test]
    fn keys_are_cut_out_of_messages() {
        assert_eq!(without_secrets(&format!("a {KEY}0 b {KEY}")), "a … b …");
        assert_eq!(without_secrets("deadbeef"), "deadbeef");
    }
}
