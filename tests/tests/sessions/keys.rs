//! Which key goes as `client_secret`, and what happens without one.

use mailru_sandbox::{ClientKey, Sandbox};
use mailru_sdk::{App, ClientApp, error::ConfigError, objects::Privilege};
use mailru_tests::{client_app, inferred_app, server_app};

use crate::{BACK, app, auth_error, config_error, token_request};

const NO_SCOPE: [Privilege; 0] = [];

#[tokio::test]
async fn a_code_on_a_client_app_needs_the_secret_key_and_says_so() {
    let sandbox = Sandbox::start().await.unwrap();
    let code = sandbox.code(BACK);
    let by_app = inferred_app(&sandbox).private_key(sandbox.private_key());
    for error in [
        config_error(client_app(&sandbox).code(&code, BACK).authorize().await),
        config_error(by_app.code(&code, BACK).authorize().await),
        config_error(client_app(&sandbox).code(&code, BACK).tokens().await.map(drop)),
    ] {
        assert_eq!(error, ConfigError::NoClientSecret { grant: "authorization_code", needed: "the secret key" });
        assert!(error.to_string().contains("needs the secret key as client_secret"), "{error}");
    }
    assert!(sandbox.token_requests().is_empty());
    // The code is unspent.
    client_app(&sandbox).code(code, BACK).client_secret(sandbox.secret_key()).authorize().await.unwrap();
    assert_eq!(token_request(&sandbox).client_key(), Some(ClientKey::Secret));
}

/// The key that a refresh sends.
async fn key_of(sandbox: &Sandbox, app: &App) -> Option<ClientKey> {
    app.refresh(sandbox.refresh_token()).authorize().await.unwrap();
    sandbox.token_requests().last().unwrap().client_key()
}

#[tokio::test]
async fn the_circuits_own_key_is_sent_unless_another_one_is_set() {
    let sandbox = Sandbox::builder().rotates_refresh_tokens(false).start().await.unwrap();
    let (private_key, secret_key) = (sandbox.private_key(), sandbox.secret_key());
    let bare = inferred_app(&sandbox);
    for (app, key) in [
        (app(&sandbox), ClientKey::Secret),
        (bare.clone().private_key(private_key), ClientKey::Private),
        (bare.clone().secret_key(secret_key), ClientKey::Secret),
        (app(&sandbox).client_secret(private_key), ClientKey::Private),
        (bare.clone().private_key(private_key).client_secret(secret_key), ClientKey::Secret),
    ] {
        assert_eq!(key_of(&sandbox, &app).await, Some(key));
    }
}

#[tokio::test]
async fn a_grant_can_be_given_its_own_key() {
    let sandbox = Sandbox::start().await.unwrap();
    let (email, password) = (sandbox.user_email(), sandbox.password());
    let grant = client_app(&sandbox).password(&email, password, NO_SCOPE).client_secret(sandbox.secret_key());
    grant.authorize().await.unwrap();
    let grant = server_app(&sandbox).password(&email, password, NO_SCOPE).client_secret(sandbox.private_key());
    let session = grant.authorize().await.unwrap();
    sandbox.expire_sessions();
    // The refreshes that follow go on with that key.
    mailru_sdk::Api::new(session).friends().get().await.unwrap();
    let keys: Vec<_> = sandbox.token_requests().iter().map(|request| request.client_key().unwrap()).collect();
    assert_eq!(keys, [ClientKey::Secret, ClientKey::Private, ClientKey::Private]);
}

#[tokio::test]
async fn the_client_app_of_an_app_with_both_keys_can_use_a_code() {
    let sandbox = Sandbox::start().await.unwrap();
    app(&sandbox).client().unwrap().code(sandbox.code(BACK), BACK).authorize().await.unwrap();
    assert_eq!(token_request(&sandbox).client_key(), Some(ClientKey::Secret));
}

#[tokio::test]
async fn an_empty_key_code_password_or_token_is_named_and_not_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let keyless = ClientApp::new(sandbox.app_id(), "").settings(sandbox.settings());
    let app = server_app(&sandbox);
    for (error, empty) in [
        (config_error(keyless.refresh("token").authorize().await), "client secret"),
        (config_error(app.refresh("").authorize().await), "refresh token"),
        (config_error(app.code("", BACK).authorize().await), "code"),
        (config_error(app.password("me@mail.ru", "", NO_SCOPE).authorize().await), "password"),
        (config_error(app.refresh("token").client_secret("").authorize().await), "client secret"),
    ] {
        assert_eq!(error, ConfigError::Empty(empty));
    }
    assert!(sandbox.token_requests().is_empty());
}

#[tokio::test]
async fn a_wrong_key_is_the_platforms_to_refuse() {
    let sandbox = Sandbox::start().await.unwrap();
    let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).client_secret("0123456789abcdef0123456789abcdef");
    let error = auth_error(grant.authorize().await);
    assert_eq!(error.to_string(), "refresh_token: refused with `invalid_client`");
}
