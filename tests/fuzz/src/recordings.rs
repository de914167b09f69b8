//! Any text as a recording: `learn` and `replay` read it or refuse it, and what is recorded answers the call that was recorded.
//!
//! The input is one file of a recording.

use std::{cell::OnceCell, env, fs, process};

use axum::{
    body::{Body, to_bytes},
    http::{
        Request,
        header::{CONTENT_TYPE, HOST},
    },
};
use mailru_sandbox::{
    Sandbox, StartError,
    learn::Learner,
    signature::{Key, sign},
};
use mailru_sdk::api::GROUPS;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;
use url::form_urlencoded::Serializer;

thread_local! {
    static RUNTIME: OnceCell<Runtime> = const { OnceCell::new() };
}

pub fn run(input: &[u8]) {
    let mut learner = Learner::new();
    let is_learned = learner.read_from(input, "some.json".as_ref()).is_ok();
    let recording = serde_json::from_slice::<Value>(input).ok().filter(|value| value.get("log").is_none());
    let Some(recording) = recording else { return };
    // What a recording says is taken for safe to tell, so that only its form is looked at.
    let _ = (learner.report(), learner.drafts());
    RUNTIME.with(|runtime| {
        let new = || Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.get_or_init(new).block_on(replay(input, &recording, is_learned));
    });
}

async fn replay(input: &[u8], recording: &Value, is_learned: bool) {
    let file = env::temp_dir().join(format!("mailru-fuzz-{}.json", process::id()));
    fs::write(&file, input).expect("a temporary file can be written");
    let started = Sandbox::builder().recordings(&file).start().await;
    fs::remove_file(&file).expect("the file is there");
    let sandbox = match started {
        Ok(sandbox) => sandbox,
        Err(StartError::Recording(error)) => {
            assert!(!is_learned, "only one of two takes it: {error}");
            assert_eq!(error.to_string().lines().count(), 1, "{error}");
            return;
        }
        Err(error) => panic!("{error}"),
    };
    assert!(is_learned, "only one of two takes it");
    ask(&sandbox, recording).await;
    sandbox.stop().await;
}

/// The call that was recorded, made again.
async fn ask(sandbox: &Sandbox, recording: &Value) {
    let Some(method) = recording["request"]["method"].as_str() else { return };
    let mut pairs = vec![
        ("method".to_owned(), method.to_owned()),
        ("app_id".to_owned(), sandbox.app_id().to_string()),
        ("session_key".to_owned(), sandbox.access_token().to_owned()),
    ];
    let parameters = recording["request"]["parameters"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    pairs.extend(parameters.iter().map(|parameter| (text(&parameter["name"]), text(&parameter["value"]))));
    let key = Key::Private { uid: sandbox.uid(), private_key: sandbox.private_key() };
    pairs.push(("sig".to_owned(), sign(&pairs, key)));
    let body = Serializer::new(String::new()).extend_pairs(&pairs).finish();
    let request = Request::post("/platform/api").header(HOST, "127.0.0.1");
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body));
    let answer = sandbox.router().oneshot(request.expect("a request")).await.expect("an answer");
    let body = to_bytes(answer.into_body(), 64 << 20).await.expect("a body");
    let came = serde_json::from_slice::<Value>(&body).unwrap_or_default();
    // What the platform looks at by itself may be refused, and names that stand twice.
    let names = pairs.iter().map(|(name, _)| name.as_str());
    let is_plain = names.clone().all(|name| !["secure", "format", "uid", "sig", "cb"].contains(&name) || name == "sig");
    let is_once = names.clone().all(|name| names.clone().filter(|other| *other == name).count() == 1);
    let kept = &recording["answer"]["body"];
    if is_plain && is_once && recording["request"]["files"].is_null() && kept.is_object() {
        assert_eq!(&came, kept, "{method}");
    }
}

pub fn seeds() -> Vec<Vec<u8>> {
    let recording = |request: Value, answer: Value| {
        let mut request = request;
        request["verb"] = "GET".into();
        request["session"] = true.into();
        json!({ "recording": 1, "number": 1, "month": "2026-11", "request": request, "answer": answer })
            .to_string()
            .into_bytes()
    };
    let methods = GROUPS.iter().flat_map(|group| group.methods);
    let examples = methods.filter_map(|method| {
        let body: Value = serde_json::from_str(method.variants.first()?.example?).ok()?;
        Some(recording(json!({ "method": method.name }), json!({ "status": 200, "body": body })))
    });
    let parameters = json!([{ "name": "uids", "value": "7,8", "invented": true }, { "name": "ext", "value": "1" }]);
    let others = [
        recording(
            json!({ "method": "gifts.find", "parameters": parameters }),
            json!({ "status": 200, "body": { "ok": 1 } }),
        ),
        recording(
            json!({ "method": "gifts.find" }),
            json!({ "status": 400, "body": { "error": { "error_code": 777 } } }),
        ),
        recording(json!({ "method": "gifts.find" }), json!({ "status": 502, "unread": "text/html, 12 bytes" })),
        recording(
            json!({ "method": "gifts.wrap", "files": [{ "name": "card", "file_name": "file.gif", "size": 6 }] }),
            json!({ "status": 200, "callback": true, "body": null }),
        ),
        recording(json!({ "grant": "password" }), json!({ "status": 200, "body": { "access_token": "(gone)" } })),
    ];
    examples.chain(others).collect()
}

pub fn words() -> Vec<String> {
    let members = [
        "recording",
        "number",
        "month",
        "request",
        "answer",
        "method",
        "grant",
        "verb",
        "secure",
        "session",
        "parameters",
        "files",
        "name",
        "value",
        "invented",
        "file_name",
        "size",
        "status",
        "callback",
        "body",
        "unread",
        "null",
        "true",
        "error_code",
    ];
    members.map(str::to_owned).to_vec()
}
