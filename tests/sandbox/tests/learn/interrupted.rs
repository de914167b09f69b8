//! What was written stays whole when the program has to end.

use std::fs::{self, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::files::{Folder, entry, har, run};

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Not by Ctrl-C's own signal, which is ignored in whatever a shell starts in the background.
fn interrupt(process: &Child) {
    assert!(Command::new("kill").args(["-TERM", &process.id().to_string()]).status().unwrap().success());
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.path().is_file())
        .map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_that_is_interrupted_has_every_answer_and_a_summary() {
    let folder = Folder::new();
    let sandbox = mailru_sandbox::Sandbox::start().await.unwrap();
    let to = folder.path("recordings");
    let upstream = sandbox.page_url();
    let mut recorder =
        start(&["record", "--upstream", upstream.trim_end_matches('/'), "--to", to.to_str().unwrap(), "--port", "0"]);
    let mut line = String::new();
    BufReader::new(recorder.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let settings = mailru_sdk::Settings::new().api_url(line.trim().split_once('=').unwrap().1);
    let app = mailru_sdk::ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(settings);
    let api = mailru_sdk::Api::new(app.session(sandbox.access_token(), sandbox.uid()));
    for _ in 0..3 {
        api.call("friends.get").await.unwrap();
    }
    interrupt(&recorder);
    assert!(recorder.wait().unwrap().success());
    let mut said = String::new();
    recorder.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("\nmailru-sandbox: 3 calls of 1 methods"), "{said}");
    let files = files(&to);
    assert_eq!(files.len(), 3, "and no draft");
    assert!(files.iter().all(|(_, text)| serde_json::from_str::<Value>(text).is_ok()));
}

#[test]
fn drafts_stay_as_they_are_while_a_further_file_is_read() {
    let folder = Folder::new();
    let first = folder.write("first.har", &har(&[entry("gifts.get", &[], &json!([{ "id": 7 }]))]).to_string());
    let spec = folder.path("spec");
    let write = ["--write", spec.to_str().unwrap()];
    assert_eq!(run(&[&["learn", first.to_str().unwrap()], &write[..]].concat()).0, 0);
    let before = files(&spec);
    assert_eq!(before.len(), 1);
    // A file that does not end.
    let endless = folder.path("endless.har");
    assert!(Command::new("mkfifo").arg(&endless).status().unwrap().success());
    let mut learner = start(&[&["learn", first.to_str().unwrap(), endless.to_str().unwrap()], &write[..]].concat());
    // Opening waits for the reader, which is in the middle then.
    let mut end = OpenOptions::new().write(true).open(&endless).unwrap();
    end.write_all(br#"{"log":{"version":"1.2","entries":["#).unwrap();
    interrupt(&learner);
    assert!(!learner.wait().unwrap().success());
    assert_eq!(files(&spec), before);
}
