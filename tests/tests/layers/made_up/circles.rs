//! Files that use each other.

use super::{assert_none, found};

/// A façade as it should be: it declares and re-exports, and its children take from each other what they need.
const FACADE: &str = "mod reader;\nmod reply;\npub(crate) use self::{reader::read, reply::Reply};";

#[test]
fn two_files_that_import_each_other_are_a_circle() {
    let violations = found(&[
        ("wire/mod.rs", "mod reader; mod reply;"),
        ("wire/reader.rs", "use super::reply::Reply;\npub fn read() {}"),
        ("wire/reply.rs", "\nuse super::reader::read;\npub struct Reply;"),
    ]);
    let uses = "\n    wire/reader.rs:1 uses wire/reply.rs\n    wire/reply.rs:2 uses wire/reader.rs";
    assert_eq!(violations, [format!("src/wire/reader.rs:1: 2 files make a circle:{uses}")]);
}

#[test]
fn a_circle_may_be_long_and_lead_through_paths() {
    let violations = found(&[
        ("wire/mod.rs", "mod a; mod b; mod c; mod d;"),
        ("wire/a.rs", "use super::b;\npub struct A(b::B);"),
        ("wire/b.rs", "pub struct B(Box<crate::wire::c::C>);"),
        ("wire/c.rs", "pub struct C;\nimpl super::a::A {}"),
        ("wire/d.rs", "use super::{a::A, b::B, c::C};"),
    ]);
    let uses = "\n    wire/a.rs:2 uses wire/b.rs\n    wire/b.rs:1 uses wire/c.rs\n    wire/c.rs:2 uses wire/a.rs";
    assert_eq!(violations, [format!("src/wire/a.rs:2: 3 files make a circle:{uses}")]);
}

#[test]
fn circles_that_do_not_touch_are_told_apart() {
    let violations = found(&[
        ("wire/mod.rs", "mod a; mod b; mod c; mod d;"),
        ("wire/a.rs", "use super::b::B;\npub struct A;"),
        ("wire/b.rs", "use super::a::A;\npub struct B;"),
        ("wire/c.rs", "use super::{a::A, d::D};\npub struct C;"),
        ("wire/d.rs", "use super::c::C;\npub struct D;"),
    ]);
    assert_eq!(violations.len(), 2, "{violations:?}");
}

#[test]
fn a_facade_makes_no_circle() {
    for import in ["use super::Reply;", "use crate::wire::Reply;", "use super::reply::Reply;", "use crate::wire;"] {
        let reader = format!("{import}\npub fn read() {{}}");
        assert_none(&[("wire/mod.rs", FACADE), ("wire/reader.rs", &reader), ("wire/reply.rs", "pub struct Reply;")]);
    }
}

#[test]
fn a_circle_is_seen_through_a_facade() {
    for (import, back) in [("super::Reply", "super::read"), ("crate::wire::Reply", "crate::wire::reader::read")] {
        let reader = format!("use {import};\npub fn read() {{}}");
        let reply = format!("use {back};\npub struct Reply;");
        let violations = found(&[("wire/mod.rs", FACADE), ("wire/reader.rs", &reader), ("wire/reply.rs", &reply)]);
        assert_eq!(violations.len(), 1, "{violations:?}");
        assert!(violations[0].starts_with("src/wire/reader.rs:1: 2 files make a circle"), "{violations:?}");
    }
}

#[test]
fn a_parent_that_uses_a_child_which_uses_it_is_a_circle() {
    for parent in [
        "mod reader;\nuse reader::read;\npub struct Reply;",
        "mod reader;\npub use reader::read;\npub struct Reply;\nfn go() { read() }",
        "mod reader;\npub struct Reply;\nfn go() { reader::read() }",
        "mod reader;\npub struct Reply;\nfn go() { let _ = vec![self::reader::read()]; }",
    ] {
        let violations = found(&[("wire/mod.rs", parent), ("wire/reader.rs", "use super::Reply;\npub fn read() {}")]);
        assert_eq!(violations.len(), 1, "{parent}: {violations:?}");
        assert!(violations[0].contains("2 files make a circle"), "{violations:?}");
    }
}

#[test]
fn a_parent_may_re_export_a_child_that_uses_it() {
    assert_none(&[
        ("wire/mod.rs", "mod reader;\npub use self::reader::read;\npub struct Reply;"),
        ("wire/reader.rs", "use super::Reply;\npub fn read() {}"),
    ]);
}

#[test]
fn to_re_export_what_lives_elsewhere_is_to_use_it() {
    let violations = found(&[
        ("wire/mod.rs", "mod reader;\nmod reply;"),
        ("wire/reader.rs", "pub use super::reply::Reply;\npub fn read() {}"),
        ("wire/reply.rs", "use super::reader::read;\npub struct Reply;"),
    ]);
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(violations[0].starts_with("src/wire/reader.rs:1: 2 files make a circle"), "{violations:?}");
}

#[test]
fn a_child_may_use_a_parent_that_does_not_use_it() {
    assert_none(&[
        ("wire/mod.rs", "mod reader;\npub struct Reply;\nmod inner { use super::Reply; }"),
        ("wire/reader.rs", "use super::Reply;\nimpl Reply { fn read(&self) -> Self { Self } }"),
    ]);
}

#[test]
fn a_name_that_two_things_have_means_what_is_used() {
    assert_none(&[
        ("wire/mod.rs", "mod reader;\npub mod reply;\npub use reply::reply;"),
        ("wire/reader.rs", "use super::reply;\nfn read() { reply(); reply::again() }"),
        ("wire/reply.rs", "pub fn reply() {}\npub fn again() {}"),
    ]);
}

#[test]
fn both_files_that_a_module_may_be_are_read() {
    let wire = "mod reader;\n#[cfg_attr(not(unix), path = \"no_span.rs\")]\nmod span;";
    let violations = found(&[
        ("wire/mod.rs", wire),
        ("wire/reader.rs", "use super::span::Span;\npub fn read() {}"),
        ("wire/span.rs", "pub struct Span;"),
        ("wire/no_span.rs", "use super::reader::read;\npub struct Span;"),
    ]);
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(violations[0].contains("wire/reader.rs:1 uses wire/no_span.rs"), "{violations:?}");
}

#[test]
fn what_is_inside_a_module_is_not_inside_the_function_of_its_name() {
    assert_none(&[
        ("wire/mod.rs", "mod reply; mod sent; pub(crate) use self::sent::reply;"),
        ("wire/reply.rs", "pub fn read() {}"),
        ("wire/sent.rs", "use super::reply::read;\npub fn reply() {}"),
    ]);
}
