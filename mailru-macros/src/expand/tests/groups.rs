//! Files and methods: keys and words.

use super::{GROUP, Row, changed, group, one_message_each};
use crate::diagnostics::{Diagnostics, Position};
use crate::expand::read;
use crate::model::{Circuit, Context, Evidence, Kind, Type, Verb};
use crate::render;

#[test]
fn a_sound_file_gives_a_model_and_no_message() {
    let (file, messages) = group(GROUP);
    assert!(messages.is_empty(), "{messages:?}");
    let [get, send, history] = file.methods.as_slice() else { panic!("three methods") };
    assert_eq!((get.key.as_str(), get.wire.as_str()), ("get", "friends.get"));
    assert_eq!((send.key.as_str(), send.wire.as_str()), ("send_photo", "friends.sendPicture"));
    assert_eq!(get.at, Position { line: 3, column: 10 });
    assert_eq!((get.verb, get.circuit, get.context), (Verb::Get, Circuit::Any, Context::Session));
    assert_eq!((get.evidence, get.result_evidence), (Evidence::Client, Evidence::Documented));
    assert_eq!((get.scope.join(" "), get.errors.as_slice()), ("friends".to_owned(), [501].as_slice()));
    let names: Vec<&str> = get.params.iter().map(|param| param.wire.as_str()).collect();
    assert_eq!(names, ["offset", "limit", "ext"], "the order of the file");
    assert_eq!((get.params[0].evidence, get.params[1].evidence), (Evidence::Client, Evidence::Inferred));
    assert_eq!(get.variants[1].returns, Type::List(Box::new(Type::Shared("User".into(), Kind::Object))));
    assert!(get.variants.iter().all(|variant| variant.example.is_some()));
    assert_eq!(send.params[1].rust, "caption");
    assert_eq!(send.variants[0].returns, Type::Map(Box::new(Type::Rust("crate::Sent".into()))));
    assert_eq!(history.variants[0].returns, Type::List(Box::new(Type::Local("Record".into()))));
    assert_eq!(
        (history.circuit, history.context, history.result_evidence),
        (Circuit::Any, Context::Session, Evidence::Inferred)
    );
    let names: Vec<&str> = file.types.iter().map(|def| def.name.as_str()).collect();
    assert_eq!(names, ["Record", "Mood"]);
}

#[test]
fn the_example_of_the_grammar_is_sound() {
    let readme = r#"
doc = "Friends of a user."

[methods.get]                       # friends.get: the group's name and the key in camelCase, unless `name` says otherwise
doc      = "Lists the user's friends."
see      = "https://api.mail.ru/docs/reference/rest/friends-get/"
verb     = "GET"
circuit  = "any"
context  = "session"
effect   = "read"
evidence = "client"

[methods.get.params]
offset = { type = "u32", doc = "How many friends to skip." }
ext    = { switch = "extended", doc = "Full profiles instead of ids." }

[methods.get.returns]
default  = "[uid]"
extended = "[User]"

[methods.get.examples]
default  = '["14000000000000000001"]'
extended = '[{"uid": "14000000000000000001", "first_name": "Иван"}]'
"#;
    assert_eq!(group(readme).1, [""; 0]);
}

#[test]
fn unknown_and_missing_keys_are_reported() {
    let rows: &[Row] = &[
        ("doc = \"Friends of a user.\"\n", "", "1:1: missing key \"doc\" of the file"),
        ("doc = \"Friends", "dok = \"Friends", "1:1: unknown key \"dok\" of the file, did you mean \"doc\"?"),
        (
            "doc = \"Friends of a user.\"\n",
            "doc = \"a\"\nversion = 1\n",
            "2:1: unknown key \"version\" of the file, expected one of \"doc\", \"service\", \"methods\", \"objects\", \"enums\", \"unions\"",
        ),
        ("verb = \"GET\"", "verv = \"GET\"", "6:1: unknown key \"verv\" of a method, did you mean \"verb\"?"),
        ("verb = \"GET\"\n", "", "3:10: missing key \"verb\" of a method"),
        ("effect = \"read\"\n", "", "3:10: missing key \"effect\" of a method"),
        (
            "[methods.send_photo]",
            "[methods.a]\n[methods.send_photo]",
            "29:10: missing keys \"doc\", \"verb\", \"effect\", \"evidence\", \"returns\" of a method",
        ),
        ("evidence = \"client\"\n", "", "3:10: missing key \"evidence\" of a method"),
        ("doc = \"Lists the user's friends.\"\n", "", "3:10: missing key \"doc\" of a method"),
        (
            "errors = [501]",
            "errors = [501]\nfoo = 1",
            "12:1: unknown key \"foo\" of a method, expected one of \"doc\", \"see\", \"name\", \"verb\", \"path\", \"auth\", \"circuit\", \"context\", \"effect\", \"scope\", \"errors\", \"evidence\", \"result_evidence\", \"page\", \"params\", \"returns\", \"examples\"",
        ),
        ("doc = \"Friends of a user.\"", "doc = \" \"", "1:7: \"doc\" is empty"),
        ("doc = \"Lists the user's friends.\"", "doc = ''", "4:7: \"doc\" is empty"),
        (
            "[methods.get.params]",
            "[methods.get.parms]\na = 1\n[methods.get.params]",
            "16:14: unknown key \"parms\" of a method, did you mean \"params\"?",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn values_of_a_wrong_kind_are_reported() {
    let rows: &[Row] = &[
        ("doc = \"Friends of a user.\"", "doc = 1", "1:7: expected a string, found an integer"),
        ("verb = \"GET\"", "verb = true", "6:8: expected a string, found a boolean"),
        ("scope = [\"friends\"]", "scope = \"friends\"", "10:9: expected an array, found a string"),
        ("scope = [\"friends\"]", "scope = [\"friends\", 1.5]", "10:21: expected a string, found a float"),
        ("errors = [501]", "errors = [501, \"x\"]", "11:16: expected an integer, found a string"),
        ("errors = [501]", "errors = [99999999999999999999]", "11:11: the integer has more than 64 bits"),
        (
            "page = { offset = \"offset\", limit = \"limit\" }",
            "page = \"offset\"",
            "14:8: expected a table, found a string",
        ),
        ("[methods.get]", "[[methods.get]]", "3:1: expected a table, found an array"),
        ("see = \"https", "see = 2020-01-01 # \"https", "5:7: expected a string, found a date"),
        ("[methods.history]", "[methods]\nother = 1\n[methods.history]", "49:9: expected a table, found an integer"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn unknown_words_are_reported_with_what_is_known() {
    let rows: &[Row] = &[
        ("verb = \"GET\"", "verb = \"get\"", "6:8: unknown verb \"get\", did you mean \"GET\"?"),
        ("verb = \"GET\"", "verb = \"DELETE\"", "6:8: unknown verb \"DELETE\", expected \"GET\" or \"POST\""),
        (
            "circuit = \"any\"",
            "circuit = \"both\"",
            "7:11: unknown circuit \"both\", expected one of \"any\", \"client\", \"server\"",
        ),
        (
            "context = \"session\"",
            "context = \"sesion\"",
            "8:11: unknown context \"sesion\", did you mean \"session\"?",
        ),
        ("effect = \"read\"", "effect = \"delete\"", "9:10: unknown effect \"delete\", expected \"read\" or \"write\""),
        (
            "evidence = \"client\"",
            "evidence = \"guess\"",
            "12:12: unknown evidence \"guess\", expected one of \"documented\", \"observed\", \"client\", \"inferred\"",
        ),
        (
            "result_evidence = \"documented\"",
            "result_evidence = \"docs\"",
            "13:19: unknown result_evidence \"docs\", expected one of \"documented\", \"observed\", \"client\", \"inferred\"",
        ),
        (
            "scope = [\"friends\"]",
            "scope = [\"friends photos\"]",
            "10:10: \"friends photos\" is not a privilege, expected a single word",
        ),
        ("scope = [\"friends\"]", "scope = [\"\"]", "10:10: \"\" is not a privilege, expected a single word"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn what_there_is_to_see_is_an_address() {
    let see = "https://api.mail.ru/docs/reference/rest/friends-get/";
    let rows: Vec<(String, String)> =
        ["mailru:friends.get", "https://", "https://a.b/c d", "https://a|b", "http://a>b"]
            .map(|wrong| {
                (
                    wrong.to_owned(),
                    format!("5:7: {wrong:?} is not the address of a page, such as \"https://example.com/\""),
                )
            })
            .into();
    for (wrong, message) in rows {
        assert_eq!(group(&changed(GROUP, see, &wrong)).1, [message]);
    }
    assert_eq!(group(&changed(GROUP, see, " ")).1, ["5:7: \"see\" is empty"]);
    assert_eq!(group(&changed(GROUP, see, "http://почта.рф/a?b=(c)#[d]")).1, [""; 0]);
}

#[test]
fn a_call_of_the_client_circuit_has_a_user() {
    let rows: &[Row] = &[(
        "circuit = \"client\"\ncontext = \"session\"",
        "circuit = \"client\"\ncontext = \"none\"",
        "34:11: context \"none\" is for the server circuit: a call of the client circuit always has a user",
    )];
    one_message_each(GROUP, group, rows);
}

#[test]
fn all_mistakes_of_a_file_are_reported_in_its_order() {
    let text = changed(GROUP, "[User]", "[Usr]");
    let text = changed(&text, "verb = \"POST\"", "verb = \"PUT\"");
    let text = changed(&text, "limit = { type = \"u32\"", "limit = { type = \"u31\"");
    let expected = [
        "18:19: unknown type \"u31\", did you mean \"u32\"?",
        "23:14: unknown type \"Usr\", did you mean \"User\"?",
        "32:8: unknown verb \"PUT\", did you mean \"POST\"?",
    ];
    assert_eq!(group(&text).1, expected);
}

#[test]
fn a_bar_in_a_text_does_not_end_its_cell_of_a_table() {
    let (file, _) = group(&changed(GROUP, "Lists the user's friends.", "Lists | and counts."));
    let page = render::docs::group(&file, &quote::format_ident!("friends")).to_string();
    assert!(page.contains(r"| Lists \\| and counts. |"), "{page}");
}

#[test]
fn what_was_observed_is_said_in_the_table_of_methods() {
    let (file, messages) = group(&changed(GROUP, "evidence = \"client\"", "evidence = \"observed\""));
    assert!(messages.is_empty() && file.methods[0].evidence == Evidence::Observed, "{messages:?}");
    let page = render::docs::group(&file, &quote::format_ident!("friends")).to_string();
    assert!(page.contains("| recorded answers of the platform |"), "{page}");
}

#[test]
fn a_message_begins_with_the_path_as_it_was_given() {
    let mut diagnostics = Diagnostics::new("api-spec/friends.toml");
    read::group("api-spec/friends.toml", "friends", "doc = 'a'\nmetods = {}", &[], &mut diagnostics);
    let expected = "api-spec/friends.toml:2:1: unknown key \"metods\" of the file, did you mean \"methods\"?";
    assert_eq!(diagnostics.messages(), [expected]);
}

#[test]
fn the_name_of_the_file_is_that_of_the_group() {
    let mut diagnostics = Diagnostics::new("f");
    read::group("spec\\my-gifts.toml", "gifts", "doc = 'a'", &[], &mut diagnostics);
    assert_eq!(diagnostics.messages(), ["f:1:1: the file's name \"my-gifts\" cannot be that of a group"]);
}
