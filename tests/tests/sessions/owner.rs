//! Whose session it is: said by the platform, by the program, by both, or by neither.

use mailru_sandbox::{Circuit, Sandbox};
use mailru_sdk::{
    Uid,
    auth::Tokens,
    error::{AuthError, ConfigError},
    objects::Privilege,
};
use mailru_tests::{client_app, inferred_app, server_app};

use crate::{BACK, app, auth_error, config_error, signed_call};

async fn silent_about_users() -> Sandbox {
    Sandbox::builder().sends_vid(false).rotates_refresh_tokens(false).start().await.unwrap()
}

#[tokio::test]
async fn the_client_circuit_needs_a_user_that_the_platform_or_the_program_names() {
    let sandbox = silent_about_users().await;
    let app = client_app(&sandbox);
    let missing = AuthError::Incomplete { place: "the answer", member: "x_mailru_vid" };
    assert_eq!(auth_error(app.refresh(sandbox.refresh_token()).authorize().await), missing);
    let session = app.refresh(sandbox.refresh_token()).uid(sandbox.uid()).authorize().await.unwrap();
    assert_eq!(session.tokens().unwrap().current().owner(), Some(Uid::from(sandbox.uid())));
    signed_call(&sandbox, session, Circuit::Client).await;

    let grant = || app.password(sandbox.user_email(), sandbox.password(), [Privilege::Photos]);
    assert_eq!(auth_error(grant().authorize().await), missing);
    signed_call(&sandbox, grant().uid(sandbox.uid()).authorize().await.unwrap(), Circuit::Client).await;
}

#[tokio::test]
async fn the_server_circuit_needs_no_user() {
    let sandbox = silent_about_users().await;
    let session = server_app(&sandbox).refresh(sandbox.refresh_token()).authorize().await.unwrap();
    assert_eq!(session.tokens().unwrap().current().owner(), None);
    signed_call(&sandbox, session, Circuit::Server).await;
}

#[tokio::test]
async fn without_a_user_an_app_takes_the_server_circuit_or_says_what_is_missing() {
    let sandbox = silent_about_users().await;
    let session = app(&sandbox).refresh(sandbox.refresh_token()).authorize().await.unwrap();
    signed_call(&sandbox, session, Circuit::Server).await;
    let session = app(&sandbox).refresh(sandbox.refresh_token()).uid(sandbox.uid()).authorize().await.unwrap();
    signed_call(&sandbox, session, Circuit::Client).await;
    let app = inferred_app(&sandbox).private_key(sandbox.private_key());
    let error = config_error(app.refresh(sandbox.refresh_token()).authorize().await);
    assert_eq!(error, ConfigError::NoCircuit { client: "the user's id" });
}

#[tokio::test]
async fn the_tokens_of_another_user_are_not_taken() {
    let sandbox = Sandbox::builder().rotates_refresh_tokens(false).start().await.unwrap();
    let other = sandbox.uid() - 1;
    for error in [
        auth_error(client_app(&sandbox).refresh(sandbox.refresh_token()).uid(other).authorize().await),
        auth_error(server_app(&sandbox).refresh(sandbox.refresh_token()).uid(other).authorize().await),
        auth_error(server_app(&sandbox).code(sandbox.code(BACK), BACK).uid(other).authorize().await),
    ] {
        assert_eq!(error, AuthError::OtherUser);
    }
    client_app(&sandbox).refresh(sandbox.refresh_token()).uid(sandbox.uid()).authorize().await.unwrap();
}

#[tokio::test]
async fn a_refresh_that_brings_another_users_tokens_ends_the_session() {
    let sandbox = Sandbox::start().await.unwrap();
    let tokens = Tokens::new("expired").refresh_token(sandbox.refresh_token()).uid(sandbox.uid() - 1);
    let session = server_app(&sandbox).session_of(tokens).unwrap();
    let error = auth_error(mailru_sdk::Api::new(session).friends().get().await);
    assert_eq!(error, AuthError::OtherUser);
}

#[test]
fn tokens_of_ones_own_need_what_the_circuit_needs() {
    let missing = AuthError::Incomplete { place: "the answer", member: "x_mailru_vid" };
    let client = mailru_sdk::ClientApp::new(1, "private key");
    assert_eq!(auth_error(client.session_of(Tokens::new("token"))), missing);
    client.session_of(Tokens::new("token").uid(7)).unwrap();
    mailru_sdk::ServerApp::new(1, "secret key").session_of(Tokens::new("token")).unwrap();
}
