//! What an attacker or a broken client would send.

use mailru_sandbox::Sandbox;

use super::browser::{Browser, csrf, location, request};
use super::token::{TOKEN, TokenCall, error};
use crate::client::{FORM, get, post};

/// Closes attributes and tags of every kind, and opens new ones.
const MARKUP: &str = "\"'><script>alert(1)</script><b onmouseover=alert(1) x='\0</style></title>";

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

#[tokio::test]
async fn no_parameter_can_write_into_a_page() {
    let sandbox = sandbox().await;
    let parameters = [
        "client_id",
        "response_type",
        "redirect_uri",
        "scope",
        "display",
        "revoke",
        "state",
        "login",
        "fail",
        "lang",
        "host",
        MARKUP,
    ];
    let mut logged_in = Browser::logged_in(&sandbox).await;
    for name in parameters {
        let inside = format!("http://localhost/{MARKUP}");
        for value in [MARKUP, &inside] {
            let target = match name {
                MARKUP => format!("{}&{}=x", request(&sandbox, &[]), crate::client::encode(MARKUP)),
                _ => request(&sandbox, &[(name, value)]),
            };
            for page in [Browser::new(&sandbox).open(&target).await, logged_in.open(&target).await] {
                for piece in ["<script", "<b on", "'\0", "\0"] {
                    assert!(!page.body.contains(piece), "{name}: {}", page.body);
                }
                let closing = ["</style>", "</title>"].map(|tag| page.body.matches(tag).count());
                assert_eq!(closing, [1, 1], "{name}");
            }
        }
    }
}

#[tokio::test]
async fn an_email_that_fails_cannot_write_into_the_page_or_the_head() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    for email in [MARKUP.to_owned(), "a\r\nSet-Cookie: b=c".to_owned(), "й".repeat(10_000)] {
        let reply = browser.log_in(&request(&sandbox, &[]), &email, "wrong").await;
        assert!(!reply.head.contains("set-cookie: b=c"));
        let page = browser.open(location(&reply)).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("<script") && !page.body.contains("<b on"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_browser_does_nothing() {
    let sandbox = sandbox().await;
    let target = request(&sandbox, &[]);
    let mut browser = Browser::logged_in(&sandbox).await;
    let mut other = Browser::logged_in(&sandbox).await;
    let foreign = other.open(&target).await;
    for action in ["login", "allow", "deny", "logout"] {
        for fields in [
            vec![("action", action)],
            vec![("action", action), ("csrf", "")],
            vec![("action", action), ("csrf", "0123456789abcdef0123456789abcdef")],
            vec![("action", action), ("csrf", csrf(&foreign))],
        ] {
            let reply = browser.send(&target, &fields).await;
            assert_eq!((reply.status, reply.header("location")), (403, None), "{fields:?}");
            assert!(reply.body.contains("The form is out of date"));
        }
    }
    let mut cookieless = Browser::new(&sandbox);
    let reply = cookieless.send(&target, &[("action", "allow"), ("csrf", csrf(&foreign))]).await;
    assert_eq!(reply.status, 403);
    assert!(browser.open(&target).await.body.contains("value=\"allow\""), "still logged in");
}

#[tokio::test]
async fn a_login_changes_the_cookie_so_that_a_planted_one_is_worth_nothing() {
    let sandbox = sandbox().await;
    let target = request(&sandbox, &[]);
    let mut browser = Browser::new(&sandbox);
    browser.open(&target).await;
    let planted = browser.cookie.clone();
    browser.log_in(&target, &sandbox.user_email(), sandbox.password()).await;
    assert_ne!(browser.cookie, planted);
    let mut attacker = Browser::new(&sandbox);
    attacker.cookie = planted;
    assert!(attacker.open(&target).await.body.contains("type=\"password\""));
}

#[tokio::test]
async fn a_form_that_presses_no_known_button_does_nothing() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let target = request(&sandbox, &[]);
    let page = browser.open(&target).await;
    for fields in [vec![], vec![("action", "")], vec![("action", "Allow")]] {
        let reply = browser.send(&target, &[fields, vec![("csrf", csrf(&page))]].concat()).await;
        assert_eq!((reply.status, reply.header("location")), (400, None));
    }
}

#[tokio::test]
async fn consent_without_a_login_shows_the_login() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let target = request(&sandbox, &[]);
    let page = browser.open(&target).await;
    for action in ["allow", "deny"] {
        let reply = browser.send(&target, &[("action", action), ("csrf", csrf(&page))]).await;
        assert_eq!(reply.status, 200);
        assert!(reply.body.contains("type=\"password\""), "{}", reply.body);
    }
}

#[tokio::test]
async fn a_parameter_said_twice_is_not_guessed_at() {
    let sandbox = sandbox().await;
    let target = format!("{}&redirect_uri=http%3A%2F%2Fexample.com%2F", request(&sandbox, &[]));
    let page = Browser::logged_in(&sandbox).await.open(&target).await;
    assert_eq!(page.status, 400);
}

#[tokio::test]
async fn broken_encoding_is_refused_everywhere() {
    let sandbox = sandbox().await;
    for broken in ["%", "%zz=1", "scope=%FF", "scope=%D0"] {
        assert_eq!(get(&sandbox, &format!("/oauth/authorize?{broken}")).await.status, 400, "{broken}");
        assert_eq!(error(&post(&sandbox, TOKEN, FORM, broken.as_bytes()).await), "invalid_request", "{broken}");
        let mut browser = Browser::logged_in(&sandbox).await;
        let target = request(&sandbox, &[]);
        let page = browser.open(&target).await;
        let body = format!("action=allow&csrf={}&{broken}", csrf(&page));
        let headers = format!("Cookie: {}\r\nContent-Type: {FORM}\r\n", browser.cookie.as_deref().expect("a cookie"));
        let reply = crate::client::post_with(&sandbox, &target, &headers, body.as_bytes()).await;
        assert_eq!((reply.status, reply.header("location")), (403, None), "{broken}");
    }
}

#[tokio::test]
async fn bodies_that_are_no_forms_or_too_large_are_refused() {
    let sandbox = sandbox().await;
    for (content_type, body) in [
        ("application/json", br#"{"grant_type":"password"}"#.to_vec()),
        ("multipart/form-data", b"no boundary".to_vec()),
        ("multipart/form-data; boundary=b", b"--b\r\nbroken".to_vec()),
        (FORM, vec![0xff; 100]),
        (FORM, [b"grant_type=password&password=".to_vec(), vec![b'a'; 100_000]].concat()),
    ] {
        assert_eq!(error(&post(&sandbox, TOKEN, content_type, &body).await), "invalid_request", "{content_type}");
    }
    assert_eq!(error(&post(&sandbox, TOKEN, FORM, b"").await), "invalid_request");
    let long = TokenCall::refresh(&sandbox, &"a".repeat(60_000));
    assert_eq!(long.refused().await, "invalid_grant", "long, but not too long");
    let reply = post(&sandbox, &request(&sandbox, &[]), FORM, &vec![b'a'; 100_000]).await;
    assert_eq!(reply.status, 403);
}

#[tokio::test]
async fn long_queries_are_answered() {
    let sandbox = sandbox().await;
    let long = "a".repeat(20_000);
    for name in ["scope", "state", "login", "lang"] {
        assert_eq!(get(&sandbox, &request(&sandbox, &[(name, &long)])).await.status, 200, "{name}");
    }
}
