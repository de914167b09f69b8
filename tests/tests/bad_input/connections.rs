//! Connections that fail, and answers that do not end.

use std::{error::Error as _, time::Duration};

use mailru_sdk::{
    RetryPolicy, Settings,
    error::{TransportError, TransportKind},
};
use mailru_tests::scripted::Scripted;

use crate::{api, failure, kind};

/// The limit that a program has which sets none, in bytes.
const DEFAULT_LIMIT: usize = 8 * 1024 * 1024;

const HUNDRED_MEGABYTES: usize = 100 * 1024 * 1024;

async fn broken(settings: Settings) -> TransportError {
    let api = api(settings);
    let error = kind!(Transport, failure(api.friends().get()).await);
    assert_eq!(error.method(), "friends.get");
    let raw = kind!(Transport, failure(api.friends().get().raw()).await);
    assert_eq!((raw.kind(), raw.to_string()), (error.kind(), error.to_string()));
    error
}

#[tokio::test]
async fn an_answer_of_a_hundred_megabytes_is_given_up_at_the_limit() {
    for server in [Scripted::announced(HUNDRED_MEGABYTES).await, Scripted::chunked(HUNDRED_MEGABYTES).await] {
        let server = server.unwrap();
        let error = kind!(Transport, failure(api(server.settings()).friends().get()).await);
        assert_eq!(error.kind(), TransportKind::TooLarge(DEFAULT_LIMIT));
        assert_eq!(error.to_string(), "friends.get: the answer is longer than 8388608 bytes");
        assert!(!error.is_retryable() && error.source().is_none());
    }
}

#[tokio::test]
async fn the_limit_is_the_longest_answer_that_is_read() {
    for (length, fits) in [(999, true), (1000, true), (1001, false), (70_000, false)] {
        for server in [Scripted::announced(length).await, Scripted::chunked(length).await] {
            let server = server.unwrap();
            let raw = api(server.settings().body_limit(1000)).friends().get().raw().await;
            assert_eq!(raw.as_ref().ok().map(|raw| raw.body().len()), fits.then_some(length));
        }
    }
    let server = Scripted::body(500, " ".repeat(1001)).await.unwrap();
    let error = broken(server.settings().body_limit(1000)).await;
    assert_eq!(error.kind(), TransportKind::TooLarge(1000), "at whatever status");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Scripted::body(200, "[]").await.unwrap();
        let server = Scripted::redirect(status, &elsewhere.api_url()).await.unwrap();
        let api = api(server.settings());
        let error = kind!(Transport, failure(api.friends().get()).await);
        assert_eq!(error.kind(), TransportKind::Status(status));
        assert_eq!(error.to_string(), format!("friends.get: HTTP status {status}"));
        failure(api.users().get_info()).await;
        assert_eq!((server.requests().len(), elsewhere.requests().len()), (2, 0));
    }
}

#[tokio::test]
async fn no_request_tells_where_it_comes_from() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let api = api(server.settings());
    api.friends().get().await.unwrap();
    api.users().get_info().await.unwrap();
    let [get, post] = &server.requests()[..] else { panic!("two requests") };
    for request in [get, post] {
        let (head, _) = request.split_once("\r\n\r\n").unwrap();
        let head = head.to_ascii_lowercase();
        assert!(
            !head.contains("\r\nreferer:") && !head.contains("\r\norigin:") && !head.contains("\r\ncookie:"),
            "{head}"
        );
    }
    assert!(get.starts_with("GET /platform/api?app_id=423004&method=friends.get&"), "{get}");
    assert!(post.starts_with("POST /platform/api HTTP/1.1\r\n"), "a form stays out of the address: {post}");
    assert!(post.to_ascii_lowercase().contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"), "{post}");
}

#[tokio::test]
async fn a_connection_that_does_not_come_about_is_told_from_one_that_breaks() {
    let (connect, interrupted) =
        ("no connection to the platform", "the connection broke before the answer was complete");
    let refusing = Scripted::refusing().unwrap();
    let plain = Scripted::hasty("HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    let once = Settings::new().retry(RetryPolicy::off());
    let over_tls = once.clone().api_url(plain.api_url().replace("http://", "https://"));
    let unknown = once.plain_http(true).api_url(format!("http://{}.invalid/platform/api", "a".repeat(64)));
    let closing = Scripted::closing().await.unwrap();
    let resetting = Scripted::resetting().await.unwrap();
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[]";
    let short = Scripted::bytes(short).await.unwrap();
    let endless = Scripted::bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n").await.unwrap();
    let gibberish = Scripted::bytes("SSH-2.0-OpenSSH_9.6\r\n").await.unwrap();
    for (settings, kind, text) in [
        (refusing.settings(), TransportKind::Connect, connect),
        (over_tls, TransportKind::Connect, connect),
        (unknown, TransportKind::Connect, connect),
        (closing.settings(), TransportKind::Interrupted, interrupted),
        (resetting.settings(), TransportKind::Interrupted, interrupted),
        (short.settings(), TransportKind::Interrupted, interrupted),
        (endless.settings(), TransportKind::Interrupted, interrupted),
        (gibberish.settings(), TransportKind::Interrupted, interrupted),
    ] {
        let error = broken(settings).await;
        assert_eq!((error.kind(), error.to_string()), (kind, format!("friends.get: {text}")));
        assert!(error.is_retryable());
        assert!(error.source().is_some(), "the source says why");
    }
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_in_time() {
    let server = Scripted::silent().await.unwrap();
    let limit = Duration::from_millis(1);
    let error = broken(server.settings().timeout(limit)).await;
    assert_eq!((error.kind(), error.is_retryable()), (TransportKind::Timeout(limit), true));
    assert_eq!(error.to_string(), "friends.get: no answer within 1ms");
    assert!(error.source().is_none());

    let api = api(server.settings());
    for error in [
        failure(api.friends().get().timeout(limit)).await,
        failure(api.friends().get().timeout(limit).extended().raw()).await,
        failure(api.call("friends.get").timeout(limit)).await,
    ] {
        assert_eq!(kind!(Transport, error).kind(), TransportKind::Timeout(limit));
    }
}

#[tokio::test]
async fn an_answer_that_begins_and_never_ends_is_given_up_in_time() {
    let server = Scripted::stalling("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[").await.unwrap();
    let limit = Duration::from_millis(1);
    assert_eq!(broken(server.settings().timeout(limit)).await.kind(), TransportKind::Timeout(limit));
}
