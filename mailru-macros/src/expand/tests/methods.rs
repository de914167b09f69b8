//! Names of methods, on the wire and in Rust.

use super::{GROUP, Row, changed, group, one_message_each};

#[test]
fn names_of_methods_are_checked() {
    let rows: &[Row] = &[
        (
            "friends.sendPicture",
            "sendPicture",
            "30:8: \"sendPicture\" is not a method's name, expected \"friends\", a dot and a word",
        ),
        (
            "friends.sendPicture",
            "friends.send.picture",
            "30:8: \"friends.send.picture\" is not a method's name, expected \"friends\", a dot and a word",
        ),
        (
            "friends.sendPicture",
            "friends.",
            "30:8: \"friends.\" is not a method's name, expected \"friends\", a dot and a word",
        ),
        (
            "friends.sendPicture",
            "stream.sendPicture",
            "30:8: \"stream.sendPicture\" is of the group \"stream\", and this file of \"friends\": a file is named after its \
             group, \"stream.toml\", and the module may have any name",
        ),
        ("friends.sendPicture", "friends.get", "30:8: method \"friends.get\" is already declared in line 3"),
        (
            "[methods.history]",
            "[methods.getHistory]",
            "48:10: the key \"getHistory\" is no Rust name in snake_case, write \"get_history\"",
        ),
        (
            "[methods.history]",
            "[methods.\"1\"]",
            "48:10: the key \"1\" is no Rust name in snake_case, choose another key and give the name on the wire by `name`",
        ),
        (
            "[methods.history]",
            "[methods.self]",
            "48:10: the key \"self\" is no Rust name in snake_case, choose another key and give the name on the wire by `name`",
        ),
        (
            "[methods.history]",
            "[methods.\"история\"]",
            "48:10: the key \"история\" is no Rust name in snake_case, choose another key and give the name on the wire by `name`",
        ),
        (
            "[methods.history]",
            "[methods.send__photo]\nname = \"friends.x\"",
            "48:10: \"send__photo\" has the same Rust name as \"send_photo\"",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn names_that_the_generated_code_needs_are_taken() {
    let rows: &[Row] = &[
        (
            "[methods.history]",
            "[methods.friends]\nname = \"friends.x\"",
            "48:10: the request of \"friends\" would share its name with the group itself: choose another key and give `name`",
        ),
        (
            "[methods.history]",
            "[methods.group]",
            "48:10: the request of \"group\" would share its name with the description of the group: choose another key and give `name`",
        ),
        (
            "[methods.history]",
            "[methods.k]",
            "48:10: the request of \"k\" would share its name with a type parameter of generated code: choose another key and give `name`",
        ),
        (
            "[methods.history]",
            "[methods.mood]",
            "48:10: the request of \"mood\" would share its name with the type \"Mood\" of this file: choose another key and give `name`",
        ),
        (
            "[enums.Mood]",
            "[enums.Friends]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Mood]",
            "64:8: \"Friends\" is the name of the group itself, choose another",
        ),
        (
            "[enums.Mood]",
            "[enums.FriendsExt]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Mood]",
            "64:8: \"FriendsExt\" is the name of the trait of the group, choose another",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn what_is_no_name_on_the_wire_gets_no_further() {
    let (file, messages) = group(&changed(GROUP, "\"friends.sendPicture\"", "'friends.\"picture\"'"));
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert_eq!(file.methods[1].wire, "friends.sendPhoto");
}
