//! From the text of a spec file to the model. Every mistake is reported where it stands and something harmless put in its
//! place, so that the model is always complete. Rules about how parts fit together are in `check`.

mod errors;
pub(crate) mod grammar;
mod json;
mod methods;
mod misspelt;
pub(crate) mod names;
mod objects;
mod params;
mod places;
mod repair;
mod returns;
mod syntax;
mod table;
mod text;
mod types;
mod value;
mod variants;

#[cfg(test)]
mod tests;

use toml::de::DeTable;

use self::misspelt::mend;
pub(crate) use self::places::Places;
use self::syntax::Document;
use self::table::{Table, entries};
use self::text::Source;
pub(crate) use self::types::GENERIC;
use self::types::Names;
use self::value::Reader;
use crate::check;
use crate::diagnostics::{Diagnostics, Position};
use crate::model::{ErrorCode, File};

/// The tables that declare types.
const KINDS: [&str; 3] = ["objects", "enums", "unions"];

const START: Position = Position { line: 1, column: 1 };

/// Reads a group's file, which fills that module. `shared` are the names that `types.toml` declares.
pub(crate) fn read_group(
    path: &str,
    module: &str,
    text: &str,
    shared: &[String],
    diagnostics: &mut Diagnostics,
) -> File {
    let group = names::stem(path);
    read(path, text, shared, Some(module), diagnostics, |reader, table, file| {
        if !names::is_word(group) {
            reader.diagnostics.error(START, format!("the file's name {group:?} cannot be that of a group"));
        }
        if !names::is_upper_camel(&names::upper_camel(module)) {
            let message = format!("the module's name {module:?} gives no Rust name for the group's struct");
            reader.diagnostics.error(START, message);
            "unnamed".clone_into(&mut file.module);
        }
        file.doc = reader.doc(table);
        let methods = table.take("methods").and_then(|entry| reader.named(entry.value)).unwrap_or_default();
        file.methods = methods.into_iter().filter_map(|entry| reader.method(group, entry)).collect();
    })
}

/// Reads `types.toml`.
pub(crate) fn read_types(path: &str, text: &str, diagnostics: &mut Diagnostics) -> File {
    read(path, text, &[], None, diagnostics, |reader, table, file| {
        file.doc = reader.doc(table);
    })
}

/// The names that a `types.toml` declares. Its mistakes are reported where that file is read, so here even a line that
/// only looks like a declaration counts.
pub(crate) fn type_names(text: &str) -> Vec<String> {
    let (mut table, _) = DeTable::parse_recoverable(text);
    mend(table.get_mut(), &grammar::GROUP, &mut Vec::new());
    let mut names = declared(table.get_ref());
    for line in text.lines() {
        let header = line.trim_start().strip_prefix('[').unwrap_or_default();
        let name = KINDS.iter().find_map(|kind| header.strip_prefix(kind)?.strip_prefix('.'));
        names.extend(name.and_then(|name| name.split(['.', ']']).next()).map(|name| name.trim().to_owned()));
    }
    let mut seen = Vec::new();
    names.retain(|name| {
        names::is_upper_camel(name) && !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    names
}

/// Reads `errors.toml`.
pub(crate) fn read_errors(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Vec<ErrorCode> {
    let source = Source::new(text);
    let document = Document::read(&source, &grammar::ERRORS, diagnostics);
    let mut found = Diagnostics::new(path);
    let mut reader = Reader { source: &source, names: &Names::default(), diagnostics: &mut found };
    let table = Table::new(&grammar::ERRORS, START, &document.table);
    let codes = table.take("codes").and_then(|entry| reader.named(entry.value)).unwrap_or_default();
    let mut codes: Vec<ErrorCode> = codes.into_iter().filter_map(|entry| reader.error_code(entry)).collect();
    table.finish(&mut reader);
    check::errors(&codes, &Places::new(&source, &document.table), &mut found);
    diagnostics.absorb(found, |at| document.trusts(at));
    repair::errors(&mut codes);
    codes
}

fn read(
    path: &str,
    text: &str,
    shared: &[String],
    module: Option<&str>,
    diagnostics: &mut Diagnostics,
    own: impl FnOnce(&mut Reader<'_>, &Table<'_>, &mut File),
) -> File {
    let source = Source::new(text);
    let shape = if module.is_some() { &grammar::GROUP } else { &grammar::TYPES };
    let document = Document::read(&source, shape, diagnostics);
    let names =
        Names { local: declared(&document.table), shared: shared.to_vec(), group: module.map(names::upper_camel) };
    let mut found = Diagnostics::new(path);
    let mut reader = Reader { source: &source, names: &names, diagnostics: &mut found };
    let module = module.unwrap_or_default().to_owned();
    let mut file = File { path: path.to_owned(), module, ..File::default() };
    let table = Table::new(shape, START, &document.table);
    own(&mut reader, &table, &mut file);
    file.types = reader.types(&table);
    table.finish(&mut reader);
    check::file(&file, shared, &Places::new(&source, &document.table), &mut found);
    diagnostics.absorb(found, |at| document.trusts(at));
    repair::file(&mut file, &names);
    file
}

fn declared(root: &DeTable<'_>) -> Vec<String> {
    let kinds = KINDS.iter().filter_map(|kind| root.get(*kind)?.get_ref().as_table());
    kinds.flat_map(|table| entries(table).into_iter().map(|entry| entry.key.to_owned())).collect()
}
