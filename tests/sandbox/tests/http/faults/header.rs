//! Faults that a request asks for itself.

use mailru_sandbox::Sandbox;

use super::{recorded, sandbox};
use crate::client::{Call, Reply, get_with, post_with};

async fn asking(sandbox: &Sandbox, fault: &str) -> Reply {
    let target = format!("/platform/api?{}", Call::client(sandbox, "friends.get").encoded());
    get_with(sandbox, &target, &format!("X-Sandbox-Fault: {fault}\r\n")).await
}

#[tokio::test]
async fn a_header_hits_its_own_request_only() {
    let sandbox = sandbox().await;
    let reply = asking(&sandbox, "status=503; retry-after=3s").await;
    assert_eq!((reply.status, reply.header("retry-after")), (503, Some("3")));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
    assert_eq!(recorded(&sandbox), [vec!["status=503; retry-after=3s".to_owned()], vec![]]);
}

#[tokio::test]
async fn a_header_may_ask_for_several_things() {
    let sandbox = sandbox().await;
    assert_eq!(asking(&sandbox, "latency=1ms, expiry, truncated").await.status, 400);
    assert_eq!(recorded(&sandbox), [["latency=1ms", "expiry", "truncated"]]);
    assert_eq!(sandbox.requests()[0].error_code(), Some(102), "of the error, the client got half");
}

#[tokio::test]
async fn a_header_that_makes_no_sense_is_a_clear_error_and_carries_nothing_out() {
    let sandbox = sandbox().await;
    let many = ["latency=1ms"; 17].join(",");
    for (fault, said) in [
        (many.as_str(), "more than 16 faults"),
        ("", "is no fault"),
        ("latency", "needs a value"),
        ("status=503, drop", "two faults that decide"),
        ("drop; times=2", "its own request"),
        ("drop,", "\"\" is no fault"),
        ("drop\u{e9}", "is not ASCII"),
    ] {
        let reply = asking(&sandbox, fault).await;
        assert_eq!(reply.error_code(), 100);
        let message = reply.error_message();
        assert!(message.starts_with("header 'x-sandbox-fault'") && message.contains(said), "{fault}: {message}");
    }
    let reply = post_with(&sandbox, "/oauth/token", "X-Sandbox-Fault: often\r\n", b"").await;
    assert!(reply.status == 400 && reply.body.contains("header 'x-sandbox-fault'"), "{}", reply.body);
    assert!(sandbox.token_requests().is_empty());
}
