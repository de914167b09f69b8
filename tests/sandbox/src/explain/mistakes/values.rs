//! Mistakes about values, which are signed as they are and in UTF-8.

use std::borrow::Cow;

use super::{Made, one};
use crate::explain::Facts;
use crate::explain::recipe::{Recipe, Value};

/// How programs URL-encode: what they leave as it is besides letters and digits, a space, and whether digits are small.
struct Style {
    plain: &'static [u8],
    space: &'static str,
    is_lower: bool,
}

const fn style(plain: &'static [u8], space: &'static str) -> Style {
    Style { plain, space, is_lower: false }
}

const STYLES: [Style; 8] = [
    // RFC 3986, JavaScript's encodeURIComponent, Python's quote.
    style(b"-._~", "%20"),
    style(b"-._~!'()*", "%20"),
    style(b"-._~/", "%20"),
    // Forms of browsers, PHP's urlencode, Python's quote_plus.
    style(b"*-._", "+"),
    style(b"-._", "+"),
    style(b"-._~", "+"),
    // JavaScript's encodeURI, .NET's UrlEncode.
    style(b"-._~!'()*;/?:@&=+$,#", "%20"),
    Style { plain: b"-_.!*()", space: "+", is_lower: true },
];

pub(super) fn url_encoded<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let mut made: Vec<Made<'_>> = Vec::new();
    for style in &STYLES {
        let recipe = recipe.with_values(|text| style.encode(text).map(|text| Value::Text(Cow::Owned(text))));
        made.extend(recipe.map(|recipe| (recipe, None)).filter(|recipe| !made.contains(recipe)));
    }
    made
}

/// The values that were meant then have one encoding less than those that arrived.
pub(super) fn sent_encoded_twice<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let mut made: Vec<Made<'_>> = Vec::new();
    for space in ['+', ' '] {
        let recipe = recipe.with_values(|text| decoded(text, space).map(|text| Value::Text(Cow::Owned(text))));
        made.extend(recipe.map(|recipe| (recipe, None)).filter(|recipe| !made.contains(recipe)));
    }
    made
}

pub(super) fn plus_sent_raw<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.with_values(|text| text.contains(' ').then(|| Value::Text(Cow::Owned(text.replace(' ', "+"))))))
}

pub(super) fn in_windows_1251<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.with_values(|text| (!text.is_ascii()).then(|| Value::Windows1251(Cow::Owned(text.to_owned())))))
}

impl Style {
    /// `None` for what stays as it is.
    fn encode(&self, text: &str) -> Option<String> {
        let encode = |byte: u8| match byte {
            b' ' => self.space.to_owned(),
            plain if plain.is_ascii_alphanumeric() || self.plain.contains(&plain) => char::from(plain).to_string(),
            other if self.is_lower => format!("%{other:02x}"),
            other => format!("%{other:02X}"),
        };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || self.plain.contains(&byte);
        (!text.bytes().all(is_plain)).then(|| text.bytes().map(encode).collect())
    }
}

/// `None` for what stays as it is, or is not encoded at all. A plus sign becomes the character.
fn decoded(text: &str, plus: char) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [char::from(*high), char::from(*low)];
                let [high, low] = digits.map(|digit| digit.to_digit(16));
                bytes.push(u8::try_from(high? << 4 | low?).ok()?);
                rest = after;
            }
            (b'+', _) => bytes.extend(plus.to_string().bytes()),
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).ok().filter(|decoded| decoded != text)
}

#[cfg(test)]
mod tests {
    use super::{STYLES, decoded};

    #[test]
    fn programs_encode_in_their_own_ways() {
        let encoded = STYLES.each_ref().map(|style| style.encode("a b/c!~+й").expect("there is something to encode"));
        assert_eq!(
            encoded,
            [
                "a%20b%2Fc%21~%2B%D0%B9",
                "a%20b%2Fc!~%2B%D0%B9",
                "a%20b/c%21~%2B%D0%B9",
                "a+b%2Fc%21%7E%2B%D0%B9",
                "a+b%2Fc%21%7E%2B%D0%B9",
                "a+b%2Fc%21~%2B%D0%B9",
                "a%20b/c!~+%D0%B9",
                "a+b%2fc!%7e%2b%d0%b9",
            ]
        );
    }

    #[test]
    fn what_is_not_encoded_is_not_decoded() {
        assert_eq!(decoded("a%20b+c", ' ').as_deref(), Some("a b c"));
        assert_eq!(decoded("a%20b+c", '+').as_deref(), Some("a b+c"));
        for plain in ["100%", "%zz", "%FF", "plain", "a+b"] {
            assert_eq!(decoded(plain, '+'), None, "{plain}");
        }
    }
}
