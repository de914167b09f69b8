//! Where browsers are not sent.

use mailru_sandbox::Sandbox;

use super::browser::{BACK, Browser, location, request};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

/// The page says what is wrong, with HTTP 400, and leads nowhere.
async fn is_stopped(sandbox: &Sandbox, changes: &[(&str, &str)], because: &str) {
    is_stopped_with(400, sandbox, changes, because).await;
}

async fn is_stopped_with(status: u16, sandbox: &Sandbox, changes: &[(&str, &str)], because: &str) {
    let mut browser = Browser::logged_in(sandbox).await;
    let target = request(sandbox, changes);
    let page = browser.open(&request(sandbox, &[])).await;
    for reply in [
        browser.open(&target).await,
        browser.send(&target, &[("csrf", super::browser::csrf(&page)), ("action", "deny")]).await,
    ] {
        assert_eq!((reply.status, reply.header("location")), (status, None), "{changes:?}");
        assert!(reply.body.contains(because), "{changes:?}: {}", reply.body);
    }
}

#[tokio::test]
async fn an_unknown_application_is_a_page_that_clients_can_read_and_no_redirect() {
    let sandbox = sandbox().await;
    for client_id in ["", "1", "423004x", "-423004", "99999999999999999999999"] {
        is_stopped_with(200, &sandbox, &[("client_id", client_id)], "no application with this client_id").await;
    }
    let page = crate::client::get(&sandbox, &request(&sandbox, &[("client_id", "1")])).await;
    assert!(page.body.contains("Не указано приложение"), "what clients look for: {}", page.body);
}

#[tokio::test]
async fn a_missing_or_impossible_address_is_a_page_and_no_redirect() {
    let sandbox = sandbox().await;
    for address in
        ["", "/back", "javascript:alert(1)", "data:text/html,x", "http://a/#b", "http://a/\r\nSet-Cookie: a=b"]
    {
        is_stopped(&sandbox, &[("redirect_uri", address)], "redirect_uri").await;
    }
}

#[tokio::test]
async fn an_unknown_response_type_is_a_page_and_no_redirect() {
    let sandbox = sandbox().await;
    for response_type in ["", "id_token", "code token", "CODE"] {
        is_stopped(&sandbox, &[("response_type", response_type)], "response_type").await;
    }
}

#[tokio::test]
async fn with_registered_addresses_all_others_are_a_page_and_no_redirect() {
    let builder = Sandbox::builder().redirect_prefix("http://localhost:8080/back").redirect_prefix("mm423004://");
    let sandbox = builder.start().await.expect("a free port");
    for address in
        ["http://localhost:8080/backwards", "http://localhost:8081/back", "http://localhost:8080@example.com/"]
    {
        is_stopped(&sandbox, &[("redirect_uri", address)], "not one of the application").await;
    }
    let mut browser = Browser::logged_in(&sandbox).await;
    let own = format!("{}/success.html", sandbox.oauth_url());
    for address in [BACK, "mm423004://authorize", "https://connect.mail.ru/oauth/success.html", &own] {
        let reply = browser.press(&request(&sandbox, &[("redirect_uri", address), ("revoke", "1")]), "allow").await;
        assert!(location(&reply).contains("code="), "{address}");
    }
}

#[tokio::test]
async fn any_address_will_do_by_default() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for (address, expected) in [
        ("https://example.org", "https://example.org?code="),
        ("https://example.org/back?", "https://example.org/back?code="),
        ("https://example.org/й", "https://example.org/%D0%B9?code="),
        ("org.example.app:/back", "org.example.app:/back?code="),
    ] {
        let reply = browser.press(&request(&sandbox, &[("redirect_uri", address), ("revoke", "1")]), "allow").await;
        assert!(location(&reply).starts_with(expected), "{}", location(&reply));
    }
}
