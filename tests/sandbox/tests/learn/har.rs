//! What is read of a HAR file, and that nothing real of it is ever shown.

use std::fs;

use serde_json::{Value, json};

use crate::files::{Folder, entry, har, learn, run};

#[test]
fn calls_are_read_in_every_form_that_browsers_write_and_the_rest_is_passed_over() {
    let answer = json!([{ "uid": "15410773191172635989", "first_name": "Мария" }]);
    let mut script =
        entry("users.getInfo", &[("uids", "15410773191172635989"), ("cb", "mailru.callbacks.c1")], &answer);
    script["response"]["content"]["text"] = format!("mailru.callbacks.c1({answer});").into();
    let mut encoded = entry("users.getInfo", &[("uids", "15410773191172635989")], &answer);
    encoded["response"]["content"]["text"] = "W3sidWlkIjoiNyJ9XQ==".into();
    encoded["response"]["content"]["encoding"] = "base64".into();
    let mut posted = entry("users.getInfo", &[], &answer);
    posted["request"]["method"] = "POST".into();
    posted["request"]["url"] = "https://appsmail.ru/platform/api".into();
    posted["request"]["postData"] = json!({ "mimeType": "application/x-www-form-urlencoded", "text": "method=users.getInfo&secure=1&uids=7", "params": [] });
    let mut lost = entry("users.getInfo", &[], &answer);
    lost["response"]["content"] = json!({ "size": 12 });
    let mut page = entry("users.getInfo", &[], &answer);
    page["request"]["url"] = "https://my.mail.ru/mail/ivanov/".into();
    let mut token = entry("", &[], &json!({ "access_token": "be6ef89965d58e56dec21acb9b62bdaa" }));
    token["request"]["url"] = "https://appsmail.ru/oauth/token?grant_type=password&password=hunter2".into();
    let batch = entry("batcher", &[("batch", "1")], &json!(1));
    let folder = Folder::new();
    let path = folder.write("all.har", &har(&[script, encoded, posted, lost, page, token, batch]).to_string());
    let (status, report, _) = learn(&path);
    assert_eq!(status, 0);
    for told in [
        "6 exchanges, 1 method, 0 of them new",
        "passed over: 1 calls of several methods in one",
        "passed over: 1 grants",
        "passed over: 1 no calls of the API",
        "users.getInfo: 4 exchanges, 2026-11",
        "circuits: client 3, server 1; 1 without a session; 1 for a script; 1 whose answer could not be read",
    ] {
        assert!(report.contains(told), "{told}\n{report}");
    }
}

#[test]
fn neither_the_report_nor_the_drafts_hold_a_value() {
    let secret = [
        "Совершенно-секретно",
        "somebody@inbox.ru",
        "http://my.mail.ru/mail/somebody/",
        "15410773191172635993",
        "be6ef89965d58e56dec21acb9b62bdaa",
        "5073f15c6d5b6ab2fde23ac43332b002",
        "secret-of-the-cookie",
        "23.07.1981",
        "1394567890",
        "7654321",
        "somebody.nick",
        "0a1b2c3d4e5f6071",
    ];
    let person = json!({
        "uid": secret[3], "first_name": secret[0], "email": secret[1], "link": secret[2], "birthday": secret[7], "last_visit": 1_394_567_890,
        "new_text": secret[0], "new_mail": secret[1], "new_link": secret[2], "new_number": 7_654_321, "access_token": secret[4],
        "sex": secret[10].replace('.', "@"), "inside": format!("{{\"mail\": \"{}\", \"n\": 7654321}}", secret[1]),
        "by_mail": { secret[1]: 1 }, "by_uid": { secret[3]: 1 }, "by_hash": { secret[11]: secret[0] }, secret[11]: 1, "Мария-секретно": 5,
    });
    let error = json!({ "error": { "error_code": 888, "error_msg": format!("{} is not {}", secret[1], secret[0]), "who": secret[3] } });
    let entries = [
        entry("users.getInfo", &[("uids", secret[3]), ("mail", secret[1]), ("q", secret[0])], &json!([person])),
        entry("gifts.getAll", &[("of", secret[3]), ("nick", secret[10])], &json!([person])),
        entry("gifts.getAll", &[("of", secret[3]), (secret[11], secret[10])], &error),
    ];
    let folder = Folder::new();
    let path = folder.write("all.har", &har(&entries).to_string());
    let spec = folder.path("spec");
    let (status, stdout, stderr) = run(&["learn", path.to_str().unwrap(), "--write", spec.to_str().unwrap()]);
    assert_eq!(status, 0, "{stderr}");
    let read = |name: &str| fs::read_to_string(spec.join(name)).unwrap();
    let drafts =
        [read("gifts.toml"), read("api-spec/types.toml"), read("api-spec/errors.toml"), read("api-spec/users.toml")];
    for text in [&stdout, &stderr].into_iter().chain(&drafts) {
        for value in secret.iter().chain(&["Мария-секретно"]) {
            assert!(!text.contains(value), "{value} in\n{text}");
        }
    }
    assert!(stdout.contains("new_number") && drafts[0].contains("new_number"), "{stdout}");
}

#[test]
fn how_far_reading_is_is_told_of_long_files() {
    let answer: Value = (0..2000)
        .map(|number| json!({ "uid": (number + 10_000_000_000_u64).to_string(), "first_name": "Мария" }))
        .collect();
    let entries: Vec<Value> = (0..75).map(|_| entry("friends.get", &[("ext", "1")], &answer)).collect();
    let folder = Folder::new();
    let path = folder.write("long.har", &har(&entries).to_string());
    assert!(fs::metadata(&path).unwrap().len() > 8 << 20);
    let (status, _, stderr) = learn(&path);
    let lines: Vec<&str> = stderr.lines().collect();
    assert!(
        status == 0 && lines.len() > 2 && lines.last().unwrap().ends_with("long.har: 100 %, 75 exchanges"),
        "{stderr}"
    );
}
