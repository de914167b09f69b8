//! Which key goes as `client_secret`, and what happens without one.

use mailru_sandbox::{ClientKey, Sandbox};
use mailru_sdk::{App, ClientApp, Error, auth::Tokens, error::ConfigError, objects::Privilege};
use mailru_tests::{client_app, inferred_app, sequence::Sequence, server_app};

use crate::{BACK, app, auth_error, config_error, token_request};

const NO_SCOPE: [Privilege; 0] = [];

/// The key that goes with a code.
async fn key_of_a_code(grant: impl AsyncFnOnce(mailru_sdk::Settings) -> Result<Tokens, Error>) -> String {
    let server = Sequence::of([r#"{"access_token":"a","refresh_token":"b","x_mailru_vid":"7"}"#]).await.unwrap();
    grant(server.settings()).await.unwrap();
    assert_eq!(server.asked_for("grant_type"), [Some("authorization_code".to_owned())]);
    server.asked_for("client_secret").remove(0).unwrap()
}

#[tokio::test]
async fn a_code_is_sent_with_the_secret_key_or_else_with_the_key_that_there_is() {
    let client = || ClientApp::new(1, "private");
    let sent = [
        key_of_a_code(async |settings| client().settings(settings).code("code", BACK).tokens().await).await,
        key_of_a_code(async |to| App::new(1).private_key("private").settings(to).code("code", BACK).tokens().await)
            .await,
        key_of_a_code(async |settings| {
            App::new(1).private_key("private").secret_key("secret").settings(settings).code("code", BACK).tokens().await
        })
        .await,
        key_of_a_code(async |to| client().client_secret("secret").settings(to).code("code", BACK).tokens().await).await,
        key_of_a_code(async |to| client().settings(to).code("code", BACK).client_secret("secret").tokens().await).await,
    ];
    assert_eq!(sent, ["private", "private", "secret", "secret", "secret"]);
}

#[tokio::test]
async fn a_code_without_any_key_is_refused_before_it_is_spent() {
    let sandbox = Sandbox::start().await.unwrap();
    let code = sandbox.code(BACK);
    let error = config_error(inferred_app(&sandbox).code(&code, BACK).authorize().await);
    let needed = "the secret key or the private key";
    assert_eq!(error, ConfigError::NoClientSecret { grant: "authorization_code", needed });
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
