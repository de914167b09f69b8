//! Choices: parameters of which exactly one goes over the wire.

use super::{GROUP, Row, group, one_message_each};

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
