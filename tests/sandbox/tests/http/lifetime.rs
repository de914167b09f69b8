//! Starting, stopping, and many at once.

use mailru_sandbox::{Sandbox, StartError};
use tokio::net::TcpStream;

use crate::client::Call;

fn port(sandbox: &Sandbox) -> u16 {
    let url = sandbox.api_url();
    let port = url.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix("/platform/api"));
    port.and_then(|port| port.parse().ok()).expect("an address on 127.0.0.1")
}

#[tokio::test]
async fn many_sandboxes_run_at_once_and_share_nothing() {
    let mut sandboxes = Vec::new();
    for seed in 0..20 {
        sandboxes.push(Sandbox::builder().seed(seed).start().await.expect("a free port"));
    }
    for sandbox in &sandboxes {
        assert_eq!(Call::client(sandbox, "friends.get").get().await.status, 200);
    }
    assert!(sandboxes.iter().all(|sandbox| sandbox.requests().len() == 1));
    let foreign = Call::client(&sandboxes[0], "friends.get").with("session_key", sandboxes[1].access_token());
    assert_eq!(foreign.get().await.error_code(), 102);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_keys_and_answers() {
    let (one, other) = (Sandbox::start().await.expect("a free port"), Sandbox::start().await.expect("a free port"));
    assert_eq!(one.access_token(), other.access_token());
    assert_eq!(one.private_key().len(), 32);
    let ask = async |sandbox| Call::client(sandbox, "friends.get").with("ext", "1").get().await.body;
    assert_eq!(ask(&one).await, ask(&other).await);
}

#[tokio::test]
async fn settings_of_ones_own_are_obeyed() {
    let builder = Sandbox::builder().app_id(7).private_key("private").secret_key("secret");
    let sandbox = builder.start().await.expect("a free port");
    assert_eq!((sandbox.app_id(), sandbox.private_key(), sandbox.secret_key()), (7, "private", "secret"));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
    let server = Call::server(&sandbox, "friends.get").with("session_key", sandbox.access_token());
    assert_eq!(server.get().await.status, 200);
}

#[tokio::test]
async fn an_empty_key_is_refused() {
    let builders = [Sandbox::builder().private_key(""), Sandbox::builder().secret_key("")];
    for (builder, expected) in builders.into_iter().zip(["the private key is empty", "the secret key is empty"]) {
        assert_eq!(builder.start().await.expect_err("nothing can be signed with it").to_string(), expected);
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_to_be_in_use() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let port = port(&sandbox);
    let refused = Sandbox::builder().port(port).start().await.expect_err("the port is taken");
    assert!(matches!(refused, StartError::PortInUse { port: named } if named == port));
}

#[tokio::test]
async fn stop_cuts_open_connections() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let port = port(&sandbox);
    let mut idle = TcpStream::connect(("127.0.0.1", port)).await.expect("it listens");
    Call::client(&sandbox, "friends.get").get().await;
    sandbox.stop().await;
    let mut rest = Vec::new();
    // Closed or reset, but not left open.
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut idle, &mut rest).await;
    assert!(rest.is_empty());
}

#[tokio::test]
async fn a_dropped_sandbox_shuts_down() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let port = port(&sandbox);
    let mut idle = TcpStream::connect(("127.0.0.1", port)).await.expect("it listens");
    drop(sandbox);
    let mut rest = Vec::new();
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut idle, &mut rest).await;
    assert!(rest.is_empty());
}
