//! SOCKS with a password: microsocks.

use mailru_sdk::error::TransportKind;
use mailru_tests::{logs, scripted::Scripted, server::Server};

use crate::{ANSWER, PASSWORD, USER, WORDS, fails_at_once, succeeds};

/// `None`, with a message, where there is none.
pub fn start() -> Option<Server> {
    Server::start("microsocks", |_, port| {
        ["-i", "127.0.0.1", "-p", &port.to_string(), "-u", USER, "-P", PASSWORD].map(str::to_owned).to_vec()
    })
}

/// How many connections it has made for others.
pub fn connections(microsocks: &Server) -> usize {
    microsocks.printed().matches(": connected to ").count()
}

#[tokio::test]
async fn calls_go_through_a_socks_proxy_that_knows_the_password() {
    let _ = logs::keep();
    let Some(microsocks) = start() else { return };
    let server = Scripted::body(200, ANSWER).await.unwrap();
    for (made, scheme) in ["socks5", "socks5h"].into_iter().enumerate() {
        let proxy = format!("{scheme}://{WORDS}@127.0.0.1:{}", microsocks.port());
        succeeds(server.settings().proxy(proxy)).await;
        assert_eq!(connections(&microsocks), made + 1, "{scheme}");
    }
    assert!(!logs::kept().contains("CANARIES") && !logs::kept().contains(WORDS));
}

#[tokio::test]
async fn a_socks_proxy_that_wants_other_words_is_told_so_at_once() {
    let Some(microsocks) = start() else { return };
    let server = Scripted::body(200, ANSWER).await.unwrap();
    for words in ["", "me%40company:CANARIES@", "CANARIES:CANARIES@"] {
        let proxy = format!("socks5h://{words}127.0.0.1:{}", microsocks.port());
        let message = fails_at_once(server.settings().proxy(proxy), TransportKind::Proxy).await;
        assert_eq!(message, "friends.get: the proxy wants a user name and password, or others than it was given");
    }
    assert!(server.requests().is_empty());
}
