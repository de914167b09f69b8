//! Real servers that tests run against: found on the machine, started on a free port in a folder of their own, killed with the
//! test. `tests/servers/install` gets them. Everything is blocking, as a test has nothing else to do meanwhile.

use std::{
    env, fs,
    io::{self, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

/// What a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a server is started, as another program may take the port in between.
const ATTEMPTS: u32 = 5;

/// A server that runs. It ends with the test, and its folder with it.
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    arguments: Vec<String>,
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Server {
    /// Starts `program` and waits until it listens. `arguments` gets the server's folder, to write a configuration to, and a free
    /// port. `None`, with a message, where the program is missing.
    ///
    /// # Panics
    /// When the server does not listen in time; with what it printed.
    pub fn start(program: &str, mut arguments: impl FnMut(&Path, u16) -> Vec<String>) -> Option<Self> {
        let program = find(program)?;
        let mut printed = String::new();
        for _ in 0..ATTEMPTS {
            let folder = folder();
            let port = free_port();
            let arguments = arguments(&folder, port);
            let child = spawn(&program, &arguments, &folder);
            let mut server = Self { program: program.clone(), arguments, child, port, folder };
            if server.listens() {
                return Some(server);
            }
            printed = server.printed();
        }
        panic!("{} does not listen: {printed}", program.display());
    }

    /// Where it listens, on loopback.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What the server may write to.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The number of its process, to send it signals.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has printed until now.
    #[must_use]
    pub fn printed(&self) -> String {
        fs::read_to_string(self.folder.join(PRINTED)).unwrap_or_default()
    }

    /// Kills it, as a machine that loses its power does.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again on its port and in its folder, after [`kill`](Self::kill).
    ///
    /// # Panics
    /// When the server does not listen in time; with what it printed.
    pub fn restart(&mut self) {
        self.kill();
        self.child = spawn(&self.program, &self.arguments, &self.folder);
        assert!(self.listens(), "{} does not listen again: {}", self.program.display(), self.printed());
    }

    fn listens(&mut self) -> bool {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                return false;
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(5));
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where `name` is on this machine; where it is not, says that a test is skipped.
#[must_use]
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let administrators = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    // Debian keeps each version of PostgreSQL in a folder of its own.
    let databases = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|of| of.path().join("bin"));
    let folders = env::split_paths(&path).chain(administrators).chain(databases);
    let found = folders.map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        // Not by a macro, whose output is shown for failing tests only.
        let _ = writeln!(io::stderr(), "skipped: this test needs {name}, see tests/servers/install");
    }
    found
}

/// A new folder, of this test alone.
pub(crate) fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("mailru-server-{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = env::temp_dir().join(name);
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}

/// A port that was free just now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    listener.local_addr().expect("a listener has an address").port()
}

/// What the server prints goes here.
const PRINTED: &str = "printed";

fn spawn(program: &Path, arguments: &[String], folder: &Path) -> Child {
    let printed =
        fs::OpenOptions::new().create(true).append(true).open(folder.join(PRINTED)).expect("a file can be made");
    let errors = printed.try_clone().expect("a file can be opened twice");
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(printed)
        .stderr(errors)
        .spawn()
        .expect("an installed program starts")
}

#[cfg(test)]
mod tests {
    use super::{Server, find};
    use std::{
        io::{Read as _, Write as _},
        net::TcpStream,
    };

    fn ping(port: u16) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(b"PING\r\n").unwrap();
        let mut answer = [0; 7];
        stream.read_exact(&mut answer).unwrap();
        String::from_utf8(answer.to_vec()).unwrap()
    }

    #[test]
    fn a_server_answers_and_answers_again_after_a_restart() {
        let arguments = |_: &std::path::Path, port: u16| vec!["--port".to_owned(), port.to_string()];
        let Some(mut server) = Server::start("redis-server", arguments) else { return };
        assert_eq!(ping(server.port()), "+PONG\r\n");
        server.restart();
        assert_eq!(ping(server.port()), "+PONG\r\n");
    }

    #[test]
    fn a_missing_program_is_no_server() {
        assert_eq!(find("no-such-program"), None);
    }
}
