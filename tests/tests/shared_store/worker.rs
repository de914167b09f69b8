//! The other process, as a test holds it.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

use mailru_sandbox::Sandbox;

/// A process with a session in the file. It is killed when the test lets go of it.
pub struct Worker {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    /// One that lives.
    pub fn start(sandbox: &Sandbox, path: &Path) -> Self {
        Self::run(sandbox, path, None)
    }

    /// One that is gone as soon as its refresh comes to that step.
    pub fn mortal(sandbox: &Sandbox, path: &Path, step: &str) -> Self {
        Self::run(sandbox, path, Some(step))
    }

    /// One that has the lock for refreshes, and keeps it.
    pub fn holding(sandbox: &Sandbox, path: &Path) -> Self {
        let mut worker = Self::run(sandbox, path, Some("hold"));
        assert_eq!(worker.answer(), "held");
        worker
    }

    /// One whose calls may not take long.
    pub fn impatient(sandbox: &Sandbox, path: &Path) -> Self {
        Self::run(sandbox, path, Some("impatient"))
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    fn run(sandbox: &Sandbox, path: &Path, step: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_store_worker"));
        command.arg(path).args(step).env_clear().envs([
            ("MAILRU_APP_ID", sandbox.app_id().to_string()),
            ("MAILRU_SECRET_KEY", sandbox.secret_key().to_owned()),
            ("MAILRU_API_URL", sandbox.api_url()),
            ("MAILRU_OAUTH_URL", sandbox.oauth_url()),
        ]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, answers }
    }

    /// Lets it make its calls.
    pub fn go(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"go\n").unwrap();
    }

    /// What it says when the calls are at their end: `done`, an error, or nothing when it is gone.
    pub fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Kills it without a warning (SIGKILL where there are signals), and waits until it is gone.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until it is gone.
    pub fn end(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
