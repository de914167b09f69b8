//! Objects and their fields.

use super::{Row, TYPES, one_message_each, types};

const UID: &str = "uid = { type = \"uid\", always = true, doc = \"Id.\" }";

#[test]
fn objects_and_fields_are_complete() {
    let rows: &[Row] = &[
        ("doc = \"A user.\"\n", "", "3:10: missing key \"doc\" of an object"),
        (
            "doc = \"A user.\"\n",
            "doc = \"A user.\"\nscope = []\n",
            "5:1: unknown key \"scope\" of an object, expected one of \"doc\", \"see\", \"evidence\", \"fields\"",
        ),
        (
            "evidence = \"documented\"",
            "evidence = \"sure\"",
            "6:12: unknown evidence \"sure\", expected one of \"documented\", \"observed\", \"client\", \"inferred\"",
        ),
        ("fields.text = { type = \"html\", doc = \"The text.\" }\n", "", "12:10: missing key \"fields\" of an object"),
        (
            "fields.text = { type = \"html\", doc = \"The text.\" }\n",
            "fields = {}\n",
            "14:1: an object needs at least one field",
        ),
        (
            "fields.text = { type = \"html\", doc = \"The text.\" }\n",
            "fields = 1\n",
            "14:10: expected a table, found an integer",
        ),
        (
            "fields.text = { type = \"html\", doc = \"The text.\" }\n",
            "field.text = { type = \"html\", doc = \"The text.\" }\n",
            "14:1: unknown key \"field\" of an object, did you mean \"fields\"?",
        ),
        (UID, "uid = { type = \"uid\", always = true }", "8:1: missing key \"doc\" of a field"),
        (UID, "uid = { always = true, doc = \"Id.\" }", "8:1: missing key \"type\" of a field"),
        (UID, "uid = { type = \"uid\", always = 1, doc = \"Id.\" }", "8:32: expected a boolean, found an integer"),
        (
            UID,
            "uid = { type = \"uid\", always = true, required = true, doc = \"Id.\" }",
            "8:38: unknown key \"required\" of a field, expected one of \"type\", \"doc\", \"always\", \"alias\", \"rust\", \"single\", \"rare\", \"evidence\"",
        ),
        (UID, "uid = { type = \"Usr\", doc = \"Id.\" }", "8:17: unknown type \"Usr\", did you mean \"User\"?"),
        (UID, "uid = { type = \"file\", doc = \"Id.\" }", "8:17: \"file\" is for parameters only"),
        (UID, "uid = \"uid\"", "8:7: expected a table, found a string"),
        (
            UID,
            "uid = { type = \"uid\", doc = \"Id.\", evidence = \"x\" }",
            "8:47: unknown evidence \"x\", expected one of \"documented\", \"observed\", \"client\", \"inferred\"",
        ),
    ];
    one_message_each(TYPES, types, rows);
}

#[test]
fn rare_fields_are_optional_and_their_holder_has_a_name_of_its_own() {
    let rows: &[Row] = &[
        (
            UID,
            "uid = { type = \"uid\", always = true, rare = true, doc = \"Id.\" }",
            "8:45: a field is `always` there or `rare`, not both",
        ),
        (
            UID,
            "uid = { type = \"uid\", rare = true, rust = \"rarely\", doc = \"Id.\" }",
            "8:30: the rare fields would be in \"rarely\", which is the Rust name of another field, choose another by `rust`",
        ),
        (UID, "uid = { type = \"uid\", rare = 1, doc = \"Id.\" }", "8:30: expected a boolean, found an integer"),
        (
            UID,
            "uid = { type = \"uid\", rarely = true, doc = \"Id.\" }",
            "8:23: unknown key \"rarely\" of a field, did you mean \"rare\"?",
        ),
    ];
    one_message_each(TYPES, types, rows);
    let holder = "[objects.UserRarely]\ndoc = \"A.\"\nfields.id = { type = \"uid\", doc = \"Id.\" }\n";
    let text = TYPES.replacen(UID, "uid = { type = \"uid\", rare = true, doc = \"Id.\" }", 1) + "\n" + holder;
    let (_, messages) = types(&text);
    assert_eq!(messages, ["8:30: \"UserRarely\", which would hold the rare fields, is the name of something else"]);
}

#[test]
fn fields_have_rust_names_and_aliases_of_their_own() {
    let rows: &[Row] = &[
        (UID, "\"1\" = { type = \"uid\", doc = \"Id.\" }", "8:1: \"1\" gives no Rust name, choose one by `rust`"),
        (UID, "\"\" = { type = \"uid\", doc = \"Id.\" }", "8:1: \"\" gives no Rust name, choose one by `rust`"),
        (UID, "\"имя\" = { type = \"uid\", doc = \"Id.\" }", "8:1: \"имя\" gives no Rust name, choose one by `rust`"),
        (UID, "super = { type = \"uid\", doc = \"Id.\" }", "8:1: \"super\" gives no Rust name, choose one by `rust`"),
        (
            UID,
            "is_app_user = { type = \"uid\", doc = \"Id.\" }",
            "9:1: \"isAppUser\" has the same Rust name as \"is_app_user\", choose another by `rust`",
        ),
        (
            UID,
            "uid = { type = \"uid\", doc = \"Id.\", rust = \"labels\" }",
            "10:38: \"tags\" has the same Rust name as \"uid\", choose another by `rust`",
        ),
        (
            UID,
            "uid = { type = \"uid\", doc = \"Id.\", rust = \"the id\" }",
            "8:43: \"the id\" is no Rust name in snake_case",
        ),
        (UID, "uid = { type = \"uid\", doc = \"Id.\", alias = \"id\" }", "8:44: expected an array, found a string"),
        (UID, "uid = { type = \"uid\", doc = \"Id.\", alias = [1] }", "8:45: expected a string, found an integer"),
        (
            UID,
            "uid = { type = \"uid\", doc = \"Id.\", alias = [\"id\", \"tags\"] }",
            "8:51: \"tags\" names a field already",
        ),
        (UID, "uid = { type = \"uid\", doc = \"Id.\", alias = [\"uid\"] }", "8:45: \"uid\" names a field already"),
        (
            UID,
            "uid = { type = \"uid\", doc = \"Id.\", alias = [\"id\", \"id\"] }",
            "8:51: \"id\" names a field already",
        ),
        (UID, "uid = { type = \"uid\", doc = \"Id.\", single = true }", "8:45: `single` fits lists only"),
        (UID, "uid = { type = \"any\", doc = \"Id.\", single = true }", "8:45: `single` fits lists only"),
        (
            UID,
            "uid = { type = \"Usr\", doc = \"Id.\", single = true }",
            "8:17: unknown type \"Usr\", did you mean \"User\"?",
        ),
    ];
    one_message_each(TYPES, types, rows);
}
