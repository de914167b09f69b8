//! A server that does what it is told, for answers that no honest server gives. What it does with a connection is in
//! `script.rs`.

pub(crate) mod request;
mod script;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use mailru_sdk::{RetryPolicy, Settings};
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinSet,
};

use script::{Closing, Script};

/// A server on loopback that does the same with every connection, until it is told to change.
#[derive(Debug)]
pub struct Scripted {
    address: SocketAddr,
    stage: Arc<Stage>,
    /// What closes the connections of a server that holds them.
    closing: Arc<Closing>,
    /// The port of a server that refuses connections.
    closed: Mutex<Option<TcpSocket>>,
    /// What listens; it ends with the server.
    tasks: Mutex<JoinSet<()>>,
}

/// What all connections share.
#[derive(Debug)]
struct Stage {
    scripts: Mutex<Scripts>,
    requests: Mutex<Vec<String>>,
}

/// What is done with connections that are still to come.
#[derive(Debug)]
struct Scripts {
    current: Arc<Script>,
    /// The script after so many connections.
    then: Option<(usize, Arc<Script>)>,
}

impl Scripts {
    fn next(&mut self) -> Arc<Script> {
        match self.then.take() {
            Some((0, script)) => self.current = script,
            Some((connections, script)) => self.then = Some((connections - 1, script)),
            None => {}
        }
        Arc::clone(&self.current)
    }
}

impl Stage {
    fn new(script: Script) -> Arc<Self> {
        let scripts = Scripts { current: Arc::new(script), then: None };
        Arc::new(Self { scripts: Mutex::new(scripts), requests: Mutex::default() })
    }
}

impl Scripted {
    /// Answers every request with these bytes as they are, and closes the connection.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn bytes(answer: impl Into<Vec<u8>>) -> io::Result<Self> {
        Self::run(Script::Answer(answer.into())).await
    }

    /// Answers with this status and body, as the platform labels its answers.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn body(status: u16, body: impl AsRef<[u8]>) -> io::Result<Self> {
        Self::run(labelled(status, body.as_ref())).await
    }

    /// Answers with this status and body from now on.
    pub fn change(&self, status: u16, body: impl AsRef<[u8]>) {
        self.change_after(0, status, body);
    }

    /// Answers with this status and body, but not before so many more connections.
    pub fn change_after(&self, connections: usize, status: u16, body: impl AsRef<[u8]>) {
        lock(&self.stage.scripts).then = Some((connections, Arc::new(labelled(status, body.as_ref()))));
    }

    /// Sends the client elsewhere.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn redirect(status: u16, location: &str) -> io::Result<Self> {
        Self::bytes(head(status, &format!("Content-Length: 0\r\nLocation: {location}"))).await
    }

    /// Answers with a body of spaces whose length is announced.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn announced(bytes: usize) -> io::Result<Self> {
        let head = head(200, &format!("Content-Length: {bytes}"));
        Self::run(Script::Stream { head, bytes, chunked: false }).await
    }

    /// Answers with a body of spaces in chunks, so that its length is not known before its end.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn chunked(bytes: usize) -> io::Result<Self> {
        let head = head(200, "Transfer-Encoding: chunked");
        Self::run(Script::Stream { head, bytes, chunked: true }).await
    }

    /// Speaks first: sends these bytes before it has read anything.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn hasty(greeting: impl Into<Vec<u8>>) -> io::Result<Self> {
        Self::run(Script::Greet(greeting.into())).await
    }

    /// Begins to answer with these bytes, and neither goes on nor closes.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn stalling(beginning: impl Into<Vec<u8>>) -> io::Result<Self> {
        Self::run(Script::Stall(beginning.into())).await
    }

    /// Closes every connection after the request, without a byte of an answer.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn closing() -> io::Result<Self> {
        Self::run(Script::Answer(Vec::new())).await
    }

    /// Begins to answer with these bytes, and resets the connection.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn breaking(beginning: impl Into<Vec<u8>>) -> io::Result<Self> {
        Self::run(Script::Break(beginning.into())).await
    }

    /// Answers the first request of a connection with these bytes and keeps it open; the second one is read, and the connection
    /// reset.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn fickle(answer: impl Into<Vec<u8>>) -> io::Result<Self> {
        Self::run(Script::AnswerOnce(answer.into())).await
    }

    /// Answers the first request of a connection with these bytes and keeps it open until it is [closed](Self::close).
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn holding(answer: impl Into<Vec<u8>>) -> io::Result<Self> {
        let closing = Closing::new();
        let server = Self::run(Script::Hold(answer.into(), Arc::clone(&closing))).await?;
        Ok(Self { closing, ..server })
    }

    /// Closes a connection that is held, the one that waits longest, and comes back when it is closed.
    pub async fn close(&self) {
        self.closing.close().await;
    }

    /// Resets every connection as soon as it is there.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn resetting() -> io::Result<Self> {
        Self::run(Script::Reset).await
    }

    /// Takes requests and never answers.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn silent() -> io::Result<Self> {
        Self::stalling(Vec::new()).await
    }

    /// Refuses every connection until it is [opened](Self::open): its port is taken, and nobody listens there.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn refusing() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let address = socket.local_addr()?;
        let (stage, closed) = (Stage::new(Script::Reset), Mutex::new(Some(socket)));
        Ok(Self { address, stage, closing: Closing::new(), closed, tasks: Mutex::default() })
    }

    /// Takes connections from now on.
    ///
    /// # Errors
    /// When nobody can listen there any more.
    pub fn open(&self) -> io::Result<()> {
        if let Some(socket) = lock(&self.closed).take() {
            self.accept(socket.listen(64)?);
        }
        Ok(())
    }

    async fn run(script: Script) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let (address, stage) = (listener.local_addr()?, Stage::new(script));
        let (closing, closed) = (Closing::new(), Mutex::default());
        let server = Self { address, stage, closing, closed, tasks: Mutex::default() };
        server.accept(listener);
        Ok(server)
    }

    fn accept(&self, listener: TcpListener) {
        let stage = Arc::clone(&self.stage);
        lock(&self.tasks).spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (script, stage) = (lock(&stage.scripts).next(), Arc::clone(&stage));
                connections.spawn(async move {
                    // A client that hangs up early is part of the test.
                    let _ = script.play(stream, &|request| lock(&stage.requests).push(request)).await;
                });
            }
        });
    }

    /// The address of the REST API here.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}/platform/api", self.address)
    }

    /// Settings that send calls and grants here, each once.
    pub fn settings(&self) -> Settings {
        Settings::new()
            .retry(RetryPolicy::off())
            .api_url(self.api_url())
            .oauth_url(format!("http://{}/oauth", self.address))
    }

    /// The requests so far, each with its head and its body.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        lock(&self.stage.requests).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn labelled(status: u16, body: &[u8]) -> Script {
    let mut answer = head(status, &format!("Content-Length: {}", body.len()));
    answer.extend_from_slice(body);
    Script::Answer(answer)
}

/// The head of an answer, with the platform's content type.
fn head(status: u16, header: &str) -> Vec<u8> {
    let content_type = "Content-Type: text/javascript; charset=utf-8";
    format!("HTTP/1.1 {status} Status\r\n{content_type}\r\n{header}\r\nConnection: close\r\n\r\n").into_bytes()
}
