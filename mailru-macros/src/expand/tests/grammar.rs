//! The lists of keys and words are those that the readers go by.

use super::plain;
use crate::diagnostics::{Diagnostics, expectation};
use crate::expand::read;
use crate::spec::grammar::{Key, PAGE, SHAPES, Shape};

/// The messages about a table that has this key only, and what tells readers the kind of the table.
fn messages(shape: &Shape, key: &Key, value: &str) -> Vec<String> {
    let (table, kind) = match shape.name {
        "group" | "types" | "errors" => ("", ""),
        "service" => ("[service]", ""),
        "error_form" => ("[service.error]", ""),
        "method" => ("[methods.a]", ""),
        "param" => ("[methods.a.params.b]", ""),
        "page" | "offset" => ("[methods.a.page]", "offset"),
        "cursor" => ("[methods.a.page]", "cursor"),
        "batch" => ("[methods.a.page]", "batch"),
        "object" => ("[objects.A]", ""),
        "field" => ("[objects.A.fields.b]", ""),
        "enum" => ("[enums.A]", ""),
        "value" => ("[enums.A.values.b]", ""),
        "union" => ("[unions.A]", ""),
        "variant" => ("[unions.A.variants.b]", ""),
        "code" => ("[codes.1]", ""),
        other => panic!("where does {other:?} stand?"),
    };
    let kind = if kind.is_empty() || kind == key.name { String::new() } else { format!("{kind} = 'x'") };
    let text = format!("{table}\n{kind}\n{} = {value}\n", key.name);
    let mut diagnostics = Diagnostics::new("f");
    match shape.name {
        "errors" | "code" => drop(read::errors("errors.toml", &text, &mut diagnostics)),
        "types" => drop(read::types("types.toml", &text, &mut diagnostics)),
        _ => drop(read::group("a.toml", "a", &text, &[], &mut diagnostics)),
    }
    plain(&diagnostics)
}

fn keys() -> impl Iterator<Item = (&'static Shape, &'static Key)> {
    // What is no particular page rule yet is read as far as telling which.
    let shapes = SHAPES.iter().filter(|shape| shape.name != PAGE.name);
    shapes.flat_map(|shape| shape.keys.iter().map(move |key| (*shape, key)))
}

#[test]
fn every_key_is_read() {
    for (shape, key) in keys() {
        // No key takes a date.
        let messages = messages(shape, key, "1979-05-27");
        assert!(
            messages.iter().any(|text| text.ends_with("found a date")),
            "{}, {}: {messages:?}",
            shape.what,
            key.name
        );
    }
}

#[test]
fn words_are_a_closed_list() {
    for (shape, key) in keys().filter(|(_, key)| !key.words.is_empty()) {
        let expected = format!("unknown {} \"?\"{}", key.name, expectation("?", key.words.iter().copied()));
        let messages = messages(shape, key, "'?'");
        assert!(messages.iter().any(|text| text.ends_with(&expected)), "{}, {}: {messages:?}", shape.what, key.name);
    }
}

#[test]
fn keys_that_exclude_each_other_are_keys() {
    for shape in SHAPES {
        assert!(shape.one_of.iter().all(|one| shape.keys.iter().any(|key| key.name == *one)), "{}", shape.name);
    }
    let of_rules = keys().filter(|(shape, _)| shape.what == PAGE.what).map(|(_, key)| key.name);
    assert!(of_rules.into_iter().all(|name| PAGE.keys.iter().any(|key| key.name == name)));
}
