//! What is refused, and how that is told.

use mailru_sandbox::Sandbox;

use super::{ask, code, error, exchange, refresh, sandbox, text, tokens, userinfo};
use crate::client::{FORM, get, post};

#[tokio::test]
async fn each_mistake_has_its_number_and_says_what_it_is() {
    let sandbox = sandbox().await;
    for (changes, number, words) in [
        (&[("grant_type", "")][..], 2, "missing request parameter: grant_type"),
        (&[("grant_type", "password")], 2, "unknown grant_type: password"),
        (&[("client_id", "")], 2, "missing request parameter: client_id"),
        (&[("client_id", "nobody")], 1, "unknown client_id: nobody"),
        (&[("code", "")], 2, "missing request parameter: code"),
        (&[("redirect_uri", "")], 2, "missing request parameter: redirect_uri"),
        (&[("redirect_uri", "https://example.org/back")], 2, "redirect_uri differs"),
    ] {
        let (found, description) = error(&exchange(&sandbox, &code(&sandbox, &[]), changes).await);
        assert_eq!(found, number, "{changes:?}");
        assert!(description.starts_with(words), "{description}");
    }
    assert_eq!(error(&refresh(&sandbox, "none").await).0, 6);
    assert_eq!(error(&ask(&sandbox, "token", &[("grant_type", "refresh_token")]).await).0, 2);
    assert_eq!(error(&userinfo(&sandbox, "none").await).0, 6);
    assert_eq!(error(&userinfo(&sandbox, "").await).0, 2);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_twice_or_is_no_post_is_error_2() {
    let sandbox = sandbox().await;
    let (token, id) = ("/oauth.mail.ru/token", sandbox.mail_client_id());
    for body in ["grant_type=%FF", "client_id=a&client_id=b", ""] {
        assert_eq!(error(&post(&sandbox, token, FORM, body.as_bytes()).await).0, 2, "{body}");
    }
    assert_eq!(error(&post(&sandbox, token, "application/json", b"{}").await).0, 2);
    assert_eq!(error(&get(&sandbox, &format!("{token}?grant_type=refresh_token&client_id={id}")).await).0, 2);
    let in_query = format!("{token}?grant_type=refresh_token&client_id={id}&refresh_token=a");
    assert_eq!(error(&post(&sandbox, &in_query, FORM, b"").await).0, 2, "the query is not read");
}

#[tokio::test]
async fn a_code_works_once_for_ten_minutes() {
    let sandbox = sandbox().await;
    let (spent, late) = (code(&sandbox, &[]), code(&sandbox, &[]));
    assert!(exchange(&sandbox, &spent, &[]).await.json()["access_token"].is_string());
    assert_eq!(error(&exchange(&sandbox, &spent, &[]).await).0, 6);
    sandbox.clock().advance(std::time::Duration::from_mins(10));
    assert_eq!(error(&exchange(&sandbox, &late, &[]).await).0, 6);
}

#[tokio::test]
async fn an_access_token_ends_by_the_clock_or_at_once_and_the_refresh_token_stays() {
    let sandbox = sandbox().await;
    let first = tokens(&sandbox, &[]).await;
    sandbox.clock().advance(std::time::Duration::from_hours(1));
    assert_eq!(error(&userinfo(&sandbox, text(&first, "access_token")).await).0, 6);
    let second = refresh(&sandbox, text(&first, "refresh_token")).await.json();
    assert!(userinfo(&sandbox, text(&second, "access_token")).await.json()["error"].is_null());
    sandbox.expire_mail_tokens();
    assert_eq!(error(&userinfo(&sandbox, text(&second, "access_token")).await).0, 6);
    assert!(refresh(&sandbox, text(&first, "refresh_token")).await.json()["access_token"].is_string());
}

#[tokio::test]
async fn the_lifetime_is_the_builders_choice() {
    let builder = Sandbox::builder().mail_token_lifetime(std::time::Duration::from_secs(30));
    let sandbox = builder.start().await.expect("a free port");
    assert_eq!(tokens(&sandbox, &[]).await["expires_in"].as_u64(), Some(30));
}

#[tokio::test]
async fn what_was_asked_is_remembered_and_its_debug_form_holds_no_secret() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    userinfo(&sandbox, text(&answer, "access_token")).await;
    refresh(&sandbox, "none").await;
    let requests = sandbox.mail_requests();
    let told: Vec<_> =
        requests.iter().map(|request| (request.endpoint(), request.verb(), request.error_code())).collect();
    assert_eq!(told, [("token", "POST", None), ("userinfo", "GET", None), ("token", "POST", Some(6))]);
    assert_eq!(requests[1].parameter("access_token"), Some(text(&answer, "access_token")));
    let (shown, secret) = (format!("{requests:?}"), sandbox.mail_client_secret().expect("a secret"));
    assert!(!shown.contains(secret) && !shown.contains(text(&answer, "access_token")), "{shown}");
}
