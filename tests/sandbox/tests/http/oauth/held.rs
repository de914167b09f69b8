//! Gates in front of the decision of the token endpoint and in front of its answer.

use mailru_sandbox::Sandbox;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::token::{TOKEN, TokenCall};
use crate::client::FORM;

/// Sends a refresh request and leaves the answer to the caller.
async fn begin(sandbox: &Sandbox) -> TcpStream {
    let body = TokenCall::refresh(sandbox, sandbox.refresh_token()).encoded();
    let url = sandbox.oauth_url();
    let host = url.trim_start_matches("http://").trim_end_matches("/oauth");
    let mut stream = TcpStream::connect(host).await.expect("it listens");
    let head = format!(
        "POST {TOKEN} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {FORM}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.expect("it reads");
    stream
}

#[tokio::test]
async fn a_held_request_is_not_decided_before_the_release() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let gate = sandbox.hold_token_requests();
    let call = TokenCall::refresh(&sandbox, sandbox.refresh_token());
    let check = async {
        gate.arrived(1).await;
        assert!(sandbox.token_requests().is_empty());
        assert_eq!(gate.arrivals(), 1);
        gate.release();
    };
    let (reply, ()) = tokio::join!(call.send(), check);
    assert_eq!((reply.status, sandbox.token_requests().len()), (200, 1));
}

#[tokio::test]
async fn a_held_answer_is_decided_but_not_told() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let gate = sandbox.hold_token_answers();
    let stream = begin(&sandbox).await;
    gate.arrived(1).await;
    assert!(sandbox.token_requests()[0].is_granted());
    drop(stream);
    gate.release();
    let refused = TokenCall::refresh(&sandbox, sandbox.refresh_token()).refused().await;
    assert_eq!(refused, "invalid_grant", "spent, though nobody read the new one");
}

#[tokio::test]
async fn a_dropped_gate_is_an_open_one() {
    let sandbox = Sandbox::start().await.expect("a free port");
    drop((sandbox.hold_token_requests(), sandbox.hold_token_answers()));
    assert_eq!(TokenCall::password(&sandbox).send().await.status, 200);
}

#[tokio::test]
async fn a_sandbox_stops_in_spite_of_a_closed_gate() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let gate = sandbox.hold_token_requests();
    let _stream = begin(&sandbox).await;
    gate.arrived(1).await;
    sandbox.stop().await;
}
