//! No secret and no value of the sandbox's world is in anything that recording leaves behind.

use std::collections::BTreeSet;

use mailru_sdk::spec::{GroupSpec, MethodSpec};
use mailru_sdk::types::Json;

use crate::setup::Recorded;

/// Words that the spec lists, and what every JSON text of the platform has: no value of anybody.
fn words_of_the_spec() -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("api-spec");
    let texts =
        folder.read_dir().unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap_or_default());
    let text = texts.collect::<String>();
    let fits = |letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-' || letter == '.');
    text.split(fits).map(|word| word.trim_matches('.').to_owned()).collect()
}

/// Texts, and numbers that are long enough not to be met by chance.
fn values(value: &Json, found: &mut BTreeSet<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| values(item, found)),
        Json::Object(members) => members.iter().for_each(|(_, value)| values(value, found)),
        Json::String(text) => {
            found.extend(text.split(char::is_whitespace).filter(|word| word.chars().count() >= 6).map(str::to_owned));
            if text.chars().count() >= 5 {
                found.insert(text.to_string());
            }
        }
        Json::Number(number) => {
            found.insert(number.to_string());
        }
        _ => {}
    }
}

/// What the calls of the test need besides the session.
fn parameters(method: &MethodSpec, recorded: &Recorded) -> Vec<(&'static str, String)> {
    let sandbox = &recorded.sandbox;
    let value = |name: &str, ty: &str| match (name, ty) {
        ("aid", _) => "_myphoto".to_owned(),
        (_, "uid" | "[uid]") => sandbox.people()[0].to_string(),
        (_, "url") => "http://secrets.example.org/path?session_key=7".to_owned(),
        (_, "u32" | "u64" | "int" | "i64") => "12".to_owned(),
        (_, "flag") => "1".to_owned(),
        _ => "Совершенно секретный текст".to_owned(),
    };
    let needed =
        method.params.iter().filter(|param| (param.required && param.either_of.is_none()) || param.switch.is_some());
    needed.filter(|param| param.ty != "file").map(|param| (param.name, value(param.name, param.ty))).collect()
}

fn is_a_client_s(method: &MethodSpec) -> bool {
    method.circuit != mailru_sdk::spec::CircuitRule::Server
}

#[tokio::test]
async fn no_secret_and_no_value_of_the_world_is_in_recordings_lines_or_summary() {
    let recorded = Recorded::new().await;
    let (api, direct) = (recorded.api(), recorded.api_with(recorded.sandbox.settings()));
    let groups: &[&GroupSpec] = mailru_sdk::api::GROUPS;
    let mut real = BTreeSet::new();
    let mut calls = 0;
    for method in groups.iter().flat_map(|group| group.methods).filter(|method| is_a_client_s(method)) {
        for api in [&direct, &api] {
            let parameters = parameters(method, &recorded);
            let call =
                parameters.iter().fold(api.call(method.name), |call, (name, value)| call.param(*name, value.as_str()));
            // An error is an answer too; its text may hold values.
            if let Ok(answer) = call.await {
                values(&answer, &mut real);
            }
            calls += 1;
        }
    }
    let sandbox = &recorded.sandbox;
    let app = mailru_sdk::ClientApp::new(sandbox.app_id(), sandbox.private_key()).client_secret(sandbox.secret_key());
    let app = app.settings(recorded.settings());
    let session = app.password(sandbox.user_email(), sandbox.password(), ["photos"]).authorize().await.unwrap();
    mailru_sdk::Api::new(session).friends().get().await.unwrap();

    let secrets = [
        sandbox.private_key(),
        sandbox.secret_key(),
        sandbox.access_token(),
        sandbox.refresh_token(),
        sandbox.password(),
        &sandbox.user_email(),
        &sandbox.uid().to_string(),
        "Совершенно секретный текст",
        "secrets.example.org",
        "session_key=7",
    ];
    real.extend(secrets.map(str::to_owned));
    let known = words_of_the_spec();
    let is_short =
        |value: &String| value.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte)) && value.len() < 6;
    real.retain(|value| !known.contains(value) && !is_short(value));
    assert!(real.len() > 300, "there is a world: {}", real.len());

    let mut left = recorded.folder.texts();
    assert!(left.len() > calls / 2, "each call is a file");
    left.extend(recorded.lines.lock().unwrap().iter().cloned());
    left.push(recorded.recorder.stop().await.to_string());
    for text in &left {
        // Escapes would hide what is looked for.
        let found: Vec<_> = real.iter().filter(|value| text.contains(value.as_str())).collect();
        assert!(found.is_empty(), "{found:?} in\n{text}");
    }
}
