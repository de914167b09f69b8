//! Objects, enums and unions, in a group's file and in `types.toml`.

use super::{GROUP, Row, TYPES, declared, group, one_message_each, types};
use crate::model::{Type, TypeBody};

const UID: &str = "uid = { type = \"uid\", always = true, doc = \"Id.\" }";

#[test]
fn a_sound_file_gives_a_model_and_no_message() {
    let (file, messages) = types(TYPES);
    assert!(messages.is_empty(), "{messages:?}");
    let [user, _, order, level, attachment] = file.types.as_slice() else { panic!("five types") };
    let TypeBody::Object(fields) = &user.body else { panic!("an object") };
    let rust: Vec<&str> = fields.iter().map(|field| field.rust.as_str()).collect();
    assert_eq!(rust, ["uid", "is_app_user", "labels"]);
    assert_eq!(fields[2].ty, Type::Map(Box::new(Type::List(Box::new(Type::String)))));
    let TypeBody::Enum { int: false, values } = &order.body else { panic!("an enum of texts") };
    assert_eq!((values[0].variant.as_str(), values[1].variant.as_str()), ("ByDate", "OneToOne"));
    assert!(matches!(&level.body, TypeBody::Enum { int: true, values } if values[0].wire == "1"));
    let TypeBody::Union { tag, variants } = &attachment.body else { panic!("a union") };
    assert_eq!((tag.as_str(), &variants[0].ty), ("object", &Type::Local("Text".into())));
}

#[test]
fn the_example_of_the_grammar_is_sound() {
    let readme = r#"
[objects.Album]
doc = "An album of photos."
[objects.Album.fields]
aid     = { type = "string", always = true, doc = "Album id." }
updated = { type = "timestamp", doc = "Last change." }

[enums.AlbumOrder]                      # always open: a value that is not listed becomes Unknown(text)
doc = "How an album is sorted."
[enums.AlbumOrder.values]
"by-date" = { variant = "ByDate", doc = "Newest first." }

[objects.TextAttachment]
doc = "A text."
fields.text = { type = "string", doc = "The text." }

[unions.Attachment]                     # told apart by a member; one that is not listed keeps its JSON in Unknown
doc = "A part of a feed entry."
tag = "object"
[unions.Attachment.variants]
text = { type = "TextAttachment", doc = "Plain text." }
"#;
    assert_eq!(types(readme).1, [""; 0]);
    assert_eq!(declared(readme), ["objects Album", "objects TextAttachment", "enums AlbumOrder", "unions Attachment"]);
}

#[test]
fn declarations_have_good_names_that_are_theirs_alone() {
    let rows: &[Row] = &[
        (
            "[enums.Order]",
            "[enums.order]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Order]",
            "16:8: \"order\" is no name of a type in UpperCamel, write \"Order\"",
        ),
        (
            "[enums.Order]",
            "[enums.\"2x\"]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Order]",
            "16:8: \"2x\" is no name of a type in UpperCamel",
        ),
        (
            "[enums.Order]",
            "[enums.Self]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Order]",
            "16:8: \"Self\" is no name of a type in UpperCamel",
        ),
        (
            "[enums.Order]",
            "[enums.uid]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Order]",
            "16:8: \"uid\" is a word of the spec and cannot name a type",
        ),
        (
            "[enums.Order]",
            "[enums.User]\ndoc = \"a\"\nvalues.a = { doc = \"a\" }\n[enums.Order]",
            "16:8: \"User\" is already declared in line 3",
        ),
        (
            "[objects.Text]",
            "[enum.X]\na = 1\n[objects.Text]",
            "12:2: unknown key \"enum\" of the file, did you mean \"enums\"?",
        ),
        (
            "[objects.Text]",
            "[methods.x]\n[objects.Text]",
            "12:2: unknown key \"methods\" of the file, expected one of \"doc\", \"objects\", \"enums\", \"unions\"",
        ),
        (
            "[objects.Text]\ndoc = \"A text.\"\nfields.text = { type = \"html\", doc = \"The text.\" }",
            "[objects]\nText = 1",
            "13:8: expected a table, found an integer",
        ),
        ("doc = \"Shared types.\"", "doc = \"\"", "1:7: \"doc\" is empty"),
    ];
    one_message_each(TYPES, types, rows);
    let text = GROUP.to_owned() + "[objects.User]\ndoc = \"a\"\nfields.a = { type = \"u32\", doc = \"a\" }\n";
    assert_eq!(group(&text).1, ["68:10: \"User\" is already a shared type"]);
}

#[test]
fn a_badly_named_type_is_reported_once_however_often_it_is_used() {
    let text = TYPES.replace("objects.Text", "objects.text_part").replace("type = \"Text\"", "type = \"text_part\"");
    assert_eq!(types(&text).1, ["12:10: \"text_part\" is no name of a type in UpperCamel, write \"TextPart\""]);
}

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
            "6:12: unknown evidence \"sure\", expected one of \"documented\", \"client\", \"inferred\"",
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
            "8:38: unknown key \"required\" of a field, expected one of \"type\", \"doc\", \"always\", \"alias\", \"rust\", \"single\", \"evidence\"",
        ),
        (UID, "uid = { type = \"Usr\", doc = \"Id.\" }", "8:17: unknown type \"Usr\", did you mean \"User\"?"),
        (UID, "uid = { type = \"file\", doc = \"Id.\" }", "8:17: \"file\" is for parameters only"),
        (UID, "uid = \"uid\"", "8:7: expected a table, found a string"),
        (
            UID,
            "uid = { type = \"uid\", doc = \"Id.\", evidence = \"x\" }",
            "8:47: unknown evidence \"x\", expected one of \"documented\", \"client\", \"inferred\"",
        ),
    ];
    one_message_each(TYPES, types, rows);
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

#[test]
fn the_names_of_a_broken_file_are_found_all_the_same() {
    let text = "[objects.A\ndoc = 1\n[enums.B]\nx = [1\n[unions.C.variants]\n[objects.bad]\n[objects.A]\n";
    assert_eq!(declared(text), ["enums B", "objects A", "unions C"]);
    assert_eq!(declared(""), [""; 0]);
}
