//! Mistakes about values, which are signed as they are and in UTF-8.

use std::borrow::Cow;

use super::{Made, one};
use crate::explain::Facts;
use crate::explain::recipe::{Recipe, Value};

/// Ampersands are looked for in so many values, and so many in one.
const MOST_HOSTS: usize = 32;
const MOST_AMPERSANDS: usize = 8;

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

/// What came as parameters of their own is then the rest of the value in front of them. An ampersand at the end leaves nothing.
pub(super) fn ampersand_sent_raw<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let mut made = Vec::new();
    // Of very many parameters there would be too many ways.
    for (at, (name, value)) in recipe.pairs.iter().enumerate().take(MOST_HOSTS) {
        let Value::Text(text) = value else { continue };
        let mut add = |count, text: String| made.push((recipe.joined(at, count, text), Some((*name).to_owned())));
        let mut whole = text.clone().into_owned();
        add(0, format!("{whole}&"));
        for (count, (name_of_rest, rest)) in (1..=MOST_AMPERSANDS).zip(&recipe.pairs[at + 1..]) {
            let Value::Text(rest) = rest else { break };
            whole.extend(["&", name_of_rest]);
            if !rest.is_empty() {
                whole.extend(["=", rest.as_ref()]);
            }
            add(count, whole.clone());
            add(count, format!("{whole}&"));
        }
    }
    made
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
