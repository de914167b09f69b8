//! HTTP proxies with a password: squid.

use std::fs;

use mailru_sdk::{
    ServerApp, Settings,
    error::{TlsFault, TransportKind},
};
use mailru_tests::{logs, scripted::Scripted, server::Server};

use crate::{
    ANSWER, WORDS,
    authority::{Authority, VALID},
    fails_at_once, nginx, squid, succeeds,
};

const REFUSED: &str = "friends.get: the proxy wants a user name and password, or others than it was given";

fn proxy(words: &str, squid: &Server) -> String {
    format!("http://{words}127.0.0.1:{}", squid.port())
}

/// The platform over TLS, so that a proxy makes a tunnel.
fn platform() -> Option<(Server, Settings)> {
    let own = "ssl_certificate FOLDER/1.pem; ssl_certificate_key FOLDER/1.key;";
    let server = nginx::start(&nginx::answering("127.0.0.1", own), |folder| {
        let (certificate, key) = Authority::new(folder, "company")?.issue("IP:127.0.0.1", VALID);
        fs::copy(certificate, folder.join("1.pem")).unwrap();
        fs::copy(key, folder.join("1.key")).unwrap();
        Some(())
    })?;
    let pem = fs::read(server.folder().join("company/ca.pem")).unwrap();
    let settings = nginx::settings("https", "127.0.0.1", &server).only_root_certificates(pem);
    Some((server, settings))
}

#[tokio::test]
async fn calls_go_through_a_proxy_that_knows_the_password() {
    let _ = logs::keep();
    let Some(squid) = squid::start() else { return };
    let through = proxy(&format!("{WORDS}@"), &squid);

    let plain = Scripted::body(200, ANSWER).await.unwrap();
    let settings = plain.settings().proxy(&through);
    assert!(!format!("{settings:?}").contains("CANARIES"), "{settings:?}");
    succeeds(settings).await;
    let requests = plain.requests();
    assert!(requests[0].contains("\r\nVia: 1.1 proxy.example"), "{requests:?}");
    assert!(!requests[0].to_lowercase().contains("proxy-authorization"), "{requests:?}");

    let Some((_nginx, over_tls)) = platform() else { return };
    succeeds(over_tls.proxy(&through)).await;
    assert!(!logs::kept().contains("CANARIES") && !logs::kept().contains(WORDS));
}

#[tokio::test]
async fn a_proxy_that_wants_other_words_is_told_so_at_once() {
    let Some(squid) = squid::start() else { return };
    let plain = Scripted::body(200, ANSWER).await.unwrap();
    for words in ["", "me%40company:CANARIES@", "CANARIES:CANARIES@"] {
        let through = proxy(words, &squid);
        assert_eq!(fails_at_once(plain.settings().proxy(&through), TransportKind::Proxy).await, REFUSED);
    }
    assert!(plain.requests().is_empty());
    let Some((_nginx, over_tls)) = platform() else { return };
    for words in ["", "CANARIES:CANARIES@"] {
        let through = proxy(words, &squid);
        assert_eq!(fails_at_once(over_tls.clone().proxy(&through), TransportKind::Proxy).await, REFUSED);
    }
}

#[tokio::test]
async fn a_proxy_over_tls_is_trusted_as_a_server_is() {
    let Some(squid) = squid::secure() else { return };
    let through = format!("https://127.0.0.1:{}", squid.port());
    let plain = Scripted::body(200, ANSWER).await.unwrap();
    let settings = plain.settings().proxy(through);
    fails_at_once(settings.clone(), TransportKind::Tls(TlsFault::UnknownIssuer)).await;
    assert!(plain.requests().is_empty());
    let pem = fs::read(squid.folder().join("company/ca.pem")).unwrap();
    succeeds(settings.root_certificates(pem)).await;
    assert!(plain.requests()[0].contains("\r\nVia: 1.1 proxy.example"));
}

#[tokio::test]
async fn an_address_that_is_no_proxy_is_refused_before_anything_is_sent() {
    let plain = Scripted::body(200, ANSWER).await.unwrap();
    for text in ["CANARY", "ftp://CANARY:CANARY@proxy.example", "http://CANARY:a b@proxy.example"] {
        let session = ServerApp::new(1, "key").settings(plain.settings().proxy(text)).no_user();
        let error = session.check().unwrap_err();
        assert!(error.to_string().starts_with("the proxy "), "{error}");
        assert!(!format!("{error}{error:?}{session:?}").contains("CANARY"), "{error:?}");
    }
}
