//! From the text of spec files to what is known.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, Item, TableLike};

use super::files::{ERRORS, File, SHARED};
use super::{Def, Field, Known, Method, Name, Param, Scalar, Type};

pub(super) fn known(files: Vec<File>) -> Known {
    let mut known = Known::default();
    for file in &files {
        let Ok(document) = file.text.parse::<DocumentMut>() else { continue };
        if file.name == ERRORS {
            known.codes.extend(entries(document.get("codes")).filter_map(|(code, _)| code.parse::<i64>().ok()));
            continue;
        }
        for (name, def) in defs(&document) {
            if let Def::Object(fields) = &def {
                known.members.extend(fields.keys().cloned());
            }
            known.types.insert(Name { file: file.name.clone(), name }, def);
        }
        for (key, method) in entries(document.get("methods")).filter(|_| file.name != SHARED) {
            let wire = text(method, "name").unwrap_or_else(|| format!("{}.{}", file.name, camel(key)));
            known.methods.insert(wire, self::method(&file.name, key, method));
        }
    }
    known.files = files;
    known
}

/// The tables of a table of tables, in the order of the file.
fn entries(item: Option<&Item>) -> impl Iterator<Item = (&str, &dyn TableLike)> {
    let table = item.and_then(Item::as_table_like);
    table.into_iter().flat_map(|table| table.iter()).filter_map(|(key, item)| Some((key, item.as_table_like()?)))
}

fn text(table: &dyn TableLike, key: &str) -> Option<String> {
    table.get(key).and_then(Item::as_str).map(str::to_owned)
}

fn is_true(table: &dyn TableLike, key: &str) -> bool {
    table.get(key).and_then(Item::as_bool).unwrap_or(false)
}

fn ty(table: &dyn TableLike) -> Type {
    table.get("type").and_then(Item::as_str).map_or(Type::Any, Type::parse)
}

fn method(file: &str, key: &str, table: &dyn TableLike) -> Method {
    let params = entries(table.get("params")).flat_map(|(name, param)| self::params(name, param)).collect();
    let returns = table.get("returns").and_then(Item::as_table_like);
    let types = returns.into_iter().flat_map(|table| table.iter());
    let mut variants: Vec<_> =
        types.filter_map(|(name, ty)| Some((name.to_owned(), Type::parse(ty.as_str()?)))).collect();
    variants.sort_by_key(|(name, _)| name != "default");
    if variants.is_empty() {
        variants.push(("default".to_owned(), Type::Any));
    }
    let errors = table.get("errors").and_then(Item::as_array);
    let errors = errors.into_iter().flat_map(|codes| codes.iter()).filter_map(toml_edit::Value::as_integer).collect();
    Method { file: file.to_owned(), key: key.to_owned(), params, variants, errors }
}

fn params(name: &str, table: &dyn TableLike) -> Vec<Param> {
    let choice = table.get("either_of").and_then(Item::as_table_like);
    let forms: Vec<(&str, Type)> = match choice {
        Some(forms) => forms.iter().map(|(name, ty)| (name, ty.as_str().map_or(Type::Any, Type::parse))).collect(),
        None if table.contains_key("switch") => vec![(name, Type::Scalar(Scalar::Flag))],
        None => vec![(name, ty(table))],
    };
    let param = |(name, ty): (&str, Type)| Param { name: name.to_owned(), ty, switch: text(table, "switch") };
    forms.into_iter().map(param).collect()
}

fn defs(document: &DocumentMut) -> Vec<(String, Def)> {
    let objects = entries(document.get("objects")).map(|(name, table)| {
        let fields = entries(table.get("fields")).map(|(name, field)| (name.to_owned(), self::field(field)));
        (name.to_owned(), Def::Object(fields.collect()))
    });
    let enums = entries(document.get("enums")).map(|(name, table)| {
        let values: BTreeSet<String> = entries(table.get("values")).map(|(value, _)| value.to_owned()).collect();
        (name.to_owned(), Def::Enum(values))
    });
    let unions = entries(document.get("unions")).map(|(name, table)| {
        let variants = entries(table.get("variants")).map(|(tag, variant)| (tag.to_owned(), ty(variant))).collect();
        (name.to_owned(), Def::Union { tag: text(table, "tag").unwrap_or_default(), variants })
    });
    objects.chain(enums).chain(unions).collect()
}

fn field(table: &dyn TableLike) -> Field {
    let alias = table.get("alias").and_then(Item::as_array);
    let alias = alias.into_iter().flat_map(|names| names.iter()).filter_map(|name| name.as_str().map(str::to_owned));
    Field { ty: ty(table), always: is_true(table, "always"), single: is_true(table, "single"), alias: alias.collect() }
}

/// `get_by_author` -> `getByAuthor`, as the macros do it.
pub(crate) fn camel(key: &str) -> String {
    let mut words = key.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let capital = letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter();
        name + &capital.chain(letters).collect::<String>()
    })
}
