//! Test code, which is built on everything.

use super::{assert_none, found};

const SEVERAL: &str = "use crate::{door::Door, error::Error, wire::Reply};";
const DOOR: (&str, &str) = ("door/mod.rs", "use crate::ground::Text;\npub struct Door;");

#[test]
fn tests_may_look_up_and_around() {
    let inside = format!("pub struct Text;\n#[cfg(test)]\nmod tests {{ use super::*; {SEVERAL} }}");
    assert_none(&[DOOR, ("ground/mod.rs", &inside)]);
    let function = format!("pub struct Text;\n#[cfg(all(test, unix))]\nfn f() {{ {SEVERAL} }}");
    assert_none(&[DOOR, ("ground/mod.rs", &function)]);
    let method = format!("pub struct Text;\nimpl Text {{ #[cfg(test)] fn f() {{ {SEVERAL} }} }}");
    assert_none(&[DOOR, ("ground/mod.rs", &method)]);
    assert_none(&[DOOR, ("ground/mod.rs", "pub struct Text;\n#[cfg(test)]\nuse crate::door::Door;")]);
}

#[test]
fn files_of_tests_are_known_by_their_module_and_not_by_their_name() {
    for (module, file) in [
        ("#[cfg(test)] mod traps;", "ground/traps.rs"),
        ("#[cfg(test)] mod tests;", "ground/tests.rs"),
        ("#[cfg(test)] mod tests;", "ground/tests/mod.rs"),
    ] {
        let parent = format!("pub struct Text;\n{module}");
        assert_none(&[DOOR, ("ground/mod.rs", &parent), (file, SEVERAL)]);
    }
    assert_none(&[
        DOOR,
        ("ground/mod.rs", "pub struct Text;\n#[cfg(test)] mod traps;"),
        ("ground/traps.rs", "mod inner;"),
        ("ground/traps/inner.rs", SEVERAL),
    ]);
    let code = [("ground/mod.rs", "pub struct Text;\nmod tests;"), ("ground/tests.rs", "use crate::wire::Reply;")];
    assert_eq!(found(&code).len(), 1);
}

#[test]
fn what_is_not_for_tests_alone_counts() {
    for condition in ["not(test)", "any(test, feature = \"testing\")", "feature = \"test\""] {
        let code = format!("pub struct Text;\n#[cfg({condition})]\nuse crate::wire::Reply;");
        assert_eq!(found(&[("ground/mod.rs", &code)]).len(), 1, "{condition}");
    }
}

#[test]
fn code_after_a_test_counts_again() {
    let code = "pub struct Text;\n#[cfg(test)]\nmod tests {}\nuse crate::wire::Reply;";
    assert_eq!(found(&[("ground/mod.rs", code)]).len(), 1);
}

#[test]
fn tests_take_nothing_from_the_root_either() {
    let code = "pub struct Text;\n#[cfg(test)]\nmod tests { use crate::Error; }";
    let violations = found(&[("ground/mod.rs", code)]);
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(violations[0].starts_with("src/ground/mod.rs:3: `crate::Error` is taken from the crate's root"));
}
