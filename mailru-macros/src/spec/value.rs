//! Values of the spec by kind: texts, numbers, words of a list, tables. A value of the wrong kind is reported once, where it
//! stands, and counts as absent afterwards.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entries::{Entry, entries};
use super::text::Source;
use super::vocabulary::Names;
use crate::diagnostics::{Diagnostics, Position, expectation};

/// A TOML value with its place.
pub(crate) type Value<'t> = &'t Spanned<DeValue<'t>>;

/// What every part of reading needs: the text, the names of types, and where to report.
pub(crate) struct Reader<'r> {
    pub source: &'r Source<'r>,
    pub names: &'r Names,
    pub diagnostics: &'r mut Diagnostics,
}

impl Reader<'_> {
    pub(crate) fn at(&self, offset: usize) -> Position {
        self.source.position(offset)
    }

    pub(crate) fn error(&mut self, offset: usize, message: impl Into<String>) {
        self.diagnostics.error(self.source.position(offset), message);
    }

    /// Reports about a whole value.
    pub(crate) fn error_at(&mut self, value: Value<'_>, message: impl Into<String>) {
        self.error(value.span().start, message);
    }

    /// Reports about a place inside a text.
    pub(crate) fn error_inside(&mut self, value: Value<'_>, offset: usize, message: impl Into<String>) {
        let text = value.get_ref().as_str().unwrap_or_default();
        self.diagnostics.error(self.source.inside(&value.span(), text, offset), message);
    }

    fn wrong_kind(&mut self, value: Value<'_>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.error_at(value, format!("expected {expected}, found {found}"));
    }

    pub(crate) fn text<'t>(&mut self, value: Value<'t>) -> Option<&'t str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_kind(value, "a string");
        }
        text
    }

    /// A text that says something.
    pub(crate) fn phrase(&mut self, entry: Entry<'_>) -> Option<String> {
        let text = self.text(entry.value)?;
        if text.trim().is_empty() {
            self.error_at(entry.value, format!("{:?} is empty", entry.key));
        }
        Some(text.trim().to_owned())
    }

    /// The address of a page, in the letters that addresses are made of.
    pub(crate) fn address(&mut self, entry: Entry<'_>) -> Option<String> {
        let text = self.phrase(entry)?;
        let foreign = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"`|\\^{}".contains(letter);
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if host.is_some_and(|host| !host.is_empty() && !host.contains(foreign)) {
            return Some(text);
        }
        if !text.is_empty() {
            self.error_at(
                entry.value,
                format!("{text:?} is not the address of a page, such as \"https://example.com/\""),
            );
        }
        None
    }

    /// Whether it is said. Nobody says what is the case anyway, so a value of another kind was meant to say `true`.
    pub(crate) fn yes(&mut self, entry: Option<Entry<'_>>) -> bool {
        let Some(entry) = entry else { return false };
        entry.value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_kind(entry.value, "a boolean");
            true
        })
    }

    pub(crate) fn integer(&mut self, value: Value<'_>) -> Option<i64> {
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_kind(value, "an integer");
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        if number.is_none() {
            self.error_at(value, "the integer has more than 64 bits");
        }
        number
    }

    /// A length or a count, which is never zero.
    pub(crate) fn size(&mut self, entry: Entry<'_>) -> Option<usize> {
        let number = self.integer(entry.value)?;
        let size = usize::try_from(number).ok().filter(|size| *size > 0);
        if size.is_none() {
            self.error_at(entry.value, format!("{:?} must be greater than zero", entry.key));
        }
        size
    }

    pub(crate) fn items<'t>(&mut self, value: Value<'t>) -> Vec<Value<'t>> {
        if let Some(array) = value.get_ref().as_array() {
            return array.iter().collect();
        }
        self.wrong_kind(value, "an array");
        Vec::new()
    }

    /// One of the words that the spec knows for `entry.key`.
    pub(crate) fn word<T: Copy>(&mut self, entry: Entry<'_>, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(entry.value)?;
        let known = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if known.is_none() {
            let hint = expectation(text, words.iter().map(|(word, _)| *word));
            self.error_at(entry.value, format!("unknown {} {text:?}{hint}", entry.key));
        }
        known
    }

    pub(crate) fn any_table<'t>(&mut self, value: Value<'t>) -> Option<&'t DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_kind(value, "a table");
        }
        table
    }

    /// A table whose keys are names; `None` when it is no table.
    pub(crate) fn named<'t>(&mut self, value: Value<'t>) -> Option<Vec<Entry<'t>>> {
        self.any_table(value).map(entries)
    }
}
