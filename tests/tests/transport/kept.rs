//! What stays the SDK's: repetitions, deadlines, limits, the life of tokens.

use std::{io, time::Duration};

use http::{Request, Response};
use mailru_sdk::{Api, Error, RequestBody, RetryPolicy, ServerApp, Settings, Uid, auth::Tokens, error::TransportKind};

use crate::{Log, api, mock, said};

/// Pauses of next to no time.
fn hasty() -> Settings {
    Settings::new().retry(RetryPolicy::new().base_delay(Duration::from_millis(1)))
}

fn broken() -> io::Result<Response<String>> {
    Err(io::Error::other("the wire is cut"))
}

fn kind<T: std::fmt::Debug>(result: Result<T, Error>) -> (TransportKind, String) {
    let Err(Error::Transport(error)) = result else { panic!("{result:?}") };
    (error.kind(), std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default())
}

#[tokio::test]
async fn a_read_is_repeated_and_a_write_is_not() {
    let log = Log::default();
    let api = api(hasty().transport(mock(&log, |_| broken())));
    let read = kind(api.friends().get().await);
    assert_eq!(read, (TransportKind::Service, "the wire is cut".to_owned()));
    assert_eq!(log.lock().unwrap().len(), 3);
    let error = api.multipost().send(7).text("a").await.unwrap_err();
    assert_eq!(error.to_string(), "multipost.send: the program's own transport failed");
    assert_eq!(log.lock().unwrap().len(), 4);
}

/// A service that takes no request.
#[derive(Clone)]
struct Busy;

impl tower::Service<Request<RequestBody>> for Busy {
    type Response = Response<String>;
    type Error = io::Error;
    type Future = std::future::Ready<io::Result<Response<String>>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<io::Result<()>> {
        std::task::Poll::Ready(Err(io::Error::other("busy")))
    }

    fn call(&mut self, _: Request<RequestBody>) -> Self::Future {
        unreachable!("it was not ready")
    }
}

#[tokio::test]
async fn a_service_that_is_not_ready_has_sent_nothing() {
    let attempts = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let seen = std::sync::Arc::clone(&attempts);
    let settings = hasty().transport(Busy).on_call(move |event| {
        seen.fetch_max(event.attempt, std::sync::atomic::Ordering::Relaxed);
    });
    let written = kind(api(settings).multipost().send(7).text("a").await);
    assert_eq!(written, (TransportKind::Connect, "busy".to_owned()));
    assert_eq!(attempts.load(std::sync::atomic::Ordering::Relaxed), 3);
}

#[tokio::test]
async fn the_deadline_holds_for_a_service_that_never_answers() {
    let never = tower::service_fn(|_: Request<RequestBody>| std::future::pending::<io::Result<Response<String>>>());
    let limit = Duration::from_millis(50);
    let api = api(Settings::new().timeout(limit).transport(never));
    assert_eq!(kind(api.multipost().send(7).text("a").await).0, TransportKind::Timeout(limit));
    assert_eq!(kind(api.friends().get().await).0, TransportKind::Timeout(limit));
}

#[tokio::test]
async fn the_limit_of_an_answer_holds_for_its_answers() {
    let once = Settings::new().retry(RetryPolicy::off()).body_limit(1000);
    let long = format!("[{}]", " ".repeat(1000));
    let settings = once.transport(mock(&Log::default(), move |_| Ok(said(&long))));
    assert_eq!(kind(api(settings).friends().get().await).0, TransportKind::TooLarge(1000));
}

#[tokio::test]
async fn an_expired_token_is_refreshed_through_it() {
    let log = Log::default();
    let answer = |came: &crate::Came| {
        let expired = r#"{"error":{"error_code":102,"error_msg":"expired"}}"#;
        let pair = r#"{"access_token":"be6ef89965d58e56dec21acb9b62bdaa","refresh_token":"r","expires_in":86400}"#;
        match came.uri.query() {
            None => Ok(said(pair)),
            Some(query) if query.contains("session_key=be6ef") => Ok(said(r#"["7"]"#)),
            Some(_) => Ok(said(expired)),
        }
    };
    let app = ServerApp::new(423_004, "3dad9cbf9baaa0360c0f2ba372d25716");
    let app = app.settings(Settings::new().transport(mock(&log, answer)));
    let tokens = Tokens::new("0123456789abcdef0123456789abcdef").refresh_token("fedcba9876543210fedcba9876543210");
    let api = Api::new(app.session_of(tokens).unwrap());
    assert_eq!(api.friends().get().await.unwrap(), [Uid::new(7)]);
    let paths: Vec<_> = log.lock().unwrap().iter().map(|came| came.uri.path().to_owned()).collect();
    assert_eq!(paths, ["/platform/api", "/oauth/token", "/platform/api"]);
}
