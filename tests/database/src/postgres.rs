//! A server of PostgreSQL, with a database of its own and nothing in it. It refuses to run as root, so root starts it as `nobody`.

use std::{
    fs, io,
    os::unix::fs::{MetadataExt as _, chown},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use mailru_tests::server::{Server, find};

/// `nobody` and `nogroup`.
const NOBODY: u32 = 65534;

/// A server that runs. It ends with whoever has it, and its files with it.
#[derive(Debug)]
pub struct Postgres {
    server: Server,
    as_user: AsUser,
    control: PathBuf,
}

impl Postgres {
    /// Starts one; `None`, with a message, where PostgreSQL is missing.
    ///
    /// # Panics
    /// When it is there and does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        let (init, serve, control) = (find("initdb")?, find("postgres")?, find("pg_ctl")?);
        let as_user = AsUser::new()?;
        let program = as_user.program(&serve).display().to_string();
        let server = Server::start(&program, |folder, port| {
            let data = as_user.folder(&folder.join("data")).expect("a folder can be made");
            let new = ["--auth=trust", "--username=shop", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"];
            let output = as_user.run(&init, &[&new[..], &[data.as_str()]].concat());
            assert!(output.status.success(), "{output:?}");
            let port = port.to_string();
            let settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"];
            as_user.arguments(&serve, &[&["-D", data.as_str(), "-p", &port], &settings[..]].concat())
        })?;
        Some(Self { server, as_user, control })
    }

    /// Where its database is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("postgres://shop@127.0.0.1:{}/postgres", self.server.port())
    }

    /// Stops it at once, whatever is open, and starts it again: what was not committed is gone.
    ///
    /// # Panics
    /// When it does not start again.
    pub fn crash(&mut self) {
        self.stop();
        self.server.restart();
    }

    /// As `SIGKILL` would, but for the processes and the memory that this leaves behind.
    fn stop(&self) {
        let data = self.server.folder().join("data").display().to_string();
        self.as_user.run(&self.control, &["stop", "--mode=immediate", "--silent", "--pgdata", &data]);
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Who runs it: whoever runs this, or `nobody` instead of root.
#[derive(Debug)]
struct AsUser {
    setpriv: Option<PathBuf>,
}

impl AsUser {
    /// `None`, with a message, where root has no means to be somebody else.
    fn new() -> Option<Self> {
        let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        Some(Self { setpriv: if is_root { Some(find("setpriv")?) } else { None } })
    }

    /// A new folder of that user's.
    fn folder(&self, path: &Path) -> io::Result<String> {
        fs::create_dir(path)?;
        if self.setpriv.is_some() {
            chown(path, Some(NOBODY), Some(NOBODY))?;
        }
        Ok(path.display().to_string())
    }

    /// What is to be started.
    fn program<'p>(&'p self, program: &'p Path) -> &'p Path {
        self.setpriv.as_deref().unwrap_or(program)
    }

    /// What it is to be given.
    fn arguments(&self, program: &Path, arguments: &[&str]) -> Vec<String> {
        let user = format!("--reuid={NOBODY}");
        let group = format!("--regid={NOBODY}");
        let program = program.display().to_string();
        let before: &[&str] =
            if self.setpriv.is_some() { &[&user, &group, "--clear-groups", "--", &program] } else { &[] };
        [before, arguments].concat().into_iter().map(str::to_owned).collect()
    }

    fn run(&self, program: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.program(program));
        command.args(self.arguments(program, arguments)).current_dir("/").output().expect("an installed program starts")
    }
}
