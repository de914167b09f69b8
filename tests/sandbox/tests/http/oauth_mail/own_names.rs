//! The service under its own names, for programs that cannot be given another address.

use mailru_sandbox::Sandbox;

use super::{code, error, exchange, login, text};
use crate::client::{FORM, get_with, post_with};

async fn named() -> Sandbox {
    let builder = Sandbox::builder().host_name("oauth.mail.ru").host_name("o2.mail.ru");
    builder.start().await.expect("a free port")
}

#[tokio::test]
async fn where_its_names_lead_here_its_paths_are_its_own() {
    let sandbox = named().await;
    let page = login(&sandbox, &[]).replace("/oauth.mail.ru/login?", "/login?");
    for name in ["oauth.mail.ru", "o2.mail.ru:443"] {
        let answer = exchange(&sandbox, &code(&sandbox, &[]), &[]).await.json();
        let head = format!("Host: {name}\r\nAccept-Language: en\r\n");
        let shown = get_with(&sandbox, &page, &head).await;
        assert!(shown.body.contains("<h1>Log in</h1>"), "{name}: {}", shown.body);
        // The form leads to the path that the sandbox has everywhere.
        let (_, action) = shown.body.split_once("action=\"").expect("a form");
        let again = get_with(&sandbox, &action[..action.find('"').expect("an end")].replace("&amp;", "&"), &head).await;
        assert!(again.body.contains("<h1>Log in</h1>"), "{name}: {}", again.body);
        let target = format!("/userinfo?access_token={}", text(&answer, "access_token"));
        let profile = get_with(&sandbox, &target, &head).await.json();
        assert_eq!(text(&profile, "email"), sandbox.user_email(), "{name}");
        let reply = post_with(&sandbox, "/token", &format!("{head}Content-Type: {FORM}\r\n"), b"").await;
        assert_eq!(error(&reply).0, 2, "{name}");
    }
}

#[tokio::test]
async fn nobody_else_has_its_paths_and_its_names_have_to_be_allowed() {
    let sandbox = named().await;
    assert_eq!(get_with(&sandbox, "/userinfo", "").await.status, 404);
    assert_eq!(get_with(&sandbox, "/elsewhere", "Host: oauth.mail.ru\r\n").await.status, 404);
    let sandbox = super::sandbox().await;
    assert_eq!(get_with(&sandbox, "/userinfo", "Host: oauth.mail.ru\r\n").await.status, 403);
}
