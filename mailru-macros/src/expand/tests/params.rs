//! Parameters: their keys and types.

use super::{GROUP, Row, group, one_message_each};

const OFFSET: &str = "offset = { type = \"u32\", doc";
const MOOD: &str = "mood = { type = \"Mood\", doc = \"The mood.\" }";

#[test]
fn unknown_missing_and_excluding_keys_are_reported() {
    let rows: &[Row] = &[
        (MOOD, "mood = { type = \"Mood\" }", "43:1: missing key \"doc\" of a parameter"),
        (
            MOOD,
            "mood = { doc = \"The mood.\" }",
            "43:1: missing key \"type\" or \"switch\" or \"either_of\" of a parameter",
        ),
        (
            MOOD,
            "mood = { typ = \"Mood\", doc = \"The mood.\" }",
            "43:10: unknown key \"typ\" of a parameter, did you mean \"type\"?",
        ),
        (MOOD, "mood = { type = \"Mood\", doc = \"\" }", "43:31: \"doc\" is empty"),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", minimum = 1 }",
            "43:36: unknown key \"minimum\" of a parameter, expected one of \"type\", \"switch\", \"either_of\", \"doc\", \"required\", \"default\", \"min\", \"max\", \"max_len\", \"max_items\", \"rust\", \"evidence\"",
        ),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", zzzzzzzz = 1 }",
            "43:36: unknown key \"zzzzzzzz\" of a parameter, expected one of \"type\", \"switch\", \"either_of\", \"doc\", \"required\", \"default\", \"min\", \"max\", \"max_len\", \"max_items\", \"rust\", \"evidence\"",
        ),
        (
            MOOD,
            "mood = { switch = \"happy\", type = \"Mood\", doc = \"a\" }",
            "43:28: \"switch\" excludes \"type\": a parameter has one of them",
        ),
        (MOOD, "mood = \"Mood\"", "43:8: expected a table, found a string"),
        (MOOD, "mood = { type = \"Mood\", doc = \"a\", required = 1 }", "43:47: expected a boolean, found an integer"),
        (MOOD, "mood = { type = \"Mood\", doc = \"a\", default = 1 }", "43:46: expected a string, found an integer"),
        (
            MOOD,
            "mood = { type = \"Mood\", doc = \"a\", evidence = \"x\" }",
            "43:47: unknown evidence \"x\", expected one of \"documented\", \"observed\", \"client\", \"inferred\"",
        ),
        (MOOD, "mood = { type = 1, doc = \"a\" }", "43:17: expected a string, found an integer"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn types_that_do_not_exist_or_do_not_fit_are_reported() {
    let rows: &[Row] = &[
        (MOOD, "mood = { type = \"Moood\", doc = \"a\" }", "43:18: unknown type \"Moood\", did you mean \"Mood\"?"),
        (MOOD, "mood = { type = \"[ Usr ]\", doc = \"Ы\" }", "43:20: unknown type \"Usr\", did you mean \"User\"?"),
        (MOOD, "mood = { doc = \"Ы\", type = \"Usr\" }", "43:29: unknown type \"Usr\", did you mean \"User\"?"),
        (
            MOOD,
            "mood = { type = \"Zzzzzzzz\", doc = \"a\" }",
            "43:18: unknown type \"Zzzzzzzz\", expected a declared name, [T], {T}, rust:path or one of string url html flag bool u32 u64 i64 f64 int uid timestamp date any file",
        ),
        (MOOD, "mood = { type = \"\\u0055sr\", doc = \"a\" }", "43:17: unknown type \"Usr\", did you mean \"User\"?"),
        (MOOD, "mood = { type = '''\nUsr''', doc = \"a\" }", "44:1: unknown type \"Usr\", did you mean \"User\"?"),
        (MOOD, "mood = { type = \"\", doc = \"a\" }", "43:18: a type is missing"),
        (MOOD, "mood = { type = \"[]\", doc = \"a\" }", "43:19: a type is missing"),
        (MOOD, "mood = { type = \"[uid\", doc = \"a\" }", "43:18: \"[\" has no \"]\""),
        (MOOD, "mood = { type = \"[file]\", doc = \"a\" }", "43:19: a list cannot hold files"),
        (MOOD, "mood = { type = \"{uid}\", doc = \"a\" }", "43:18: a parameter cannot be a map"),
        (MOOD, "mood = { type = \"[{uid}]\", doc = \"a\" }", "43:19: a parameter cannot be a map"),
        (MOOD, "mood = { type = \"[[uid]]\", doc = \"a\" }", "43:19: a comma list cannot hold lists"),
        (
            MOOD,
            "mood = { type = \"rust:\", doc = \"a\" }",
            "43:18: \"\" is not a path of Rust, such as \"rust:crate::Gift\"",
        ),
        (
            MOOD,
            "mood = { type = \"rust:a-b\", doc = \"a\" }",
            "43:18: \"a-b\" is not a path of Rust, such as \"rust:crate::Gift\"",
        ),
        (
            MOOD,
            "mood = { type = \"rust:crate::1a\", doc = \"a\" }",
            "43:18: \"crate::1a\" is not a path of Rust, such as \"rust:crate::Gift\"",
        ),
        (
            MOOD,
            "mood = { type = \"rust:crate::\", doc = \"a\" }",
            "43:18: \"crate::\" is not a path of Rust, such as \"rust:crate::Gift\"",
        ),
        (
            OFFSET,
            "img = { type = \"file\", doc = \"a\" }\noffset = { type = \"u32\", doc",
            "17:16: a file needs verb = \"POST\"",
        ),
        (
            OFFSET,
            "img = { either_of = { a = \"url\", b = \"file\" }, doc = \"a\" }\noffset = { type = \"u32\", doc",
            "17:38: a file needs verb = \"POST\"",
        ),
    ];
    one_message_each(GROUP, group, rows);
}
