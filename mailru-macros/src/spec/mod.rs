//! From the text of a spec file to the model. Every mistake is reported where it stands and something harmless put in its
//! place, so that the model is always complete. Rules about how parts fit together are in `check`.

mod entries;
mod errors;
pub(crate) mod grammar;
mod json;
mod methods;
mod misspelt;
mod objects;
mod params;
mod places;
mod repair;
mod returns;
pub(crate) mod schema;
mod syntax;
mod table;
mod taken;
mod text;
mod types;
mod value;
mod variants;
mod vocabulary;

#[cfg(test)]
mod tests;

use toml::de::DeTable;

use self::entries::entries;
use self::misspelt::mend;
pub(crate) use self::places::Places;
use self::syntax::Document;
use self::table::Table;
pub(crate) use self::taken::{BUILDER, GENERIC, RESERVED};
use self::text::Source;
use self::value::Reader;
use self::vocabulary::Names;
use crate::check;
use crate::diagnostics::{Diagnostics, Position};
use crate::model::{Declaration, ErrorCode, File, Kind};
use crate::names;

const START: Position = Position { line: 1, column: 1 };

/// Reads a group's file, which fills that module. `shared` are the types that `types.toml` declares.
pub(crate) fn read_group(
    path: &str,
    module: &str,
    text: &str,
    shared: &[Declaration],
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
    shared: &[Declaration],
    module: Option<&str>,
    diagnostics: &mut Diagnostics,
    own: impl FnOnce(&mut Reader<'_>, &Table<'_>, &mut File),
) -> File {
    let source = Source::new(text);
    let shape = if module.is_some() { &grammar::GROUP } else { &grammar::TYPES };
    let document = Document::read(&source, shape, diagnostics);
    let local = declared(&document.table).into_iter().map(|declaration| declaration.name).collect();
    let names = Names { local, shared: shared.to_vec(), group: module.map(names::upper_camel) };
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

fn declared(root: &DeTable<'_>) -> Vec<Declaration> {
    let tables = Kind::WORDS.iter().filter_map(|(word, kind)| Some((*kind, root.get(*word)?.get_ref().as_table()?)));
    let declarations =
        |(kind, table)| entries(table).into_iter().map(move |entry| Declaration { name: entry.key.to_owned(), kind });
    tables.flat_map(declarations).collect()
}
