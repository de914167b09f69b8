//! The schemas by which editors complete and check specs, held against the macros' own grammar: neither knows a key or a word
//! that the other does not.

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde_json::{Value, json};

fn spec_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../api-spec")
}

fn schema(name: &str) -> Value {
    let text = fs::read_to_string(spec_folder().join(name)).expect(name);
    serde_json::from_str(&text).expect(name)
}

fn grammar() -> Value {
    serde_json::from_str(mailru_macros::grammar!()).expect("JSON")
}

fn strings(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().map(|item| item.as_str().expect("a string").to_owned()).collect()
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

/// The schema that a reference leads to.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    match schema["$ref"].as_str() {
        Some(path) => root.pointer(path.trim_start_matches('#')).expect(path),
        None => schema,
    }
}

/// Every table of the grammar by name, with its schema and the document that it is part of.
fn tables<'s>(schema: &'s Value, errors: &'s Value) -> Vec<(String, Value, &'s Value, &'s Value)> {
    let grammar = grammar();
    let tables = grammar["tables"].as_object().expect("tables");
    let place = |name: &str| match name {
        "group" => (schema, schema),
        "errors" => (errors, errors),
        "code" => (errors, &errors["definitions"][name]),
        _ => (schema, &schema["definitions"][name]),
    };
    // Shared types are a part of what a group may hold; a page rule is one of three tables. Both have tests of their own.
    let own = tables.iter().filter(|(name, _)| !["types", "page"].contains(&name.as_str()));
    own.map(|(name, table)| (name.clone(), table.clone(), place(name).0, place(name).1)).collect()
}

#[test]
fn the_schemas_know_the_keys_that_the_macros_know() {
    let (schema, errors) = (schema("schema.json"), schema("errors-schema.json"));
    for (name, table, _, shown) in tables(&schema, &errors) {
        assert_eq!(keys(&shown["properties"]), keys(&table["keys"]), "keys of {name}");
        assert_eq!(shown["additionalProperties"], false, "{name} is closed");
        let required = table["keys"].as_object().expect("keys").iter().filter(|(_, key)| key["required"] == true);
        let mut required: BTreeSet<String> = required.map(|(key, _)| key.clone()).collect();
        if name == "group" {
            // The same schema serves shared types, which have no methods and may go without.
            assert!(required.remove("doc"));
            assert_eq!(shown["dependencies"], json!({ "methods": ["doc"] }));
        }
        assert_eq!(strings(&shown["required"]), required, "required keys of {name}");
        let choice = strings(&table["one_of"]).into_iter().map(|key| BTreeSet::from([key]));
        let shown = shown["oneOf"].as_array().into_iter().flatten().map(|one| strings(&one["required"]));
        assert_eq!(shown.collect::<BTreeSet<_>>(), choice.collect(), "choice of {name}");
    }
}

#[test]
fn the_schemas_know_the_words_that_the_macros_know() {
    let (schema, errors) = (schema("schema.json"), schema("errors-schema.json"));
    for (name, table, root, shown) in tables(&schema, &errors) {
        for (key, value) in shown["properties"].as_object().expect("properties") {
            let value = resolved(root, value);
            assert_eq!(strings(&value["enum"]), strings(&table["keys"][key]["words"]), "words of {key} in {name}");
            assert!(value["description"].is_string(), "{key} of {name} has no text for people");
        }
    }
}

#[test]
fn shared_types_are_a_part_of_a_group() {
    let grammar = grammar();
    let tables = &grammar["tables"];
    let [group, types] = ["group", "types"].map(|name| keys(&tables[name]["keys"]));
    assert_eq!(&group - &types, BTreeSet::from(["methods", "service"].map(str::to_owned)));
    assert!(types.is_subset(&group));
}

#[test]
fn a_page_rule_is_one_of_its_kinds() {
    let (schema, grammar) = (schema("schema.json"), grammar());
    let kinds = schema["definitions"]["page"]["oneOf"].as_array().expect("kinds").iter();
    let kinds: BTreeSet<_> = kinds.map(|kind| kind["$ref"].as_str().expect("a reference").to_owned()).collect();
    let expected = strings(&grammar["tables"]["page"]["one_of"]);
    assert_eq!(kinds, expected.iter().map(|kind| format!("#/definitions/{kind}")).collect());
}

#[test]
fn the_schemas_know_the_types_that_the_macros_know() {
    let (schema, grammar) = (schema("schema.json"), grammar());
    let words = strings(&grammar["types"]);
    let only_params = strings(&grammar["types of parameters only"]);
    for (place, expected) in [("result", words.clone()), ("argument", &words | &only_params)] {
        let [alone, nested] = schema["definitions"][place]["anyOf"].as_array().expect("forms").as_slice() else {
            panic!("{place} has two forms");
        };
        assert_eq!(strings(&alone["enum"]), expected, "{place}");
        let pattern = nested["pattern"].as_str().expect("a pattern");
        let inner = pattern.split_once('(').and_then(|(_, rest)| rest.split_once(')')).expect("a group").0;
        let inner: BTreeSet<_> = inner.split('|').filter(|word| !word.contains('[')).map(str::to_owned).collect();
        assert_eq!(inner, words, "{place} inside brackets");
    }
}

#[test]
fn the_schema_refuses_the_names_that_the_macros_refuse() {
    let (schema, grammar) = (schema("schema.json"), grammar());
    let reserved = strings(&grammar["reserved parameters"]);
    let (signed, param) = (&schema["definitions"]["signed_params"], &schema["definitions"]["param"]);
    let choice = &signed["additionalProperties"]["properties"]["either_of"];
    assert!(!reserved.is_empty());
    // Of a service that is not signed for they are its own.
    assert_eq!(schema["if"]["required"], json!(["service"]));
    let methods = &schema["else"]["properties"]["methods"]["additionalProperties"];
    assert_eq!(methods["properties"]["params"]["$ref"], "#/definitions/signed_params");
    for names in [signed, choice] {
        assert_eq!(strings(&names["propertyNames"]["not"]["enum"]), reserved);
    }
    assert_eq!(strings(&param["properties"]["rust"]["not"]["enum"]), strings(&grammar["methods of every request"]));
}

#[test]
fn every_spec_names_its_schema_in_the_first_line() {
    let files = |folder: PathBuf| fs::read_dir(folder).expect("the specs").map(|entry| entry.expect("an entry").path());
    let inner = files(spec_folder()).filter(|path| path.is_dir()).flat_map(files);
    for path in files(spec_folder()).chain(inner) {
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let errors = path.file_name().is_some_and(|name| name == "errors.toml");
        let schema = if errors { "errors-schema.json" } else { "schema.json" };
        let text = fs::read_to_string(&path).expect("text");
        let folder = if path.parent() == Some(&spec_folder()) { "." } else { ".." };
        let expected = format!("#:schema {folder}/{schema}");
        assert_eq!(text.lines().next(), Some(expected.as_str()), "{}", path.display());
    }
}
