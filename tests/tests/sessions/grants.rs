//! The nine grants: three kinds of them on three kinds of applications.

use mailru_sandbox::{Circuit, ClientKey, Sandbox};
use mailru_sdk::{Error, Session, objects::Privilege};
use mailru_tests::{client_app, inferred_app, server_app};

use crate::{BACK, app, signed_call, token_request};

/// The session is real: it came by that grant, with that key, and signs a call with its new token.
async fn works<K>(
    sandbox: &Sandbox,
    session: Result<Session<K>, Error>,
    (grant, key, circuit): (&str, ClientKey, Circuit),
) {
    let session = session.unwrap();
    let asked = token_request(sandbox);
    assert_eq!((asked.grant(), asked.client_key(), asked.verb()), (Some(grant), Some(key), "POST"));
    assert_eq!(asked.parameter("client_id"), Some(sandbox.app_id().to_string().as_str()));
    let tokens = session.tokens().unwrap().current();
    assert_eq!(tokens.owner().map(u64::from), Some(sandbox.uid()));
    assert!(tokens.expiry().is_some());
    let request = signed_call(sandbox, session, circuit).await;
    assert_eq!(request.parameter("session_key"), Some(tokens.expose_access_token()));
    assert_ne!(tokens.expose_access_token(), sandbox.access_token());
}

const CODE: &str = "authorization_code";
const PASSWORD: &str = "password";
const REFRESH: &str = "refresh_token";

#[tokio::test]
async fn code_session_is_app_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = app(&sandbox).code(sandbox.code(BACK), BACK).authorize().await;
    works(&sandbox, session, (CODE, ClientKey::Secret, Circuit::Client)).await;
}

#[tokio::test]
async fn code_client_session_is_client_app_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let app = client_app(&sandbox).client_secret(sandbox.secret_key());
    let session = app.code(sandbox.code(BACK), BACK).authorize().await;
    works(&sandbox, session, (CODE, ClientKey::Secret, Circuit::Client)).await;
    assert_eq!(token_request(&sandbox).parameter("redirect_uri"), Some(BACK));
}

#[tokio::test]
async fn code_server_session_is_server_app_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = server_app(&sandbox).code(sandbox.code(BACK), BACK).authorize().await;
    works(&sandbox, session, (CODE, ClientKey::Secret, Circuit::Server)).await;
}

#[tokio::test]
async fn password_session_is_app_password() {
    let sandbox = Sandbox::start().await.unwrap();
    let scope = [Privilege::Photos, Privilege::Stream];
    let session = app(&sandbox).password(sandbox.user_email(), sandbox.password(), scope).authorize().await;
    works(&sandbox, session, (PASSWORD, ClientKey::Secret, Circuit::Client)).await;
    assert_eq!(token_request(&sandbox).parameter("scope"), Some("photos stream"));
}

#[tokio::test]
async fn password_client_session_is_client_app_password() {
    let sandbox = Sandbox::start().await.unwrap();
    let scope = [Privilege::from("not.yet.known")];
    let session = client_app(&sandbox).password(sandbox.user_email(), sandbox.password(), scope).authorize().await;
    works(&sandbox, session, (PASSWORD, ClientKey::Private, Circuit::Client)).await;
    assert_eq!(token_request(&sandbox).parameter("scope"), Some("not.yet.known"));
}

#[tokio::test]
async fn password_server_session_is_server_app_password() {
    let sandbox = Sandbox::start().await.unwrap();
    let no_scope: [Privilege; 0] = [];
    let session = server_app(&sandbox).password(sandbox.user_email(), sandbox.password(), no_scope).authorize().await;
    works(&sandbox, session, (PASSWORD, ClientKey::Secret, Circuit::Server)).await;
    assert_eq!(token_request(&sandbox).parameter("scope"), None);
}

#[tokio::test]
async fn refresh_session_is_app_refresh() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = app(&sandbox).refresh(sandbox.refresh_token()).authorize().await;
    works(&sandbox, session, (REFRESH, ClientKey::Secret, Circuit::Client)).await;
}

#[tokio::test]
async fn refresh_client_session_is_client_app_refresh() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = client_app(&sandbox).refresh(sandbox.refresh_token()).authorize().await;
    works(&sandbox, session, (REFRESH, ClientKey::Private, Circuit::Client)).await;
}

#[tokio::test]
async fn refresh_server_session_is_server_app_refresh() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = server_app(&sandbox).refresh(sandbox.refresh_token()).authorize().await;
    works(&sandbox, session, (REFRESH, ClientKey::Secret, Circuit::Server)).await;
}

#[tokio::test]
async fn a_grant_of_an_app_with_one_key_is_of_that_keys_circuit() {
    let sandbox = Sandbox::start().await.unwrap();
    let app = inferred_app(&sandbox).private_key(sandbox.private_key());
    let session = app.refresh(sandbox.refresh_token()).authorize().await;
    works(&sandbox, session, (REFRESH, ClientKey::Private, Circuit::Client)).await;

    let sandbox = Sandbox::start().await.unwrap();
    let app = inferred_app(&sandbox).secret_key(sandbox.secret_key());
    let session = app.refresh(sandbox.refresh_token()).authorize().await;
    works(&sandbox, session, (REFRESH, ClientKey::Secret, Circuit::Server)).await;
}

#[tokio::test]
async fn a_grant_can_give_tokens_without_a_session() {
    let sandbox = Sandbox::start().await.unwrap();
    let tokens = client_app(&sandbox).refresh(sandbox.refresh_token()).tokens().await.unwrap();
    assert_eq!(tokens.owner().map(u64::from), Some(sandbox.uid()));
    let session = server_app(&sandbox).session_of(tokens).unwrap();
    signed_call(&sandbox, session, Circuit::Server).await;
}
