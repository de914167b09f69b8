//! Any text as a HAR file, or whatever else `learn` is given: it is read or refused, nothing real of it is told, and what is drafted of it
//! passes the macros.
//!
//! The input is the file. Letters that are not of the Latin alphabet may stand anywhere in it; what the spec has of names, words and tags
//! is of that alphabet, so in a report such a letter would be somebody's.

use std::collections::BTreeMap;

use mailru_macros_model::{Expansion, errors, group_beside, types};
use mailru_sandbox::learn::Learner;
use mailru_sdk::api::GROUPS;
use serde_json::{Value, json};

use crate::spec::sound;

const TYPES: &str = include_str!("../api-spec/types.toml");

/// In what was recorded, a letter of somebody.
const REAL: char = 'ъ';

pub fn run(input: &[u8]) {
    let mut learner = Learner::new();
    match learner.read_from(input, "some.har".as_ref()) {
        Ok(()) => {}
        Err(error) => assert!(error.to_string().is_ascii() && error.to_string().lines().count() == 1, "{error}"),
    }
    check(&learner);
}

/// What was learned holds nothing real, and can be used.
pub fn check(learner: &Learner) {
    let report = learner.report();
    // A name in another alphabet has a stand-in of that alphabet, in which this letter is not.
    assert!(!report.contains(REAL), "{report}");
    let drafts: BTreeMap<String, String> =
        learner.drafts().into_iter().map(|(path, text)| (path.display().to_string(), text)).collect();
    let shared = drafts.get("api-spec/types.toml").map_or(TYPES, String::as_str);
    for (path, text) in &drafts {
        assert!(!text.contains(REAL) || path.starts_with("api-spec"), "{path}\n{text}");
        let expansion = match path.as_str() {
            "api-spec/types.toml" => types(text),
            "api-spec/errors.toml" => errors(text),
            path => group_beside(path, text, shared, !path.starts_with("api-spec")),
        };
        let Expansion { messages, .. } = &expansion;
        assert!(messages.is_empty(), "{path}: {messages:#?}\n{text}");
        sound(&expansion);
    }
}

/// An entry of a file.
fn entry(verb: &str, query: &str, posted: &Value, answer: &str) -> Value {
    json!({
        "startedDateTime": "2026-11-30T10:00:00Z",
        "request": {
            "method": verb, "url": format!("http://www.appsmail.ru/platform/api?{query}"), "postData": posted,
        },
        "response": { "status": 200, "content": { "mimeType": "text/javascript", "text": answer } },
    })
}

fn file(entries: &[Value]) -> Vec<u8> {
    json!({ "log": { "version": "1.2", "entries": entries } }).to_string().into_bytes()
}

pub fn seeds() -> Vec<Vec<u8>> {
    let methods = GROUPS.iter().flat_map(|group| group.methods);
    let examples = methods.flat_map(|method| {
        method.variants.iter().filter_map(|variant| {
            let switch = method.params.iter().find(|param| param.switch == Some(variant.name));
            let switch = switch.map(|param| format!("&{}=1", param.name)).unwrap_or_default();
            Some(file(&[entry("GET", &format!("method={}{switch}", method.name), &Value::Null, variant.example?)]))
        })
    });
    let form = |media_type: &str, text: &str| json!({ "mimeType": media_type, "text": text });
    let list =
        r#"[{"uid":"15410773191172635989","имяъ":"ъ","n":1.5},{"uid":"7","a":[{"b":"<b>ъ</b>"},[]],"c":{"1":2}}]"#;
    let mut script = entry("GET", "method=gifts.find&offset=2&limit=2&cb=mailru.c1&full=1", &Value::Null, list);
    script["response"]["content"]["text"] = format!("mailru.c1({list});").into();
    let mut encoded = entry("GET", "method=gifts.find&gift_id=12&text=ъ", &Value::Null, "W3siaWQiOjd9XQ==");
    encoded["response"]["content"]["encoding"] = "base64".into();
    let multipart = form(
        "multipart/form-data; boundary=b",
        "--b\r\ncontent-disposition: form-data; name=\"method\"\r\n\r\ngifts.wrap\r\n--b\r\ncontent-disposition: form-data; \
         name=\"card\"; filename=\"ъ.png\"\r\n\r\n0\r\n--b--\r\n",
    );
    let posted = form("application/x-www-form-urlencoded", "method=friends.get&ext=1&secure=1&sig=0&uid=1");
    let fields = json!({ "mimeType": "x", "params": [{ "name": "method", "value": "gifts.wrap" }, { "name": "f", "fileName": "ъ.gif" }] });
    let chosen = |number: usize| ["a_url=http://a/", "a_id=7"][number % 2];
    let choice =
        |number| entry("GET", &format!("method=gifts.send&{}&to=1", chosen(number)), &Value::Null, "{\"ok\":1}");
    let others = [
        (0..6).map(choice).collect(),
        vec![entry("GET", "method=gifts.find&limit=2", &Value::Null, "[1,2]"), script, encoded],
        vec![entry("POST", "", &multipart, "{\"ok\":true}"), entry("POST", "", &fields, "[]")],
        vec![entry(
            "POST",
            "",
            &posted,
            r#"[{"uid":"1","zodiac":"ъ","friends_count":"ъ","location":{"city":{"population":5}}}]"#,
        )],
        vec![entry(
            "GET",
            "method=stream.get",
            &Value::Null,
            r#"[{"subtype":"poll","id":"1"},{"subtype":"event","type_name":"new"}]"#,
        )],
        vec![entry("GET", "method=stream.post&x=1", &Value::Null, r#"{"error":{"error_code":777,"error_msg":"ъ"}}"#)],
    ];
    let whole: Vec<Vec<u8>> = others.iter().map(|entries| file(entries)).collect();
    examples.chain(whole).collect()
}

pub fn words() -> Vec<String> {
    let members = ["uid", "first_name", "subtype", "error_code", "offset", "limit", "ext", "location", "city", "count"];
    let har =
        ["log", "version", "1.2", "entries", "request", "response", "content", "text", "encoding", "base64", "params"];
    let forms =
        ["\"01.02.1985\"", "\"http://a/\"", "\"15410773191172635989\"", "1409529600", "null", "[]", "{}", "true"];
    let methods = GROUPS.iter().flat_map(|group| group.methods).map(|method| format!("method={}", method.name));
    [&members[..], &har, &forms].concat().into_iter().map(str::to_owned).chain(methods).collect()
}
