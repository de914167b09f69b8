//! Enums and unions: their values and variants.

use super::{Row, TYPES, one_message_each, types};

#[test]
fn enums_have_values_with_names() {
    const DATE: &str = "\"by-date\" = { doc = \"Newest first.\" }";
    let rows: &[Row] = &[
        ("values.1 = { variant = \"One\", doc = \"One.\" }\n", "", "22:8: missing key \"values\" of an enum"),
        (
            "values.1 = { variant = \"One\", doc = \"One.\" }\n",
            "values = {}\n",
            "25:1: an enum needs at least one value",
        ),
        ("values.1 = {", "values.one = {", "25:8: \"one\" is not an integer, as the values of this enum are"),
        (
            "values.1 = { variant = \"One\", doc",
            "values.1 = { doc",
            "25:8: \"1\" gives no Rust name, choose one by `variant`",
        ),
        (
            "values.1 = { variant = \"One\", doc",
            "values.01 = { variant = \"One\", doc",
            "25:8: \"01\" is not an integer, as the values of this enum are",
        ),
        ("wire = \"int\"", "wire = \"integer\"", "24:8: unknown wire \"integer\", expected \"int\" or \"string\""),
        (DATE, "\"by-date\" = {}", "19:1: missing key \"doc\" of a value"),
        (
            DATE,
            "\"by-date\" = { doc = \"a\", value = 1 }",
            "19:26: unknown key \"value\" of a value, expected \"doc\" or \"variant\"",
        ),
        (DATE, "\"by-date\" = \"Newest first.\"", "19:13: expected a table, found a string"),
        (DATE, "\"\" = { doc = \"a\" }", "19:1: \"\" gives no Rust name, choose one by `variant`"),
        (DATE, "\"2-2\" = { doc = \"a\" }", "19:1: \"2-2\" gives no Rust name, choose one by `variant`"),
        (DATE, "\"café\" = { doc = \"a\" }", "19:1: \"café\" gives no Rust name, choose one by `variant`"),
        (
            DATE,
            "unknown = { doc = \"a\" }",
            "19:1: \"Unknown\" is the variant for what is not listed, choose another name by `variant`",
        ),
        (
            DATE,
            "\"by-date\" = { doc = \"a\", variant = \"Unknown\" }",
            "19:36: \"Unknown\" is the variant for what is not listed",
        ),
        (
            DATE,
            "\"by-date\" = { doc = \"a\", variant = \"by_date\" }",
            "19:36: \"by_date\" is no Rust name in UpperCamel",
        ),
        (
            DATE,
            "\"by-date\" = { doc = \"a\", variant = \"OneToOne\" }",
            "20:21: variant \"OneToOne\" already stands for \"by-date\", choose another by `variant`",
        ),
        (
            DATE,
            "\"by-date\" = { doc = \"a\" }\nbyDate = { doc = \"a\" }",
            "20:1: variant \"ByDate\" already stands for \"by-date\", choose another by `variant`",
        ),
    ];
    one_message_each(TYPES, types, rows);
}

#[test]
fn unions_have_objects_as_variants() {
    const TEXT: &str = "text = { type = \"Text\", doc = \"Plain text.\" }";
    let rows: &[Row] = &[
        ("tag = \"object\"\n", "", "27:9: missing key \"tag\" of a union"),
        ("tag = \"object\"\n", "tag = \"\"\n", "29:7: \"tag\" is empty"),
        (
            "[unions.Attachment.variants]",
            "[unions.Empty]\ndoc = \"a\"\ntag = \"a\"\nvariants = {}\n[unions.Attachment.variants]",
            "33:1: a union needs at least one variant",
        ),
        (
            TEXT,
            "text = { type = \"Txt\", doc = \"Plain text.\" }",
            "31:18: unknown type \"Txt\", did you mean \"Text\"?",
        ),
        (
            TEXT,
            "text = { type = \"[Text]\", doc = \"Plain text.\" }",
            "31:17: a variant of a union is an object or \"any\"",
        ),
        (
            TEXT,
            "text = { type = \"string\", doc = \"Plain text.\" }",
            "31:17: a variant of a union is an object or \"any\"",
        ),
        (
            TEXT,
            "text = { type = \"Order\", doc = \"Plain text.\" }",
            "31:17: a variant of a union is an object or \"any\"",
        ),
        (
            TEXT,
            "text = { type = \"Attachment\", doc = \"Plain text.\" }",
            "31:17: a variant of a union is an object or \"any\"",
        ),
        (TEXT, "text = { doc = \"Plain text.\" }", "31:1: missing key \"type\" of a variant"),
        (TEXT, "text = { type = \"Text\" }", "31:1: missing key \"doc\" of a variant"),
        (
            TEXT,
            "text = { type = \"Text\", doc = \"Plain text.\", variant = \"User\" }",
            "32:1: variant \"User\" already stands for \"text\", choose another by `variant`",
        ),
        (
            TEXT,
            "\"1-1\" = { type = \"Text\", doc = \"Plain text.\" }",
            "31:1: \"1-1\" gives no Rust name, choose one by `variant`",
        ),
        (TEXT, "text = \"Text\"", "31:8: expected a table, found a string"),
    ];
    one_message_each(TYPES, types, rows);
}

#[test]
fn two_values_without_a_name_do_not_share_one() {
    let text = TYPES.replace("\"by-date\"", "\"0-0\"").replace("variant = \"OneToOne\", ", "");
    let expected = [
        "19:1: \"0-0\" gives no Rust name, choose one by `variant`",
        "20:1: \"1-1\" gives no Rust name, choose one by `variant`",
    ];
    assert_eq!(types(&text).1, expected);
}
