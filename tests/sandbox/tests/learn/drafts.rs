//! What is written: new methods, amendments that leave the rest as it was, and nothing where there is nothing to say.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::files::{Folder, entry, har, run};

/// Writes drafts of the entries into the folder `spec`.
pub fn draft(folder: &Folder, entries: &[Value]) -> String {
    let path = folder.write("all.har", &har(entries).to_string());
    let (status, _, stderr) = run(&["learn", path.to_str().unwrap(), "--write", folder.path("spec").to_str().unwrap()]);
    assert_eq!(status, 0, "{stderr}");
    stderr
}

fn sdk() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("api-spec")
}

/// Puts the SDK's spec where drafts are written.
fn copy_spec(folder: &Folder) {
    for path in fs::read_dir(sdk()).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        folder.write(&format!("spec/{name}"), &fs::read_to_string(&path).unwrap());
    }
}

/// Lines that one text has and the other lacks, in both directions.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let lacks = |one: &str, other: &str| {
        one.lines().filter(|line| !other.lines().any(|known| known == *line)).map(str::to_owned).collect()
    };
    (lacks(before, after), lacks(after, before))
}

#[test]
fn what_the_spec_says_already_is_written_nowhere() {
    let folder = Folder::new();
    let answers = mailru_sdk::api::GROUPS.iter().flat_map(|group| group.methods).flat_map(|method| {
        method.variants.iter().map(move |variant| {
            let switch =
                method.params.iter().find(|param| param.switch == Some(variant.name)).map(|param| (param.name, "1"));
            entry(method.name, switch.as_slice(), &serde_json::from_str(variant.example.unwrap()).unwrap())
        })
    });
    let said = draft(&folder, &answers.collect::<Vec<_>>());
    assert_eq!(said, "");
    assert!(fs::read_dir(folder.path("spec")).unwrap().next().is_none());
}

#[test]
fn a_spec_that_is_there_is_amended_and_its_comments_and_its_order_stay() {
    let folder = Folder::new();
    copy_spec(&folder);
    let photos = json!([{ "pid": 7, "aid": "a", "owner": "7", "rating": 4.5, "src": "http://a.ru/b.jpg" }, { "aid": "a", "owner": "7" }]);
    let entries = [
        entry("photos.get", &[("aid", "a"), ("filter", "best,new")], &photos),
        entry("photos.getAlbums", &[("uid", "7"), ("brief", "1")], &json!(["15410773191172635989"])),
        entry("photos.getAlbums", &[("uid", "7")], &json!([{ "aid": "a" }])),
    ];
    let said = draft(&folder, &entries);
    assert_eq!(said.lines().count(), 1 + said.matches("/types.toml").count(), "{said}");
    let after = |name: &str| fs::read_to_string(folder.path(&format!("spec/{name}"))).unwrap();
    let before = |name: &str| fs::read_to_string(sdk().join(name)).unwrap();
    let (gone, new) = difference(&before("photos.toml"), &after("photos.toml"));
    assert_eq!(gone, Vec::<String>::new());
    assert_eq!(
        new,
        [
            "filter = { type = \"[string]\", evidence = \"observed\", doc = \"Not described. It was in 1 of 1 calls.\" }",
            "brief = { switch = \"brief\", evidence = \"observed\", doc = \"Observed; it changes the form of the answer.\" }",
            "brief = \"[uid]\"",
            "brief = '[\"14000000000000000001\"]'",
        ]
    );
    let (gone, new) = difference(&before("types.toml"), &after("types.toml"));
    assert_eq!(
        new.last().unwrap(),
        "rating = { type = \"f64\", evidence = \"observed\", doc = \"Not described. It was in 1 of 2 objects.\" }"
    );
    // `pid` was not always there.
    assert!(gone.iter().all(|line| line.contains("always = true")), "{gone:?}");
    // And then there is nothing more to say.
    assert_eq!(draft(&folder, &entries), "");
}

#[test]
fn a_parameter_that_no_spec_could_name_is_not_drafted() {
    let folder = Folder::new();
    copy_spec(&folder);
    draft(
        &folder,
        &[entry("friends.get", &[("0", "1"), ("a-b", "1"), ("zodiac", "2")], &json!(["15410773191172635989"]))],
    );
    let (_, added) = difference(
        &fs::read_to_string(sdk().join("friends.toml")).unwrap(),
        &fs::read_to_string(folder.path("spec/friends.toml")).unwrap(),
    );
    assert!(matches!(&added[..], [line] if line.starts_with("zodiac = ")), "{added:?}");
}

#[test]
fn parameters_of_which_each_call_has_one_are_a_choice_and_what_cannot_be_seen_is_said() {
    let folder = Folder::new();
    let answer = json!({ "sent": 5 });
    let call = |number: usize| {
        let one = if number.is_multiple_of(2) { ("card_url", "http://a.ru/b.png") } else { ("card_id", "17") };
        entry("gifts.send", &[("to", "15410773191172635989"), one], &answer)
    };
    let drafted = |calls: usize| {
        draft(&folder, &(0..calls).map(call).collect::<Vec<_>>());
        let text = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
        fs::remove_file(folder.path("spec/gifts.toml")).unwrap();
        text.split_once("[methods.send.params]\n").unwrap().1.split_once("\n\n").unwrap().0.to_owned()
    };
    assert_eq!(
        drafted(6),
        "# Limits of their values are not known.\n\
         # A conclusion: each call had one of these, and none had two. The name is made up.\n\
         choice = { either_of = { card_url = \"url\", card_id = \"string\" }, required = true, doc = \"Not described.\" }\n\
         to = { type = \"uid\", required = true, doc = \"Not described. It was in 6 of 6 calls.\" }"
    );
    assert_eq!(
        drafted(5),
        "# Limits of their values are not known, nor which of them exclude each other.\n\
         to = { type = \"uid\", required = true, doc = \"Not described. It was in 5 of 5 calls.\" }\n\
         card_url = { type = \"url\", doc = \"Not described. It was in 3 of 5 calls.\" }\n\
         card_id = { type = \"string\", doc = \"Not described. It was in 2 of 5 calls.\" }"
    );
}

#[test]
fn a_parameter_that_changes_the_form_of_the_answer_asks_for_no_page() {
    let folder = Folder::new();
    let calls = [("0", json!([1, 2])), ("1", json!([{ "uid": "15410773191172635989" }]))];
    let entries = calls.map(|(offset, answer)| entry("gifts.find", &[("offset", offset), ("limit", "2")], &answer));
    draft(&folder, &entries);
    let text = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
    assert!(text.contains("offset = { switch = \"offset\"") && !text.contains("page ="), "{text}");
}

#[test]
fn a_parameter_that_no_spec_could_name_switches_nothing_on() {
    let folder = Folder::new();
    let calls = [("0", json!([1, 2])), ("1", json!([{ "uid": "15410773191172635989" }]))];
    draft(&folder, &calls.map(|(value, answer)| entry("gifts.find", &[("di-la", value)], &answer)));
    let text = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
    assert!(text.contains("default = ") && !text.contains("la = "), "{text}");
}

#[test]
fn a_tag_that_begins_with_a_digit_has_a_name_in_rust() {
    let folder = Folder::new();
    copy_spec(&folder);
    draft(&folder, &[entry("stream.get", &[], &json!([{ "subtype": "2event", "id": "1" }]))]);
    let text = fs::read_to_string(folder.path("spec/types.toml")).unwrap();
    assert!(text.contains("2event = { type = \"FeedItem2event\", variant = \"Code2event\""), "{text}");
}

#[test]
fn a_month_that_a_file_does_not_tell_is_not_told_either() {
    let folder = Folder::new();
    let mut undated = entry("gifts.find", &[], &json!([1]));
    undated["startedDateTime"] = "yesterday".into();
    draft(&folder, std::slice::from_ref(&undated));
    let text = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
    assert!(text.contains("evidence = \"observed\" # 1 exchange\n"), "{text}");
    fs::remove_file(folder.path("spec/gifts.toml")).unwrap();
    draft(&folder, &[undated, entry("gifts.find", &[], &json!([1]))]);
    let text = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
    assert!(text.contains("evidence = \"observed\" # 2 exchanges, 2026-11\n"), "{text}");
}

#[test]
fn a_new_method_of_a_group_of_the_sdk_goes_to_a_file_of_one_s_own() {
    let folder = Folder::new();
    let friend = json!({ "uid": "15410773191172635989", "first_name": "Мария", "sex": 1 });
    let cursor: Vec<Value> = [("", "15410773191172635981"), ("15410773191172635981", "15410773191172635982")]
        .iter()
        .map(|(after, last)| {
            let parameters = [("after", *after), ("limit", "1")];
            entry(
                "friends.getNew",
                if after.is_empty() { &parameters[1..] } else { &parameters },
                &json!([{ "uid": last, "first_name": "Яна", "sex": 1 }]),
            )
        })
        .collect();
    draft(&folder, &[&cursor[..], &[entry("friends.getBest", &[], &json!({ "friend": friend, "count": 1 }))]].concat());
    let text = fs::read_to_string(folder.path("spec/friends.toml")).unwrap();
    for told in [
        "doc = \"Methods of the group `friends`, as they were observed.\"",
        "[methods.get_new]",
        "page = { cursor = \"after\", key = \"uid\", limit = \"limit\" }",
        "after = { type = \"uid\", doc",
        // The objects are users.
        "default = \"[User]\"",
        "friend = { type = \"User\", doc",
        "evidence = \"observed\" # 2 exchanges, 2026-11",
        "# A guess from the verb and the name",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(!folder.path("spec/api-spec").exists());
}
