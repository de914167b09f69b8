//! Parameters: types, names, limits, switches and choices.

use super::{GROUP, Row, group, one_message_each};

const OFFSET: &str = "offset = { type = \"u32\", doc";
const TEXT: &str = "text = { type = \"string\", max_len = 100, doc = \"Text.\", rust = \"caption\" }";
const MOOD: &str = "mood = { type = \"Mood\", doc = \"The mood.\" }";
const SKIP: &str = "params.skip = {";

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
            "43:47: unknown evidence \"x\", expected one of \"documented\", \"client\", \"inferred\"",
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
        assert_eq!(group(&super::changed(GROUP, from, to)).1, [""; 0], "{to}");
    }
}

#[test]
fn limits_fit_their_types() {
    let rows: &[Row] = &[
        (TEXT, "text = { type = \"u32\", max_len = 100, doc = \"a\" }", "41:34: `max_len` fits texts only"),
        (TEXT, "text = { type = \"string\", min = 1, doc = \"a\" }", "41:33: `min` fits numbers only"),
        (TEXT, "text = { type = \"[u32]\", max = 1, doc = \"a\" }", "41:32: `max` fits numbers only"),
        (TEXT, "text = { type = \"string\", max_items = 1, doc = \"a\" }", "41:39: `max_items` fits lists only"),
        (TEXT, "text = { type = \"any\", max_len = 1, doc = \"a\" }", "41:34: `max_len` fits texts only"),
        (
            TEXT,
            "text = { type = \"sting\", max_len = 1, doc = \"a\" }",
            "41:18: unknown type \"sting\", did you mean \"string\"?",
        ),
        (
            TEXT,
            "text = { max_len = 1, doc = \"a\" }",
            "41:1: missing key \"type\" or \"switch\" or \"either_of\" of a parameter",
        ),
        (TEXT, "text = { type = \"u32\", min = 2, max = 1, doc = \"a\" }", "41:30: `min` is greater than `max`"),
        (TEXT, "text = { type = \"u32\", min = 1.5, doc = \"a\" }", "41:30: expected an integer, found a float"),
        (
            TEXT,
            "text = { type = \"string\", max_len = 0, doc = \"a\" }",
            "41:37: \"max_len\" must be greater than zero",
        ),
        (
            TEXT,
            "text = { type = \"[uid]\", max_items = -1, doc = \"a\" }",
            "41:38: \"max_items\" must be greater than zero",
        ),
        ("ext = { switch = \"extended\",", "ext = { switch = \"extended\", min = 1,", "19:36: `min` fits numbers only"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn switches_fit_the_results() {
    let rows: &[Row] = &[
        (
            "ext = { switch = \"extended\",",
            "ext = { switch = \"extended\", required = true,",
            "19:41: a switch cannot be required: a variant of the call sets it",
        ),
        (
            "switch = \"extended\"",
            "switch = \"extendd\"",
            "19:18: switch \"extendd\" has no type in `returns`, did you mean \"extended\"?",
        ),
        (
            "switch = \"extended\"",
            "switch = \"full_and_complete\"",
            "19:18: switch \"full_and_complete\" has no type in `returns`, expected \"extended\"",
        ),
        ("switch = \"extended\"", "switch = 1", "19:18: expected a string, found an integer"),
        (
            SKIP,
            "params.ext = { switch = \"extended\", doc = \"a\" }\nparams.skip = {",
            "54:25: switch \"extended\" has no type in `returns`",
        ),
        (
            SKIP,
            "params.ext = { switch = \"default\", doc = \"a\" }\nparams.skip = {",
            "54:25: \"default\" is the plain call and needs no switch",
        ),
        (
            "ext = { switch",
            "ext = { type = \"flag\", switch",
            "19:24: \"type\" excludes \"switch\": a parameter has one of them",
        ),
        (
            "ext = {",
            "ext2 = { switch = \"extended\", doc = \"a\" }\next = {",
            "20:18: variant \"extended\" is already switched on by \"ext2\"",
        ),
        (
            "ext = { switch = \"extended\", doc = \"Full profiles instead of ids.\" }",
            "",
            "23:1: variant \"extended\" has no parameter that switches it on",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn choices_have_members_that_differ() {
    const IMG: &str = "{ img_url = \"url\", img_file = \"file\" }";
    let rows: &[Row] = &[
        (IMG, "{ img_url = \"url\" }", "42:21: a choice needs at least two members"),
        (IMG, "{}", "42:21: a choice needs at least two members"),
        (IMG, "\"url\"", "42:21: expected a table, found a string"),
        (IMG, "{ img_url = \"url\", img_file = 1 }", "42:51: expected a string, found an integer"),
        (IMG, "{ img_url = \"urll\", img_file = \"file\" }", "42:34: unknown type \"urll\", did you mean \"url\"?"),
        (IMG, "{ img_url = \"url\", sig = \"file\" }", "42:40: \"sig\" is reserved: the SDK adds it itself"),
        (IMG, "{ img_url = \"url\", imgUrl = \"file\" }", "42:40: \"imgUrl\" has the same Rust name as \"img_url\""),
        (IMG, "{ img_url = \"url\", mood = \"file\" }", "43:1: parameter \"mood\" is declared twice"),
        (
            IMG,
            "{ img_url = \"url\", img-file = \"file\" }",
            "42:40: \"img-file\" is not a parameter's name: letters, digits and _ only, no digit first",
        ),
        (IMG, "{ img_url = \"url\", self = \"file\" }", "42:40: \"self\" cannot be a Rust name"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn choices_have_names_that_nothing_else_has() {
    const TYPE: &str =
        "[objects.SendPhotoImg]\ndoc = \"a\"\nfields.a = { type = \"uid\", doc = \"a\" }\n\n[enums.Mood]";
    let rows: &[Row] = &[
        (
            "[enums.Mood]",
            TYPE,
            "42:1: the choice would be called \"SendPhotoImg\", as a type of this file is: choose a name by `rust`",
        ),
        (
            "[methods.history]",
            "[methods.send_photo_img]",
            "42:1: the choice would be called \"SendPhotoImg\", as the request of \"send_photo_img\" is: choose a name by `rust`",
        ),
        (
            "img = {",
            "Img = { either_of = { a = \"url\", b = \"url\" }, doc = \"a\" }\nimg = {",
            "43:1: \"img\" has the Rust name of \"Img\" in line 42, choose another by `rust`",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_bound_is_a_number_of_the_type() {
    let rows: &[Row] = &[
        ("min = 1, max = 100", "min = -5, max = 100", "18:31: `min` is no number of that type"),
        ("min = 1, max = 100", "min = 1, max = 99999999999", "18:40: `max` is no number of that type"),
        ("\"u32\", min = 1, max = 100", "\"u64\", min = -1, max = 100", "18:31: `min` is no number of that type"),
    ];
    one_message_each(GROUP, group, rows);
    assert_eq!(group(&GROUP.replace("\"u32\", min = 1", "\"i64\", min = -1")).1, [""; 0]);
}
