//! A connection that is kept open from request to request.

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

pub(crate) struct Connection {
    host: String,
    stream: BufReader<TcpStream>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Connection {
    pub(crate) async fn open(host: &str) -> Self {
        let stream = TcpStream::connect(host).await.expect("it listens");
        Self { host: host.to_owned(), stream: BufReader::new(stream) }
    }

    pub(crate) async fn get(&mut self, target: &str) -> Answer {
        self.send(&format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host)).await
    }

    pub(crate) async fn post(&mut self, target: &str, form: &str) -> Answer {
        let (host, length) = (&self.host, form.len());
        let head = format!("POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n");
        self.send(&format!("{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}")).await
    }

    async fn send(&mut self, request: &str) -> Answer {
        self.stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let read = self.stream.read_line(&mut head).await.expect("it answers");
            assert_ne!(read, 0, "the connection is kept: {head}");
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.and_then(|length| length.parse().ok()).expect("a length")];
        self.stream.read_exact(&mut body).await.expect("a body");
        Answer { status, body: String::from_utf8(body).expect("UTF-8") }
    }

    /// Sends something, and goes on.
    pub(crate) async fn say(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).await.expect("it is there");
    }

    /// Sends whatever it is, says that there is no more to come, and returns what comes back, if anything does. The other side
    /// may hang up at any time.
    pub(crate) async fn throw(mut self, bytes: &[u8]) -> Vec<u8> {
        let mut answer = Vec::new();
        if self.stream.write_all(bytes).await.is_ok() && self.stream.shutdown().await.is_ok() {
            let _ = self.stream.read_to_end(&mut answer).await;
        }
        answer
    }
}
