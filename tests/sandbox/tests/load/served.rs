//! The binary in a process of its own, so that its memory is its own too.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use mailru_sandbox::signature::{Key, sign};

use crate::connection::Connection;

pub(crate) struct Served {
    process: Child,
    exports: HashMap<String, String>,
    said: PathBuf,
}

impl Served {
    /// `name` is that of the test.
    pub(crate) fn start(name: &str) -> Self {
        Self::run(name, Command::new(env!("CARGO_BIN_EXE_mailru-sandbox")), &[])
    }

    /// With so many file descriptors, and more options.
    #[cfg(unix)]
    pub(crate) fn start_with_descriptors(name: &str, descriptors: usize, options: &[&str]) -> Self {
        let mut shell = Command::new("sh");
        let script = format!("ulimit -n {descriptors} && exec \"$0\" \"$@\"");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_mailru-sandbox")]);
        Self::run(name, shell, options)
    }

    fn run(name: &str, mut command: Command, options: &[&str]) -> Self {
        // A file: a pipe that nobody reads would be full at some time, and the binary would wait.
        let said = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("load-{name}-stderr"));
        let mut process = command
            .args(["--port", "0", "--log-limit", "100"])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&said).expect("the folder can be written"))
            .spawn()
            .expect("the binary runs");
        let mut lines = BufReader::new(process.stdout.take().expect("stdout is piped")).lines();
        let mut exports = HashMap::new();
        while !exports.contains_key("UID") {
            let line = lines.next().expect("it goes on until the uid").expect("stdout is UTF-8");
            let variable = line.strip_prefix("export MAILRU_").and_then(|line| line.split_once('='));
            exports.extend(variable.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        Self { process, exports, said }
    }

    pub(crate) fn host(&self) -> &str {
        self.export("API_URL").trim_start_matches("http://").trim_end_matches("/platform/api")
    }

    pub(crate) fn export(&self, name: &str) -> &str {
        self.exports.get(name).unwrap_or_else(|| panic!("{name} is exported"))
    }

    pub(crate) async fn connect(&self) -> Connection {
        Connection::open(self.host()).await
    }

    /// The address of a call, signed for the client-server circuit.
    pub(crate) fn target(&self, method: &str, parameters: &[(&str, &str)]) -> String {
        let common =
            [("method", method), ("app_id", self.export("APP_ID")), ("session_key", self.export("ACCESS_TOKEN"))];
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let mut pairs: Vec<(String, String)> = common.iter().chain(parameters).map(owned).collect();
        let uid = self.export("UID").parse().expect("a number");
        let sig = sign(&pairs, Key::Private { uid, private_key: self.export("PRIVATE_KEY") });
        pairs.push(("sig".to_owned(), sig));
        // No value of these tests needs encoding.
        let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("/platform/api?{}", pairs.join("&"))
    }

    /// Whether it still does what it is there for.
    pub(crate) async fn serves(&self) {
        let answer = self.connect().await.get(&self.target("friends.get", &[])).await;
        assert!(answer.status == 200 && answer.body.starts_with("[\""), "{answer:?}");
    }

    /// The memory that it takes, in KiB, where the system tells.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    }

    /// Ends it, and looks at what it said: nothing must have panicked on the way.
    pub(crate) fn end_well(mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
        let said = fs::read_to_string(&self.said).expect("stderr is UTF-8");
        assert!(!said.contains("panicked"), "{said}");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
