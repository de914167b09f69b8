//! The spec as files and the spec as data say the same, and a program holds the data alone.

use std::{env, fs, path::Path};

use mailru_sdk::api::GROUPS;

/// Files of the folder that declare no group.
const SHARED: [&str; 2] = ["types.toml", "errors.toml"];

/// The group files that no module names, and those that more than one names.
fn astray<'f>(files: &'f [String], named: &[&str]) -> Vec<&'f str> {
    let times = |file: &str| named.iter().filter(|name| **name == format!("api-spec/{file}")).count();
    files.iter().map(String::as_str).filter(|file| !SHARED.contains(file) && times(file) != 1).collect()
}

fn spec_files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-spec");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let specs = paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut files: Vec<String> = specs.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    files.sort();
    files
}

#[test]
fn every_group_file_is_named_by_one_module() {
    let files = spec_files();
    for shared in SHARED {
        assert!(files.iter().any(|file| file == shared), "{shared} is in the folder: {files:?}");
    }
    let named: Vec<&str> = GROUPS.iter().map(|group| group.file).collect();
    let astray = astray(&files, &named);
    assert!(
        astray.is_empty(),
        "no module, or more than one, of `mailru_sdk::api` names {astray:?}; they name {named:?}"
    );
    assert_eq!(files.len() - SHARED.len(), GROUPS.len());
}

#[test]
fn a_file_that_no_module_names_is_found() {
    let files = ["errors", "events", "friends", "types", "users"].map(|name| format!("{name}.toml"));
    let (friends, users, events) = ("api-spec/friends.toml", "api-spec/users.toml", "api-spec/events.toml");
    assert_eq!(astray(&files, &[users, friends]), ["events.toml"]);
    assert_eq!(astray(&files, &["users.toml", friends, "spec/events.toml"]), ["events.toml", "users.toml"]);
    assert_eq!(astray(&files, &[users, friends, events, friends]), ["friends.toml"]);
    assert!(astray(&files, &[users, friends, events]).is_empty());
}

#[test]
fn a_group_is_named_after_its_file_and_its_methods_after_the_group() {
    for group in GROUPS {
        assert_eq!(group.file, format!("api-spec/{}.toml", group.name));
        assert!(!group.doc.is_empty() && !group.methods.is_empty(), "{}", group.name);
        for method in group.methods {
            assert!(method.name.starts_with(&format!("{}.", group.name)), "{}", method.name);
        }
    }
}

#[test]
fn every_variant_of_every_method_has_an_example_which_is_json() {
    let methods = GROUPS.iter().flat_map(|group| group.methods);
    let variants: Vec<_> = methods.flat_map(|method| method.variants.iter().map(|one| (method.name, one))).collect();
    assert!(!variants.is_empty());
    for (method, variant) in variants {
        let example = variant.example.unwrap_or_else(|| panic!("{method}, {}: no example", variant.name));
        let json = serde_json::from_str::<serde_json::Value>(example);
        assert!(json.is_ok(), "{method}, {}: the example is not JSON: {}", variant.name, json.unwrap_err());
    }
}

#[test]
fn the_folder_of_another_service_holds_what_its_modules_name() {
    use mailru_sdk::oauth_mail::userinfo;

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-spec/oauth-mail");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert_eq!(files, ["errors.toml", "userinfo.toml"]);
    assert_eq!(userinfo::GROUP.file, "api-spec/oauth-mail/userinfo.toml");
    assert!(userinfo::GROUP.methods.iter().all(|method| method.service().is_some()));
    assert!(GROUPS.iter().flat_map(|group| group.methods).all(|method| method.service().is_none()));
}

#[test]
fn no_wire_name_is_declared_twice() {
    let mut names: Vec<_> = GROUPS.iter().flat_map(|group| group.methods).map(|method| method.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn no_program_holds_the_place_of_a_spec_file_on_the_machine_that_built_it() {
    let program = fs::read(env::current_exe().unwrap()).unwrap();
    let program = String::from_utf8_lossy(&program);
    let here = env!("CARGO_MANIFEST_DIR");
    let workspace = Path::new(here).parent().unwrap().to_str().unwrap();
    // What it does hold, such as this folder and the names that the spec has for its files, is found so.
    assert!(program.contains(here) && GROUPS.iter().all(|group| program.contains(group.file)));
    for folder in ["api-spec", "mailru-sdk/api-spec", "mailru-sdk/../api-spec"] {
        let place = format!("{workspace}/{folder}/");
        assert!(!program.contains(&place), "{place}");
    }
}
