//! Names that are taken from the crate's root.

use super::{assert_none, found};

const LIB: &str = "extern crate self as demo_sdk;
mod door; mod error; mod ground; mod guest; mod window; mod wire;
pub use error::Error;
pub use ground::Text;
#[errors]
pub mod codes {}
pub mod __private { pub use crate::ground::Text; }";

fn told(path: &str, there: &str) -> String {
    format!("src/wire/mod.rs:2: `{path}` is taken from the crate's root, instead of from what defines it{there}")
}

#[test]
fn a_name_that_the_root_re_exports_is_told_with_its_file() {
    for (code, path, there) in [
        ("use crate::Text;", "crate::Text", ", which is in ground/mod.rs"),
        ("use crate::{Text as Words};", "crate::Text", ", which is in ground/mod.rs"),
        ("use super::Text;", "super::Text", ", which is in ground/mod.rs"),
        ("use demo_sdk::Error;", "demo_sdk::Error", ", which is in error.rs"),
        ("use ::demo_sdk::Error;", "demo_sdk::Error", ", which is in error.rs"),
        ("fn f(_: ::demo_sdk::Error) {}", "demo_sdk::Error", ", which is in error.rs"),
        ("fn f() { vec![::demo_sdk::Error::new()]; }", "demo_sdk::Error::new", ", which is in error.rs"),
        ("fn f(_: crate::Text) {}", "crate::Text", ", which is in ground/mod.rs"),
        ("fn f() { vec![crate::Text::new()]; }", "crate::Text::new", ", which is in ground/mod.rs"),
        ("use crate::__private::Text;", "crate::__private::Text", ", which is in ground/mod.rs"),
        ("use crate::written_by_a_macro;", "crate::written_by_a_macro", ""),
        ("use crate::*;", "crate", ""),
        ("use super::*;", "super", ""),
        ("use crate as all;", "crate", ""),
    ] {
        let wire = format!("\n{code}");
        assert_eq!(found(&[("lib.rs", LIB), ("wire/mod.rs", &wire)]), [told(path, there)], "{code}");
    }
}

#[test]
fn a_name_from_the_root_counts_as_what_it_is() {
    let violations = found(&[("lib.rs", LIB), ("ground/mod.rs", "use crate::Error;\npub struct Text;")]);
    assert_eq!(violations.len(), 2, "{violations:?}");
    assert!(violations[1].ends_with("`crate::Error` of error.rs runs up: from the wing `ground` to `error`"));
}

#[test]
fn a_re_export_of_what_the_root_has_is_told_where_it_stands_alone() {
    let violations = found(&[
        ("lib.rs", LIB),
        ("wire/mod.rs", "mod reader;\npub(crate) use crate::Text;"),
        ("wire/reader.rs", "use super::Text;"),
    ]);
    assert_eq!(violations, [told("crate::Text", ", which is in ground/mod.rs")]);
}

#[test]
fn modules_are_no_names_of_the_root() {
    assert_none(&[
        ("lib.rs", LIB),
        ("wire/mod.rs", "use crate::{codes::Code, error, ground::{self, Text}};\nfn f() -> demo_sdk::error::Error {}"),
    ]);
}

#[test]
fn the_root_itself_may_name_everything() {
    assert_none(&[("lib.rs", LIB)]);
}

#[test]
fn the_parent_of_a_nested_module_is_not_the_root() {
    assert_none(&[
        ("wire/mod.rs", "mod reader;\npub struct Reply;\nmod sealed { use super::*; }"),
        ("wire/reader.rs", "use super::{self as wire, Reply};\nuse self::inner::X;\nmod inner { pub struct X; }"),
    ]);
}
