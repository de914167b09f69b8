//! The file of error codes.

use super::{changed, plain};
use crate::diagnostics::Diagnostics;
use crate::expand::read;
use crate::model::{ErrorClass, ErrorCode};

pub(super) const ERRORS: &str = r#"[codes.102]
name     = "AuthorizationFailed"
class    = "refresh"                    # retry · refresh · permission · input · config · bug
doc      = "The session key is wrong or has expired, or `uid` does not fit it."
evidence = "documented"

[codes.1]
name = "Unclear"
class = "retry"
doc = "Something went wrong."
evidence = "documented"
"#;

fn read(text: &str) -> (Vec<ErrorCode>, Vec<String>) {
    let mut diagnostics = Diagnostics::new("f");
    let codes = read::errors("api-spec/errors.toml", text, &mut diagnostics);
    (codes, plain(&diagnostics))
}

#[test]
fn a_sound_file_gives_its_codes_in_order() {
    let (codes, messages) = read(ERRORS);
    assert!(messages.is_empty(), "{messages:?}");
    let found: Vec<_> = codes.iter().map(|code| (code.code, code.name.as_str(), code.class)).collect();
    assert_eq!(found, [(102, "AuthorizationFailed", ErrorClass::Refresh), (1, "Unclear", ErrorClass::Retry)]);
}

#[test]
fn every_mistake_about_a_code_is_one_message() {
    let rows: &[super::Row] = &[
        ("[codes.1]", "[codes.one]", "7:8: \"one\" is not an error code, expected an integer"),
        ("[codes.1]", "[codes.01]", "7:8: \"01\" is not an error code, expected an integer"),
        ("name = \"Unclear\"\n", "", "7:8: missing key \"name\" of an error code"),
        ("name = \"Unclear\"", "name = \"unclear\"", "8:8: \"unclear\" is no Rust name in UpperCamel"),
        ("name = \"Unclear\"", "name = \"Unknown\"", "8:8: \"Unknown\" is the variant for what is not listed"),
        (
            "name = \"Unclear\"",
            "name = \"AuthorizationFailed\"",
            "8:8: \"AuthorizationFailed\" is already the name of code 102",
        ),
        ("name = \"Unclear\"", "name = 1", "8:8: expected a string, found an integer"),
        (
            "class = \"retry\"",
            "class = \"again\"",
            "9:9: unknown class \"again\", expected one of \"retry\", \"refresh\", \"permission\", \"input\", \"config\", \"bug\"",
        ),
        ("class = \"retry\"", "class = \"retryy\"", "9:9: unknown class \"retryy\", did you mean \"retry\"?"),
        ("doc = \"Something went wrong.\"", "doc = \"\"", "10:7: \"doc\" is empty"),
        ("evidence = \"documented\"\n", "", "1:8: missing key \"evidence\" of an error code"),
        (
            "doc = \"Something",
            "retry = true\ndoc = \"Something",
            "10:1: unknown key \"retry\" of an error code, expected one of \"name\", \"class\", \"doc\", \"evidence\"",
        ),
        ("[codes.1]", "[extra]\n[codes.1]", "7:2: unknown key \"extra\" of the error codes, expected \"codes\""),
        ("[codes.1]", "[codes]\n5 = 5\n[codes.1]", "8:5: expected a table, found an integer"),
    ];
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(from, to, expected)| {
            let (_, messages) = read(&changed(ERRORS, from, to));
            (messages != [*expected]).then(|| format!("\n{to}\n  expected {expected}\n  found    {messages:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_without_codes_is_a_mistake() {
    assert_eq!(read("").1, ["1:1: missing key \"codes\" of the error codes"]);
}
