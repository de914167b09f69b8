//! Switches: parameters that choose the form of the answer.

use super::{GROUP, Row, group, one_message_each};

const SKIP: &str = "params.skip = {";

#[test]
fn switches_fit_the_results() {
    let rows: &[Row] = &[
        (
            "ext = { switch = \"extended\",",
            "ext = { switch = \"extended\", required = true,",
            "19:41: a switch cannot be required: a variant of the call sets it",
        ),
        (
            "switch = \"extended\"",
            "switch = \"extendd\"",
            "19:18: switch \"extendd\" has no type in `returns`, did you mean \"extended\"?",
        ),
        (
            "switch = \"extended\"",
            "switch = \"full_and_complete\"",
            "19:18: switch \"full_and_complete\" has no type in `returns`, expected \"extended\"",
        ),
        ("switch = \"extended\"", "switch = 1", "19:18: expected a string, found an integer"),
        (
            SKIP,
            "params.ext = { switch = \"extended\", doc = \"a\" }\nparams.skip = {",
            "54:25: switch \"extended\" has no type in `returns`",
        ),
        (
            SKIP,
            "params.ext = { switch = \"default\", doc = \"a\" }\nparams.skip = {",
            "54:25: \"default\" is the plain call and needs no switch",
        ),
        (
            "ext = { switch",
            "ext = { type = \"flag\", switch",
            "19:24: \"type\" excludes \"switch\": a parameter has one of them",
        ),
        (
            "ext = {",
            "ext2 = { switch = \"extended\", doc = \"a\" }\next = {",
            "20:18: variant \"extended\" is already switched on by \"ext2\"",
        ),
        (
            "ext = { switch = \"extended\", doc = \"Full profiles instead of ids.\" }",
            "",
            "23:1: variant \"extended\" has no parameter that switches it on",
        ),
    ];
    one_message_each(GROUP, group, rows);
}
