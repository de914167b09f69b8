//! A store that went back in time, as one does where a replica takes over that lacks the last change, and a lock that was lost.

use std::sync::{Arc, Mutex};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Server,
    auth::{MemoryStore, StoreFuture, Stored, Swap, TokenStore, Tokens},
};
use mailru_tests::server_app;

use crate::{crowd::succeed, first_pair};

/// A store in whose place another one can be put, and that another process can write to just before a change.
struct Replaced {
    current: Mutex<Arc<MemoryStore>>,
    first: Mutex<Option<Tokens>>,
}

impl Replaced {
    async fn new(tokens: &Tokens) -> Arc<Self> {
        let store = Self { current: Mutex::default(), first: Mutex::default() };
        store.current().swap(None, tokens).await.unwrap();
        Arc::new(store)
    }

    fn current(&self) -> Arc<MemoryStore> {
        self.current.lock().unwrap().clone()
    }

    /// Goes back to a store that holds that pair in its first generation.
    async fn go_back(&self, tokens: &Tokens) {
        *self.current.lock().unwrap() = Arc::default();
        self.current().swap(None, tokens).await.unwrap();
    }

    async fn stored(&self) -> Stored {
        self.current().load().await.unwrap().unwrap()
    }
}

impl TokenStore for Replaced {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        Box::pin(async { self.current().load().await })
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        Box::pin(async move {
            let first = self.first.lock().unwrap().take();
            if let Some(first) = first {
                self.current().swap(expected, &first).await?;
            }
            self.current().swap(expected, tokens).await
        })
    }
}

async fn resumed(sandbox: &Sandbox, store: &Arc<Replaced>) -> Api<Server> {
    Api::new(server_app(sandbox).resume(store.clone()).await.unwrap().unwrap())
}

/// A new call of a session whose token has expired.
async fn call_after_expiry(sandbox: &Sandbox, api: &Api<Server>) {
    sandbox.expire_sessions();
    succeed(vec![api.friends().get().send()]).await;
}

/// A pair of a new log-in of the same user.
async fn log_in(sandbox: &Sandbox) -> Tokens {
    server_app(sandbox).code(sandbox.code("http://localhost/"), "http://localhost/").tokens().await.unwrap()
}

/// How many requests for tokens were granted, and how many refused.
fn granted_and_refused(sandbox: &Sandbox) -> (usize, usize) {
    let requests = sandbox.token_requests();
    let granted = requests.iter().filter(|request| request.is_granted()).count();
    (granted, requests.len() - granted)
}

#[tokio::test]
async fn a_store_that_went_back_does_not_take_away_the_newer_pair() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Replaced::new(&first_pair(&sandbox)).await;
    let api = resumed(&sandbox, &store).await;
    call_after_expiry(&sandbox, &api).await;
    assert_eq!(store.stored().await.generation, 2);
    // The platform has rotated: this pair is dead.
    store.go_back(&first_pair(&sandbox)).await;
    call_after_expiry(&sandbox, &api).await;
    assert_eq!(granted_and_refused(&sandbox), (2, 0));
    let current = api.session().tokens().unwrap().current();
    let Stored { generation, tokens } = store.stored().await;
    assert_eq!((generation, tokens.expose_refresh_token()), (2, current.expose_refresh_token()));
    // Who started in between, with the dead pair, finds the new one.
    call_after_expiry(&sandbox, &resumed(&sandbox, &store).await).await;
}

#[tokio::test]
async fn an_older_pair_is_tried_when_the_platform_refuses_the_newer_one() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Replaced::new(&first_pair(&sandbox)).await;
    let api = resumed(&sandbox, &store).await;
    call_after_expiry(&sandbox, &api).await;
    // Somebody took the record away and logged in anew; its generations begin again.
    let newer = log_in(&sandbox).await;
    store.go_back(&newer).await;
    sandbox.expire_sessions();
    sandbox.fail_refresh(1, "invalid_grant");
    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(granted_and_refused(&sandbox).1, 1);
    assert_eq!(store.stored().await.generation, 2, "it was refreshed in its turn");
}

#[tokio::test]
async fn whoever_lost_the_lock_takes_the_pair_of_whoever_had_it_next() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Replaced::new(&first_pair(&sandbox)).await;
    let api = resumed(&sandbox, &store).await;
    let next = log_in(&sandbox).await;
    *store.first.lock().unwrap() = Some(next.clone());
    sandbox.expire_sessions();
    // The other's token has expired as well, and its refresh token has not.
    succeed(vec![api.friends().get().send()]).await;
    let Stored { generation, .. } = store.stored().await;
    assert_eq!(generation, 3, "one change of the other, and one with the other's refresh token");
    let used: Vec<_> = sandbox.token_requests().iter().map(|request| request.grant().map(str::to_owned)).collect();
    assert_eq!(used.len(), 3, "{used:?}");
    assert_eq!(granted_and_refused(&sandbox), (3, 0));
}
