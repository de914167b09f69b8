//! A refresh that fails.

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Error, RetryPolicy, auth::Tokens, codes::Code, error::AuthError};
use mailru_tests::{sequence::Sequence, server_app};

use crate::{
    auth_error,
    crowd::{CALLS, crowd, finish, succeed, until_all_are_refused},
    expired, first_pair, refreshes,
};

#[tokio::test]
async fn a_thousand_callers_share_one_failure_and_a_later_call_tries_again() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.expire_sessions();
    let app = server_app(&sandbox).settings(sandbox.settings().retry(RetryPolicy::off()));
    let api = Api::new(app.session_of(first_pair(&sandbox)).unwrap());
    sandbox.fail_refresh(1, "temporarily_unavailable");
    let gate = sandbox.hold_token_requests();
    let mut calls = crowd(&api);
    until_all_are_refused(&sandbox, &mut calls).await;
    gate.arrived(1).await;
    gate.release();
    let expected = r#"oauth/token: not now, with HTTP status 400: {"error":"temporarily_unavailable"}"#;
    let ends = finish(calls).await;
    assert_eq!(ends.len(), CALLS);
    for end in ends {
        assert_eq!(end.unwrap_err().to_string(), expected);
    }
    assert_eq!((refreshes(&sandbox), sandbox.requests().len()), (1, CALLS), "nothing was sent again");

    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 2);
}

#[tokio::test]
async fn every_later_call_tries_once_more() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    sandbox.fail_refresh(3, "server_error");
    for attempt in 1..=3 {
        assert!(api.friends().get().await.unwrap_err().is_retryable());
        assert_eq!(refreshes(&sandbox), attempt);
    }
    succeed(vec![api.friends().get().send()]).await;
    assert_eq!(refreshes(&sandbox), 4);
}

#[tokio::test]
async fn without_a_refresh_token_or_a_key_to_refresh_with_error_102_reaches_the_caller() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.expire_sessions();
    let (access, refresh) = (sandbox.access_token(), sandbox.refresh_token());
    let keyless = mailru_tests::inferred_app(&sandbox).private_key(sandbox.private_key()).client_secret("");
    let uid = sandbox.uid();
    let server = server_app(&sandbox);
    for session in [server.session(access), server.session_of(Tokens::new(access)).unwrap()] {
        let error = Api::new(session).friends().get().await.unwrap_err();
        assert!(matches!(&error, Error::Api(error) if error.code() == Code::AuthorizationFailed), "{error:?}");
    }
    let session = keyless.session_of(Tokens::new(access).refresh_token(refresh).uid(uid)).unwrap();
    let error = Api::new(session).friends().get().await.unwrap_err();
    assert_eq!(error.to_string(), "the client secret is empty");
    assert!(sandbox.token_requests().is_empty());
}

#[tokio::test]
async fn a_refresh_whose_answer_is_lost_or_unreadable_is_told_as_it_is() {
    for (status, body, message) in [
        (500, "<html>", "oauth/token: HTTP status 500: <html>"),
        (200, "<html>", "refresh_token has a malformed `body`"),
        (200, "{}", "refresh_token has no `access_token`"),
        (400, r#"{"error":{"error_code":102,"error_msg":"no"}}"#, "refresh_token: refused with `102`: no"),
    ] {
        let server = Sequence::by(move |asked| match asked.get("grant_type") {
            Some(_) => (status, body.to_owned()),
            None => (400, r#"{"error":{"error_code":102,"error_msg":"expired"}}"#.to_owned()),
        });
        let server = server.await.unwrap();
        let app = mailru_sdk::ServerApp::new(1, "secret key").settings(server.settings());
        let api = Api::new(app.session_of(Tokens::new("old").refresh_token("refresh")).unwrap());
        assert_eq!(api.friends().get().await.unwrap_err().to_string(), message);
        assert_eq!(server.asked().len(), 2);
    }
}

#[tokio::test]
async fn a_refresh_that_is_refused_leaves_the_pair_in_use() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    sandbox.fail_refresh(1, "invalid_grant");
    let refused = AuthError::Refused { grant: "refresh_token", error: "invalid_grant".into(), description: None };
    assert_eq!(auth_error(api.friends().get().await), refused);
    let current = api.session().tokens().unwrap().current();
    assert_eq!(current.expose_refresh_token(), Some(sandbox.refresh_token()));
    assert_eq!(current.expose_access_token(), sandbox.access_token());
}
