//! The binary as a process: started, asked, ended.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

fn binary(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn finished(arguments: &[&str]) -> Output {
    binary(arguments).output().expect("the binary runs")
}

/// A sandbox that is killed when a test fails before it has ended.
pub struct Served {
    pub process: Child,
    exports: Vec<String>,
}

impl Served {
    pub fn start(options: &[&str]) -> Self {
        let mut process = binary(&[&["--port", "0"], options].concat()).spawn().expect("the binary runs");
        let lines = BufReader::new(process.stdout.as_mut().expect("stdout is piped")).lines();
        let mut exports: Vec<String> = Vec::new();
        for line in lines {
            exports.push(line.expect("stdout is UTF-8"));
            if exports[exports.len() - 1].starts_with("export MAILRU_UID=") {
                break;
            }
        }
        Self { process, exports }
    }

    pub fn host(&self) -> &str {
        self.export("MAILRU_API_URL").trim_start_matches("http://").split('/').next().expect("a host")
    }

    /// A connection on which something has been asked.
    pub fn ask(&self, target: &str) -> TcpStream {
        let host = self.host();
        let mut stream = TcpStream::connect(host).expect("it listens");
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        stream
    }

    /// The answer to a request with header lines of its own, each with its end; a `Host` is one of them.
    pub fn answer_to(&self, request_line: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).expect("it listens");
        let length = body.len();
        let request =
            format!("{request_line} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    pub fn answer(&self, target: &str) -> String {
        let mut answer = String::new();
        self.ask(target).read_to_string(&mut answer).expect("it answers");
        answer
    }

    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let kill = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(kill.expect("kill runs").success());
    }

    /// Everything that it wrote on stderr, once it has been told to end.
    #[cfg(unix)]
    pub fn said(mut self) -> String {
        self.signal("-TERM");
        assert!(self.process.wait().expect("it ends").success());
        let mut said = String::new();
        let stderr = self.process.stderr.as_mut().expect("stderr is piped");
        stderr.read_to_string(&mut said).expect("stderr is UTF-8");
        said
    }

    pub fn export(&self, name: &str) -> &str {
        let prefix = format!("export {name}=");
        let value = self.exports.iter().find_map(|line| line.strip_prefix(&prefix));
        value.unwrap_or_else(|| panic!("{name} is exported: {:?}", self.exports))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Most have ended by now, and then there is nothing to kill.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
