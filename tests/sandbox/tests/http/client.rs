//! A client without any help: it signs, encodes and reads the socket itself, so that it can also do all of it wrongly.

use mailru_sandbox::Sandbox;
use mailru_sandbox::signature::{Key, sign};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Reply {
    /// The value of a header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The code of a failure, which is always a 400.
    pub(crate) fn error_code(&self) -> i64 {
        assert_eq!(self.status, 400, "{}", self.body);
        self.json()["error"]["error_code"].as_i64().unwrap_or_else(|| panic!("no code: {}", self.body))
    }

    pub(crate) fn error_message(&self) -> String {
        self.json()["error"]["error_msg"].as_str().unwrap_or_else(|| panic!("no text: {}", self.body)).to_owned()
    }
}

/// A call that is right until something about it is changed.
#[derive(Clone)]
pub(crate) struct Call<'a> {
    sandbox: &'a Sandbox,
    key: Key<'a>,
    parameters: Vec<(String, String)>,
}

impl<'a> Call<'a> {
    /// In the client-server circuit, with the session of the sandbox's user.
    pub(crate) fn client(sandbox: &'a Sandbox, method: &str) -> Self {
        let key = Key::Private { uid: sandbox.uid(), private_key: sandbox.private_key() };
        Self::new(sandbox, key, method).with("session_key", sandbox.access_token())
    }

    /// In the server-server circuit, for no user.
    pub(crate) fn server(sandbox: &'a Sandbox, method: &str) -> Self {
        Self::new(sandbox, Key::Secret { secret_key: sandbox.secret_key() }, method).with("secure", "1")
    }

    fn new(sandbox: &'a Sandbox, key: Key<'a>, method: &str) -> Self {
        let call = Self { sandbox, key, parameters: Vec::new() };
        call.with("method", method).with("app_id", &sandbox.app_id().to_string())
    }

    /// With a parameter more, or with another value of one that is there.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        let mut call = self.without(name);
        call.parameters.push((name.to_owned(), value.to_owned()));
        call
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn signed_with(mut self, key: Key<'a>) -> Self {
        self.key = key;
        self
    }

    /// All parameters as a query string or a form body, the signature last unless there already is one.
    pub(crate) fn encoded(&self) -> String {
        let mut parameters = self.parameters.clone();
        if !parameters.iter().any(|(name, _)| name == "sig") {
            parameters.push(("sig".to_owned(), self.signature()));
        }
        parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    pub(crate) fn signature(&self) -> String {
        sign(&self.parameters, self.key)
    }

    pub(crate) async fn get(&self) -> Reply {
        get(self.sandbox, &format!("/platform/api?{}", self.encoded())).await
    }

    pub(crate) async fn post(&self) -> Reply {
        post(self.sandbox, "/platform/api", FORM, self.encoded().as_bytes()).await
    }
}

pub(crate) async fn get(sandbox: &Sandbox, target: &str) -> Reply {
    get_with(sandbox, target, "").await
}

/// With lines to add to the head, each with its end.
pub(crate) async fn get_with(sandbox: &Sandbox, target: &str, headers: &str) -> Reply {
    send(sandbox, &format!("GET {target} HTTP/1.1"), headers, b"").await
}

pub(crate) async fn post(sandbox: &Sandbox, target: &str, content_type: &str, body: &[u8]) -> Reply {
    post_with(sandbox, target, &format!("Content-Type: {content_type}\r\n"), body).await
}

/// With lines to add to the head, each with its end.
pub(crate) async fn post_with(sandbox: &Sandbox, target: &str, headers: &str, body: &[u8]) -> Reply {
    let headers = format!("{headers}Content-Length: {}\r\n", body.len());
    send(sandbox, &format!("POST {target} HTTP/1.1"), &headers, body).await
}

async fn send(sandbox: &Sandbox, request_line: &str, headers: &str, body: &[u8]) -> Reply {
    let url = sandbox.api_url();
    let host = url.trim_start_matches("http://").trim_end_matches("/platform/api");
    let mut stream = TcpStream::connect(host).await.expect("the sandbox accepts connections");
    // A test may ask by another name.
    let host = if headers.contains("Host: ") { String::new() } else { format!("Host: {host}\r\n") };
    let head = format!("{request_line}\r\n{host}Connection: close\r\n{headers}\r\n");
    stream.write_all(&[head.as_bytes(), body].concat()).await.expect("the sandbox reads the request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the answer is UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("an answer has a status");
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Reply { status, head: head.to_ascii_lowercase(), headers, body: body.to_owned() }
}

pub(crate) fn encode(value: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(encode).collect()
}
