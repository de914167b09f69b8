//! Programs that call the platform, and say what came: how much, and of what kind.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use mailru_sandbox::Sandbox;
use mailru_sandbox::signature::{Key, sign};
use serde_json::Value;

/// Where `tests/conformance/run` keeps its environment.
fn python() -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("conformance/bin/python")
}

pub enum Client {
    Raw,
    Aiomailru,
}

impl Client {
    /// None where there is no environment for it.
    pub fn aiomailru() -> Option<Self> {
        let there = python().exists();
        if !there {
            println!("Python's aiomailru is NOT RUN: tests/conformance/run makes its environment");
        }
        there.then_some(Self::Aiomailru)
    }

    /// What came, in lines.
    pub async fn run(&self, sandbox: &Sandbox, api_url: &str) -> String {
        match self {
            Self::Raw => raw(sandbox, api_url).await,
            Self::Aiomailru => aiomailru(sandbox, api_url).await,
        }
    }
}

/// What is called, with which parameters, whether by a program or by the forms of the page.
pub const CALLS: [(&str, &[(&str, &str)]); 9] = [
    ("friends.get", &[("ext", "1")]),
    ("stream.get", &[("limit", "9")]),
    ("gifts.find", &[("limit", "2")]),
    ("gifts.find", &[("offset", "2"), ("limit", "2")]),
    ("gifts.find", &[("offset", "4"), ("limit", "2")]),
    ("gifts.find", &[("offset", "5"), ("limit", "2")]),
    ("gifts.find", &[("offset", "0"), ("limit", "2"), ("full", "1")]),
    ("stream.post", &[("text", "Привет!")]),
    ("gifts.find", &[("offset", "2"), ("limit", "2"), ("full", "1"), ("card", "dot.gif")]),
];

async fn raw(sandbox: &Sandbox, api_url: &str) -> String {
    let client = crate::changed::plain_client();
    let mut said = String::new();
    for (method, more) in CALLS {
        let has_file = more.iter().any(|(name, _)| *name == "card");
        let common =
            [("method", method), ("app_id", &sandbox.app_id().to_string()), ("session_key", sandbox.access_token())]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let more = more
            .iter()
            .filter(|(name, _)| *name != "card")
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut pairs: Vec<(String, String)> = common.into_iter().chain(more).collect();
        pairs.push((
            "sig".to_owned(),
            sign(&pairs, Key::Private { uid: sandbox.uid(), private_key: sandbox.private_key() }),
        ));
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let request = if has_file {
            let body = "--edge\r\ncontent-disposition: form-data; name=\"card\"; filename=\"dot.gif\"\r\ncontent-type: image/gif\r\n\r\nGIF89a\r\n--edge--\r\n";
            client
                .post(format!("{api_url}?{query}"))
                .header("content-type", "multipart/form-data; boundary=edge")
                .body(body)
        } else {
            client.get(format!("{api_url}?{query}"))
        };
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        let _ = writeln!(said, "{method} {}", kind(&answer));
    }
    said
}

/// How much came, and of what kind.
pub fn kind(answer: &Value) -> String {
    match answer {
        Value::Array(items) => {
            format!("{} {}", items.len(), if items.iter().all(Value::is_object) { "objects" } else { "ids" })
        }
        other => other["error"]["error_code"].to_string(),
    }
}

async fn aiomailru(sandbox: &Sandbox, api_url: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/teach/client.py");
    let mut command = Command::new(python());
    command.arg(script).env("MAILRU_API_URL", api_url);
    for line in sandbox.exports().lines() {
        let (name, value) = line.trim_start_matches("export ").split_once('=').unwrap();
        if name != "MAILRU_API_URL" {
            command.env(name, value);
        }
    }
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
