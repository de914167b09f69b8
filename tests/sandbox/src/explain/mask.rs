//! What of a base string may be shown: secrets have placeholders, and what a terminal or a page would act on is written out.

use std::fmt::Write as _;

use super::recipe::Keys;

pub(super) const PRIVATE_KEY: &str = "{private_key}";
pub(super) const SECRET_KEY: &str = "{secret_key}";

/// Shorter keys, such as a test chooses, are found in texts that have nothing to do with them.
const SHORTEST_KEY: usize = 16;

/// Parameters whose values are secrets; the placeholder is their name in braces.
const SECRETS: [&str; 7] =
    ["session_key", "session_id", "sig", "access_token", "refresh_token", "client_secret", "password"];

/// Whether the value of a parameter is kept to those who ask for it.
pub(crate) fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

/// The longest value that is shown whole, in bytes.
const LONGEST_VALUE: usize = 4 << 10;

/// The value of a parameter.
pub(super) fn value(name: &str, value: &str, keys: Keys<'_>) -> String {
    if is_secret(name) && !value.is_empty() {
        return format!("{{{name}}}");
    }
    text(&shortened(value, LONGEST_VALUE), keys)
}

/// Any other text, in which a key may have been put by mistake.
pub(super) fn text(text: &str, keys: Keys<'_>) -> String {
    without_keys(&escaped(text), keys)
}

/// The text with placeholders for the keys, and otherwise as it is.
pub(super) fn without_keys(text: &str, keys: Keys<'_>) -> String {
    let mut masked = text.to_owned();
    for (key, placeholder) in [(keys.private, PRIVATE_KEY), (keys.secret, SECRET_KEY)] {
        if key.len() >= SHORTEST_KEY && masked.contains(key) {
            masked = masked.replace(key, placeholder);
        }
    }
    masked
}

/// With control characters, and those that change the direction of writing, as in a Rust string.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if is_invisible(char) {
            escaped.extend(char.escape_default());
        } else {
            escaped.push(char);
        }
    }
    escaped
}

/// In ASCII, on one line.
pub(super) fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            ' '..='~' => ascii.push(char),
            // Writing to a text cannot fail.
            other => drop(write!(ascii, "{}", other.escape_default())),
        }
    }
    ascii
}

/// At most about so many bytes of the text: its beginning, its end, and how much is between them.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let head = text.floor_char_boundary(most / 2);
    let tail = text.ceil_char_boundary(text.len() - most / 2);
    format!("{}...{} bytes...{}", &text[..head], tail - head, &text[tail..])
}

fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || char == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::{Keys, ascii, escaped, shortened, text, value};

    const KEYS: Keys<'static> = Keys { private: "0123456789abcdef0", secret: "secret" };

    #[test]
    fn secrets_have_placeholders_wherever_they_stand() {
        assert_eq!(value("session_key", "abc", KEYS), "{session_key}");
        assert_eq!(value("session_key", "", KEYS), "");
        assert_eq!(value("text", "my key is 0123456789abcdef0!", KEYS), "my key is {private_key}!");
        assert_eq!(text("a secret of one's own", KEYS), "a secret of one's own", "the key is too short to be told");
    }

    #[test]
    fn what_a_terminal_would_act_on_is_written_out() {
        assert_eq!(escaped("a\nb\u{1b}[1m\u{202e}й"), "a\\nb\\u{1b}[1m\\u{202e}й");
        assert_eq!(ascii("a\r\nй"), "a\\r\\n\\u{439}");
    }

    #[test]
    fn long_texts_keep_both_ends_and_whole_letters() {
        assert_eq!(shortened("0123456789", 10), "0123456789");
        assert_eq!(shortened("0123456789x", 10), "01234...1 bytes...6789x");
        assert_eq!(shortened("ййййй", 6), "й...6 bytes...й");
    }
}
