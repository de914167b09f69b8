//! The map and the files have to fit each other, and the map has to be one.

use super::{FILES, MAP, found, found_under};

/// The violations with one row of the map replaced.
fn with_row(row: &str, instead: &str) -> Vec<String> {
    assert!(MAP.contains(row), "{row}");
    found_under(&MAP.replace(row, instead), &[])
}

#[test]
fn a_file_outside_the_wings_is_told() {
    let lib = format!("{} mod extra;", FILES[0].1);
    let violations = found(&[("lib.rs", &lib), ("extra.rs", "")]);
    assert_eq!(violations, ["src/extra.rs:1: belongs to no wing of the map"]);
}

#[test]
fn a_path_that_does_not_exist_is_told_with_its_row() {
    let violations = with_row("`wire/` |", "`wire/`, `bytes.rs`, `bytes/`, `bytes` |");
    let told = |path| format!("CONTRIBUTING.md:10: `{path}` of the wing `wire` does not exist");
    assert_eq!(violations, [told("bytes.rs"), told("bytes/"), told("bytes")]);
}

#[test]
fn a_wing_may_use_only_what_stands_below() {
    let told = |name| [format!("CONTRIBUTING.md:10: `{name}` is no wing below `wire/`")];
    assert_eq!(with_row("`error`, `ground`", "`error`, `sky`"), told("sky"));
    assert_eq!(with_row("`error`, `ground`", "`guest`"), told("guest"));
    assert_eq!(with_row("`error`, `ground`", "`wire`"), told("wire"));
    assert_eq!(with_row("`error`, `ground`", "everything below but `door`"), told("door"));
}

#[test]
fn rows_have_three_columns_of_their_form() {
    assert_eq!(with_row("| bytes |", "|"), ["CONTRIBUTING.md:10: the row has 2 columns, not 3"]);
    assert_eq!(with_row("`wire/` |", "wire/ |"), ["CONTRIBUTING.md:10: \"wire/\" should stand in backticks"]);
    assert_eq!(with_row("| nothing |", "| |"), ["CONTRIBUTING.md:12: \"\" should stand in backticks"]);
}

#[test]
fn no_name_and_no_path_stands_twice() {
    assert_eq!(with_row("`wire/` |", "`error/` |"), ["CONTRIBUTING.md:10: two wings are called `error`"]);
    assert_eq!(with_row("`wire/` |", "`wire/`, `codes` |"), ["CONTRIBUTING.md:10: `codes` belongs to two wings"]);
}

#[test]
fn a_crate_without_a_map_is_told() {
    let missing = ["CONTRIBUTING.md:1: has no `### demo` in a section `## The map`"];
    for map in ["", "## The map\n", "### demo\n", "## The map\n\n## Another\n\n### demo\n"] {
        assert_eq!(found_under(map, &[]), missing, "{map}");
    }
    let empty = "## The map\n\n### demo\n\n### other\n\n| a | b | c |\n|---|---|---|\n| `wire/` | | nothing |\n";
    assert_eq!(found_under(empty, &[]), ["CONTRIBUTING.md:1: has no table under `### demo`"]);
}

#[test]
fn the_longest_path_says_where_a_file_belongs() {
    let map = MAP.replace("`ground/`,", "`ground/`, `wire/text.rs`,");
    let files = [("wire/mod.rs", "mod text;\npub struct Reply;"), ("wire/text.rs", "use super::Reply;")];
    assert_eq!(
        found_under(&map, &files),
        ["src/wire/text.rs:1: `super::Reply` of wire/mod.rs runs up: from the wing `ground` to `wire`"]
    );
}

#[test]
fn a_file_that_no_module_names_is_told() {
    assert_eq!(found(&[("wire/left.rs", "")]), ["src/wire/left.rs:1: no `mod` names this file"]);
    let violations = found(&[("wire/mod.rs", "mod gone;\npub struct Reply;")]);
    assert_eq!(violations, ["src/wire/gone.rs:1: is named by a `mod` and does not exist"]);
}
