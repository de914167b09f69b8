//! Limits of parameters.

use super::{GROUP, Row, group, one_message_each};

const TEXT: &str = "text = { type = \"string\", max_len = 100, doc = \"Text.\", rust = \"caption\" }";

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
fn a_bound_is_a_number_of_the_type() {
    let rows: &[Row] = &[
        ("min = 1, max = 100", "min = -5, max = 100", "18:31: `min` is no number of that type"),
        ("min = 1, max = 100", "min = 1, max = 99999999999", "18:40: `max` is no number of that type"),
        ("\"u32\", min = 1, max = 100", "\"u64\", min = -1, max = 100", "18:31: `min` is no number of that type"),
    ];
    one_message_each(GROUP, group, rows);
    assert_eq!(group(&GROUP.replace("\"u32\", min = 1", "\"i64\", min = -1")).1, [""; 0]);
}
