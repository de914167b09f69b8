//! The settings of repetitions: off, per call, the budget, the rate limit.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use mailru_sdk::{
    Api, ClientApp, Error, Limiter, RateLimit, RetryPolicy, ServerApp, Settings, Turn,
    error::{ConfigError, TransportKind},
};
use mailru_tests::scripted::Scripted;

use crate::{PRIVATE_KEY, TOKEN, Way, api, policy, probe::ProbeExt as _, row::outcome};

async fn busy() -> Scripted {
    Scripted::body(503, "").await.unwrap()
}

#[tokio::test]
async fn repetitions_can_be_switched_off_for_a_session_and_for_a_call() {
    let server = busy().await;
    let off = api(server.settings().retry(RetryPolicy::off()));
    assert!(off.probe().read_get().await.is_err());
    assert_eq!(server.requests().len(), 1);
    assert!(off.probe().read_get().retry(policy()).await.is_err(), "the call's own rules win");
    assert_eq!(server.requests().len(), 4);

    let on = api(server.settings().retry(policy()));
    assert!(on.probe().read_get().retry(RetryPolicy::off()).await.is_err());
    assert_eq!(server.requests().len(), 5);
    assert!(on.call("probe.readGet").retry(policy().attempts(7)).await.is_err());
    assert_eq!(server.requests().len(), 6, "a method that the SDK does not know may change something");
    assert!(on.friends().get().retry(policy().attempts(5)).await.is_err());
    assert_eq!(server.requests().len(), 11);
}

#[tokio::test]
async fn no_rule_of_a_call_makes_a_write_repeatable() {
    let server = busy().await;
    let api = api(server.settings());
    assert!(api.probe().write_form().retry(policy().attempts(9)).await.is_err());
    assert!(api.call("no.method").get().retry(policy().attempts(9)).await.is_err());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn calls_by_default_are_made_three_times() {
    let server = busy().await;
    let api = api(Settings::new().api_url(server.api_url()));
    let begin = Instant::now();
    assert!(api.friends().get().await.is_err());
    assert_eq!(server.requests().len(), 3);
    assert!(begin.elapsed() >= Duration::from_millis(600), "200 ms and 400 ms are the shortest pauses");
}

#[tokio::test]
async fn the_budget_is_shared_by_all_sessions_of_an_application_and_by_its_clones() {
    let server = busy().await;
    let app = ServerApp::new(423_004, "secret key").settings(server.settings().retry(policy()).retry_budget(3));
    let (one, other) = (Api::new(app.session(TOKEN)), Api::new(app.clone().session("another token")));
    assert!(one.friends().get().await.is_err());
    assert_eq!(server.requests().len(), 3, "two repetitions, one is left");
    assert!(other.friends().get().await.is_err());
    assert_eq!(server.requests().len(), 5, "one repetition");
    assert!(one.clone().friends().get().await.is_err());
    assert_eq!(server.requests().len(), 6, "no repetition");

    let fresh = app.settings(server.settings().retry(policy()).retry_budget(3));
    assert!(Api::new(fresh.session(TOKEN)).friends().get().await.is_err());
    assert_eq!(server.requests().len(), 9, "another application has its own");
}

#[tokio::test]
async fn ten_successes_earn_a_repetition() {
    let server = busy().await;
    let api = api(server.settings().retry(policy()).retry_budget(2));
    assert!(api.friends().get().await.is_err());
    assert_eq!(server.requests().len(), 3, "the budget is spent");
    server.change(200, "[]");
    for _ in 0..10 {
        api.friends().get().await.unwrap();
    }
    server.change(503, "");
    assert!(api.friends().get().await.is_err());
    assert_eq!(server.requests().len(), 15);
}

#[tokio::test]
async fn calls_that_are_not_repeated_cost_no_budget() {
    let server = busy().await;
    let api = api(server.settings().retry(policy()).retry_budget(2));
    for _ in 0..5 {
        assert!(Way::WriteForm.call(&api).await.is_err());
    }
    assert!(api.friends().get().await.is_err());
    assert_eq!(server.requests().len(), 5 + 3);
}

#[tokio::test]
async fn the_rate_limit_is_shared_by_all_sessions_of_an_application() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let limit = RateLimit::new(10, Duration::from_secs(1));
    let app = ClientApp::new(423_004, PRIVATE_KEY).settings(server.settings().rate_limit(limit));
    let (one, other) = (Api::new(app.session(TOKEN, 7)), Api::new(app.clone().session(TOKEN, 8)));
    let begin = Instant::now();
    let (first, second, third) = tokio::join!(one.friends().get(), other.friends().get(), one.friends().get());
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    assert!(begin.elapsed() >= Duration::from_millis(200), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn a_call_whose_turn_does_not_come_in_time_says_that_it_was_not_sent() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let settings = server.settings().rate_limit(RateLimit::new(1, Duration::from_hours(1)));
    let api = api(settings);
    api.friends().get().await.unwrap();
    let limit = Duration::from_millis(20);
    let error = api.friends().get().timeout(limit).await.unwrap_err();
    let Error::Transport(inner) = &error else { panic!("{error:?}") };
    assert_eq!(inner.kind(), TransportKind::Queued(limit));
    assert_eq!(error.to_string(), "friends.get: not sent, since the rate limit left no turn within 20ms");
    assert!(error.is_retryable());
    assert_eq!(server.requests().len(), 1);
    assert!(api.users().get_info().uids([7_u64; 201]).await.is_err(), "what cannot be sent takes no turn");
}

#[tokio::test]
async fn repetitions_wait_for_their_turn_too() {
    let server = busy().await;
    let settings = server.settings().retry(policy()).rate_limit(RateLimit::new(10, Duration::from_secs(1)));
    let api = api(settings);
    let begin = Instant::now();
    assert_eq!(outcome(&api.friends().get().await), "Status(503)");
    assert!(begin.elapsed() >= Duration::from_millis(200), "{:?}", begin.elapsed());
    assert_eq!(server.requests().len(), 3);
}

/// Gives so many turns and refuses the others.
struct Quota(AtomicU32);

impl Limiter for Quota {
    fn turn(&self) -> Turn<'_> {
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        Box::pin(async move { left.map(drop).map_err(|_| "the quota is used up".into()) })
    }
}

#[tokio::test]
async fn a_limiter_of_ones_own_gives_turns_to_calls_and_repetitions_and_can_refuse() {
    let server = busy().await;
    let limiter = Arc::new(Quota(AtomicU32::new(4)));
    let api = api(server.settings().retry(policy()).limiter(limiter));
    assert_eq!(outcome(&api.friends().get().await), "Status(503)");
    assert_eq!(server.requests().len(), 3);
    let error = api.friends().get().await.unwrap_err();
    let Error::Transport(inner) = &error else { panic!("{error:?}") };
    assert_eq!(inner.kind(), TransportKind::NoTurn);
    assert_eq!(error.to_string(), "friends.get: not sent, since the limiter gave no turn");
    assert_eq!(inner.source().unwrap().to_string(), "the quota is used up");
    assert!(error.is_retryable());
    assert_eq!(server.requests().len(), 4);
}

/// Never gives a turn, or cannot be used at all.
struct Stubborn(Result<(), ConfigError>);

impl Limiter for Stubborn {
    fn turn(&self) -> Turn<'_> {
        Box::pin(std::future::pending())
    }
    fn check(&self) -> Result<(), ConfigError> {
        self.0.clone()
    }
}

#[tokio::test]
async fn a_call_waits_for_a_limiter_of_ones_own_no_longer_than_it_may_take() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let limit = Duration::from_millis(20);
    let waiting = api(server.settings().limiter(Arc::new(Stubborn(Ok(())))));
    let error = waiting.friends().get().timeout(limit).await.unwrap_err();
    assert_eq!(error.to_string(), "friends.get: not sent, since the rate limit left no turn within 20ms");
    let problem = ConfigError::Setting { which: "limiter", problem: "has no heart" };
    let unusable = api(server.settings().limiter(Arc::new(Stubborn(Err(problem.clone())))));
    assert!(matches!(unusable.friends().get().await, Err(Error::Config(found)) if found == problem));
    assert!(server.requests().is_empty());
}
