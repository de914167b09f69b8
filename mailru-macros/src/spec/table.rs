//! A TOML table that is read key by key and knows at the end which keys nobody asked for and which are missing.
//! What the values mean is the business of the readers; what kind a value has, that of `value`.

use toml::de::DeTable;

use super::entries::{Entry, entries};
use super::grammar::Shape;
use super::misspelt;
use super::value::Reader;
use crate::model::Evidence;
use crate::{diagnostics::Position, order::sorted};

/// A table with a closed set of keys.
pub(crate) struct Table<'t> {
    shape: &'static Shape,
    at: Position,
    entries: Vec<Entry<'t>>,
}

impl<'t> Table<'t> {
    pub(crate) fn new(shape: &'static Shape, at: Position, table: &'t DeTable<'t>) -> Self {
        Self { shape, at, entries: entries(table) }
    }

    /// Goes on with what the keys so far have shown the table to be.
    pub(crate) fn narrow(&mut self, shape: &'static Shape) {
        self.shape = shape;
    }

    /// The entry of a key. That a required one is absent is reported at the end.
    pub(crate) fn take(&self, key: &'static str) -> Option<Entry<'t>> {
        self.entries.iter().find(|entry| entry.key == key).copied()
    }

    /// The entries of the keys that exclude each other: one, unless the spec is wrong.
    pub(crate) fn one_of(&self, reader: &mut Reader<'_>) -> Vec<Entry<'t>> {
        let found = sorted(self.shape.one_of.iter().filter_map(|key| self.take(key)), |entry| entry.offset);
        if let [first, second, ..] = found.as_slice() {
            let message = format!("{:?} excludes {:?}: {} has one of them", first.key, second.key, self.shape.what);
            reader.error(second.offset, message);
        }
        found
    }

    /// Required keys that are absent; each with those that could stand in its place.
    fn missing(&self) -> Vec<Vec<&'static str>> {
        let required = self.shape.keys.iter().filter(|key| key.required).map(|key| vec![key.name]);
        let mut missing: Vec<_> = required.collect();
        if !self.shape.one_of.is_empty() {
            missing.push(self.shape.one_of.to_vec());
        }
        missing.retain(|keys| !self.entries.iter().any(|entry| keys.contains(&entry.key)));
        missing
    }

    /// Reports what no table of this kind has, and what is missing.
    pub(crate) fn finish(self, reader: &mut Reader<'_>) {
        let what = self.shape.what;
        let is_known = |key: &str| self.shape.keys.iter().any(|known| known.name == key);
        for entry in self.entries.iter().filter(|entry| !is_known(entry.key)) {
            reader.error(entry.offset, misspelt::message(entry.key, self.shape));
        }
        let missing: Vec<String> = self.missing().iter().map(|keys| either(keys)).collect();
        let keys = if missing.len() == 1 { "key" } else { "keys" };
        if !missing.is_empty() {
            reader.diagnostics.error(self.at, format!("missing {keys} {} of {what}", missing.join(", ")));
        }
    }
}

impl Reader<'_> {
    /// A table with a closed set of keys.
    pub(crate) fn table<'t>(&mut self, entry: Entry<'t>, shape: &'static Shape) -> Option<Table<'t>> {
        let table = self.any_table(entry.value)?;
        Some(Table::new(shape, self.at(entry.offset), table))
    }

    /// What a table says about the thing that it declares; nothing when that is missing.
    pub(crate) fn doc(&mut self, table: &Table<'_>) -> String {
        table.take("doc").and_then(|entry| self.phrase(entry)).unwrap_or_default()
    }

    pub(crate) fn evidence(&mut self, table: &Table<'_>) -> Option<Evidence> {
        table.take("evidence").and_then(|entry| self.word(entry, Evidence::WORDS))
    }
}

/// `"type" or "switch"`.
fn either(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("{key:?}")).collect::<Vec<_>>().join(" or ")
}
