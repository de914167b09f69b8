//! One mistake in a sound file gives exactly one message, at the right place, and a model that still renders.

mod choices;
mod documentation;
mod errors;
mod grammar;
mod groups;
mod limits;
mod methods;
mod misspelt;
mod nesting;
mod objects;
mod pages;
mod params;
mod results;
mod robust;
mod rust_names;
mod services;
mod setters;
mod switches;
mod syntax;
mod types;
mod variants;

use quote::format_ident;

use super::read;
use crate::check::repeated;
use crate::diagnostics::Diagnostics;
use crate::model::{Declaration, File, Kind, ParamKind, TypeBody};
use crate::names;
use crate::render;
use crate::spec::{BUILDER, declarations};

/// A group's file in which most of the grammar occurs.
const GROUP: &str = include_str!("friends.toml");
/// The same for shared types.
const TYPES: &str = include_str!("types.toml");

/// The text to be replaced, its replacement, and the one message about it.
type Row = (&'static str, &'static str, &'static str);

/// What other files declare.
fn shared() -> [Declaration; 4] {
    [("User", Kind::Object), ("Event", Kind::Object), ("Attachment", Kind::Union), ("AlbumPrivacy", Kind::Enum)]
        .map(|(name, kind)| Declaration { name: name.to_owned(), kind })
}

fn group(text: &str) -> (File, Vec<String>) {
    let mut diagnostics = Diagnostics::new("f");
    let file = read::group("api-spec/friends.toml", "friends", text, &shared(), &mut diagnostics);
    sound(&file);
    (file, plain(&diagnostics))
}

fn types(text: &str) -> (File, Vec<String>) {
    let mut diagnostics = Diagnostics::new("f");
    let file = read::types("api-spec/types.toml", text, &mut diagnostics);
    sound(&file);
    (file, plain(&diagnostics))
}

fn plain(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.messages().iter().map(|message| message.trim_start_matches("f:").to_owned()).collect()
}

/// The types that a file declares for others, each with its kind.
fn declared(text: &str) -> Vec<String> {
    declarations(text).iter().map(|Declaration { name, kind }| format!("{} {name}", kind.word())).collect()
}

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "no {from:?} in the sample");
    text.replacen(from, to, 1)
}

/// Renders what was read, which must not panic.
fn rendered(file: &File) {
    if file.module.is_empty() {
        render::types(file);
    } else {
        let module = format_ident!("{}", file.module);
        render::group(file, &module, render::Place::Downstream);
        render::docs::group(file, &module);
    }
}

/// Every row with what came instead of its message, all at once.
fn one_message_each(sample: &str, read: fn(&str) -> (File, Vec<String>), rows: &[Row]) {
    let differs = |(from, to, expected): &Row| {
        let (file, messages) = read(&changed(sample, from, to));
        rendered(&file);
        (messages != [*expected]).then(|| format!("\n{to}\n  expected {expected}\n  found    {messages:#?}"))
    };
    let wrong: Vec<String> = rows.iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fails for a model that would not render.
fn sound(file: &File) {
    fn distinct<'n>(names: impl IntoIterator<Item = &'n String>, fits: fn(&str) -> bool) {
        let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
        assert!(names.iter().all(|name| fits(name)), "{names:?}");
        assert!(repeated(names.iter().copied()).is_empty(), "{names:?}");
    }
    let builders: Vec<String> = file.methods.iter().map(|method| names::upper_camel(&method.key)).collect();
    distinct(&builders, names::is_upper_camel);
    for method in &file.methods {
        distinct(method.params.iter().map(|param| &param.rust), names::is_snake);
        let markers: Vec<String> = method.variants.iter().map(|variant| names::marker(&variant.name)).collect();
        distinct(&markers, names::is_upper_camel);
        assert_eq!(method.variants.first().map(|variant| variant.name.as_str()), Some("default"));
        let switch = |kind: &ParamKind| match kind {
            ParamKind::Switch(name) => Some(name.clone()),
            _ => None,
        };
        let mut switches: Vec<String> = method.params.iter().filter_map(|param| switch(&param.kind)).collect();
        let mut variants: Vec<String> = method.variants.iter().skip(1).map(|variant| variant.name.clone()).collect();
        switches.sort();
        variants.sort();
        assert_eq!(switches, variants);
        for param in method.params.iter().filter(|param| switch(&param.kind).is_none()) {
            assert!(!BUILDER.contains(&param.rust.as_str()) && !variants.contains(&param.rust), "{}", param.rust);
        }
    }
    distinct(file.types.iter().map(|def| &def.name), names::is_upper_camel);
    for def in &file.types {
        match &def.body {
            TypeBody::Object(fields) => distinct(fields.iter().map(|field| &field.rust), names::is_snake),
            TypeBody::Enum { values, .. } => distinct(values.iter().map(|value| &value.variant), names::is_upper_camel),
            TypeBody::Union { variants, .. } => {
                distinct(variants.iter().map(|variant| &variant.variant), names::is_upper_camel);
            }
        }
    }
}
