//! Declarations of types, in a group's file and in `types.toml`.

use super::{GROUP, Row, TYPES, declared, group, one_message_each, types};
use crate::model::{Type, TypeBody};

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
fn the_names_of_a_broken_file_are_found_all_the_same() {
    let text = "[objects.A\ndoc = 1\n[enums.B]\nx = [1\n[unions.C.variants]\n[objects.bad]\n[objects.A]\n";
    assert_eq!(declared(text), ["enums B", "objects A", "unions C"]);
    assert_eq!(declared(""), [""; 0]);
}
