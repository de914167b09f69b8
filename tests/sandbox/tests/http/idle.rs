//! Clients that keep the sandbox waiting: their connections are closed. Each of these tests is over when the sandbox has hung up.

use std::time::Duration;

use mailru_sandbox::Sandbox;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::Call;
use crate::oauth::browser::request;
use crate::oauth::token::TokenCall;

/// Short, so that the tests are.
const TIMEOUT: Duration = Duration::from_millis(50);

async fn impatient() -> Sandbox {
    Sandbox::builder().client_timeout(TIMEOUT).start().await.expect("a free port")
}

fn host(sandbox: &Sandbox) -> String {
    sandbox.page_url().trim_start_matches("http://").trim_end_matches('/').to_owned()
}

/// A connection over which so much has been said.
async fn said(sandbox: &Sandbox, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host(sandbox)).await.expect("it listens");
    stream.write_all(text.as_bytes()).await.expect("it reads");
    stream
}

/// What comes until the sandbox hangs up.
async fn heard(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // The rest may be lost when the sandbox closes with something unread.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).expect("UTF-8")
}

fn friends(sandbox: &Sandbox) -> String {
    let call = Call::client(sandbox, "friends.get").encoded();
    format!("GET /platform/api?{call} HTTP/1.1\r\nHost: {}\r\n\r\n", host(sandbox))
}

#[tokio::test]
async fn a_head_that_does_not_end_is_not_waited_for() {
    let sandbox = impatient().await;
    let whole = friends(&sandbox);
    for length in [0, 1, 10, whole.len() - 20, whole.len() - 2, whole.len() - 1] {
        let answer = heard(said(&sandbox, &whole[..length]).await).await;
        assert!(!answer.starts_with("HTTP/1.1 200"), "{length}: {answer}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_body_that_does_not_end_is_not_waited_for() {
    let sandbox = impatient().await;
    let form = "Content-Type: application/x-www-form-urlencoded";
    let login = request(&sandbox, &[]);
    for (target, headers, body) in [
        ("/platform/api", form, "method=friends.get"),
        (
            "/platform/api",
            "Content-Type: multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=",
        ),
        ("/oauth/token", form, "grant_type=password"),
        (login.as_str(), form, ""),
        ("/sandbox/faults", form, "fault=drop"),
        ("/sandbox/call", form, "method="),
    ] {
        for length in ["Content-Length: 1000", "Transfer-Encoding: chunked"] {
            let host = host(&sandbox);
            let head = format!("POST {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n{length}\r\n\r\n");
            let answer = heard(said(&sandbox, &format!("{head}{body}")).await).await;
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{target} {length}: {answer}");
        }
    }
    let calls = sandbox.requests();
    assert!(calls.iter().all(|request| request.error_code() == Some(100)), "{calls:?}");
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
}

#[tokio::test]
async fn a_connection_is_closed_when_nothing_follows_an_answer() {
    let sandbox = impatient().await;
    for requests in [1, 2, 3] {
        let answers = heard(said(&sandbox, &friends(&sandbox).repeat(requests)).await).await;
        assert_eq!(answers.matches("HTTP/1.1 200").count(), requests, "{answers}");
    }
    let answers = heard(said(&sandbox, &format!("{}GET /pla", friends(&sandbox))).await).await;
    assert_eq!(answers.matches("HTTP/1.1 200").count(), 1, "{answers}");
}

#[tokio::test]
async fn a_client_may_wait_for_its_answer_for_longer() {
    let sandbox = impatient().await;
    let gate = sandbox.hold_token_requests();
    let token = TokenCall::password(&sandbox).encoded();
    let head = format!(
        "POST /oauth/token HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        host(&sandbox),
        token.len()
    );
    let waits = said(&sandbox, &format!("{head}{token}")).await;
    gate.arrived(1).await;
    // Each of these takes the time in which a client that says nothing is given up.
    for _ in 0..3 {
        assert_eq!(heard(said(&sandbox, "").await).await, "");
    }
    gate.release();
    let answer = heard(waits).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("access_token"), "{answer}");
}

#[tokio::test]
async fn many_connections_that_say_nothing_are_all_closed() {
    let sandbox = impatient().await;
    let mut idle = Vec::new();
    for number in 0..200 {
        idle.push(said(&sandbox, if number % 2 == 0 { "" } else { "GET / HTTP/1.1\r\nHost:" }).await);
    }
    for stream in idle {
        heard(stream).await;
    }
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
}

#[tokio::test]
async fn the_longest_and_the_shortest_time_out_can_be_had() {
    for timeout in [Duration::MAX, Duration::from_secs(u64::MAX)] {
        let sandbox = Sandbox::builder().client_timeout(timeout).start().await.expect("a free port");
        assert_eq!(Call::client(&sandbox, "friends.get").post().await.status, 200, "{timeout:?}");
    }
    let sandbox = Sandbox::builder().client_timeout(Duration::ZERO).start().await.expect("a free port");
    assert_eq!(heard(said(&sandbox, "").await).await, "");
}
