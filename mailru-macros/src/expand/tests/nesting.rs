//! Objects inside others, and where they do not belong.

use super::{GROUP, Row, TYPES, group, one_message_each, rendered, types};

const UNSENDABLE: &str = "objects and unions are for answers only, a parameter can be \"any\"";

#[test]
fn an_object_cannot_contain_itself() {
    let object = |name: &str, field: &str| {
        format!("[objects.{name}]\ndoc = \"A.\"\n[objects.{name}.fields]\nnext = {{ {field}, doc = \"B.\" }}\n")
    };
    let messages = |text: &str| {
        let (file, messages) = types(text);
        rendered(&file);
        messages
    };
    assert_eq!(
        messages(&object("Node", "type = \"Node\", always = true")),
        ["4:17: \"Node\" would contain itself: leave out `always`, or make it a list"]
    );
    let pair = object("Egg", "type = \"Hen\", always = true") + &object("Hen", "type = \"Egg\", always = true");
    assert_eq!(
        messages(&pair),
        ["8:17: \"Egg\" would contain itself by way of this field: leave out `always`, or make it a list"]
    );
    for sound in ["type = \"Node\"", "type = \"[Node]\", always = true", "type = \"{Node}\", always = true"] {
        assert_eq!(messages(&object("Node", sound)), [""; 0], "{sound}");
    }
    assert_eq!(messages(TYPES), [""; 0]);
}

#[test]
fn an_optional_object_is_boxed_and_an_enum_is_not() {
    let text = GROUP
        .replace("[objects.Record.fields]", "[objects.Record.fields]\nbefore = { type = \"Record\", doc = \"C.\" }");
    let (file, messages) = group(&text);
    assert_eq!(messages, [""; 0]);
    let code = crate::render::types(&file).to_string().replace(' ', "");
    assert!(code.contains("pubbefore:::core::option::Option<::std::boxed::Box<Record>>"), "{code}");
    assert!(code.contains("pubtype_name:::core::option::Option<Mood>"), "{code}");
}

#[test]
fn an_object_is_no_parameter() {
    let at = |place: &str| format!("{place}: {UNSENDABLE}");
    let (plain, member) = (at("43:17"), at("42:33"));
    let rows = [
        ("mood = { type = \"Mood\"", "mood = { type = \"Record\"", plain.clone()),
        ("mood = { type = \"Mood\"", "mood = { type = \"[Record]\"", plain.clone()),
        ("img_url = \"url\"", "img_url = \"Record\"", member.clone()),
        ("mood = { type = \"Mood\"", "mood = { type = \"User\"", plain.clone()),
        ("mood = { type = \"Mood\"", "mood = { type = \"Attachment\"", plain.clone()),
        ("mood = { type = \"Mood\"", "mood = { type = \"[User]\"", plain),
        ("img_url = \"url\"", "img_url = \"User\"", member),
    ];
    for (from, to, expected) in &rows {
        let row: Row = (from, to, Box::leak(expected.clone().into_boxed_str()));
        one_message_each(GROUP, group, &[row]);
    }
    assert_eq!(group(&GROUP.replace("mood = { type = \"Mood\"", "mood = { type = \"[AlbumPrivacy]\"")).1, [""; 0]);
}

#[test]
fn a_union_holds_shared_objects_and_nothing_else_that_is_shared() {
    let messages = |ty: &str| {
        let union = "[unions.Part]\ndoc = \"A.\"\ntag = \"object\"\n[unions.Part.variants]\n";
        let (file, messages) = group(&format!("{GROUP}{union}a = {{ type = \"{ty}\", doc = \"B.\" }}\n"));
        rendered(&file);
        messages
    };
    assert_eq!(messages("User"), [""; 0]);
    for ty in ["AlbumPrivacy", "Attachment"] {
        assert_eq!(messages(ty), ["72:14: a variant of a union is an object or \"any\""], "{ty}");
    }
}
