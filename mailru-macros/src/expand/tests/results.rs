//! Results and examples.

use super::{GROUP, Row, group, one_message_each};

const RETURNS: &str = "default = \"{rust:crate::Sent}\"";
const EXAMPLES: &str = "[methods.get.examples]\n";

#[test]
fn results_are_complete_and_of_types_that_answers_have() {
    let rows: &[Row] = &[
        ("returns.default = \"[Record]\"\n", "", "48:10: missing key \"returns\" of a method"),
        ("returns.default = \"[Record]\"\n", "returns = \"[Record]\"\n", "55:11: expected a table, found a string"),
        (
            "returns.default = \"[Record]\"\n",
            "return.default = \"[Record]\"\n",
            "55:1: unknown key \"return\" of a method, did you mean \"returns\"?",
        ),
        ("returns.default = \"[Record]\"\n", "returns = {}\n", "55:1: missing key \"default\" of the results"),
        (
            "[methods.get.returns]",
            "[methods.get.retuns]",
            "21:14: unknown key \"retuns\" of a method, did you mean \"returns\"?",
        ),
        (RETURNS, "defualt = \"uid\"", "46:1: unknown variant \"defualt\", did you mean \"default\"?"),
        (RETURNS, "default = 1", "46:11: expected a string, found an integer"),
        (RETURNS, "default = \"[Recrod]\"", "46:13: unknown type \"Recrod\", did you mean \"Record\"?"),
        (RETURNS, "default = \"file\"", "46:12: \"file\" is for parameters only"),
        (RETURNS, "default = \"[file]\"", "46:13: \"file\" is for parameters only"),
        (RETURNS, "default = \"[[[[[[[[[[uid]]]]]]]]]]\"", "46:21: a type is nested more than 8 deep"),
        (
            RETURNS,
            "default = \"uid\"\nextended = \"[User]\"",
            "47:1: variant \"extended\" has no parameter that switches it on",
        ),
        (
            "extended = \"[User]\"",
            "extended = \"[User]\"\nfull = \"[User]\"",
            "24:1: variant \"full\" has no parameter that switches it on",
        ),
        ("extended = \"[User]\"", "", "19:18: switch \"extended\" has no type in `returns`"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_variant_has_a_name_for_rust() {
    for (name, expected) in [
        ("Extended", "23:1: the variant \"Extended\" is no Rust name in snake_case"),
        ("self", "23:1: the variant \"self\" is no Rust name in snake_case"),
        ("raw", "23:1: \"raw\" is a method of every builder and cannot name a variant"),
        ("plain", "23:1: \"plain\" is the call without a switch and cannot name a variant"),
    ] {
        let text = GROUP.replace("extended", name);
        assert_eq!(group(&text).1, [expected], "{name}");
    }
}

#[test]
fn examples_are_json_and_belong_to_a_variant() {
    let rows: &[Row] = &[
        (
            "'[\"14000000000000000001\"]'",
            "'[\"14000000000000000001\",]'",
            "26:36: the example is not JSON: trailing comma",
        ),
        ("'[\"14000000000000000001\"]'", "\"[\\\"14\\\",]\"", "26:11: the example is not JSON: trailing comma"),
        (
            "'[\"14000000000000000001\"]'",
            "'''\n[\n  \"Ы\" 1\n]'''",
            "28:7: the example is not JSON: expected `,` or `]`",
        ),
        ("'[\"14000000000000000001\"]'", "'['", "26:13: the example is not JSON: EOF while parsing a list"),
        ("'[\"14000000000000000001\"]'", "''", "26:12: the example is not JSON: EOF while parsing a value"),
        ("'[\"14000000000000000001\"]'", "[\"14000000000000000001\"]", "26:11: expected a string, found an array"),
        (
            EXAMPLES,
            "[methods.get.examples]\nextendd = '1'\n",
            "26:1: example for an unknown variant \"extendd\", did you mean \"extended\"?",
        ),
        (
            EXAMPLES,
            "[methods.get.examples]\nzzzzzzzzzzz = '1'\n",
            "26:1: example for an unknown variant \"zzzzzzzzzzz\", expected \"default\" or \"extended\"",
        ),
        (
            "returns.default = \"[Record]\"",
            "returns.default = \"[Record]\"\nexamples = '[]'",
            "56:12: expected a table, found a string",
        ),
    ];
    one_message_each(GROUP, group, rows);
}
