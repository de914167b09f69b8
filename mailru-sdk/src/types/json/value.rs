//! The value itself, and the ways to look into it.

use crate::types::{number::JsonNumber, text::Text};

/// Any JSON value.
///
/// Objects keep their members in the order in which they came. `Display` writes compact JSON, `{:#}` indented.
///
/// # Example
/// ```
/// use mailru_sdk::types::{Json, Uid};
///
/// let answer = Json::parse(r#"{"friends": [{"uid": "7", "nick": "ivan"}]}"#)?;
/// let uid: Option<Uid> = answer.pointer("/friends/0/uid").map(Json::to).transpose()?;
/// assert_eq!(uid, Some(Uid::from(7)));
/// assert_eq!(answer.get("friends").map(Json::to_string).as_deref(), Some(r#"[{"uid":"7","nick":"ivan"}]"#));
/// # Ok::<(), mailru_sdk::types::JsonError>(())
/// ```
#[derive(Clone, Default)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(JsonNumber),
    /// A string.
    String(Text),
    /// A list.
    Array(Vec<Json>),
    /// Names and values. Where a name stands twice, the last one counts.
    Object(Vec<(Text, Json)>),
}

impl Json {
    /// The member of that name, if this is an object that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The element at that place, counted from 0, if this is a list that has one.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<&Self> {
        let Self::Array(items) = self else { return None };
        items.get(index)
    }

    /// The value at a JSON pointer (RFC 6901) such as `/friends/0/uid`; the empty pointer is the value itself.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, token| match value {
            Self::Array(items) => items.get(list_index(token)?),
            _ => value.get(&token.replace("~1", "/").replace("~0", "~")),
        })
    }

    /// The elements, if this is a list; otherwise nothing.
    #[must_use]
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &Self> + ExactSizeIterator {
        let items = if let Self::Array(items) = self { items.as_slice() } else { &[] };
        items.iter()
    }

    /// The members in the order in which they came, if this is an object; otherwise nothing.
    #[must_use]
    pub fn members(&self) -> impl DoubleEndedIterator<Item = (&str, &Self)> + ExactSizeIterator {
        let members = if let Self::Object(members) = self { members.as_slice() } else { &[] };
        members.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The string, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The number, if this is a whole one from 0 to 2⁶⁴−1.
    #[must_use]
    pub const fn as_u64(&self) -> Option<u64> {
        if let Self::Number(number) = self { number.as_u64() } else { None }
    }

    /// The number, if this is a whole one from −2⁶³ to 2⁶³−1.
    #[must_use]
    pub const fn as_i64(&self) -> Option<i64> {
        if let Self::Number(number) = self { number.as_i64() } else { None }
    }

    /// The number, if this is one; a large whole number is rounded.
    #[must_use]
    pub const fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number.as_f64()) } else { None }
    }

    /// The boolean, if this is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// Whether this is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// An index of a pointer: digits without a leading zero.
fn list_index(token: &str) -> Option<usize> {
    let is_index = token == "0" || !token.starts_with(['0', '+']);
    is_index.then(|| token.parse().ok())?
}
