//! The commands of the guide's page "Teaching the SDK a method" do what the page says, one after the other.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use mailru_sandbox::Sandbox;
use mailru_sdk::types::Json;
use mailru_sdk::{Api, ClientApp, Error, Settings};

use crate::files::Folder;

/// What the platform of the test answers.
const ANSWER: &str = r#"{
  "recording": 1, "number": 1, "month": "2026-11",
  "request": { "method": "gifts.getSenders", "verb": "POST", "session": true, "parameters": [{ "name": "limit", "value": "2" }] },
  "answer": { "status": 200, "body": [
    { "uid": "15410773191172635989", "first_name": "Мария", "sex": 1 },
    { "uid": "14000000000000000001", "first_name": "Иван", "sex": 0 }
  ] }
}"#;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../mailru-sdk/src/guide/teaching_the_sdk.md");
    fs::read_to_string(path).unwrap()
}

/// A command of the page, in the folder of the test.
fn command(line: &str, folder: &Folder, more: &[&str]) -> Command {
    let arguments = line.strip_prefix("$ mailru-sandbox ").unwrap().split(' ');
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox"));
    command.args(arguments).args(more).current_dir(folder.path("")).stdin(Stdio::null()).stdout(Stdio::piped());
    command
}

/// One that serves, and the address of its API.
struct Served(Child, Vec<String>);

impl Served {
    /// Reads what it prints up to the variable that is the last one.
    fn start(mut command: Command, last: &str) -> Self {
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let mut lines: Vec<String> = Vec::new();
        for line in BufReader::new(child.stdout.as_mut().unwrap()).lines().map(Result::unwrap) {
            lines.push(line);
            if lines[lines.len() - 1].starts_with(&format!("export {last}=")) {
                break;
            }
        }
        Self(child, lines)
    }

    fn value(&self, name: &str) -> &str {
        self.1.iter().find_map(|line| line.strip_prefix("export ")?.strip_prefix(name)?.strip_prefix('=')).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that has ended by itself is not there any more.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn call(app_id: u64, key: &str, token: &str, uid: u64, api_url: &str) -> Result<Json, Error> {
    let app = ClientApp::new(app_id, key).settings(Settings::new().api_url(api_url));
    Api::new(app.session(token, uid)).call("gifts.getSenders").param("limit", 2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_of_the_guide_lead_from_a_first_call_to_a_replay() {
    let page = page();
    let commands: Vec<&str> = page.lines().filter(|line| line.starts_with("$ ")).collect();
    let [record, learn, replay] = commands[..] else { panic!("three commands: {commands:?}") };
    let folder = Folder::new();
    folder.write("platform/00001.json", ANSWER);
    let platform = Sandbox::builder().recordings(folder.path("platform")).start().await.unwrap();

    let record = record.replace("https://www.appsmail.ru", platform.page_url().trim_end_matches('/'));
    let recorder = Served::start(command(&record, &folder, &["--port", "0"]), "MAILRU_OAUTH_URL");
    let (id, key, token, uid) = (platform.app_id(), platform.private_key(), platform.access_token(), platform.uid());
    let answer = call(id, key, token, uid, recorder.value("MAILRU_API_URL")).await.unwrap();
    // Killed: what was answered is on the disk.
    drop(recorder);

    let learned = command(learn, &folder, &[]).stderr(Stdio::piped()).output().unwrap();
    assert!(learned.status.success(), "{}", String::from_utf8_lossy(&learned.stderr));
    let drafted = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
    let shown = page.split_once("<!-- drafted -->\n```toml\n").unwrap().1.split_once("```").unwrap().0;
    let month = drafted.split_once("1 exchange, ").unwrap().1[..7].to_owned();
    assert_eq!(drafted.replace(&month, "2026-11"), shown);

    let replayed = Served::start(command(replay, &folder, &["--port", "0"]), "MAILRU_UID");
    let (id, uid) = (replayed.value("MAILRU_APP_ID").parse().unwrap(), replayed.value("MAILRU_UID").parse().unwrap());
    let (key, token) = (replayed.value("MAILRU_PRIVATE_KEY"), replayed.value("MAILRU_ACCESS_TOKEN"));
    let again = call(id, key, token, uid, replayed.value("MAILRU_API_URL")).await.unwrap();
    assert_eq!((again.items().len(), answer.items().len()), (2, 2));
}
