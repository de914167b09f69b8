//! What is not TOML: reported once, and never followed by complaints about what it left out.

use super::{GROUP, Row, group, one_message_each};

#[test]
fn a_mistake_of_syntax_hides_what_it_may_have_caused() {
    let rows: &[Row] = &[
        ("verb = \"GET\"", "verb = GET", "6:8: string values must be quoted, expected literal string"),
        ("verb = \"GET\"", "verb =", "6:7: string values must be quoted, expected literal string"),
        (
            "doc = \"Lists the user's friends.\"",
            "doc = \"Lists the user's friends.",
            "4:33: invalid basic string, expected `\"`",
        ),
        ("[methods.get.returns]", "[methods.get.returns", "21:21: unclosed table, expected `]`"),
        ("scope = [\"friends\"]", "scope = [\"friends\"", "11:1: missing comma between array elements, expected `,`"),
        (
            "page = { offset = \"offset\", limit = \"limit\" }",
            "page = { offset = \"offset\" limit = \"limit\" }",
            "14:28: missing comma between key-value pairs, expected `,`",
        ),
        ("effect = \"read\"", "effect \"read\"", "9:8: key with no value, expected `=`"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_repeated_key_does_not_hide_other_mistakes() {
    let text =
        GROUP.replace("verb = \"POST\"", "verb = \"PUT\"").replace("errors = [501]", "errors = [501]\nerrors = []");
    assert_eq!(group(&text).1, ["12:1: duplicate key", "33:8: unknown verb \"PUT\", did you mean \"POST\"?"]);
}

#[test]
fn a_repeated_method_is_one_mistake() {
    let start = GROUP.find("[methods.get]").expect("a method");
    let end = GROUP.find("[methods.send_photo]").expect("another");
    let text = GROUP.to_owned() + &GROUP[start..end];
    assert_eq!(group(&text).1, ["68:10: duplicate key"]);
}
