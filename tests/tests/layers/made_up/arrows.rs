//! Imports and paths between wings.

use super::{assert_none, found};

const REPLY_FROM_GROUND: &str = "`crate::wire::Reply` of wire/mod.rs runs up: from the wing `ground` to `wire`";

#[test]
fn an_import_that_runs_up_is_told_with_its_line_and_both_wings() {
    let violations = found(&[("ground/mod.rs", "//! Values.\n\nuse crate::wire::Reply;")]);
    assert_eq!(violations, [format!("src/ground/mod.rs:3: {REPLY_FROM_GROUND}")]);
}

#[test]
fn each_name_of_an_import_has_its_own_line() {
    let import = "use crate::{\n    error::Error,\n    wire::{self, Reply as Answer},\n};";
    let violations = found(&[("ground/mod.rs", import)]);
    assert_eq!(
        violations,
        [
            "src/ground/mod.rs:2: `crate::error::Error` of error.rs runs up: from the wing `ground` to `error`",
            &format!("src/ground/mod.rs:3: {REPLY_FROM_GROUND}"),
            "src/ground/mod.rs:3: `crate::wire` of wire/mod.rs runs up: from the wing `ground` to `wire`",
        ]
    );
}

#[test]
fn a_path_runs_up_as_an_import_does() {
    for code in [
        "fn read(reply: &crate::wire::Reply) {}",
        "impl From<crate::wire::Reply> for u8 {}",
        "fn read() { let _ = crate::wire::Reply; }",
        "fn read() { use crate::wire::Reply; }",
        "struct Text(Vec<crate::wire::Reply>);",
        "mod inner { pub struct Text(crate::wire::Reply); }",
        "pub(crate) use crate::wire::Reply;",
    ] {
        assert_eq!(found(&[("ground/mod.rs", code)]), [format!("src/ground/mod.rs:1: {REPLY_FROM_GROUND}")], "{code}");
    }
}

#[test]
fn a_path_by_super_leads_as_far_as_one_from_the_crate() {
    let violations = found(&[("ground/mod.rs", "mod text;"), ("ground/text.rs", "use super::super::wire::Reply;")]);
    assert_eq!(
        violations,
        ["src/ground/text.rs:1: `super::super::wire::Reply` of wire/mod.rs runs up: from the wing `ground` to `wire`"]
    );
}

#[test]
fn everything_at_once_is_an_import_too() {
    let violations = found(&[("ground/mod.rs", "use crate::wire::*;")]);
    assert_eq!(
        violations,
        ["src/ground/mod.rs:1: `crate::wire` of wire/mod.rs runs up: from the wing `ground` to `wire`"]
    );
}

#[test]
fn what_a_name_is_used_for_is_told_once() {
    let twice = "use crate::wire::Reply;\nfn read(reply: Reply) -> Reply { Reply }";
    assert_eq!(found(&[("ground/mod.rs", twice)]).len(), 1);
}

#[test]
fn a_wing_below_that_the_map_does_not_name_is_out_of_reach() {
    let violations = found(&[("guest/mod.rs", "use crate::{ground::Text, wire::Reply};")]);
    assert_eq!(
        violations,
        ["src/guest/mod.rs:1: `crate::wire::Reply` of wire/mod.rs is not in the map: from the wing `guest` to `wire`"]
    );
    let violations = found(&[("window.rs", "use crate::guest::Launch;"), ("guest/mod.rs", "pub struct Launch;")]);
    assert_eq!(
        violations,
        ["src/window.rs:1: `crate::guest::Launch` of guest/mod.rs is not in the map: from the wing `door` to `guest`"]
    );
}

#[test]
fn what_runs_down_or_stays_in_its_wing_is_in_order() {
    assert_none(&[
        ("door/mod.rs", "use crate::{error::Error, ground::Text, wire, window::open};\nfn f(_: wire::Reply) {}"),
        ("window.rs", "pub fn open() {}"),
        ("wire/mod.rs", "use crate::{codes::Code, error::Error, ground::Text};\npub struct Reply;"),
        ("ground/mod.rs", "use std::{fmt, sync::Arc};\nuse serde::Deserialize;\npub struct Text(fmt::Error);"),
    ]);
}

#[test]
fn a_wing_above_is_no_way_to_what_lives_below_it() {
    let violations = found(&[
        ("wire/mod.rs", "pub use crate::ground::Text;"),
        ("error.rs", "use crate::wire::Text;\npub struct Error;"),
    ]);
    assert_eq!(
        violations,
        ["src/error.rs:1: `crate::wire::Text` of wire/mod.rs runs up: from the wing `error` to `wire`"]
    );
}

#[test]
fn a_wing_below_is_no_way_to_what_lives_above_it() {
    let violations = found(&[
        ("ground/mod.rs", "pub use crate::wire::Reply;"),
        ("error.rs", "use crate::ground::Reply;\npub struct Error;"),
    ]);
    assert_eq!(
        violations,
        [
            "src/error.rs:1: `crate::ground::Reply` of wire/mod.rs runs up: from the wing `error` to `wire`",
            &format!("src/ground/mod.rs:1: {REPLY_FROM_GROUND}"),
        ]
    );
}

#[test]
fn a_module_that_the_root_writes_in_place_is_a_wing() {
    let lib =
        "mod door; mod error; mod ground; mod guest; mod window; mod wire;\npub mod codes { use crate::wire::Reply; }";
    assert_eq!(found(&[("lib.rs", lib)]), [format!("src/codes:2: {REPLY_FROM_GROUND}")]);
}
