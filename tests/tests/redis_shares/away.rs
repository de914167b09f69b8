//! What becomes of calls while the server is away, and of the limit when it comes back without its memory.

use std::{error::Error as _, sync::Arc, time::Duration};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Error, Limiter as _, RateLimit,
    auth::Tokens,
    error::{ConfigError, TransportKind},
    redis::{Redis, RedisError, RedisErrorKind, RedisRateLimit, WhileAway},
};
use mailru_tests::{redis, server_app};

/// A limit by a server that is given up soon.
fn limit(url: &str, limit: RateLimit) -> RedisRateLimit {
    RedisRateLimit::new(&Redis::new(url).timeout(Duration::from_millis(200)), "limit", limit)
}

const QUICK: RateLimit = RateLimit::new(1000, Duration::from_secs(1));

#[tokio::test]
async fn calls_wait_until_the_server_is_back() {
    let Some(mut server) = redis::Redis::start() else { return };
    let limit = limit(&server.url(), QUICK);
    limit.turn().await.unwrap();
    server.0.kill();
    let waits = tokio::time::timeout(Duration::from_millis(300), limit.turn());
    assert!(waits.await.is_err());
    server.0.restart();
    limit.turn().await.unwrap();
}

/// What a call says that waits for its turn for so long.
async fn late(sandbox: &Sandbox, limit: &Arc<RedisRateLimit>, timeout: Duration) -> String {
    let settings = sandbox.settings().limiter(limit.clone()).timeout(timeout);
    let pair = Tokens::new(sandbox.access_token());
    let api = Api::new(server_app(sandbox).settings(settings).session_of(pair).unwrap());
    let Err(Error::Transport(error)) = api.friends().get().await else { panic!("there is no turn") };
    assert_eq!(error.kind(), TransportKind::Queued(timeout));
    error.source().map(ToString::to_string).unwrap_or_default()
}

#[tokio::test]
async fn a_call_whose_time_ends_while_it_waits_for_the_server_says_so() {
    let Some(mut server) = redis::Redis::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let hourly = Arc::new(limit(&server.url(), RateLimit::new(1, Duration::from_hours(1))));
    hourly.turn().await.unwrap();
    let timeout = Duration::from_millis(400);
    assert_eq!(late(&sandbox, &hourly, timeout).await, "", "it is the limit");
    let (known, unknown) = (limit(&server.url(), QUICK), limit(&server.url(), QUICK));
    let patient = Redis::new(server.url()).timeout(Duration::from_mins(1));
    let silent = RedisRateLimit::new(&patient, "limit", QUICK);
    known.turn().await.unwrap();
    server.0.kill();
    let name = format!("Redis at 127.0.0.1:{}: ", server.0.port());
    for gone in [known, unknown, silent] {
        let told = late(&sandbox, &Arc::new(gone), timeout).await;
        assert!(told.starts_with(&name), "{told:?}");
    }
}

#[tokio::test]
async fn calls_are_refused_while_the_server_is_away_and_not_afterwards() {
    let Some(mut server) = redis::Redis::start() else { return };
    let limit = limit(&server.url(), QUICK).while_away(WhileAway::Refuse);
    limit.turn().await.unwrap();
    server.0.kill();
    let error = limit.turn().await.unwrap_err();
    let kind = error.downcast_ref::<RedisError>().expect("it is of Redis").kind();
    assert!(matches!(kind, RedisErrorKind::Unreachable | RedisErrorKind::Interrupted), "{kind:?}");
    assert!(limit.turn().await.is_err());
    server.0.restart();
    while limit.turn().await.is_err() {}
}

#[tokio::test]
async fn a_process_goes_on_with_its_share_while_the_server_is_away() {
    let Some(mut server) = redis::Redis::start() else { return };
    let shared =
        limit(&server.url(), RateLimit::new(1000, Duration::from_secs(1)).burst(8)).while_away(WhileAway::Share(4));
    server.0.kill();
    let begin = std::time::Instant::now();
    for _ in 0..52 {
        shared.turn().await.unwrap();
    }
    assert!(
        begin.elapsed() >= Duration::from_millis(4 * 50),
        "a burst of two, and one each four milliseconds: {:?}",
        begin.elapsed()
    );
    server.0.restart();
    while server.scripts() == 0 {
        shared.turn().await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_forgot_the_limit_is_told_by_who_asks_next() {
    let Some(mut server) = redis::Redis::start() else { return };
    let hourly = RateLimit::new(1, Duration::from_hours(1));
    let (one, other) = (limit(&server.url(), hourly), limit(&server.url(), hourly));
    one.turn().await.unwrap();
    server.0.restart();
    assert_eq!(server.say("EXISTS limit").as_deref(), Some("0"));
    for late in [one, other] {
        assert!(tokio::time::timeout(Duration::from_millis(300), late.turn()).await.is_err());
    }
    assert_eq!(server.say("EXISTS limit").as_deref(), Some("1"));
}

#[tokio::test]
async fn a_queue_that_only_a_wrong_clock_explains_is_none() {
    let Some(server) = redis::Redis::start() else { return };
    let _ = server.say("SET limit 9000000000000000");
    limit(&server.url(), QUICK).turn().await.unwrap();
    let _ = server.say("SET limit word");
    let error = limit(&server.url(), QUICK).while_away(WhileAway::Refuse).turn().await.unwrap_err();
    assert_eq!(error.downcast_ref::<RedisError>().expect("it is of Redis").kind(), RedisErrorKind::Refused);
}

#[tokio::test]
async fn what_no_waiting_mends_fails_at_once() {
    let Some(server) = redis::Redis::start() else { return };
    let wrong = server.url().replace("redis://", "redis://:CANARY@");
    let error = limit(&wrong, QUICK).turn().await.unwrap_err();
    assert_eq!(error.downcast_ref::<RedisError>().expect("it is of Redis").kind(), RedisErrorKind::Login);
    assert!(!format!("{error} {error:?}").contains("CANARY"));
    assert!(matches!(limit("nowhere", QUICK).check(), Err(ConfigError::Url { .. })));
    assert!(limit(&server.url(), RateLimit::new(0, Duration::from_secs(1))).check().is_err());
}
