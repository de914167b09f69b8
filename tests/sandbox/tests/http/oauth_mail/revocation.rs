//! Tokens that are revoked, by the application or by the user.

use super::{ask, error, refresh, sandbox, text, tokens, userinfo};

#[tokio::test]
async fn a_revoked_refresh_token_takes_its_access_tokens_along() {
    let sandbox = sandbox().await;
    let (first, other) = (tokens(&sandbox, &[]).await, tokens(&sandbox, &[]).await);
    let second = refresh(&sandbox, text(&first, "refresh_token")).await.json();
    let reply = ask(&sandbox, "revoke", &[("token", text(&first, "refresh_token"))]).await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "{}"));
    for token in [&first, &second] {
        assert_eq!(error(&userinfo(&sandbox, text(token, "access_token")).await).0, 6);
    }
    assert_eq!(error(&refresh(&sandbox, text(&first, "refresh_token")).await).0, 6);
    assert!(userinfo(&sandbox, text(&other, "access_token")).await.json()["error"].is_null(), "others stay");
}

#[tokio::test]
async fn a_revoked_access_token_leaves_the_refresh_token() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    ask(&sandbox, "revoke", &[("token", text(&answer, "access_token"))]).await;
    assert_eq!(error(&userinfo(&sandbox, text(&answer, "access_token")).await).0, 6);
    assert!(refresh(&sandbox, text(&answer, "refresh_token")).await.json()["access_token"].is_string());
}

#[tokio::test]
async fn only_the_application_revokes_and_what_is_no_token_is_revoked_already() {
    let sandbox = sandbox().await;
    assert_eq!(ask(&sandbox, "revoke", &[("token", "none")]).await.body, "{}");
    assert_eq!(error(&ask(&sandbox, "revoke", &[]).await).0, 2);
    assert_eq!(error(&ask(&sandbox, "revoke", &[("token", "none"), ("client_secret", "wrong")]).await).0, 3);
}

#[tokio::test]
async fn a_user_takes_everything_back_and_is_asked_again() {
    let sandbox = sandbox().await;
    let mut browser = crate::oauth::browser::Browser::logged_in(&sandbox).await;
    let target = super::login(&sandbox, &[]);
    browser.press(&target, "allow").await;
    let answer = tokens(&sandbox, &[]).await;
    sandbox.withdraw_mail_consents(sandbox.uid());
    assert_eq!(error(&userinfo(&sandbox, text(&answer, "access_token")).await).0, 6);
    assert_eq!(error(&refresh(&sandbox, text(&answer, "refresh_token")).await).0, 6);
    assert_eq!(browser.open(&target).await.status, 200);
}
