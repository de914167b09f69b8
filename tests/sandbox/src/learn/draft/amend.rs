//! Amendments of what is there: members, words, tags, codes, parameters, and types and `always` that turned out wrong.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::Drafts;
use super::entry::{is_word, param};
use super::types::{declare, field, quoted, typed};
use crate::known::{Def, Method, Name};
use crate::learn::infer::{Member, Shape, shape};
use crate::learn::learner::TypeSeen;
use crate::learn::method::MethodSeen;
use crate::learn::names::{BUILDER, RESERVED, rust_name, upper_camel};
use crate::learn::switches::{Variant, forms};
use crate::learn::walk::What;

/// The file of error codes, and the classes it knows.
const ERRORS: &str = "errors";

pub(super) fn amend(drafts: &mut Drafts<'_>) {
    let learner = drafts.learner;
    for (name, seen) in &learner.types {
        object(drafts, name, seen);
    }
    for (name, words) in &learner.words {
        let Some(Def::Enum(known)) = learner.known.def(name) else { continue };
        let new: Vec<&String> = words.keys().filter(|word| !known.contains(*word)).collect();
        for word in new {
            self::word(drafts, name, word);
        }
    }
    for ((name, word), seen) in &learner.tags {
        tag(drafts, name, word, &shape(seen, ""));
    }
    let mut codes = BTreeSet::new();
    for (wire, seen) in &learner.methods {
        codes.extend(seen.errors.keys().filter_map(|code| code.parse::<i64>().ok()));
        if let Some(method) = learner.known.method(wire) {
            self::method(drafts, method, seen);
        }
    }
    codes.into_iter().filter(|code| !learner.known.codes.contains(code)).for_each(|code| self::code(drafts, code));
}

/// The table at the path, if there is one.
fn table<'d>(document: &'d mut DocumentMut, path: &[&str]) -> Option<&'d mut dyn TableLike> {
    let mut item: &mut Item = document.as_item_mut();
    for key in path {
        item = item.as_table_like_mut()?.get_mut(key)?;
    }
    item.as_table_like_mut()
}

/// The same, made if the last one is not there.
fn table_or_new<'d>(document: &'d mut DocumentMut, path: &[&str]) -> Option<&'d mut dyn TableLike> {
    let (last, above) = path.split_last()?;
    let parent = table(document, above)?;
    if !parent.contains_key(last) {
        parent.insert(last, Item::Table(Table::new()));
    }
    table(document, path)
}

fn value(text: &str) -> Option<Item> {
    text.parse::<Value>().ok().map(Item::Value)
}

fn object(drafts: &mut Drafts<'_>, name: &Name, seen: &TypeSeen) {
    let known = std::sync::Arc::clone(&drafts.learner.known);
    let Some(Def::Object(fields)) = known.def(name) else { return };
    let mut taken: Vec<String> = fields.keys().map(|key| crate::learn::names::snake(key)).collect();
    for deviation in &seen.deviations {
        let Some((_, member)) = &deviation.owner else { continue };
        let path = ["objects", name.name.as_str(), "fields"];
        match deviation.what {
            What::Missing => {
                let Some(fields) = table(&mut drafts.file(&name.file).document, &path) else { continue };
                if let Some(field) = fields.get_mut(member).and_then(Item::as_table_like_mut) {
                    field.remove("always");
                    drafts.file(&name.file).is_changed = true;
                }
            }
            What::Member(_) | What::Misfit(..) => {
                let Some(values) = seen.values.get(member) else { continue };
                let shape = shape(values, member);
                let ty = typed(
                    drafts,
                    &name.file,
                    &shape,
                    &format!("{}_{member}", name.name),
                    "in a member that the spec lacked",
                )
                .ty;
                let there = seen.there.get(member).copied().unwrap_or(0);
                let new = Member { name: member.clone(), shape, times: (there, seen.objects), always: false };
                let draft = drafts.file(&name.file);
                let Some(fields) = table(&mut draft.document, &path) else { continue };
                draft.is_changed = true;
                if let Some(field) = fields.get_mut(member).and_then(Item::as_table_like_mut) {
                    retype(field, &new, &ty);
                    continue;
                }
                let number = taken.len() + 1;
                let rust = rust_name(member, number, &mut taken);
                if let Some(item) = value(&self::field(&new, &ty, rust.as_deref(), Some("observed"))) {
                    fields.insert(member, item);
                }
            }
            What::Word(_) | What::Tag(_) => {}
        }
    }
}

/// Another type for a field that is there; what else it says stays.
fn retype(field: &mut dyn TableLike, member: &Member, ty: &str) {
    if let Some(known) = field.get_mut("type").and_then(Item::as_value_mut) {
        let decor = known.decor().clone();
        *known = Value::from(ty);
        *known.decor_mut() = decor;
    }
    match member.shape {
        Shape::List(_, true) => drop(field.insert("single", toml_edit::value(true))),
        _ => drop(field.remove("single")),
    }
    field.insert("evidence", toml_edit::value("observed"));
}

fn word(drafts: &mut Drafts<'_>, name: &Name, word: &str) {
    let draft = drafts.file(&name.file);
    let Some(values) = table(&mut draft.document, &["enums", &name.name, "values"]) else { return };
    let taken: BTreeSet<String> = values.iter().map(|(word, value)| variant(word, value)).collect();
    let variant = free(&upper_camel(word), &taken);
    if let Some(item) = value(&format!("{{ variant = \"{variant}\", doc = \"Observed; not described.\" }}")) {
        values.insert(word, item);
        draft.is_changed = true;
    }
}

/// The Rust name of a word or tag that is there.
fn variant(word: &str, value: &Item) -> String {
    let said = value.as_table_like().and_then(|table| table.get("variant")).and_then(Item::as_str);
    said.map_or_else(|| upper_camel(word), str::to_owned)
}

fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let wanted = match wanted {
        "" | "Unknown" | "Self" => format!("Seen{wanted}"),
        _ if wanted.starts_with(|first: char| first.is_ascii_digit()) => format!("Code{wanted}"),
        _ => wanted.to_owned(),
    };
    let mut names = std::iter::once(wanted.clone()).chain((2..).map(|number| format!("{wanted}{number}")));
    names.find(|name| !taken.contains(name)).unwrap_or(wanted)
}

fn tag(drafts: &mut Drafts<'_>, name: &Name, word: &str, shape: &Shape) {
    let known = std::sync::Arc::clone(&drafts.learner.known);
    let (Some(Def::Union { tag, .. }), Shape::Object(members)) = (known.def(name), shape) else { return };
    let ty = declare(
        drafts,
        &name.file,
        members,
        &format!("{}_{word}", name.name),
        Some(tag),
        "under a tag that the spec lacked",
    )
    .ty;
    let draft = drafts.file(&name.file);
    let Some(variants) = table(&mut draft.document, &["unions", &name.name, "variants"]) else { return };
    let taken: BTreeSet<String> = variants.iter().map(|(word, value)| variant(word, value)).collect();
    let variant = free(&upper_camel(word), &taken);
    if let Some(item) =
        value(&format!("{{ type = {}, variant = \"{variant}\", doc = \"Observed; not described.\" }}", quoted(&ty)))
    {
        variants.insert(word, item);
        draft.is_changed = true;
    }
}

fn code(drafts: &mut Drafts<'_>, code: i64) {
    let draft = drafts.file(ERRORS);
    let Some(codes) = table(&mut draft.document, &["codes"]) else { return };
    let mut entry = Table::new();
    entry.insert("name", toml_edit::value(format!("Observed{}", code.unsigned_abs())));
    entry.insert("class", toml_edit::value("bug"));
    if let Some(mut class) = entry.key_mut("class") {
        class.leaf_decor_mut().set_prefix("# A guess: who has to act is not known, and `bug` repeats nothing.\n");
    }
    entry.insert("doc", toml_edit::value("Observed; not described."));
    entry.insert("evidence", toml_edit::value("observed"));
    entry.decor_mut().set_prefix("\n");
    codes.insert(&code.to_string(), Item::Table(entry));
    draft.is_changed = true;
}

fn method(drafts: &mut Drafts<'_>, method: &Method, seen: &MethodSeen) {
    let forms = forms(seen, &|name| method.param(name).is_some() || !is_word(name));
    let mut taken: Vec<String> = method.params.iter().map(|param| crate::learn::names::snake(&param.name)).collect();
    taken.extend(method.variants.iter().map(|(name, _)| name.clone()).chain(BUILDER.map(str::to_owned)));
    let path = ["methods", method.key.as_str(), "params"];
    let is_known =
        |name: &str| method.param(name).is_some() || RESERVED.contains(&name) || (name == "uid" && seen.of_a_uid > 0);
    let is_new = |name: &str| !is_known(name) && is_word(name);
    for (at, (name, seen_param)) in seen.params.iter().enumerate().filter(|(_, (name, _))| is_new(name)) {
        let variant = forms.variants.iter().find(|variant| variant.param == *name);
        let variant = variant.filter(|variant| !method.variants.iter().any(|(known, _)| *known == variant.name));
        let text = if let Some(variant) = variant {
            add_variant(drafts, method, variant, seen);
            let name = &variant.name;
            format!(
                "{{ switch = \"{name}\", evidence = \"observed\", doc = \"Observed; it changes the form of the answer.\" }}"
            )
        } else {
            let rust = rust_name(name, at + 1, &mut taken);
            let text = param(seen, name, seen_param, rust.as_deref()).replace(", required = true", "");
            text.replacen(", doc", ", evidence = \"observed\", doc", 1)
        };
        let draft = drafts.file(&method.file);
        if let (Some(params), Some(item)) = (table_or_new(&mut draft.document, &path), value(&text)) {
            params.insert(name, item);
            draft.is_changed = true;
        }
    }
    errors(drafts, method, seen);
}

/// A further form of the answer, with its example.
fn add_variant(drafts: &mut Drafts<'_>, method: &Method, variant: &Variant, seen: &MethodSeen) {
    let name = format!("{}_{}_item", method.key, variant.name);
    let typed = typed(drafts, &method.file, &shape(&variant.seen, ""), &name, &seen.evidence());
    let document = &mut drafts.file(&method.file).document;
    for (inside, value) in [("returns", typed.ty), ("examples", typed.example.to_string())] {
        if let Some(table) = table_or_new(document, &["methods", &method.key, inside]) {
            table.insert(&variant.name, toml_edit::value(value));
        }
    }
}

/// Codes that the entry lacks, besides those that any method may give.
fn errors(drafts: &mut Drafts<'_>, method: &Method, seen: &MethodSeen) {
    let codes = seen.errors.keys().filter_map(|code| code.parse::<i64>().ok());
    let new: Vec<i64> = codes.filter(|code| *code > 105 && *code != 200 && !method.errors.contains(code)).collect();
    let draft = drafts.file(&method.file);
    let Some(table) = table(&mut draft.document, &["methods", &method.key]).filter(|_| !new.is_empty()) else { return };
    if !table.contains_key("errors") {
        table.insert("errors", toml_edit::value(toml_edit::Array::new()));
    }
    if let Some(errors) = table.get_mut("errors").and_then(Item::as_array_mut) {
        errors.extend(new);
        draft.is_changed = true;
    }
}
