//! A refresh token that the platform refused for good, and an error 102 that no refresh mends: neither is asked about again and again.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use mailru_sdk::{
    Api, Error, Server, ServerApp, Settings,
    auth::{MemoryStore, TokenStore as _, Tokens},
    error::AuthError,
};
use mailru_tests::sequence::{Answer, Sequence};

use crate::auth_error;

fn expired() -> Answer {
    (400, r#"{"error":{"error_code":102,"error_msg":"expired"}}"#.to_owned())
}

fn app(settings: Settings) -> ServerApp {
    ServerApp::new(1, "secret key").settings(settings)
}

fn pair(access: &str, refresh: &str) -> Tokens {
    Tokens::new(access).refresh_token(refresh).uid(7)
}

/// Answers grants so, and accepts session keys that begin with `good`.
async fn server(status: u16, body: &'static str) -> Sequence {
    Sequence::by(move |asked| match (asked.get("grant_type"), asked.get("session_key")) {
        (Some(_), _) => (status, body.to_owned()),
        (None, Some(key)) if key.starts_with("good") => (200, "[]".to_owned()),
        _ => expired(),
    })
    .await
    .unwrap()
}

fn refreshes(server: &Sequence) -> usize {
    server.asked_for("grant_type").into_iter().flatten().count()
}

#[tokio::test]
async fn what_was_refused_for_good_is_not_asked_for_again() {
    for (status, body) in [
        (400, r#"{"error":"invalid_grant"}"#),
        (200, r#"{"error":"invalid_grant"}"#),
        (401, r#"{"error":"invalid_client"}"#),
        (400, r#"{"error":{"error_code":102,"error_msg":"no"}}"#),
        // The pair of another user will be given again.
        (200, r#"{"access_token":"good","refresh_token":"next","x_mailru_vid":"8"}"#),
    ] {
        let server = server(status, body).await;
        let api = Api::new(app(server.settings()).session_of(pair("old", "refresh")).unwrap());
        let first = auth_error(api.friends().get().await);
        for _ in 0..4 {
            assert_eq!(auth_error(api.friends().get().await), first, "{body}");
        }
        assert_eq!((refreshes(&server), server.asked().len()), (1, 6), "{body}");
    }
}

#[tokio::test]
async fn what_may_pass_or_cannot_be_read_is_asked_for_again() {
    for (status, body) in [(400, r#"{"error":"temporarily_unavailable"}"#), (503, "{}"), (200, "<html>"), (403, "no")] {
        let server = server(status, body).await;
        let api = Api::new(app(server.settings()).session_of(pair("old", "refresh")).unwrap());
        for attempt in 1..=3 {
            api.friends().get().await.unwrap_err();
            assert_eq!(refreshes(&server), attempt, "{body}");
        }
    }
}

#[tokio::test]
async fn a_new_pair_in_the_store_ends_what_was_known_of_the_old_one() {
    let server = server(400, r#"{"error":"invalid_grant"}"#).await;
    let store = Arc::new(MemoryStore::new());
    store.swap(None, &pair("old", "refresh")).await.unwrap();
    let api = Api::new(app(server.settings()).resume(store.clone()).await.unwrap().unwrap());
    for _ in 0..2 {
        assert!(matches!(auth_error(api.friends().get().await), AuthError::Refused { .. }));
    }
    assert_eq!(refreshes(&server), 1);
    // Somebody logs in anew.
    store.swap(Some(1), &pair("good", "next")).await.unwrap();
    api.friends().get().await.unwrap();
    assert_eq!(refreshes(&server), 1);
    // And ends again: of this pair nothing is known.
    store.swap(Some(2), &pair("late", "last")).await.unwrap();
    let resumed: Api<Server> = Api::new(app(server.settings()).resume(store).await.unwrap().unwrap());
    auth_error(resumed.friends().get().await);
    assert_eq!(server.asked_for("refresh_token").into_iter().flatten().collect::<Vec<_>>(), ["refresh", "last"]);
}

#[tokio::test]
async fn an_error_102_that_a_refresh_does_not_mend_costs_one_refresh_a_call_and_two_where_the_store_is_shared() {
    for (stored, each) in [(false, 1), (true, 2)] {
        let mut pairs = 0;
        let server = Sequence::by(move |asked| {
            if asked.get("grant_type").is_none() {
                return expired();
            }
            pairs += 1;
            (200, format!(r#"{{"access_token":"{pairs}","refresh_token":"r{pairs}","expires_in":86400}}"#))
        });
        let server = server.await.unwrap();
        let api = if stored {
            let store = Arc::new(MemoryStore::new());
            store.swap(None, &pair("old", "refresh")).await.unwrap();
            Api::new(app(server.settings()).resume(store).await.unwrap().unwrap())
        } else {
            Api::new(app(server.settings()).session_of(pair("old", "refresh")).unwrap())
        };
        for calls in 1..=3 {
            assert!(matches!(api.friends().get().await, Err(Error::Api(_))));
            assert_eq!(
                (refreshes(&server), server.asked().len()),
                (each * calls, (2 * each + 1) * calls),
                "stored: {stored}"
            );
        }
    }
}

#[tokio::test]
async fn an_expired_pair_of_another_process_leaves_one_refresh() {
    let rotated = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&rotated);
    let server = Sequence::by(move |asked| match (asked.get("grant_type"), asked.get("session_key")) {
        (Some(_), _) => {
            seen.store(true, Ordering::SeqCst);
            (200, r#"{"access_token":"good","refresh_token":"r"}"#.to_owned())
        }
        (None, Some("good")) => (200, "[]".to_owned()),
        _ => expired(),
    });
    let server = server.await.unwrap();
    let store = Arc::new(MemoryStore::new());
    store.swap(None, &pair("old", "refresh")).await.unwrap();
    let api = Api::new(app(server.settings()).resume(store.clone()).await.unwrap().unwrap());
    store.swap(Some(1), &pair("expired too", "newer")).await.unwrap();
    api.friends().get().await.unwrap();
    assert!(rotated.load(Ordering::SeqCst));
    assert_eq!(server.asked_for("refresh_token").into_iter().flatten().collect::<Vec<_>>(), ["newer"]);
}
