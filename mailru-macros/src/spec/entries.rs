//! The entries of a TOML table in the order of the file. Which of them belong there is the business of `table`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::order::sorted;

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
    sorted(table.iter().map(entry), |entry| entry.offset)
}

fn as_str<'t>(key: &'t Spanned<std::borrow::Cow<'t, str>>) -> &'t str {
    key.get_ref()
}
