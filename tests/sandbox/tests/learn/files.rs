//! The binary, and files for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

/// A folder of its own, which goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("learn-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left is in the target folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the binary said: its exit status, stdout, stderr.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox"));
    let output = command.args(arguments).stdin(Stdio::null()).output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("it says UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

pub fn learn(path: &Path) -> (i32, String, String) {
    run(&["learn", path.to_str().unwrap()])
}

/// An entry of a HAR file: a call and its answer.
pub fn entry(method: &str, parameters: &[(&str, &str)], answer: &Value) -> Value {
    let secrets = [("session_key", "be6ef89965d58e56dec21acb9b62bdaa"), ("sig", "5073f15c6d5b6ab2fde23ac43332b002")];
    let pairs = [("method", method), ("app_id", "423004")].into_iter().chain(secrets).chain(parameters.iter().copied());
    let query: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", value.replace('&', "%26"))).collect();
    json!({
        "startedDateTime": "2026-11-30T10:00:00.000Z",
        "request": {
            "method": "GET",
            "url": format!("https://www.appsmail.ru/platform/api?{}", query.join("&")),
            "headers": [{ "name": "Cookie", "value": "Mpop=0123456789:secret-of-the-cookie:somebody@mail.ru:" }],
        },
        "response": { "status": 200, "content": { "mimeType": "text/javascript; charset=utf-8", "text": answer.to_string() } },
    })
}

pub fn har(entries: &[Value]) -> Value {
    json!({ "log": { "version": "1.2", "creator": { "name": "a browser" }, "entries": entries } })
}
