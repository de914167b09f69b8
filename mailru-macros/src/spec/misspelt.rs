//! Keys that are misspelt. Each is reported, and from then on stands for the key that was meant: what it holds would otherwise be
//! missing elsewhere, and one slip of the pen would be many messages.

use std::{borrow::Cow, ops::Range};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entries::entries;
use super::grammar::{Shape, nested};
use crate::diagnostics::{expectation, nearest};

/// A key that was taken for another one.
pub(crate) struct Misspelt {
    pub message: String,
    /// Where the key begins.
    pub at: usize,
    /// Where it stands and all that it holds, from its begin to its end each. What is wrong there can wait until the key is right.
    pub held: Vec<Range<usize>>,
}

/// Puts the keys that were meant in the place of misspelt ones, in the table and in those that it holds.
pub(crate) fn mend(table: &mut DeTable<'_>, shape: &'static Shape, found: &mut Vec<Misspelt>) {
    let unknown: Vec<String> = entries(table)
        .iter()
        .map(|entry| entry.key)
        .filter(|key| shape.keys.iter().all(|known| known.name != *key))
        .map(str::to_owned)
        .collect();
    for key in unknown {
        if let Some(meant) = meant(&key, table, shape) {
            let Some((spelt, value)) = table.remove_entry(key.as_str()) else { continue };
            let mut held = Vec::new();
            hold(spelt.span().start, &value, &mut held);
            found.push(Misspelt { message: message(&key, shape), at: spelt.span().start, held });
            put(table, Spanned::new(spelt.span(), Cow::Borrowed(meant)), value);
        }
    }
    for (key, nested, named) in nested(shape) {
        let Some(inner) = table.get_mut(*key).and_then(|value| as_table_mut(value)) else { continue };
        if *named {
            inner.iter_mut().filter_map(|(_, value)| as_table_mut(value)).for_each(|table| mend(table, nested, found));
        } else {
            mend(inner, nested, found);
        }
    }
}

/// Notes where a key and its value stand; a table's entries may be anywhere in the file.
fn hold(start: usize, value: &Spanned<DeValue<'_>>, held: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            held.push(start..start + 1);
            table.iter().for_each(|(key, value)| hold(key.span().start, value, held));
        }
        _ => held.push(start..value.span().end),
    }
}

/// What the message about a key says that no table of this kind has.
pub(crate) fn message(key: &str, shape: &Shape) -> String {
    format!("unknown key {key:?} of {}{}", shape.what, expectation(key, shape.keys.iter().map(|known| known.name)))
}

/// The key that a misspelt one stands for: one that is absent, or one whose table the other belongs into.
fn meant(key: &str, table: &DeTable<'_>, shape: &Shape) -> Option<&'static str> {
    let is_table = |key: &str| table.get(key).is_some_and(|value| value.get_ref().as_table().is_some());
    let open = |known: &&str| !table.contains_key(*known) || (is_table(key) && is_table(known));
    nearest(key, shape.keys.iter().map(|known| known.name)).filter(open)
}

/// Puts a value in, and a table's entries into the table that is there. What is there stays.
fn put<'t>(table: &mut DeTable<'t>, key: Spanned<Cow<'t, str>>, value: Spanned<DeValue<'t>>) {
    let Some(present) = table.get_mut(key.get_ref().as_ref()) else {
        table.insert(key, value);
        return;
    };
    if let (Some(present), DeValue::Table(added)) = (as_table_mut(present), value.into_inner()) {
        added.into_iter().for_each(|(key, value)| put(present, key, value));
    }
}

fn as_table_mut<'v, 't>(value: &'v mut Spanned<DeValue<'t>>) -> Option<&'v mut DeTable<'t>> {
    match value.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}
