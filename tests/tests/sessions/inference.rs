//! Which circuit an application without a fixed one takes, and what is said when there is none.

use mailru_sandbox::{Circuit, Sandbox};
use mailru_sdk::{App, Error, Session};
use mailru_tests::inferred_app;

use crate::{app, config_error, signed_call};

#[tokio::test]
async fn a_uid_and_a_private_key_come_before_a_secret_key() {
    let sandbox = Sandbox::start().await.unwrap();
    let (token, uid) = (sandbox.access_token(), sandbox.uid());
    let (private_key, secret_key) = (sandbox.private_key(), sandbox.secret_key());
    let bare = inferred_app(&sandbox);
    for (session, circuit) in [
        (app(&sandbox).session(token, uid), Circuit::Client),
        (app(&sandbox).session_without_uid(token), Circuit::Server),
        (bare.clone().private_key(private_key).session(token, uid), Circuit::Client),
        (bare.clone().secret_key(secret_key).session(token, uid), Circuit::Server),
        (bare.clone().private_key("").secret_key(secret_key).session(token, uid), Circuit::Server),
        (bare.clone().private_key(private_key).secret_key("").session(token, uid), Circuit::Client),
    ] {
        signed_call(&sandbox, session, circuit).await;
    }
}

#[test]
fn what_is_missing_is_named() {
    let app = App::new(423_004);
    let with_private_key = app.clone().private_key("key");
    let says = |session: Session<_>, missing: &str| {
        let message = session.check().unwrap_err().to_string();
        assert_eq!(
            message,
            format!("no circuit fits: client-server needs {missing}, server-server needs a secret key")
        );
    };
    says(app.session("token", 7), "a private key");
    says(app.session_without_uid("token"), "the user's id and a private key");
    says(with_private_key.session_without_uid("token"), "the user's id");
    says(app.clone().private_key("").secret_key("").session("token", 7), "a private key");
    assert_eq!(with_private_key.server().unwrap_err().to_string(), "the application has no secret key");
    assert_eq!(app.client().unwrap_err().to_string(), "the application has no private key");
}

#[tokio::test]
async fn a_circuit_that_does_not_fit_sends_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = mailru_sdk::Api::new(inferred_app(&sandbox).session(sandbox.access_token(), sandbox.uid()));
    config_error(api.friends().get().await);
    config_error(api.call("friends.get").raw().await);
    let error = mailru_sdk::Api::new(app(&sandbox).session(sandbox.access_token(), sandbox.uid()))
        .notifications()
        .send([sandbox.uid()], "text")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Circuit(_)), "{error:?}");
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_grant_without_any_key_is_refused_before_anything_is_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let error = config_error(inferred_app(&sandbox).refresh(sandbox.refresh_token()).authorize().await);
    let message = "the grant `refresh_token` needs the secret key or the private key as client_secret; set it with `client_secret`";
    assert_eq!(error.to_string(), message);
    assert!(sandbox.token_requests().is_empty());
}
