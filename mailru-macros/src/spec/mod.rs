//! From the text of a spec file to the model. Every mistake is reported where it stands and something harmless put in its
//! place, so that the model is always complete. Rules about how parts fit together are in `check`, and where the text comes
//! from only `source` knows. May use `model`, `names`, `diagnostics` and `order`.

mod declarations;
mod entries;
mod errors;
pub(crate) mod grammar;
mod json;
mod methods;
mod misspelt;
mod objects;
mod params;
mod places;
mod reading;
mod returns;
pub(crate) mod schema;
mod service;
mod syntax;
mod table;
mod taken;
mod text;
mod types;
mod value;
mod variants;
mod vocabulary;

use self::declarations::declared;
pub(crate) use self::declarations::{declarations, not_hidden};
pub(crate) use self::places::Places;
pub(crate) use self::reading::Reading;
use self::syntax::Document;
use self::table::Table;
pub(crate) use self::taken::{BUILDER, GENERIC, RESERVED, TOKEN};
use self::text::Source;
use self::value::Reader;
pub(crate) use self::vocabulary::Names;
use crate::diagnostics::{Diagnostics, Position};
use crate::model::{Auth, Declaration, ErrorCode, File};
use crate::names;

const START: Position = Position { line: 1, column: 1 };

/// Reads a group's file, which fills that module. `shared` are the types that `types.toml` declares.
pub(crate) fn group<'t>(
    path: &str,
    module: &str,
    text: &'t str,
    shared: &[Declaration],
    diagnostics: &mut Diagnostics,
) -> Reading<'t, File> {
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
        file.service = table.take("service").and_then(|entry| reader.service(entry));
        let auth = file.service.as_ref().map_or(Auth::Signature, |service| service.auth);
        let methods = table.take("methods").and_then(|entry| reader.named(entry.value)).unwrap_or_default();
        file.methods = methods.into_iter().filter_map(|entry| reader.method(group, auth, entry)).collect();
    })
}

/// Reads `types.toml`.
pub(crate) fn types<'t>(path: &str, text: &'t str, diagnostics: &mut Diagnostics) -> Reading<'t, File> {
    read(path, text, &[], None, diagnostics, |reader, table, file| {
        file.doc = reader.doc(table);
    })
}

/// Reads `errors.toml`.
pub(crate) fn errors<'t>(path: &str, text: &'t str, diagnostics: &mut Diagnostics) -> Reading<'t, Vec<ErrorCode>> {
    let source = Source::new(text);
    let document = Document::read(&source, &grammar::ERRORS, diagnostics);
    let names = Names::default();
    let mut found = Diagnostics::new(path);
    let mut reader = Reader { source: &source, names: &names, diagnostics: &mut found };
    let table = Table::new(&grammar::ERRORS, START, &document.table);
    let codes = table.take("codes").and_then(|entry| reader.named(entry.value)).unwrap_or_default();
    let codes = codes.into_iter().filter_map(|entry| reader.error_code(entry)).collect();
    table.finish(&mut reader);
    Reading { model: codes, names, source, document, found }
}

fn read<'t>(
    path: &str,
    text: &'t str,
    shared: &[Declaration],
    module: Option<&str>,
    diagnostics: &mut Diagnostics,
    own: impl FnOnce(&mut Reader<'_>, &Table<'_>, &mut File),
) -> Reading<'t, File> {
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
    Reading { model: file, names, source, document, found }
}
