//! The names of the types that a file declares, found before the types themselves are read.

use toml::de::DeTable;

use super::entries::entries;
use super::grammar;
use super::misspelt::mend;
use crate::model::{Declaration, Kind};
use crate::names;

/// The types that a file declares. Its mistakes are reported where that file is read, so here even a line that
/// only looks like a declaration counts.
pub(crate) fn declarations(text: &str) -> Vec<Declaration> {
    let (mut table, _) = DeTable::parse_recoverable(text);
    mend(table.get_mut(), &grammar::GROUP, &mut Vec::new());
    let mut declarations = declared(table.get_ref());
    for line in text.lines() {
        let header = line.trim_start().strip_prefix('[').unwrap_or_default();
        declarations.extend(Kind::WORDS.iter().find_map(|(word, kind)| {
            let name = header.strip_prefix(word)?.strip_prefix('.')?.split(['.', ']']).next()?;
            Some(Declaration { name: name.trim().to_owned(), kind: *kind })
        }));
    }
    let mut seen = Vec::new();
    declarations.retain(|Declaration { name, .. }| {
        names::is_upper_camel(name) && !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    declarations
}

/// The types of the SDK that a file of another crate can name: a type of its own hides one of the SDK, so that a new type there
/// breaks no spec elsewhere.
pub(crate) fn not_hidden(mut shared: Vec<Declaration>, text: &str) -> Vec<Declaration> {
    let own = declarations(text);
    shared.retain(|shared| own.iter().all(|own| own.name != shared.name));
    shared
}

/// The declarations of a file that was parsed.
pub(super) fn declared(root: &DeTable<'_>) -> Vec<Declaration> {
    let tables = Kind::WORDS.iter().filter_map(|(word, kind)| Some((*kind, root.get(*word)?.get_ref().as_table()?)));
    let declarations =
        |(kind, table)| entries(table).into_iter().map(move |entry| Declaration { name: entry.key.to_owned(), kind });
    tables.flat_map(declarations).collect()
}
