//! Sessions that share a store, sessions that are watched, and platforms that do not rotate.

use std::sync::Arc;

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api,
    auth::{MemoryStore, Stored, TokenStore, Tokens},
    error::AuthError,
};
use mailru_tests::{client_app, sequence::Sequence, server_app};

use crate::{auth_error, crowd::succeed, expired, first_pair, refreshes};

async fn stored(store: &MemoryStore) -> Stored {
    store.load().await.unwrap().expect("there is a pair")
}

#[tokio::test]
async fn two_sessions_that_share_a_store_refresh_once_between_them() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).store(store.clone());
    let one = Api::new(grant.authorize().await.unwrap());
    let other = client_app(&sandbox).resume(store.clone()).await.unwrap().expect("a session is stored");
    let other = Api::new(other);
    for round in 2..6 {
        sandbox.expire_sessions();
        let (one, other) = tokio::join!(one.friends().get(), other.friends().get());
        assert_eq!((one.unwrap().len(), other.unwrap().len()), (42, 42));
        assert_eq!(refreshes(&sandbox), round);
        assert_eq!(stored(&store).await.generation, round as u64);
    }
    // One alone, and then the other, which takes over what it finds.
    sandbox.expire_sessions();
    succeed(vec![one.friends().get().send()]).await;
    other.friends().get().await.unwrap();
    assert_eq!(refreshes(&sandbox), 6);
}

#[tokio::test]
async fn a_pair_of_another_process_that_has_expired_since_is_refreshed() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).store(store.clone());
    let one = Api::new(grant.authorize().await.unwrap());
    let other = Api::new(server_app(&sandbox).resume(store).await.unwrap().unwrap());
    sandbox.expire_sessions();
    succeed(vec![one.friends().get().send()]).await;
    // What the other finds in the store is refused as well.
    sandbox.expire_sessions();
    succeed(vec![other.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 3);
    assert!(sandbox.token_requests().iter().all(mailru_sandbox::TokenRequest::is_granted));
}

#[tokio::test]
async fn a_new_log_in_replaces_what_is_stored() {
    let sandbox = Sandbox::builder().rotates_refresh_tokens(false).start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    for generation in 1..=3 {
        let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).store(store.clone());
        let session = grant.authorize().await.unwrap();
        let stored = stored(&store).await;
        assert_eq!(stored.generation, generation);
        let current = session.tokens().unwrap().current();
        assert_eq!(stored.tokens.expose_access_token(), current.expose_access_token());
    }
}

#[tokio::test]
async fn a_session_does_not_become_another_users_when_somebody_else_logs_in() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).store(store.clone());
    let api = Api::new(grant.authorize().await.unwrap());
    let stranger = Tokens::new("0123456789abcdef0123456789abcdef").uid(sandbox.uid() - 1);
    store.swap(Some(1), &stranger).await.unwrap();
    sandbox.expire_sessions();
    assert_eq!(auth_error(api.friends().get().await), AuthError::OtherUser);
    assert_eq!(refreshes(&sandbox), 1, "the log-in alone");
}

#[tokio::test]
async fn a_store_without_a_session_gives_none() {
    let sandbox = Sandbox::start().await.unwrap();
    assert!(server_app(&sandbox).resume(Arc::new(MemoryStore::new())).await.unwrap().is_none());
}

#[tokio::test]
async fn whoever_watches_sees_each_new_pair_and_the_end() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    let mut watch = api.session().tokens().unwrap();
    assert_eq!(watch.current().expose_access_token(), sandbox.access_token());
    for _ in 0..3 {
        succeed(vec![api.friends().get().send()]).await;
        let tokens = watch.changed().await.unwrap();
        let last = sandbox.requests().last().unwrap().parameter("session_key").unwrap().to_owned();
        assert_eq!(tokens.expose_access_token(), last);
        assert_eq!(watch.current().expose_refresh_token(), tokens.expose_refresh_token());
        sandbox.expire_sessions();
    }
    drop(api);
    assert!(watch.changed().await.is_none());
}

#[tokio::test]
async fn a_platform_that_does_not_rotate_is_served_as_well() {
    let sandbox = Sandbox::builder().rotates_refresh_tokens(false).start().await.unwrap();
    let api = expired(&sandbox);
    for round in 1..=3 {
        succeed(vec![api.friends().get().send()]).await;
        assert_eq!(refreshes(&sandbox), round);
        sandbox.expire_sessions();
    }
    let sent: Vec<_> =
        sandbox.token_requests().iter().map(|request| request.parameter("refresh_token").unwrap().to_owned()).collect();
    assert_eq!(sent, [sandbox.refresh_token(); 3]);
}

#[tokio::test]
async fn a_refresh_token_and_a_user_that_an_answer_leaves_out_stay_as_they_were() {
    let mut calls = 0;
    let server = Sequence::by(move |asked| {
        if asked.get("grant_type").is_some() {
            return (200, r#"{"access_token":"new"}"#.to_owned());
        }
        calls += 1;
        if calls % 2 == 1 { (400, r#"{"error":{"error_code":102}}"#.to_owned()) } else { (200, "[]".to_owned()) }
    });
    let server = server.await.unwrap();
    let app = mailru_sdk::ServerApp::new(1, "secret key").settings(server.settings());
    let api = Api::new(app.session_of(Tokens::new("old").refresh_token("kept").uid(7)).unwrap());
    for _ in 0..2 {
        api.friends().get().await.unwrap();
    }
    let sent: Vec<_> = server.asked_for("refresh_token").into_iter().flatten().collect();
    assert_eq!(sent, ["kept", "kept"]);
    assert_eq!(api.session().tokens().unwrap().current().owner(), Some(7.into()));
}

#[tokio::test]
async fn a_session_of_kept_tokens_can_be_resumed_from_a_store_that_was_filled_by_hand() {
    let sandbox = Sandbox::start().await.unwrap();
    let store = Arc::new(MemoryStore::new());
    store.swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = Api::new(client_app(&sandbox).resume(store).await.unwrap().unwrap());
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), 0);
}
