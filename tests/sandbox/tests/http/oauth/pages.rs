//! What the pages are made of: two languages, no script, nothing from elsewhere.

use mailru_sandbox::Sandbox;

use super::browser::{Browser, request};
use crate::client::{Reply, get};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

/// One page of each kind.
async fn pages(sandbox: &Sandbox) -> Vec<Reply> {
    let target = request(sandbox, &[("scope", "photos guestbook stream messages events notifications widget")]);
    let mut friend = Browser::logged_in(sandbox).await;
    vec![
        Browser::new(sandbox).open(&target).await,
        friend.open(&target).await,
        friend.send(&target, &[]).await,
        friend.open("/oauth/authorize").await,
        friend.open("/recovery").await,
        friend.open("/oauth/success.html").await,
    ]
}

#[tokio::test]
async fn no_page_runs_a_script_or_names_another_address() {
    let sandbox = sandbox().await;
    for page in pages(&sandbox).await {
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains("name=\"viewport\""));
        for unwanted in ["<script", "javascript:", "onclick", "<img", "<link", "@import", "url("] {
            assert!(!page.body.contains(unwanted), "{unwanted}: {}", page.body);
        }
        for attribute in ["href=\"", "src=\"", "action=\""] {
            for address in page.body.split(attribute).skip(1) {
                assert!(address.starts_with(['?', '/']) && !address.starts_with("//"), "{address}");
            }
        }
    }
}

#[tokio::test]
async fn no_page_can_be_framed_cached_or_leak_its_address() {
    let sandbox = sandbox().await;
    for page in pages(&sandbox).await {
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"), "forms of the page have their origin");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn pages_are_in_the_language_of_the_browser_and_can_be_switched() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let target = request(&sandbox, &[]);
    for (language, title) in [("ru,en;q=0.5", "<h1>Вход</h1>"), ("en", "<h1>Log in</h1>"), ("de", "<h1>Log in</h1>")]
    {
        browser.language = language;
        assert!(browser.open(&target).await.body.contains(title), "{language}");
    }
    let english = browser.open(&target).await.body;
    assert!(english.contains("lang=\"en\""));
    let switch = english.split("<a href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    assert!(switch.ends_with("lang=ru"), "{switch}");
    let switched = format!("/oauth/authorize{}", switch.replace("&amp;", "&"));
    let page = browser.open(&switched).await;
    assert!(page.body.contains("<h1>Вход</h1>") && page.body.contains("lang=\"ru\""));
    let reply = browser.log_in(&switched, &sandbox.user_email(), sandbox.password()).await;
    let consent = browser.open(super::browser::location(&reply)).await;
    assert!(consent.body.contains("Необходим доступ к вашим данным"), "the choice stays");
}

#[tokio::test]
async fn without_any_wish_pages_are_in_russian() {
    let sandbox = sandbox().await;
    assert!(get(&sandbox, &request(&sandbox, &[])).await.body.contains("<h1>Вход</h1>"));
}

#[tokio::test]
async fn every_privilege_of_the_platform_has_words_in_both_languages() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for language in ["ru", "en"] {
        browser.language = language;
        let all = "photos guestbook stream messages events notifications widget nonsense";
        let page = browser.open(&request(&sandbox, &[("scope", all)])).await;
        assert_eq!(page.body.matches("<li>").count(), 8, "{}", page.body);
        let none = browser.open(&request(&sandbox, &[])).await;
        assert_eq!(none.body.matches("<li>").count(), 1, "what everybody may");
    }
}

#[tokio::test]
async fn the_standalone_page_says_what_happened_and_that_it_may_be_closed() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let page = browser.open("/oauth/success.html").await;
    assert!(page.body.contains("Access is allowed") && page.body.contains("You may close this page."));
    let page = browser.open("/oauth/success.html?error=access_denied").await;
    assert!(page.body.contains("Access is refused"));
}
