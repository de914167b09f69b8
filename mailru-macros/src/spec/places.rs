//! Where the parts of a file stand, by their keys, for rules that look at the finished model.

use toml::de::{DeTable, DeValue};

use super::text::Source;
use crate::diagnostics::Position;

/// The keys and values of one file.
pub(crate) struct Places<'p> {
    source: &'p Source<'p>,
    root: &'p DeTable<'p>,
}

impl<'p> Places<'p> {
    pub(crate) fn new(source: &'p Source<'p>, root: &'p DeTable<'p>) -> Self {
        Self { source, root }
    }

    /// Where the last key of the path stands, or as much of the path as there is.
    pub(crate) fn key(&self, path: &[&str]) -> Position {
        self.source.position(self.walk(path).0)
    }

    /// Where the value of the last key of the path stands, or as much of the path as there is.
    pub(crate) fn value(&self, path: &[&str]) -> Position {
        self.source.position(self.walk(path).1)
    }

    /// The value of `key` if there is one, else the key of the path itself.
    pub(crate) fn value_or_key(&self, path: &[&str], key: &str) -> Position {
        let (at, value, complete) = self.walk(&[path, &[key]].concat());
        self.source.position(if complete { value } else { at })
    }

    /// The value of the last key of the path, if it is a text.
    pub(crate) fn text(&self, path: &[&str]) -> Option<&'p str> {
        let (last, path) = path.split_last()?;
        let mut table = self.root;
        for step in path {
            table = table.get(*step)?.get_ref().as_table()?;
        }
        table.get(*last)?.get_ref().as_str()
    }

    /// The offsets of the deepest key and value, and whether the path ended there.
    fn walk(&self, path: &[&str]) -> (usize, usize, bool) {
        let mut found = (0, 0, true);
        let mut table = Some(self.root);
        let mut array = None;
        for step in path {
            let entry = table.and_then(|table| table.iter().find(|(key, _)| key.get_ref().as_ref() == *step));
            let item = array.and_then(|array: &'p toml::de::DeArray<'p>| array.get(step.parse::<usize>().ok()?));
            let (at, value) = match (entry, item) {
                (Some((key, value)), _) => (key.span().start, value),
                (None, Some(item)) => (item.span().start, item),
                (None, None) => return (found.0, found.1, false),
            };
            found = (at, value.span().start, true);
            table = value.get_ref().as_table();
            array = match value.get_ref() {
                DeValue::Array(items) => Some(items),
                _ => None,
            };
        }
        found
    }
}
