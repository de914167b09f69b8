//! The pages of login and consent, which are those of the platform's own OAuth with other words.

use mailru_sandbox::MailApplication;

use super::{BACK, login, member, sandbox, with};
use crate::client::Reply;
use crate::oauth::browser::{Browser, csrf, location};

/// One page of each kind.
async fn pages(sandbox: &mailru_sandbox::Sandbox) -> Vec<Reply> {
    let (target, by_hand) = (login(sandbox, &[]), login(sandbox, &[("redirect_uri", "urn:ietf:wg:oauth:2.0:oob")]));
    let mut friend = Browser::logged_in(sandbox).await;
    vec![
        Browser::new(sandbox).open(&target).await,
        friend.open(&target).await,
        friend.send(&target, &[]).await,
        friend.open("/oauth.mail.ru/login").await,
        friend.open(&login(sandbox, &[("redirect_uri", "javascript:alert(1)")])).await,
        friend.press(&by_hand, "deny").await,
        friend.press(&by_hand, "allow").await,
    ]
}

#[tokio::test]
async fn no_page_runs_a_script_names_another_address_or_can_be_framed() {
    let sandbox = sandbox().await;
    for page in pages(&sandbox).await {
        assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains("name=\"viewport\""), "{}", page.body);
        for unwanted in ["<script", "javascript:", "onclick", "<img", "<link", "@import", "url("] {
            assert!(!page.body.contains(unwanted), "{unwanted}: {}", page.body);
        }
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn what_an_application_sends_cannot_break_out_of_the_page() {
    let evil = "\"><script>alert('1')</script>";
    let sandbox = with(MailApplication::new(evil, "secret")).await;
    let back = "https://a.b&c='d'/?<>";
    let mut browser = Browser::new(&sandbox);
    for changes in [&[("login", evil), ("state", evil), ("scope", evil)][..], &[("redirect_uri", back)]] {
        let page = browser.open(&login(&sandbox, changes)).await;
        assert!(!page.body.contains("<script>") && !page.body.contains("c='d'"), "{}", page.body);
    }
    let mut browser = Browser::logged_in(&sandbox).await;
    let page = browser.open(&login(&sandbox, &[("state", evil)])).await;
    assert!(page.body.contains("&quot;&gt;&lt;script&gt;") && !page.body.contains("<script>"), "{}", page.body);
    let reply = browser.press(&login(&sandbox, &[("state", "a&b=c#d\r\nX: y")]), "allow").await;
    assert_eq!(member(location(&reply), "state"), Some("a%26b%3Dc%23d%0D%0AX%3A%20y"));
}

#[tokio::test]
async fn a_login_that_fails_is_told_and_login_fills_in_the_address() {
    let sandbox = sandbox().await;
    let target = login(&sandbox, &[("login", "somebody@mail.ru")]);
    let mut browser = Browser::new(&sandbox);
    assert!(browser.open(&target).await.body.contains("value=\"somebody@mail.ru\""));
    let reply = browser.log_in(&target, "a@mail.ru", "wrong").await;
    let page = browser.open(location(&reply)).await;
    assert!(page.body.contains("is wrong.") && page.body.contains("value=\"a@mail.ru\""), "{}", page.body);
    let reply = browser.log_in(&target, &sandbox.user_email(), sandbox.password()).await;
    assert!(location(&reply).starts_with("/oauth.mail.ru/login?"), "{}", reply.head);
}

#[tokio::test]
async fn a_refusal_comes_back_with_the_state() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let reply = browser.press(&login(&sandbox, &[("state", "s")]), "deny").await;
    assert_eq!(location(&reply), format!("{BACK}?error=access_denied&state=s"));
}

#[tokio::test]
async fn a_form_of_another_browser_does_nothing() {
    let sandbox = sandbox().await;
    let target = login(&sandbox, &[]);
    let (mut one, mut other) = (Browser::logged_in(&sandbox).await, Browser::logged_in(&sandbox).await);
    let page = one.open(&target).await;
    assert_eq!(other.send(&target, &[("csrf", csrf(&page)), ("action", "allow")]).await.status, 403);
}

#[tokio::test]
async fn whoever_has_consented_is_led_on_unless_the_application_prompts() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    browser.press(&login(&sandbox, &[("scope", "openid email")]), "allow").await;
    for (changes, status) in [
        (&[("scope", "openid")][..], 303),
        (&[("scope", "openid"), ("prompt", "login")], 303),
        (&[("scope", "openid"), ("prompt_force", "2")], 303),
        (&[("scope", "openid"), ("prompt", "consent")], 200),
        (&[("scope", "openid"), ("prompt_force", "1")], 200),
        (&[("scope", "openid profile")], 200),
    ] {
        assert_eq!(browser.open(&login(&sandbox, changes)).await.status, status, "{changes:?}");
    }
    sandbox.forget_consents();
    assert_eq!(browser.open(&login(&sandbox, &[("scope", "openid")])).await.status, 200);
}

#[tokio::test]
async fn what_is_not_certain_to_be_the_applications_is_told_to_the_user_and_the_rest_to_the_application() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    for changes in [&[("client_id", "nobody")][..], &[("redirect_uri", "")], &[("redirect_uri", "/back")]] {
        assert_eq!(browser.open(&login(&sandbox, changes)).await.status, 400, "{changes:?}");
    }
    assert_eq!(browser.open(&format!("{}&scope=a&scope=b", login(&sandbox, &[]))).await.status, 400);
    for response_type in ["token", ""] {
        let reply = browser.open(&login(&sandbox, &[("response_type", response_type), ("state", "s")])).await;
        assert_eq!(member(location(&reply), "error"), Some("unsupported_response_type"));
        assert_eq!(member(location(&reply), "state"), Some("s"));
    }
}

#[tokio::test]
async fn somebody_who_is_logged_in_at_one_service_is_logged_in_at_the_other() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    browser.log_in(&login(&sandbox, &[]), &sandbox.user_email(), sandbox.password()).await;
    let page = browser.open(&crate::oauth::browser::request(&sandbox, &[])).await;
    assert!(page.body.contains("Allow access?"), "{}", page.body);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let sandbox = sandbox().await;
    for target in [login(&sandbox, &[]), "/oauth.mail.ru/token".to_owned(), "/oauth.mail.ru/revoke".to_owned()] {
        let headers = "Origin: https://example.org\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        assert_eq!(crate::client::post_with(&sandbox, &target, headers, b"a=b").await.status, 403, "{target}");
    }
}
