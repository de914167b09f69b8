//! The browser's part, played through to a session: both flows, refusal, and a log-in that fails.

use mailru_sandbox::{Circuit, Sandbox};
use mailru_sdk::{
    auth::{Display, code_from_redirect, tokens_from_redirect},
    error::AuthError,
    objects::Privilege,
};
use mailru_tests::{browser::User, client_app, server_app};

use crate::{auth_error, signed_call};

const STATE: &str = "random & words";
const STANDALONE: &str = "http://connect.mail.ru/oauth/success.html";

fn user(sandbox: &Sandbox, consents: bool) -> User {
    User { email: sandbox.user_email(), password: sandbox.password().to_owned(), consents }
}

#[tokio::test]
async fn the_code_flow_ends_in_a_session_with_the_privileges_that_were_asked_for() {
    let sandbox = Sandbox::start().await.unwrap();
    let app = server_app(&sandbox);
    for back in ["https://example.com/back", "https://example.com/back?from=mailru"] {
        let authorization =
            app.authorization(back).scope([Privilege::Stream]).state(STATE).display(Display::Touch).revoke();
        let redirect = user(&sandbox, true).open(&authorization.url().unwrap()).await.unwrap();
        assert!(redirect.starts_with(back), "{redirect}");
        let code = code_from_redirect(&redirect, Some(STATE)).unwrap();
        let session = app.code(code, authorization.redirect_uri().unwrap()).authorize().await.unwrap();
        let api = mailru_sdk::Api::new(session.clone());
        for (privilege, is_granted) in [(Privilege::Stream, true), (Privilege::Photos, false)] {
            let granted = api.users().has_app_permission(privilege.clone()).await.unwrap();
            assert_eq!(granted.values().next().unwrap().is_set(), is_granted, "{privilege}");
        }
        signed_call(&sandbox, session, Circuit::Server).await;
    }
}

#[tokio::test]
async fn the_implicit_flow_ends_in_a_session_that_refreshes_itself() {
    let sandbox = Sandbox::start().await.unwrap();
    let app = client_app(&sandbox);
    for _ in 0..3 {
        let url = app.authorization(STANDALONE).implicit().state(STATE).url().unwrap();
        let redirect = user(&sandbox, true).open(&url).await.unwrap();
        let session = app.session_of(tokens_from_redirect(&redirect, Some(STATE)).unwrap()).unwrap();
        signed_call(&sandbox, session.clone(), Circuit::Client).await;
        sandbox.expire_sessions();
        mailru_sdk::Api::new(session).friends().get().await.unwrap();
    }
    assert_eq!(sandbox.token_requests().len(), 3);
}

#[tokio::test]
async fn a_user_who_refuses_is_an_error_of_its_own() {
    let sandbox = Sandbox::start().await.unwrap();
    let authorization = client_app(&sandbox).authorization("https://example.com/back").state(STATE);
    let user = user(&sandbox, false);
    let redirect = user.open(&authorization.url().unwrap()).await.unwrap();
    assert_eq!(auth_error(code_from_redirect(&redirect, Some(STATE))), AuthError::Denied);
    let redirect = user.open(&authorization.clone().implicit().url().unwrap()).await.unwrap();
    assert_eq!(auth_error(tokens_from_redirect(&redirect, Some(STATE))), AuthError::Denied);
    // A refusal that nobody asked for is no refusal.
    assert_eq!(auth_error(code_from_redirect(&redirect, Some("other"))), AuthError::StateMismatch);
}

#[tokio::test]
async fn a_log_in_that_fails_is_an_error_of_its_own() {
    let sandbox = Sandbox::start().await.unwrap();
    let user = User { password: "wrong".to_owned(), ..user(&sandbox, true) };
    let url = server_app(&sandbox).authorization("https://example.com/back").url().unwrap();
    let shown = user.open(&url).await.unwrap();
    assert_eq!(auth_error(code_from_redirect(&shown, None)), AuthError::LoginFailed);
}
