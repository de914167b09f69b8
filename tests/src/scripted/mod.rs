//! A server that does what it is told, for answers that no honest server gives. What it does with a connection is in
//! `script.rs`.

pub(crate) mod request;
mod script;

use std::{
    future::pending,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use mailru_sdk::{RetryPolicy, Settings};
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinHandle,
};

use script::Script;

/// A server on loopback that does the same with every connection.
#[derive(Debug)]
pub struct Scripted {
    address: SocketAddr,
    script: Arc<Mutex<Arc<Script>>>,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
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
        *lock(&self.script) = Arc::new(labelled(status, body.as_ref()));
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

    /// Refuses every connection: its port is taken, and nobody listens there.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn refusing() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let address = socket.local_addr()?;
        let task = tokio::spawn(async move {
            let _taken = socket;
            pending::<()>().await;
        });
        let script = Arc::new(Mutex::new(Arc::new(Script::Reset)));
        Ok(Self { address, script, requests: Arc::default(), task })
    }

    async fn run(script: Script) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let script = Arc::new(Mutex::new(Arc::new(script)));
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let (current, heard) = (Arc::clone(&script), Arc::clone(&requests));
        let record = move |request| lock(&heard).push(request);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let script = Arc::clone(&lock(&current));
                // A client that hangs up early is part of the test.
                let _ = script.play(stream, &record).await;
            }
        });
        Ok(Self { address, script, requests, task })
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
        lock(&self.requests).clone()
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
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
