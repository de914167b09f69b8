//! Making foreign text fit for a message: short, and without secrets.
//!
//! A secret is overwritten by as many `*`, so that positions in the text stay what they were. The shorter a text is, the more often it
//! stands in others by chance: with a test's key `t` hidden, `Incorrect signature` would read `Incorrec* signa*ure`. So what has fewer
//! than [`SHORTEST`] characters is hidden only where it stands alone, as a short password may, and what has fewer than [`WORD`] nowhere.
//! The platform's keys and tokens have 32.
//!
//! Which words are secret is told from above, by [`Secrets`]. It is part of the ground and uses nothing above.

mod spelling;

use std::iter::repeat_n;

use spelling::spelled;

/// The longest excerpt of an answer, in bytes on each side of the place it is about.
const SIDE: usize = 60;

/// How much of an answer is looked at on each side, so that a secret at the excerpt's edge is seen whole.
const MARGIN: usize = 4096;

/// The longest message, in bytes.
const LONGEST: usize = 200;

/// As many characters of a secret are enough to be hidden: whoever cut the text may have left no more of it. What has fewer is too short
/// to be a secret.
pub(crate) const SHORTEST: usize = 8;

/// As many characters are hidden where they are a word by themselves.
const WORD: usize = 4;

/// A run of hexadecimal digits of this length is taken for a key, a token or a signature. Ids have up to 20 digits.
const HEX_RUN: usize = 24;

/// Whoever knows words that must not appear in a message.
pub(crate) trait Secrets: Send + Sync {
    /// All of them.
    fn secrets(&self) -> Vec<String>;
}

/// Masks the session's own secrets in every spelling, and whatever looks like a key, a token or a signature.
pub(crate) fn redact(text: &str, secrets: &[String]) -> String {
    let mut masked = text.to_owned();
    for secret in secrets {
        masked = match secret.chars().take(SHORTEST).count() {
            0..WORD => continue,
            WORD..SHORTEST => mask_words(&masked, secret),
            // The plain secret first: it may itself look like an escape.
            _ => mask(&masked.replace(secret, &"*".repeat(secret.len())), secret),
        };
    }
    mask_hex(&masked)
}

/// Overwrites each spelling of the secret, and of a beginning of it that is long enough.
fn mask(text: &str, secret: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (bytes, letters) = spelled(rest, secret);
        if letters >= SHORTEST {
            out.extend(repeat_n('*', bytes));
            rest = &rest[bytes..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

/// Overwrites each spelling of the secret that no letter and no digit stands at.
fn mask_words(text: &str, secret: &str) -> String {
    let length = secret.chars().count();
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut before) = (text, None);
    while let Some(letter) = rest.chars().next() {
        let (bytes, letters) = spelled(rest, secret);
        let around = [before, rest[bytes..].chars().next()];
        if letters == length && !around.into_iter().flatten().any(char::is_alphanumeric) {
            out.extend(repeat_n('*', bytes));
            (rest, before) = (&rest[bytes..], None);
        } else {
            out.push(letter);
            (rest, before) = (&rest[letter.len_utf8()..], Some(letter));
        }
    }
    out
}

fn mask_hex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        if run >= HEX_RUN {
            out.extend(repeat_n('*', run));
        } else {
            out.push_str(&rest[..run]);
        }
        rest = &rest[run..];
        let plain = rest.find(|c: char| c.is_ascii_hexdigit()).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
    }
    out
}

/// The beginning of `text`: short, without secrets.
pub(crate) fn message(text: &str, secrets: &[String]) -> String {
    // Masked before it is cut, so that no secret is cut.
    let mut short = redact(&text[..text.floor_char_boundary(LONGEST + MARGIN)], secrets);
    if short.len() > LONGEST {
        short.truncate(short.floor_char_boundary(LONGEST));
        short.push('…');
    }
    printable(&short)
}

/// Foreign text must not move the cursor of a terminal, begin a line of a log, or turn the letters around it.
fn printable(text: &str) -> String {
    let is_mark = |letter: char| letter.is_control() || TURNING.contains(&letter) || BREAKING.contains(&letter);
    text.replace(is_mark, " ")
}

/// What changes the direction of the text after it.
const TURNING: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}',
];

/// Ends of lines and paragraphs that are no control characters.
const BREAKING: [char; 2] = ['\u{2028}', '\u{2029}'];

/// The part of `text` around the byte `at`: on one line, short, without secrets.
pub(crate) fn excerpt(text: &str, at: usize, secrets: &[String]) -> String {
    let start = text.floor_char_boundary(at.saturating_sub(MARGIN));
    let end = text.floor_char_boundary(at.saturating_add(MARGIN));
    let window = redact(&text[start..end], secrets);
    let at = at.min(text.len()) - start;
    let from = window.floor_char_boundary(at.saturating_sub(SIDE));
    let to = window.floor_char_boundary(at.saturating_add(SIDE));
    let mut short = printable(&window[from..to]).split_whitespace().collect::<Vec<_>>().join(" ");
    if start + from > 0 {
        short.insert(0, '…');
    }
    if start + to < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> [String; 2] {
        ["private&key".to_owned(), "sessiön!".to_owned()]
    }

    #[test]
    fn own_secrets_are_masked_in_every_spelling() {
        let text = "private&key private%26key sessiön! sessi%C3%B6n! other";
        assert_eq!(redact(text, &secrets()), "*********** ************* ********* ************* other");
    }

    #[test]
    fn what_is_too_short_to_be_a_secret_mangles_no_message() {
        let secrets = ["t", "k", "key", "", "qwerty", "p&ss"].map(str::to_owned);
        for (text, expected) in [
            ("Incorrect signature", "Incorrect signature"),
            ("unknown session key 't'", "unknown session key 't'"),
            ("no qwertyuiop, no aqwerty, no qwerty1", "no qwertyuiop, no aqwerty, no qwerty1"),
            ("password=qwerty&x qwerty", "password=******&x ******"),
            ("p%26ss p&amp;ss p&ss", "****** ******** ****"),
        ] {
            assert_eq!(redact(text, &secrets), expected, "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_key_is_masked_and_an_id_is_not() {
        let text = "sig=5073f15c6d5b6ab2fde23ac43332b002&uid=15410773191172635989 081b0000ab375802";
        assert_eq!(
            redact(text, &secrets()),
            format!("sig={}&uid=15410773191172635989 081b0000ab375802", "*".repeat(32))
        );
    }

    #[test]
    fn foreign_text_changes_nothing_around_it() {
        let text = "a\u{1b}[2J\r\n\u{85}\u{2028}\u{202e}\u{2066}b";
        assert_eq!(message(text, &[]), "a [2J      b");
        assert_eq!(excerpt(text, 0, &[]), "a [2J b");
    }

    #[test]
    fn an_excerpt_is_short_and_cuts_no_character_and_no_secret() {
        let text = format!("{}private&key\n\n{}", "я".repeat(5000), "ю".repeat(5000));
        for at in [0, 9_999, 10_000, 10_005, 10_011, text.len(), text.len() + 100] {
            let short = excerpt(&text, at, &secrets());
            assert!(short.len() <= 2 * SIDE + 12, "{short}");
            assert!(!short.contains("private") && !short.contains("&key"), "{short}");
        }
        assert_eq!(excerpt("[1, 2]", 3, &secrets()), "[1, 2]");
        assert_eq!(excerpt("", 0, &secrets()), "");
    }
}
