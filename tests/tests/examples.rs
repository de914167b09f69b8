//! The examples as a shell meets them: what they print where, and how they end.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command, Output, Stdio},
    sync::LazyLock,
};

use mailru_sandbox::Sandbox;
use mailru_tests::example::executable;
use serde_json::Value;

static CALL: LazyLock<PathBuf> = LazyLock::new(|| executable("call").unwrap());
static QUICKSTART: LazyLock<PathBuf> = LazyLock::new(|| executable("quickstart").unwrap());

const VARIABLES: [&str; 7] = [
    "MAILRU_APP_ID",
    "MAILRU_PRIVATE_KEY",
    "MAILRU_SECRET_KEY",
    "MAILRU_ACCESS_TOKEN",
    "MAILRU_UID",
    "MAILRU_API_URL",
    "MAILRU_OAUTH_URL",
];

/// Runs an example in an environment where these are the only variables of the SDK.
fn run(example: &PathBuf, arguments: &[&str], variables: &[(&str, String)]) -> Output {
    let mut command = Command::new(example);
    command.args(arguments).stdin(Stdio::null());
    for name in VARIABLES {
        command.env_remove(name);
    }
    command.envs(variables.iter().map(|(name, value)| (name, value))).output().unwrap()
}

fn call(arguments: &[&str], variables: &[(&str, String)]) -> Output {
    run(&CALL, arguments, variables)
}

/// What the sandbox's binary would have one paste into a shell.
fn variables(sandbox: &Sandbox) -> Vec<(&'static str, String)> {
    let values = [
        sandbox.app_id().to_string(),
        sandbox.private_key().to_owned(),
        sandbox.secret_key().to_owned(),
        sandbox.access_token().to_owned(),
        sandbox.uid().to_string(),
        sandbox.api_url(),
        sandbox.oauth_url(),
    ];
    VARIABLES.into_iter().zip(values).collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The message of a run that failed as it should: status 1, nothing on standard output.
fn complaint(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr).trim_end()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn call_prints_the_answer_as_json_and_nothing_else() {
    let sandbox = Sandbox::start().await.unwrap();
    let output = call(&["friends.get", "ext=1", "offset=40"], &variables(&sandbox));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let friends = answer.as_array().unwrap();
    assert_eq!(friends.len(), 2);
    assert!(friends.iter().all(|friend| friend["uid"].is_string() && friend["first_name"].is_string()));
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].method(), requests[0].verb()), (Some("friends.get"), "GET"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn call_passes_values_on_as_they_are() {
    let sandbox = Sandbox::start().await.unwrap();
    let output = call(&["users.getInfo", "note=a=b&c +%41 Привет", "empty="], &variables(&sandbox));
    assert!(output.status.success(), "{output:?}");
    let requests = sandbox.requests();
    assert_eq!(requests[0].parameter("note"), Some("a=b&c +%41 Привет"));
    assert_eq!(requests[0].parameter("empty"), Some(""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn call_says_on_standard_error_what_went_wrong() {
    let sandbox = Sandbox::start().await.unwrap();
    let all = variables(&sandbox);
    let usage = "usage: call METHOD [name=value ...]";
    for (arguments, expected) in [
        (&["friends.getEnemies"][..], "friends.getEnemies: error 2: unknown method 'friends.getEnemies'"),
        (&["users.hasAppPermission"], "users.hasAppPermission: error 100: parameter 'ext_perm' is necessary"),
        (&["friends.get", "sig=1"], "friends.get: parameter `sig` is written by the SDK itself"),
        (&["friends.get", "ext"], &format!("\"ext\" is not name=value; {usage}")),
        (&[], usage),
    ] {
        assert_eq!(complaint(&call(arguments, &all)), expected);
    }
    let nowhere = mailru_tests::scripted::Scripted::refusing().unwrap();
    let elsewhere: Vec<_> = with(&all, "MAILRU_API_URL", Some(&nowhere.api_url()));
    let output = call(&["friends.get"], &elsewhere);
    let mut lines = complaint(&output).lines();
    assert_eq!(lines.next(), Some("friends.get: no connection to the platform"));
    assert!(lines.next().is_some_and(|line| line.starts_with("  because: ")), "{output:?}");
    for secret in [sandbox.private_key(), sandbox.access_token()] {
        assert!(!text(&output.stderr).contains(secret));
    }
}

/// The variables with one of them changed or removed.
fn with<'v>(all: &[(&'v str, String)], name: &str, value: Option<&str>) -> Vec<(&'v str, String)> {
    let mut variables: Vec<_> = all.iter().filter(|(other, _)| *other != name).cloned().collect();
    if let Some(value) = value {
        let (name, _) = all.iter().find(|(other, _)| *other == name).unwrap();
        variables.push((name, value.to_owned()));
    }
    variables
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_variable_that_is_missing_or_malformed_is_named_and_its_value_is_not_shown() {
    let sandbox = Sandbox::start().await.unwrap();
    let all = variables(&sandbox);
    for (name, value, expected) in [
        ("MAILRU_APP_ID", None, "is not set"),
        ("MAILRU_ACCESS_TOKEN", None, "is not set"),
        ("MAILRU_APP_ID", Some("CANARY"), "is malformed: expected a decimal number"),
        ("MAILRU_PRIVATE_KEY", Some(""), "is malformed: expected a value, or no such variable"),
        ("MAILRU_ACCESS_TOKEN", Some(""), "is malformed: expected a value, or no such variable"),
        ("MAILRU_UID", Some("CANARY"), "is malformed: expected a user id, a decimal number up to 18446744073709551615"),
    ] {
        let output = call(&["friends.get"], &with(&all, name, value));
        assert_eq!(complaint(&output), format!("the environment variable `{name}` {expected}"));
    }
    for (name, which) in [("MAILRU_API_URL", "MAILRU_API_URL"), ("MAILRU_OAUTH_URL", "MAILRU_OAUTH_URL")] {
        let output = call(&["friends.get"], &with(&all, name, Some("http://me:CANARY@host/")));
        let complaint = complaint(&output);
        assert!(complaint.contains(which) && !complaint.contains("CANARY"), "{complaint}");
    }
    let keyless = with(&with(&all, "MAILRU_PRIVATE_KEY", None), "MAILRU_SECRET_KEY", None);
    let expected = "neither of the environment variables `MAILRU_PRIVATE_KEY` and `MAILRU_SECRET_KEY` is set";
    assert_eq!(complaint(&call(&["friends.get"], &keyless)), expected);
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn call_needs_one_key_only() {
    let sandbox = Sandbox::start().await.unwrap();
    let all = variables(&sandbox);
    for missing in ["MAILRU_PRIVATE_KEY", "MAILRU_SECRET_KEY", "MAILRU_UID", "MAILRU_OAUTH_URL"] {
        let output = call(&["friends.get"], &with(&all, missing, None));
        assert!(output.status.success(), "without {missing}: {output:?}");
    }
    let circuits: Vec<_> = sandbox.requests().iter().map(|request| request.circuit().to_string()).collect();
    assert_eq!(circuits, ["server", "client", "server", "client"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn quickstart_talks_to_the_server_of_the_environment_when_there_is_one() {
    let sandbox = Sandbox::builder().app_id(7).page_size(5).start().await.unwrap();
    let output = run(&QUICKSTART, &[], &variables(&sandbox));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let printed = text(&output.stdout);
    assert!(printed.starts_with("friends.get, client-server: 5 ids\n"), "{printed}");
    assert!(!printed.contains("sandbox"), "{printed}");
    let circuits: Vec<_> = sandbox.requests().iter().map(|request| request.circuit().to_string()).collect();
    assert_eq!(circuits, ["client", "server", "client"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn quickstart_names_what_is_missing_in_the_environment() {
    let sandbox = Sandbox::start().await.unwrap();
    let all = variables(&sandbox);
    for (name, value, expected) in [
        ("MAILRU_APP_ID", None, "the environment variable `MAILRU_APP_ID` is not set"),
        ("MAILRU_SECRET_KEY", None, "the application has no secret key"),
        ("MAILRU_ACCESS_TOKEN", None, "MAILRU_ACCESS_TOKEN: environment variable not found"),
        ("MAILRU_UID", None, "MAILRU_UID: environment variable not found"),
        (
            "MAILRU_ACCESS_TOKEN",
            Some("stale"),
            "friends.get: error 102: parameter 'session_key' is wrong or has expired",
        ),
    ] {
        let output = run(&QUICKSTART, &[], &with(&all, name, value));
        assert_eq!(complaint(&output), expected, "{name}");
    }
}

#[test]
fn quickstart_brings_its_own_platform_when_there_is_none() {
    let output = run(&QUICKSTART, &[], &[]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let printed = text(&output.stdout);
    assert!(printed.starts_with("No MAILRU_API_URL, so this is the sandbox at http://127.0.0.1:"), "{printed}");
    for line in [
        "friends.get, client-server: 42 ids",
        "friends.get with ext=1, server-server: 42 profiles",
        "  friends.getEnemies: error 2: unknown method 'friends.getEnemies'",
    ] {
        assert!(printed.lines().any(|printed| printed == line), "{printed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn friends_are_listed_by_name() {
    let sandbox = Sandbox::start().await.unwrap();
    let output = run(&executable("friends").unwrap(), &[], &variables(&sandbox));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let printed: Vec<_> = text(&output.stdout).lines().collect();
    assert_eq!((printed.len(), printed[0]), (42, "207753074018285909 Николай"), "as the README shows");
}

#[test]
fn billing_answers_as_the_guide_shows() {
    let output = run(&executable("billing").unwrap(), &[], &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mailru-sdk/src/guide/incoming_requests.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, shown) = page.split_once("$ cargo run --example billing\n").expect("the guide shows it");
    let (shown, _) = shown.split_once("```").unwrap();
    // A shell shows what was refused among the rest.
    let (refused, answered): (Vec<_>, Vec<_>) = shown.lines().partition(|line| line.starts_with("  refused: "));
    assert_eq!(text(&output.stderr).lines().collect::<Vec<_>>(), refused);
    let printed: Vec<_> = text(&output.stdout).lines().collect();
    // The first line has the port.
    assert!(printed[0].starts_with("GET http://127.0.0.1:") && answered[0].starts_with("GET http://127.0.0.1:"));
    assert_eq!(printed[1..], answered[1..]);
}

#[test]
fn the_tour_goes_all_the_way() {
    let output = run(&executable("tour").unwrap(), &[], &[]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let printed = text(&output.stdout);
    for part in ["42 friends", "published", "35 of 35 bytes", "the browser goes to http://127.0.0.1:", "told "] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn blocking_lists_all_friends() {
    let sandbox = Sandbox::builder().page_size(10).start().await.unwrap();
    let output = run(&executable("blocking").unwrap(), &[], &variables(&sandbox));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    assert_eq!(text(&output.stdout).lines().count(), 1 + 42);
    assert_eq!(complaint(&run(&executable("blocking").unwrap(), &[], &[])).lines().count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn upload_sends_a_file_from_the_disk() {
    let sandbox = Sandbox::start().await.unwrap();
    let upload = executable("upload").unwrap();
    let path = env::temp_dir().join(format!("mailru-upload-{}.gif", process::id()));
    let picture = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    fs::write(&path, picture).unwrap();
    let output = run(&upload, &["_myphoto", path.to_str().unwrap()], &variables(&sandbox));
    fs::remove_file(&path).unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    assert!(text(&output.stdout).starts_with("35 of 35 bytes\nphoto "), "{output:?}");
    let requests = sandbox.requests();
    assert_eq!(requests[0].files()[0].bytes, picture);
    assert_eq!(complaint(&run(&upload, &["_myphoto"], &variables(&sandbox))), "usage: upload ALBUM FILE");
    let missing = run(&upload, &["_myphoto", "/no/such/file.gif"], &variables(&sandbox));
    assert!(complaint(&missing).contains("cannot be read"), "{missing:?}");
}
