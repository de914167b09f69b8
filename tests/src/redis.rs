//! A real server of Redis, and a word with it beside the SDK.

use std::{
    env,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, TcpStream},
};

use crate::server::{Server, find};

/// A server that runs, and forgets everything when it is killed unless it is durable. It ends with whoever has it.
#[derive(Debug)]
pub struct Redis(pub Server);

impl Redis {
    /// Starts one; `None`, with a message, where the program is missing.
    #[must_use]
    pub fn start() -> Option<Self> {
        Self::with(&["--save", ""])
    }

    /// One that has every change on the disk before it answers.
    #[must_use]
    pub fn durable() -> Option<Self> {
        Self::with(&["--save", "", "--appendonly", "yes", "--appendfsync", "always"])
    }

    fn with(settings: &[&str]) -> Option<Self> {
        let arguments = |_: &std::path::Path, port: u16| {
            let port = port.to_string();
            [&["--port", &port, "--bind", "127.0.0.1"], settings].concat().into_iter().map(str::to_owned).collect()
        };
        Server::start(&program(), arguments).map(Self)
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.0.port())
    }

    /// What it answers to a command: a text, or a number as a text; nothing when there is none.
    ///
    /// # Panics
    /// When it answers anything else, or not at all.
    #[must_use]
    pub fn say(&self, command: &str) -> Option<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.0.port())).expect("the server listens");
        stream.write_all(format!("{command}\r\n").as_bytes()).expect("the server listens");
        let mut answer = BufReader::new(stream);
        let mut line = String::new();
        answer.read_line(&mut line).expect("the server answers");
        let line = line.trim_end();
        match line.split_at_checked(1) {
            Some(("$", length)) => {
                let mut text = vec![0; length.parse().ok()?];
                answer.read_exact(&mut text).expect("the answer is complete");
                String::from_utf8(text).ok()
            }
            Some(("+" | ":", text)) => Some(text.to_owned()),
            _ => panic!("{command}: {line}"),
        }
    }

    /// How often it ran a script.
    ///
    /// # Panics
    /// When it does not answer.
    #[must_use]
    pub fn scripts(&self) -> u64 {
        let told = self.say("INFO commandstats").unwrap_or_default();
        let mut lines = told.lines().filter_map(|line| line.strip_prefix("cmdstat_evalsha:calls="));
        lines.next().and_then(|rest| rest.split(',').next()?.parse().ok()).unwrap_or_default()
    }
}

/// What is started: `redis-server`, or the program that `MAILRU_REDIS_SERVER` names, such as a `valkey-server`.
fn program() -> String {
    env::var("MAILRU_REDIS_SERVER").unwrap_or_else(|_| "redis-server".to_owned())
}

/// Whether there is such a program; says so where a test is skipped.
#[must_use]
pub fn is_there() -> bool {
    find(&program()).is_some()
}
