//! Sessions of OAuth Mail refresh themselves by the machinery of the platform's: once for all calls, through a store.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use mailru_sdk::{
    Error, RetryPolicy,
    auth::{MemoryStore, TokenStore as _, Tokens},
    error::{AuthError, ConfigError},
    oauth_mail::{Code, MailApp},
};
use mailru_tests::sequence::Sequence;

use crate::{FIRST_PAIR, ID, NEXT_TOKEN, REFUSED_TOKEN, app, authorization, back, refusal, session};

const PROFILE: &str = r#"{"id":"1","email":"ivanov@mail.ru"}"#;

fn expired() -> Tokens {
    Tokens::new("first").refresh_token("first refresh").expires_at(SystemTime::UNIX_EPOCH)
}

#[tokio::test]
async fn a_code_ends_in_a_session_that_knows_when_it_ends() {
    let server = Sequence::of([FIRST_PAIR, PROFILE]).await.unwrap();
    let app = app(&server);
    let authorization = authorization(&app);
    let session = authorization.exchange(&back(&authorization)).unwrap().authorize().await.unwrap();
    let tokens = session.tokens().unwrap().current();
    assert!(tokens.expiry().is_some_and(|expiry| expiry > SystemTime::now()));
    assert_eq!(session.userinfo().await.unwrap().email.as_deref(), Some("ivanov@mail.ru"));
    let [exchange, profile] = server.asked().try_into().unwrap();
    assert_eq!(exchange.target(), "POST /oauth.mail.ru/token");
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("code", "c0de"),
        ("redirect_uri", crate::BACK),
        ("client_id", ID),
        ("client_secret", "client secret"),
    ] {
        assert_eq!(exchange.get(name), Some(value), "{name}");
    }
    assert_eq!(exchange.get("code_verifier"), authorization.expose_verifier().unwrap());
    assert_eq!(profile.target(), "GET /oauth.mail.ru/userinfo?access_token=first");
}

#[tokio::test]
async fn however_many_calls_find_the_token_expired_one_refresh_is_made() {
    let server =
        Sequence::by(|asked| (200, if asked.get("grant_type").is_some() { NEXT_TOKEN } else { PROFILE }.into()));
    let server = server.await.unwrap();
    let session = app(&server).session_of(expired()).unwrap();
    let calls = (0..20).map(|_| async { session.userinfo().await });
    assert!(futures_util::future::join_all(calls).await.iter().all(Result::is_ok));
    assert_eq!(server.asked_for("grant_type").iter().flatten().count(), 1);
    assert_eq!(server.asked_for("access_token").iter().flatten().filter(|token| *token == "next").count(), 20);
}

#[tokio::test]
async fn tokens_are_kept_in_a_store_and_found_again() {
    let server = Sequence::of([FIRST_PAIR, NEXT_TOKEN]).await.unwrap();
    let (app, store) = (app(&server), Arc::new(MemoryStore::new()));
    assert!(app.resume(store.clone()).await.unwrap().is_none());
    app.refresh("kept").store(store.clone()).authorize().await.unwrap();
    let session = app.resume(store.clone()).await.unwrap().unwrap();
    session.renew().await.unwrap();
    let stored = store.load().await.unwrap().unwrap();
    assert_eq!((stored.generation, stored.tokens.expose_access_token()), (2, "next"));
    assert_eq!(stored.tokens.expose_refresh_token(), Some("first refresh"));
    assert_eq!(server.asked_for("refresh_token"), [Some("kept".to_owned()), Some("first refresh".to_owned())]);
}

#[tokio::test]
async fn a_refresh_that_is_refused_for_good_is_not_asked_for_again() {
    let refused = r#"{"error":"invalid grant","error_code":6,"error_description":"refresh token expired"}"#;
    let server = Sequence::of([refused]).await.unwrap();
    let session = app(&server).session_of(expired()).unwrap();
    for _ in 0..2 {
        let error = refusal(session.userinfo().await);
        assert_eq!((error.code().map(Code::from_number), error.word()), (Some(Code::BadToken), "invalid grant"));
        assert_eq!(error.method(), "oauth.mail.ru/token");
    }
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_service_that_is_busy_ends_no_session() {
    let busy = (503, r#"{"error":"server error","error_code":4}"#.to_owned());
    let server =
        Sequence::of_answers([busy.clone(), busy, (200, NEXT_TOKEN.into()), (200, PROFILE.into())]).await.unwrap();
    let policy = RetryPolicy::new().attempts(1);
    let session =
        MailApp::new(ID, "client secret").settings(server.settings().retry(policy)).session_of(expired()).unwrap();
    assert!(refusal(session.userinfo().await).to_string().contains("server error"));
    assert!(session.userinfo().await.unwrap_err().is_retryable());
    assert!(session.userinfo().await.is_ok());
}

#[tokio::test]
async fn a_busy_end_point_is_asked_again_with_the_same_code() {
    let busy = (503, r#"{"error":"server error"}"#.to_owned());
    let server = Sequence::of_answers([busy, (200, FIRST_PAIR.into())]).await.unwrap();
    let policy = RetryPolicy::new().base_delay(Duration::ZERO).max_delay(Duration::ZERO);
    let app = MailApp::new(ID, "client secret").settings(server.settings().retry(policy));
    let authorization = authorization(&app);
    authorization.exchange(&back(&authorization)).unwrap().authorize().await.unwrap();
    assert_eq!(server.asked_for("code"), vec![Some("c0de".to_owned()); 2]);
}

#[tokio::test]
async fn without_a_refresh_token_the_refusal_of_the_token_is_told() {
    let server = Sequence::of([REFUSED_TOKEN]).await.unwrap();
    let session = app(&server).session_of(Tokens::new("first")).unwrap();
    assert_eq!(refusal(session.userinfo().await).code(), Some(6));
    let error = session.renew().await.unwrap_err();
    assert!(matches!(error, Error::Auth(AuthError::Incomplete { member: "refresh_token", .. })));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn what_is_empty_is_named_before_anything_is_sent() {
    let server = Sequence::of([""; 0]).await.unwrap();
    let empty = |error: Error| match error {
        Error::Config(ConfigError::Empty(what)) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(empty(app(&server).session_of(Tokens::new("")).unwrap_err()), "access token");
    assert_eq!(empty(app(&server).refresh("").authorize().await.unwrap_err()), "refresh token");
    let no_secret = MailApp::new(ID, "").settings(server.settings());
    assert_eq!(empty(no_secret.refresh("token").authorize().await.unwrap_err()), "client secret");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn half_an_answer_or_none_at_all_is_no_session() {
    for (status, body) in
        [(200, ""), (200, r#"{"access_token":"a""#), (200, "{}"), (200, r#"{"access_token":""}"#), (500, "<html>")]
    {
        let server = Sequence::of_answers([(status, body.to_owned())]).await.unwrap();
        assert!(app(&server).refresh("token").authorize().await.is_err(), "{body}");
    }
}

#[test]
fn a_session_can_be_shared_by_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    let session = MailApp::public(ID).session_of(Tokens::new("token")).unwrap();
    shared(&session);
    let _ = session;
}

#[tokio::test]
async fn a_session_is_renewed_before_its_time_when_it_is_asked_to() {
    let server = Sequence::of([NEXT_TOKEN]).await.unwrap();
    let session = session(&server);
    session.renew().await.unwrap();
    assert_eq!(session.tokens().unwrap().current().expose_access_token(), "next");
}
