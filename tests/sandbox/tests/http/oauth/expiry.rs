//! The end of sessions, by the clock and by order.

use std::time::Duration;

use mailru_sandbox::Sandbox;
use serde_json::json;

use super::token::{TokenCall, call};

#[tokio::test]
async fn every_session_ends_24_hours_after_it_began_by_the_clock_of_the_sandbox() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let clock = sandbox.clock();
    let works = async |token: &str| call(&sandbox, "friends.get", token).get().await.status == 200;
    clock.advance(Duration::from_hours(1));
    let later = TokenCall::password(&sandbox).tokens().await;
    clock.advance(Duration::from_secs(23 * 3600 - 1));
    assert!(works(sandbox.access_token()).await && works(&later.access).await);
    clock.advance(Duration::from_secs(1));
    assert!(!works(sandbox.access_token()).await && works(&later.access).await);
    let reply = call(&sandbox, "friends.get", sandbox.access_token()).get().await;
    assert_eq!(reply.error_code(), 102);
    clock.advance(Duration::from_hours(1));
    assert!(!works(&later.access).await);
    let refreshed = TokenCall::refresh(&sandbox, &later.refresh).tokens().await;
    assert!(works(&refreshed.access).await, "a refresh token outlives its access token");
}

#[tokio::test]
async fn the_lifetime_can_be_set_and_is_told() {
    let builder = Sandbox::builder().token_lifetime(Duration::from_mins(1));
    let sandbox = builder.start().await.expect("a free port");
    assert_eq!(TokenCall::password(&sandbox).send().await.json()["expires_in"], json!(60));
    sandbox.clock().advance(Duration::from_mins(1));
    assert_eq!(call(&sandbox, "friends.get", sandbox.access_token()).get().await.error_code(), 102);
}

#[tokio::test]
async fn expire_sessions_ends_all_of_them_and_none_that_begins_later() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let other = TokenCall::password(&sandbox).tokens().await;
    sandbox.expire_sessions();
    for token in [sandbox.access_token(), &other.access] {
        assert_eq!(call(&sandbox, "friends.get", token).get().await.error_code(), 102);
    }
    let tokens = TokenCall::refresh(&sandbox, sandbox.refresh_token()).tokens().await;
    assert_eq!(call(&sandbox, "friends.get", &tokens.access).get().await.status, 200);
}

#[tokio::test]
async fn the_clock_stands_still_by_itself_and_runs_when_asked_to() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let start = sandbox.clock().now();
    TokenCall::password(&sandbox).send().await;
    assert_eq!((start.as_secs(), sandbox.clock().now()), (1_409_529_600, start));
    let running = Sandbox::builder().real_time(true).start().await.expect("a free port");
    assert!(running.clock().now() > start);
    assert_eq!(call(&running, "friends.get", running.access_token()).get().await.status, 200);
}
