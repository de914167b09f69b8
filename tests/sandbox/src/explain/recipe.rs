//! How the text behind a signature is put together: what stands in front of the parameters, the parameters in some order, what
//! stands behind them. The right recipe is one of many; those in `mistakes` each change one thing about it.

use std::borrow::Cow;

use md5::{Digest, Md5};

use super::mask;
use crate::parameters::FilePart;

/// A key, or a text beside the parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Beside<'a> {
    PrivateKey,
    SecretKey,
    Text(Cow<'a, str>),
}

/// What stands behind the `=` of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    /// The same letters, one byte each.
    Windows1251(Cow<'a, str>),
    Content(&'a FilePart),
}

/// The order of the parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    ByName,
    ByJoinedText,
    AsSent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recipe<'a> {
    pub(super) front: Vec<Beside<'a>>,
    /// In the order of arrival.
    pub(super) pairs: Vec<(&'a str, Value<'a>)>,
    pub(super) behind: Vec<Beside<'a>>,
    pub(super) order: Order,
    /// Between a name and its value.
    pub(super) equals: &'static str,
    /// Between two parameters.
    pub(super) separator: &'static str,
}

/// The keys of the application.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys<'a> {
    pub(super) private: &'a str,
    pub(super) secret: &'a str,
}

impl<'a> Recipe<'a> {
    /// Without the parameters that are not to be kept; `None` when that changes nothing.
    pub(super) fn keeping(&self, keep: impl Fn(&str, &Value<'a>) -> bool) -> Option<Self> {
        let mut recipe = self.clone();
        recipe.pairs.retain(|(name, value)| keep(name, value));
        (recipe.pairs.len() < self.pairs.len()).then_some(recipe)
    }

    pub(super) fn with(&self, name: &'a str, value: Value<'a>) -> Self {
        let mut recipe = self.clone();
        recipe.pairs.push((name, value));
        recipe
    }

    /// `None` when it is the same order for these parameters.
    pub(super) fn reordered(&self, order: Order) -> Option<Self> {
        let recipe = Self { order, ..self.clone() };
        (recipe.sorted() != self.sorted()).then_some(recipe)
    }

    /// With every text changed that the function has something else for; `None` when it has for none.
    pub(super) fn with_values(&self, change: impl Fn(&str) -> Option<Value<'a>>) -> Option<Self> {
        let mut recipe = self.clone();
        let mut has_changed = false;
        for (_, value) in &mut recipe.pairs {
            if let Value::Text(text) = value
                && let Some(changed) = change(text)
            {
                *value = changed;
                has_changed = true;
            }
        }
        has_changed.then_some(recipe)
    }

    /// With another text for one of the pairs, in the order of arrival, and without so many that follow it.
    pub(super) fn joined(&self, at: usize, following: usize, text: String) -> Self {
        let mut recipe = self.clone();
        recipe.pairs[at].1 = Value::Text(Cow::Owned(text));
        recipe.pairs.drain(at + 1..=at + following);
        recipe
    }

    /// How many bytes are hashed.
    pub(super) fn size(&self, keys: Keys<'_>) -> usize {
        let beside = |beside: &Beside<'_>| beside.text(keys).len();
        let pair = |(name, value): &(&str, Value<'_>)| name.len() + value.size() + self.equals.len();
        self.front.iter().chain(&self.behind).map(beside).sum::<usize>()
            + self.pairs.iter().map(pair).sum::<usize>()
            + self.separator.len() * self.pairs.len()
    }

    pub(super) fn digest(&self, keys: Keys<'_>) -> [u8; 16] {
        let mut digest = Md5::new();
        for beside in &self.front {
            digest.update(beside.text(keys));
        }
        for (index, (name, value)) in self.sorted().into_iter().enumerate() {
            if index > 0 {
                digest.update(self.separator);
            }
            digest.update(name);
            digest.update(self.equals);
            value.hash_into(&mut digest);
        }
        for beside in &self.behind {
            digest.update(beside.text(keys));
        }
        digest.finalize().into()
    }

    /// The text piece by piece, fit to be shown: secrets are masked.
    pub(super) fn pieces(&self, keys: Keys<'_>) -> Vec<String> {
        let mut pieces: Vec<String> = self.front.iter().map(Beside::shown).collect();
        for (index, (name, value)) in self.sorted().into_iter().enumerate() {
            let separator = if index > 0 { self.separator } else { "" };
            let name = mask::text(name, keys);
            pieces.push(format!("{separator}{name}{}{}", self.equals, value.shown(&name, keys)));
        }
        pieces.extend(self.behind.iter().map(Beside::shown));
        pieces
    }

    fn sorted(&self) -> Vec<(&'a str, &Value<'a>)> {
        let mut pairs: Vec<(&str, &Value<'_>)> = self.pairs.iter().map(|(name, value)| (*name, value)).collect();
        match self.order {
            Order::AsSent => {}
            Order::ByName => pairs.sort_by_key(|(name, _)| *name),
            Order::ByJoinedText => pairs.sort_by_cached_key(|(name, value)| format!("{name}={}", value.text())),
        }
        pairs
    }
}

impl Beside<'_> {
    fn text<'b>(&'b self, keys: Keys<'b>) -> &'b str {
        match self {
            Self::PrivateKey => keys.private,
            Self::SecretKey => keys.secret,
            Self::Text(text) => text,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::PrivateKey => mask::PRIVATE_KEY.to_owned(),
            Self::SecretKey => mask::SECRET_KEY.to_owned(),
            Self::Text(text) => mask::escaped(text),
        }
    }
}

impl Value<'_> {
    /// What a client calls nothing: empty, or zero.
    pub(super) fn is(&self, texts: &[&str]) -> bool {
        matches!(self, Self::Text(text) if texts.contains(&text.as_ref()))
    }

    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Windows1251(text) => text,
            Self::Content(_) => "",
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Text(text) | Self::Windows1251(text) => text.len(),
            Self::Content(file) => file.bytes.len(),
        }
    }

    fn hash_into(&self, digest: &mut Md5) {
        match self {
            Self::Text(text) => digest.update(text.as_ref()),
            Self::Windows1251(text) => digest.update(text.chars().map(windows_1251).collect::<Vec<u8>>()),
            Self::Content(file) => digest.update(&file.bytes),
        }
    }

    fn shown(&self, name: &str, keys: Keys<'_>) -> String {
        match self {
            Self::Text(text) => mask::value(name, text, keys),
            Self::Windows1251(text) => format!("{}{{in windows-1251}}", mask::value(name, text, keys)),
            Self::Content(file) => format!("{{the {} bytes of the file}}", file.bytes.len()),
        }
    }
}

/// The byte of a letter in the encoding that Russian programs used before UTF-8; a question mark for what it lacks.
fn windows_1251(char: char) -> u8 {
    match u32::from(char) {
        ascii @ 0..=0x7f => u8::try_from(ascii).unwrap_or(b'?'),
        letter @ 0x410..=0x44f => u8::try_from(letter - 0x410 + 0xc0).unwrap_or(b'?'),
        0x401 => 0xa8,
        0x451 => 0xb8,
        0xab => 0xab,
        0xbb => 0xbb,
        0x2013 => 0x96,
        0x2014 => 0x97,
        0x2116 => 0xb9,
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    use super::windows_1251;

    #[test]
    fn russian_letters_have_their_bytes_in_windows_1251() {
        let bytes: Vec<u8> = "АяЁёz«»–—№€".chars().map(windows_1251).collect();
        assert_eq!(bytes, [0xc0, 0xff, 0xa8, 0xb8, b'z', 0xab, 0xbb, 0x96, 0x97, 0xb9, b'?']);
    }
}
