//! The other process, as a test holds it.

use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

use mailru_sandbox::Sandbox;

/// A process with a session in a token file, or in Redis where the place is the URL of a server, `#` and a key. It is killed when the
/// test lets go of it.
pub struct Worker {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    /// One that lives.
    pub fn start(sandbox: &Sandbox, place: impl AsRef<OsStr>) -> Self {
        Self::run(sandbox, place, None)
    }

    /// One that is gone as soon as its refresh comes to that step.
    pub fn mortal(sandbox: &Sandbox, place: impl AsRef<OsStr>, step: &str) -> Self {
        Self::run(sandbox, place, Some(step))
    }

    /// One that has the lock for refreshes, and keeps it.
    pub fn holding(sandbox: &Sandbox, place: impl AsRef<OsStr>) -> Self {
        let mut worker = Self::run(sandbox, place, Some("hold"));
        assert_eq!(worker.answer(), "held");
        worker
    }

    /// One whose calls may not take long.
    pub fn impatient(sandbox: &Sandbox, place: impl AsRef<OsStr>) -> Self {
        Self::run(sandbox, place, Some("impatient"))
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    fn run(sandbox: &Sandbox, place: impl AsRef<OsStr>, step: Option<&str>) -> Self {
        Self::spawn(sandbox, Command::new(env!("CARGO_BIN_EXE_store_worker")).arg(place.as_ref()).args(step))
    }

    /// Starts that command as a worker.
    pub fn spawn(sandbox: &Sandbox, command: &mut Command) -> Self {
        command.env_clear().envs([
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
        self.say("go");
    }

    /// Says a line to it: how many calls it is to make.
    pub fn say(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
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
