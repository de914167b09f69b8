//! A new pair is stored before anybody uses it, and not lost when it cannot be stored.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use futures_util::FutureExt as _;
use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Server,
    auth::{MemoryStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
    error::{AuthError, StoreError},
};
use mailru_tests::server_app;

use crate::{auth_error, crowd::succeed, refreshes};

/// Notes what it is asked for, and what the platform had seen by then; fails as often as it is told to.
struct Observed {
    sandbox: Arc<Sandbox>,
    inner: MemoryStore,
    events: Mutex<Vec<&'static str>>,
    failures: AtomicUsize,
}

impl Observed {
    fn new(sandbox: &Arc<Sandbox>) -> Arc<Self> {
        let (inner, events, failures) = (MemoryStore::new(), Mutex::default(), AtomicUsize::new(0));
        Arc::new(Self { sandbox: Arc::clone(sandbox), inner, events, failures })
    }

    fn note(&self, event: &'static str) {
        self.events.lock().unwrap().push(event);
    }

    fn events(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.events.lock().unwrap())
    }

    async fn pair(&self) -> Tokens {
        self.inner.load().await.unwrap().unwrap().tokens
    }
}

impl TokenStore for Observed {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        self.note("load");
        self.inner.load()
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        let new = Some(tokens.expose_access_token());
        let used = self.sandbox.requests().iter().any(|request| request.parameter("session_key") == new);
        self.note(if used { "store a used pair" } else { "store" });
        let fails = |left: usize| left.checked_sub(1);
        if self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fails).is_ok() {
            return Box::pin(async { Err(StoreError::new("the disk is full")) });
        }
        self.inner.swap(expected, tokens)
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        self.note("lock");
        self.inner.lock()
    }
}

async fn session(sandbox: &Arc<Sandbox>, store: &Arc<Observed>) -> Api<Server> {
    let store: Arc<dyn TokenStore> = store.clone();
    let grant = server_app(sandbox).refresh(sandbox.refresh_token()).store(store);
    Api::new(grant.authorize().await.unwrap())
}

#[tokio::test]
async fn a_new_pair_is_stored_before_it_is_used() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let store = Observed::new(&sandbox);
    let api = session(&sandbox, &store).await;
    assert_eq!(store.events(), ["lock", "load", "store"]);
    for _ in 0..3 {
        sandbox.expire_sessions();
        succeed(vec![api.friends().get().send()]).await;
        assert_eq!(store.events(), ["lock", "load", "store"]);
        let last = sandbox.requests().last().unwrap().parameter("session_key").unwrap().to_owned();
        assert_eq!(store.pair().await.expose_access_token(), last);
    }
    succeed(vec![api.friends().get().send()]).await;
    assert!(store.events().is_empty(), "a call with a good token does not need the store");
}

#[tokio::test]
async fn a_pair_that_could_not_be_stored_is_stored_by_the_next_call_and_not_asked_for_again() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let store = Observed::new(&sandbox);
    let api = session(&sandbox, &store).await;
    sandbox.expire_sessions();
    store.failures.store(2, Ordering::SeqCst);
    store.events();
    let full = AuthError::Store(StoreError::new("the disk is full"));
    assert_eq!(auth_error(api.friends().get().await), full);
    assert_eq!(store.events(), ["lock", "load", "store"]);
    assert_eq!(auth_error(api.friends().get().await), full);
    assert_eq!(store.events(), ["lock", "load", "store"]);
    let spent = store.pair().await;
    assert_eq!(refreshes(&sandbox), 2, "the log-in and one refresh");

    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(store.events(), ["lock", "load", "store"]);
    assert_eq!(refreshes(&sandbox), 2);
    assert_ne!(store.pair().await.expose_refresh_token(), spent.expose_refresh_token());
    // The pair is whole: it can be refreshed in turn.
    sandbox.expire_sessions();
    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 3);
}

#[tokio::test]
async fn a_pair_that_another_process_stored_meanwhile_wins_over_one_that_could_not_be_stored() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let store = Observed::new(&sandbox);
    let api = session(&sandbox, &store).await;
    sandbox.expire_sessions();
    store.failures.store(1, Ordering::SeqCst);
    auth_error(api.friends().get().await);
    // Somebody logs in anew.
    let no_scope: [mailru_sdk::objects::Privilege; 0] = [];
    let log_in = server_app(&sandbox).password(sandbox.user_email(), sandbox.password(), no_scope);
    let newer = log_in.tokens().await.unwrap();
    store.inner.swap(Some(1), &newer).await.unwrap();
    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(store.pair().await.expose_access_token(), newer.expose_access_token());
    assert_eq!(sandbox.requests().last().unwrap().parameter("session_key"), Some(newer.expose_access_token()));
}

#[tokio::test]
async fn a_log_in_that_cannot_be_stored_ends_in_a_session_that_stores_it_with_the_next_call() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let store = Observed::new(&sandbox);
    store.failures.store(1, Ordering::SeqCst);
    let shared: Arc<dyn TokenStore> = store.clone();
    let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).store(shared);
    let session = grant.authorize().await.unwrap();
    assert_eq!(session.unsaved().unwrap().to_string(), "the token store failed: the disk is full");
    assert!(store.inner.load().await.unwrap().is_none());
    let mut tokens = session.tokens().unwrap();
    let granted = tokens.current();
    succeed(vec![Api::new(session.clone()).friends().get().send()]).await;
    // The call did not wait for the store.
    while session.unsaved().is_some() {
        tokio::task::yield_now().await;
    }
    assert!(tokens.changed().now_or_never().is_none(), "it is the pair that the watch has told before");
    assert_eq!(tokens.current().expose_refresh_token(), granted.expose_refresh_token());
    assert_eq!(store.pair().await.expose_refresh_token(), granted.expose_refresh_token());
    assert_eq!(refreshes(&sandbox), 1);
    // That pair was stored late, and is refreshed like any other.
    sandbox.expire_sessions();
    succeed(vec![Api::new(session.clone()).friends().get().send()]).await;
    let next = tokens.changed().now_or_never().flatten().unwrap();
    assert_eq!(store.pair().await.expose_refresh_token(), next.expose_refresh_token());
    assert_eq!(refreshes(&sandbox), 2);
}
