//! The ways in which a text can stand inside another one: as it is, or as URLs, forms, JSON, HTML and Rust write it.

/// How many bytes at the beginning of `text` spell the beginning of `wanted`, and how many of its characters they spell.
pub(super) fn spelled(text: &str, wanted: &str) -> (usize, usize) {
    let (mut bytes, mut letters) = (0, 0);
    for letter in wanted.chars() {
        match longest(&text[bytes..], letter) {
            0 => break,
            length => bytes += length,
        }
        letters += 1;
    }
    (bytes, letters)
}

/// The length of the letter's spelling at the beginning of the text, in bytes; the longest, since `&amp;` begins as `&` does.
fn longest(text: &str, letter: char) -> usize {
    let plain = if text.starts_with(letter) { letter.len_utf8() } else { 0 };
    if text.starts_with(['%', '\\', '&', '+']) {
        plain.max(percent(text, letter)).max(backslash(text, letter)).max(html(text, letter))
    } else {
        plain
    }
}

/// URLs write `%D1%8F`, and forms write `+` for a space.
fn percent(text: &str, letter: char) -> usize {
    if letter == ' ' && text.starts_with('+') {
        return 1;
    }
    let encoded = letter.encode_utf8(&mut [0; 4]).bytes().try_fold(text, |rest, byte| {
        let rest = rest.strip_prefix('%')?;
        (number(rest.get(..2)?, 16) == Some(byte.into())).then(|| &rest[2..])
    });
    encoded.map_or(0, |rest| text.len() - rest.len())
}

/// JSON writes `\n` and `\u044f`, Rust writes `\n` and `\u{44f}`.
fn backslash(text: &str, letter: char) -> usize {
    let Some(escape) = text.strip_prefix('\\') else { return 0 };
    let short = match letter {
        '"' | '\\' | '/' | '\'' => letter,
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\0' => '0',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        _ => 'u',
    };
    if short != 'u' && escape.starts_with(short) {
        return 2;
    }
    if let Some((digits, rest)) = escape.strip_prefix("u{").and_then(|braced| split_near(braced, '}')) {
        return if number(digits, 16) == Some(letter.into()) { text.len() - rest.len() } else { 0 };
    }
    let units = letter.encode_utf16(&mut [0; 2]).iter().try_fold(text, |rest, unit| {
        let rest = rest.strip_prefix("\\u")?;
        (number(rest.get(..4)?, 16) == Some((*unit).into())).then(|| &rest[4..])
    });
    units.map_or(0, |rest| text.len() - rest.len())
}

/// HTML writes `&amp;`, `&#39;` and `&#x27;`.
fn html(text: &str, letter: char) -> usize {
    let Some((entity, rest)) = text.strip_prefix('&').and_then(|entity| split_near(entity, ';')) else { return 0 };
    let is_meant = match entity.strip_prefix('#') {
        Some(digits) => {
            let code = digits.strip_prefix(['x', 'X']).map_or_else(|| number(digits, 10), |digits| number(digits, 16));
            code == Some(letter.into())
        }
        None => matches!((entity, letter), ("amp", '&') | ("lt", '<') | ("gt", '>') | ("quot", '"') | ("apos", '\'')),
    };
    if is_meant { text.len() - rest.len() } else { 0 }
}

/// The longest escape between its first and its last sign, in bytes.
const LONGEST: usize = 10;

/// Splits where the escape ends. It does not look far, or a text full of beginnings would be read over and over.
fn split_near(text: &str, end: char) -> Option<(&str, &str)> {
    let near = text.bytes().take(LONGEST).position(|byte| char::from(byte) == end)?;
    Some((&text[..near], &text[near + end.len_utf8()..]))
}

fn number(digits: &str, radix: u32) -> Option<u32> {
    u32::from_str_radix(digits, radix).ok()
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn a_text_is_known_in_every_spelling() {
        let wanted = "a&\"\\/' я😀\n";
        for text in [
            "a&\"\\/' я😀\n",
            "a%26%22%5C%2F%27%20%D1%8F%F0%9F%98%80%0A",
            "a%26%22%5c%2f%27+%d1%8f%f0%9f%98%80%0a",
            r#"a\u0026\"\\\/' \u044f\ud83d\ude00\n"#,
            r#"a&\"\\/\' \u{44f}\u{1f600}\n"#,
            "a&amp;&quot;\\/&#39; &#1103;&#x1F600;\n",
        ] {
            assert_eq!(spelled(&format!("{text}tail"), wanted), (text.len(), wanted.chars().count()), "{text}");
        }
    }

    #[test]
    fn the_beginning_of_a_text_is_known() {
        for (text, expected) in [("abx", (2, 2)), ("a%62", (4, 2)), ("ab", (2, 2)), ("x", (0, 0)), ("", (0, 0))] {
            assert_eq!(spelled(text, "abc"), expected, "{text}");
        }
    }

    #[test]
    fn an_escape_that_is_none_is_no_spelling() {
        for text in
            ["%", "%я", "%4", "%+1", "\\", "\\u", "\\u04", "\\u{44f", "\\u{}", "&", "&#;", "&#x;", "&amp", "&я;"]
        {
            assert_eq!(spelled(text, "Q").0, 0, "{text}");
        }
    }
}
