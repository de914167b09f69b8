//! Refreshing before the token expires.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Limiter, Server, Turn,
    auth::{MemoryStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
    error::StoreError,
};
use mailru_tests::server_app;
use tokio::sync::Notify;

use crate::{auth_error, crowd::succeed, first_pair, keys_and_answers, refreshes};

/// A session whose token is good for another hour, and is refreshed so long before its end.
fn session(sandbox: &Sandbox, margin: Duration) -> Api<Server> {
    let app = server_app(sandbox).settings(sandbox.settings().refresh_margin(margin));
    let end = SystemTime::now() + Duration::from_hours(1);
    Api::new(app.session_of(first_pair(sandbox).expires_at(end)).unwrap())
}

/// The same, within the margin, with the pair in a store.
async fn stored<S: TokenStore + 'static>(sandbox: &Sandbox, store: &Arc<S>) -> Api<Server> {
    let end = SystemTime::now() + Duration::from_hours(1);
    store.swap(None, &first_pair(sandbox).expires_at(end)).await.unwrap();
    let app = server_app(sandbox).settings(sandbox.settings().refresh_margin(Duration::from_hours(2)));
    Api::new(app.resume(store.clone()).await.unwrap().unwrap())
}

#[tokio::test]
async fn a_token_within_the_margin_is_refreshed_before_the_call() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = session(&sandbox, Duration::from_hours(2));
    succeed(vec![api.friends().get().send(), api.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 1);
    let current = api.session().tokens().unwrap().current();
    let new = (current.expose_access_token().to_owned(), 200);
    assert_eq!(keys_and_answers(&sandbox), [new.clone(), new]);
    // The new token is good for a day, which is outside the margin.
    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn a_token_outside_the_margin_is_used() {
    let sandbox = Sandbox::start().await.unwrap();
    for margin in [Duration::ZERO, Duration::from_mins(1), Duration::from_mins(30)] {
        succeed(vec![session(&sandbox, margin).friends().get().send()]).await;
    }
    assert_eq!(refreshes(&sandbox), 0);
}

#[tokio::test]
async fn when_the_early_refresh_fails_a_token_that_is_still_good_is_used() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = session(&sandbox, Duration::from_hours(2));
    sandbox.fail_refresh(2, "temporarily_unavailable");
    for attempt in 1..=2 {
        succeed(vec![api.friends().get().send()]).await;
        assert_eq!(refreshes(&sandbox), attempt);
    }
    succeed(vec![api.friends().get().send()]).await;
    let keys: Vec<_> = keys_and_answers(&sandbox).into_iter().map(|(key, _)| key).collect();
    let old = sandbox.access_token();
    assert!(keys[0] == old && keys[1] == old && keys[2] != old, "{keys:?}");
}

#[tokio::test]
async fn when_the_refresh_of_an_expired_token_fails_it_is_not_used() {
    let sandbox = Sandbox::start().await.unwrap();
    let pair = first_pair(&sandbox).expires_at(SystemTime::UNIX_EPOCH);
    let api = Api::new(server_app(&sandbox).session_of(pair).unwrap());
    sandbox.fail_refresh(1, "invalid_grant");
    auth_error(api.friends().get().await);
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn an_expired_token_that_cannot_be_refreshed_is_tried_anyway() {
    let sandbox = Sandbox::start().await.unwrap();
    let tokens = mailru_sdk::auth::Tokens::new(sandbox.access_token()).expires_at(SystemTime::UNIX_EPOCH);
    succeed(vec![Api::new(server_app(&sandbox).session_of(tokens).unwrap()).friends().get().send()]).await;
}

#[tokio::test]
async fn a_margin_beyond_all_time_refreshes_once_and_not_before_every_call() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = session(&sandbox, Duration::MAX);
    for _ in 0..3 {
        succeed(vec![api.friends().get().send()]).await;
    }
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn a_call_that_cannot_be_sent_refreshes_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = session(&sandbox, Duration::from_hours(2));
    api.friends().get().param("sig", "1").await.unwrap_err();
    api.friends().get().prepare().unwrap();
    assert_eq!(refreshes(&sandbox), 0);
}

#[tokio::test]
async fn an_early_refresh_that_waits_for_a_lock_does_not_hold_up_calls() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    let api = stored(&sandbox, &store).await;
    let lock = store.lock().await.unwrap();
    for _ in 0..3 {
        succeed(vec![api.friends().get().send()]).await;
    }
    let old = (sandbox.access_token().to_owned(), 200);
    assert_eq!(keys_and_answers(&sandbox), [old.clone(), old.clone(), old.clone()]);
    assert_eq!(refreshes(&sandbox), 0);
    drop(lock);
    // The refresh was only waiting, and goes on.
    while api.session().tokens().unwrap().current().expose_access_token() == sandbox.access_token() {
        tokio::task::yield_now().await;
    }
    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 1);
    assert_ne!(keys_and_answers(&sandbox)[3], old);
}

/// A store whose lock is waited for until the test has it fail.
#[derive(Default)]
struct Away {
    inner: MemoryStore,
    asked: AtomicUsize,
    fails: Notify,
}

impl TokenStore for Away {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        self.inner.load()
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        self.inner.swap(expected, tokens)
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        Box::pin(async {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.fails.notified().await;
            Err(StoreError::new("away"))
        })
    }
}

#[tokio::test]
async fn after_an_early_refresh_that_held_calls_up_in_vain_no_call_waits_for_the_next() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(Away::default());
    let api = stored(&sandbox, &store).await;
    succeed(vec![api.friends().get().send()]).await;
    let begun = Instant::now();
    // Each refresh fails, and one of these calls begins the next.
    for refreshes in 2..10 {
        store.fails.notify_one();
        while store.asked.load(Ordering::Relaxed) < refreshes {
            succeed(vec![api.friends().get().send()]).await;
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(7), "each of eight waited a second: {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_call_that_cannot_do_without_waits_for_the_early_refresh() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    let api = stored(&sandbox, &store).await;
    let lock = store.lock().await.unwrap();
    succeed(vec![api.friends().get().send()]).await;
    // By the platform's clock it has ended, whatever it said before.
    sandbox.expire_sessions();
    let call = tokio::spawn(async move { api.friends().get().await });
    while sandbox.requests().len() < 2 {
        tokio::task::yield_now().await;
    }
    drop(lock);
    assert_eq!(call.await.unwrap().unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), 1);
}

/// Counts the turns that it gives.
#[derive(Default)]
struct Counting(AtomicUsize);

impl Limiter for Counting {
    fn turn(&self) -> Turn<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn a_call_takes_its_turn_when_its_token_is_fresh_and_not_before() {
    let sandbox = Sandbox::start().await.unwrap();
    let turns = Arc::new(Counting::default());
    let settings = sandbox.settings().refresh_margin(Duration::from_hours(2)).limiter(turns.clone());
    let end = SystemTime::now() + Duration::from_hours(1);
    let api =
        Api::new(server_app(&sandbox).settings(settings).session_of(first_pair(&sandbox).expires_at(end)).unwrap());
    let gate = sandbox.hold_token_answers();
    let call = tokio::spawn(async move { api.friends().get().await });
    gate.arrived(1).await;
    assert_eq!(turns.0.load(Ordering::Relaxed), 0, "a turn is not kept waiting for the refresh");
    gate.release();
    call.await.unwrap().unwrap();
    assert_eq!(turns.0.load(Ordering::Relaxed), 1);
}
