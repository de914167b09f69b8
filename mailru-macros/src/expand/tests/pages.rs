//! Page rules.

use super::{GROUP, Row, group, one_message_each};
use crate::model::{Evidence, Page};

const OFFSET: &str = "{ offset = \"offset\", limit = \"limit\" }";
const CURSOR: &str = "{ cursor = \"skip\", key = \"id\" }";
const BATCH: &str = "{ batch = \"uids\" }";
const RECORDS: &str = "returns.default = \"[Record]\"";

#[test]
fn the_keys_of_a_page_rule_go_together() {
    let rows: &[Row] = &[
        (OFFSET, "{ limit = \"limit\" }", "14:1: missing key \"offset\" or \"cursor\" or \"batch\" of a page rule"),
        (
            OFFSET,
            "{ ofset = \"offset\", limit = \"limit\" }",
            "14:10: unknown key \"ofset\" of a page rule, did you mean \"offset\"?",
        ),
        (
            OFFSET,
            "{ offset = \"offset\", after = \"id\" }",
            "14:29: unknown key \"after\" of a page rule, expected one of \"offset\", \"limit\", \"items\", \"key\", \"never_short\"",
        ),
        (
            OFFSET,
            "{ offset = \"offset\", cursor = \"offset\" }",
            "14:29: \"offset\" excludes \"cursor\": a page rule has one of them",
        ),
        (OFFSET, "{ offset = 1 }", "14:19: expected a string, found an integer"),
        (CURSOR, "{ cursor = \"skip\" }", "53:1: missing key \"key\" of a page rule"),
        (
            CURSOR,
            "{ cursor = \"skip\", keyy = \"id\" }",
            "53:27: unknown key \"keyy\" of a page rule, did you mean \"key\"?",
        ),
        (
            BATCH,
            "{ batch = \"uids\", limit = \"uids\" }",
            "37:26: unknown key \"limit\" of a page rule, expected \"batch\"",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_page_rule_names_parameters_that_exist_and_fit() {
    let rows: &[Row] = &[
        (
            OFFSET,
            "{ offset = \"ofset\", limit = \"limit\" }",
            "14:19: the method has no parameter \"ofset\", did you mean \"offset\"?",
        ),
        (OFFSET, "{ offset = \"offset\", limit = \"page_size\" }", "14:37: the method has no parameter \"page_size\""),
        (OFFSET, "{ offset = \"ext\", limit = \"limit\" }", "14:19: parameter \"ext\" is no whole number"),
        (
            CURSOR,
            "{ cursor = \"skp\", key = \"id\" }",
            "53:19: the method has no parameter \"skp\", did you mean \"skip\"?",
        ),
        (
            CURSOR,
            "{ cursor = \"skip\", key = \"id\", limit = \"skip\" }",
            "53:47: parameter \"skip\" is no whole number",
        ),
        (BATCH, "{ batch = \"uid\" }", "37:18: the method has no parameter \"uid\", did you mean \"uids\"?"),
        (BATCH, "{ batch = \"mood\" }", "37:18: parameter \"mood\" is no list"),
        ("max_items = 10, ", "max_items = 0, ", "40:55: \"max_items\" must be greater than zero"),
        ("max_items = 10, ", "", "37:18: parameter \"uids\" has no `max_items` to split it at"),
        ("uids = { type = \"[uid]\"", "uids = { type = \"uid\"", "40:53: `max_items` fits lists only"),
        (
            "uids = { type = \"[uid]\"",
            "uids = { type = \"[uuid]\"",
            "40:19: unknown type \"uuid\", did you mean \"uid\"?",
        ),
        (
            "offset = { type = \"u32\"",
            "offset = { type = \"u33\"",
            "17:20: unknown type \"u33\", did you mean \"u32\"?",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_page_rule_needs_a_list_and_its_items_the_key() {
    let rows: &[Row] = &[
        (
            CURSOR,
            "{ cursor = \"skip\", key = \"ids\" }",
            "53:33: \"Record\" has no field \"ids\", did you mean \"id\"?",
        ),
        (CURSOR, "{ offset = \"skip\", items = \"friends\" }", "53:19: parameter \"skip\" is no whole number"),
        (RECORDS, "returns.default = \"[uid]\"", "53:33: the items have no members, and so no \"id\""),
        (RECORDS, "returns.default = \"Record\"", "53:19: the result is no list, so that it has no pages"),
        (RECORDS, "returns.default = \"{Record}\"", "53:19: the result is no list, so that it has no pages"),
        (RECORDS, "returns.default = \"any\"", "53:19: the result is no list, so that it has no pages"),
        (RECORDS, "returns.default = \"Recrd\"", "55:20: unknown type \"Recrd\", did you mean \"Record\"?"),
    ];
    one_message_each(GROUP, group, rows);
    let counted = GROUP.replace("skip = { type = \"string\"", "skip = { type = \"u32\"");
    let rows: &[Row] = &[(
        CURSOR,
        "{ offset = \"skip\", items = \"friends\" }",
        "53:35: the result is a list, so that `items` has nothing to name",
    )];
    one_message_each(&counted, group, rows);
    for unknown in ["[any]", "[{string}]", "[rust:crate::Record]", "[User]"] {
        let text = GROUP.replace(RECORDS, &format!("returns.default = \"{unknown}\""));
        assert_eq!(group(&text).1, [""; 0], "nobody knows whether {unknown} has the key");
    }
    let object = GROUP
        .replace(RECORDS, "returns.default = \"Record\"")
        .replace("skip = { type = \"string\"", "skip = { type = \"u32\"");
    let rows: &[Row] = &[
        (CURSOR, "{ offset = \"skip\" }", "53:19: the result is no list, name the member that is one by `items`"),
        (
            CURSOR,
            "{ offset = \"skip\", items = \"friend\" }",
            "53:35: \"Record\" has no field \"friend\", did you mean \"friends\"?",
        ),
        (CURSOR, "{ offset = \"skip\", items = \"id\" }", "53:35: \"id\" of \"Record\" is no list"),
    ];
    one_message_each(&object, group, rows);
    assert_eq!(group(&object.replace(CURSOR, "{ offset = \"skip\", items = \"friends\" }")).1, [""; 0]);
}

#[test]
fn a_promise_of_full_pages_has_evidence_and_a_limit() {
    let rows: &[Row] = &[
        (
            OFFSET,
            "{ offset = \"offset\", limit = \"limit\", never_short = true }",
            "14:60: expected a string, found a boolean",
        ),
        (
            OFFSET,
            "{ offset = \"offset\", limit = \"limit\", never_short = \"yes\" }",
            "14:60: unknown never_short \"yes\", expected one of \"documented\", \"observed\", \"client\", \"inferred\"",
        ),
        (
            OFFSET,
            "{ offset = \"offset\", never_short = \"client\" }",
            "14:43: \"never_short\" needs \"limit\": a page is short of a limit",
        ),
        (
            CURSOR,
            "{ cursor = \"skip\", key = \"id\", never_short = \"client\" }",
            "53:53: \"never_short\" needs \"limit\": a page is short of a limit",
        ),
        (
            BATCH,
            "{ batch = \"uids\", never_short = \"client\" }",
            "37:26: unknown key \"never_short\" of a page rule, expected \"batch\"",
        ),
    ];
    one_message_each(GROUP, group, rows);
    let text = GROUP.replace(OFFSET, "{ offset = \"offset\", limit = \"limit\", never_short = \"client\" }");
    let (file, messages) = group(&text);
    assert_eq!(messages, [""; 0]);
    let rule = file.methods[0].page.clone();
    assert!(matches!(rule, Some(Page::Offset { never_short: Some(Evidence::Client), .. })), "{rule:?}");
}

#[test]
fn the_key_of_counted_items_is_one_of_their_members() {
    let counted = GROUP.replace("skip = { type = \"string\"", "skip = { type = \"u32\"");
    let rows: &[Row] = &[(
        CURSOR,
        "{ offset = \"skip\", key = \"ids\" }",
        "53:33: \"Record\" has no field \"ids\", did you mean \"id\"?",
    )];
    one_message_each(&counted, group, rows);
    let inside = counted
        .replace(RECORDS, "returns.default = \"Record\"")
        .replace("type = \"[User]\", single", "type = \"[Record]\", single");
    let rows: &[Row] = &[(
        CURSOR,
        "{ offset = \"skip\", items = \"friends\", key = \"uid\" }",
        "53:52: \"Record\" has no field \"uid\", did you mean \"id\"?",
    )];
    one_message_each(&inside, group, rows);
    // Ids have no members, and tell themselves apart; profiles have the key, as the variant of the call gives them.
    let keyed = GROUP.replace(OFFSET, "{ offset = \"offset\", limit = \"limit\", key = \"uid\" }");
    assert_eq!(group(&keyed).1, [""; 0]);
}

#[test]
fn only_the_variants_that_have_pages_offer_them() {
    let pages = |text: &str| {
        let (file, messages) = group(text);
        assert_eq!(messages, [""; 0]);
        crate::render::group(&file, &quote::format_ident!("friends"), crate::render::Place::Downstream)
            .to_string()
            .matches("pub fn pages")
            .count()
    };
    assert_eq!(pages(GROUP), 4);
    for single in ["User", "Record", "Mood", "{User}", "string"] {
        let text = GROUP.replace("extended = \"[User]\"", &format!("extended = \"{single}\""));
        assert_eq!(pages(&text), 3, "{single}");
    }
    let with = |brief: &str| {
        let returns =
            format!("params.brief = {{ switch = \"brief\", doc = \"Less.\" }}\n{RECORDS}\nreturns.brief = \"{brief}\"");
        GROUP.replace(RECORDS, &returns)
    };
    assert_eq!(pages(&with("[Record]")), 5);
    for keyless in ["[uid]", "Record", "string"] {
        assert_eq!(pages(&with(keyless)), 4, "{keyless}");
    }
}
