//! A TOML table that is read key by key and knows at the end which keys nobody asked for and which are missing.
//! What the values mean is the business of the readers; what kind a value has, that of `value`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::Reader;
use crate::diagnostics::{Position, expectation, nearest};

/// A key with its value.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'t> {
    pub key: &'t str,
    /// Where the key begins.
    pub offset: usize,
    pub value: &'t Spanned<DeValue<'t>>,
}

/// The entries of a table in the order of the file.
pub(crate) fn entries<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let entry = |(key, value): (&'t Spanned<_>, _)| Entry { key: as_str(key), offset: key.span().start, value };
    let mut entries: Vec<Entry<'t>> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.offset);
    entries
}

fn as_str<'t>(key: &'t Spanned<std::borrow::Cow<'t, str>>) -> &'t str {
    key.get_ref()
}

/// A table with a closed set of keys.
pub(crate) struct Table<'t> {
    /// What it describes, with an article: `a method`.
    what: &'static str,
    at: Position,
    entries: Vec<Entry<'t>>,
    known: Vec<&'static str>,
    /// Required keys that are absent; each with those that could stand in its place.
    missing: Vec<Vec<&'static str>>,
}

impl<'t> Table<'t> {
    pub(crate) fn new(what: &'static str, at: Position, table: &'t DeTable<'t>) -> Self {
        Self { what, at, entries: entries(table), known: Vec::new(), missing: Vec::new() }
    }

    /// The entry of a key that may be absent.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key).copied()
    }

    /// The entry of a key that may not be absent.
    pub(crate) fn require(&mut self, key: &'static str) -> Option<Entry<'t>> {
        let found = self.take(key);
        if found.is_none() {
            self.missing.push(vec![key]);
        }
        found
    }

    /// The entry of the one key that is there, of several that exclude each other. None and more than one are reported.
    pub(crate) fn one_of(&mut self, reader: &mut Reader<'_>, keys: &[&'static str]) -> Vec<Entry<'t>> {
        let mut found: Vec<Entry<'t>> = keys.iter().filter_map(|key| self.take(key)).collect();
        found.sort_by_key(|entry| entry.offset);
        match found.as_slice() {
            [] => self.missing.push(keys.to_vec()),
            [_] => {}
            [first, second, ..] => {
                let message = format!("{:?} excludes {:?}: {} has one of them", first.key, second.key, self.what);
                reader.error(second.offset, message);
            }
        }
        found
    }

    /// Reports what nobody asked for and what is missing. A key that is a misspelt missing one is one mistake.
    pub(crate) fn finish(mut self, reader: &mut Reader<'_>) {
        let what = self.what;
        let present: Vec<&str> = self.entries.iter().map(|entry| entry.key).collect();
        let mut absent = self.known.clone();
        absent.retain(|key| !present.contains(key));
        for entry in self.entries.iter().filter(|entry| !self.known.contains(&entry.key)) {
            let meant = nearest(entry.key, absent.iter().copied());
            self.missing.retain(|keys| !meant.is_some_and(|meant| keys.contains(&meant)));
            let hint = match meant {
                Some(meant) => format!(", did you mean {meant:?}?"),
                None => expectation(entry.key, self.known.iter().copied()),
            };
            reader.error(entry.offset, format!("unknown key {:?} of {what}{hint}", entry.key));
        }
        for keys in &self.missing {
            let keys: Vec<String> = keys.iter().map(|key| format!("{key:?}")).collect();
            reader.diagnostics.error(self.at, format!("missing key {} of {what}", keys.join(" or ")));
        }
    }
}
