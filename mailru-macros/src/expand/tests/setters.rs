//! Names of parameters, on the wire and as setters.

use super::{GROUP, Row, changed, group, one_message_each};

const OFFSET: &str = "offset = { type = \"u32\", doc";
const MOOD: &str = "mood = { type = \"Mood\", doc = \"The mood.\" }";

#[test]
fn names_that_will_not_do_are_reported() {
    let rows: &[Row] = &[
        (MOOD, "sig = { type = \"Mood\", doc = \"a\" }", "43:1: \"sig\" is reserved: the SDK adds it itself"),
        (
            MOOD,
            "session_key = { type = \"Mood\", doc = \"a\", rust = \"key\" }",
            "43:1: \"session_key\" is reserved: the SDK adds it itself",
        ),
        (
            MOOD,
            "\"mood-2\" = { type = \"Mood\", doc = \"a\" }",
            "43:1: \"mood-2\" is not a parameter's name: letters, digits and _ only, no digit first",
        ),
        (
            MOOD,
            "\"настрой\" = { type = \"Mood\", doc = \"a\", rust = \"mood\" }",
            "43:1: \"настрой\" is not a parameter's name: letters, digits and _ only, no digit first",
        ),
        (MOOD, "self = { type = \"Mood\", doc = \"a\" }", "43:1: \"self\" gives no Rust name, choose one by `rust`"),
        (MOOD, "_ = { type = \"Mood\", doc = \"a\" }", "43:1: \"_\" gives no Rust name, choose one by `rust`"),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", rust = \"Mood\" }",
            "43:43: \"Mood\" is no Rust name in snake_case",
        ),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", rust = \"crate\" }",
            "43:43: \"crate\" is no Rust name in snake_case",
        ),
        (MOOD, "mood = { type = \"Mood\", doc = \"a\", rust = 1 }", "43:43: expected a string, found an integer"),
        (
            MOOD,
            "Text = { type = \"Mood\", doc = \"a\" }\nTEXT = { type = \"Mood\", doc = \"a\" }",
            "44:1: \"TEXT\" has the Rust name of \"Text\" in line 43, choose another by `rust`",
        ),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", rust = \"caption\" }",
            "43:43: \"mood\" has the Rust name of \"text\" in line 41, choose another by `rust`",
        ),
        (
            MOOD,
            "send = { type = \"Mood\", doc = \"a\" }",
            "43:1: \"send\" is a method of every builder, choose another name by `rust`",
        ),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", rust = \"into_future\" }",
            "43:43: \"into_future\" is a method of every builder, choose another name by `rust`",
        ),
        (
            OFFSET,
            "extended = { type = \"Mood\", doc = \"a\" }\noffset = { type = \"u32\", doc",
            "17:1: \"extended\" is also a variant of the result, choose another name by `rust`",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn names_that_only_look_bad_pass() {
    for (from, to) in [
        (MOOD, "type = { type = \"Mood\", doc = \"a\" }"),
        (MOOD, "self = { type = \"Mood\", doc = \"a\", rust = \"this\" }"),
        (MOOD, "send = { type = \"Mood\", doc = \"a\", rust = \"send_it\" }"),
        ("ext = { switch = \"extended\"", "extended = { switch = \"extended\""),
    ] {
        assert_eq!(group(&changed(GROUP, from, to)).1, [""; 0], "{to}");
    }
}
