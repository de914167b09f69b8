//! A store that takes its time: nobody uses the new pair until it has it.

use std::{future::poll_fn, pin::Pin, sync::Arc, task::Poll};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api,
    auth::{MemoryStore, StoreFuture, Stored, Swap, TokenStore, Tokens},
};
use mailru_tests::server_app;
use tokio::sync::Semaphore;

use crate::{crowd::succeed, first_pair, keys_and_answers, refreshes};

/// Writes only when it is let.
struct Held {
    inner: MemoryStore,
    asked: Semaphore,
    let_go: Semaphore,
}

impl TokenStore for Held {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        self.inner.load()
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        Box::pin(async move {
            self.asked.add_permits(1);
            self.let_go.acquire().await.expect("it is never closed").forget();
            self.inner.swap(expected, tokens).await
        })
    }
}

#[tokio::test]
async fn nobody_uses_a_new_pair_while_it_is_being_stored() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Held { inner: MemoryStore::new(), asked: Semaphore::new(0), let_go: Semaphore::new(0) };
    store.inner.swap(None, &first_pair(&sandbox)).await.unwrap();
    let store = Arc::new(store);
    let api = Api::new(server_app(&sandbox).resume(store.clone()).await.unwrap().unwrap());
    sandbox.expire_sessions();
    let other = api.clone();
    let first = tokio::spawn(async move { other.friends().get().await });
    store.asked.acquire().await.unwrap().forget();

    // The platform has given a new pair. Whoever calls now goes by the old one, and waits.
    let mut second = api.friends().get().send();
    poll_fn(|cx| {
        assert!(Pin::new(&mut second).poll(cx).is_pending());
        if sandbox.requests().len() == 2 { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    let old = (sandbox.access_token().to_owned(), 400);
    assert_eq!(keys_and_answers(&sandbox), [old.clone(), old]);
    assert_eq!(api.session().tokens().unwrap().current().expose_access_token(), sandbox.access_token());

    store.let_go.add_permits(1);
    succeed(vec![second]).await;
    assert_eq!(first.await.unwrap().unwrap().len(), 42);
    assert_eq!((refreshes(&sandbox), sandbox.requests().len()), (1, 4));
}
