//! Applications: several beside each other, and what is one's own.

use mailru_sandbox::{MailApplication, Sandbox};

use super::{BACK, ask, code, error, exchange, refresh, sandbox, text, tokens, with};

async fn two() -> Sandbox {
    let builder = Sandbox::builder().mail_application(MailApplication::new("first", "one"));
    builder.mail_application(MailApplication::new("second", "two")).start().await.expect("a free port")
}

const SECOND: [(&str, &str); 2] = [("client_id", "second"), ("client_secret", "two")];

#[tokio::test]
async fn without_any_choice_there_is_one_with_a_secret() {
    let sandbox = sandbox().await;
    let is_hex = |text: &str| text.len() == 32 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    assert!(is_hex(sandbox.mail_client_id()) && sandbox.mail_client_secret().is_some_and(is_hex));
    assert_eq!(super::sandbox().await.mail_client_id(), sandbox.mail_client_id(), "made from the seed");
}

#[tokio::test]
async fn a_code_is_the_applications_own_and_another_one_does_not_spend_it() {
    let sandbox = two().await;
    let code = code(&sandbox, &[]);
    assert_eq!(error(&exchange(&sandbox, &code, &SECOND).await).0, 6);
    assert!(exchange(&sandbox, &code, &[]).await.json()["access_token"].is_string());
}

#[tokio::test]
async fn a_refresh_token_is_the_applications_own() {
    let sandbox = two().await;
    let answer = tokens(&sandbox, &[]).await;
    let token = text(&answer, "refresh_token");
    let asked = [("grant_type", "refresh_token"), ("refresh_token", token)];
    assert_eq!(error(&ask(&sandbox, "token", &[&asked[..], &SECOND].concat()).await).0, 6);
    assert!(refresh(&sandbox, token).await.json()["access_token"].is_string());
}

#[tokio::test]
async fn one_with_a_secret_has_to_say_it_and_a_public_one_has_none() {
    let sandbox = sandbox().await;
    let code = code(&sandbox, &[]);
    for secret in ["", "wrong"] {
        assert_eq!(error(&exchange(&sandbox, &code, &[("client_secret", secret)]).await).0, 3, "{secret}");
    }
    assert!(exchange(&sandbox, &code, &[]).await.json()["access_token"].is_string(), "nothing was spent");
    let sandbox = with(MailApplication::public("phone").redirect_uri(BACK)).await;
    let code = super::code(&sandbox, &[]);
    assert_eq!(error(&exchange(&sandbox, &code, &[("client_secret", "made up")]).await).0, 3);
    assert!(exchange(&sandbox, &code, &[]).await.json()["access_token"].is_string());
}

#[tokio::test]
async fn a_consent_is_given_to_one_application() {
    let sandbox = two().await;
    let mut browser = crate::oauth::browser::Browser::logged_in(&sandbox).await;
    let target = super::login(&sandbox, &[]);
    assert_eq!(browser.press(&target, "allow").await.status, 303);
    assert_eq!(browser.open(&target).await.status, 303, "nobody is asked twice");
    assert_eq!(browser.open(&super::login(&sandbox, &[("client_id", "second")])).await.status, 200);
}
